"""The one truth of a ticket's states and actions.

The counter's buttons, the diagram in the docs and the tests are made from `TRANSITIONS`. A ticket
with several legs goes through them with each; a leg lives from `issue`, or from `advance` for a
later leg of an errand, to a state in which it has ended.
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a ticket stands."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    COMPLETED = "completed"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Action(StrEnum):
    """What people and the day do to a ticket; the same word in code, docs, logs and journal."""

    ISSUE = "issue"
    ADVANCE = "advance"
    CALL = "call"
    RECALL = "recall"
    SERVE = "serve"
    HOLD = "hold"
    RESUME = "resume"
    TRANSFER = "transfer"
    RETURN = "return"
    DEMOTE = "demote"
    REPRINT = "reprint"
    NO_SHOW = "no_show"
    COMPLETE = "complete"
    CANCEL = "cancel"
    EXPIRE = "expire"


class Deed(StrEnum):
    """What people and the day do to the hall itself; these stand in the journal beside the actions."""

    OPEN_DAY = "open_day"
    ACCEPT_CLOCK = "accept_clock"
    TAKE_CATALOGUE = "take_catalogue"
    ENROL = "enrol"
    DISMISS = "dismiss"
    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    PAUSE = "pause"
    CLOSE = "close"
    REOPEN = "reopen"
    SHUT = "shut"
    UNSHUT = "unshut"
    SHOW_NOTICE = "show_notice"
    END_NOTICE = "end_notice"


@dataclass(frozen=True, slots=True)
class Transition:
    """One allowed step: `action` moves a ticket from `source` to `target`.

    A source of None is the visitor at the kiosk, or between two legs of an errand.
    """

    action: Action
    source: State | None
    target: State


def _steps(action: Action, sources: tuple[State, ...], target: State | None = None) -> list[Transition]:
    """List the steps of one action; without a target the ticket stays where it is."""
    return [Transition(action, source, target or source) for source in sources]


_AT_A_COUNTER = (State.CALLED, State.SERVING)
_GOING = (State.WAITING, State.CALLED, State.SERVING, State.HELD)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(Action.ISSUE, None, State.WAITING),
    Transition(Action.ADVANCE, None, State.WAITING),
    Transition(Action.CALL, State.WAITING, State.CALLED),
    Transition(Action.RECALL, State.CALLED, State.CALLED),
    Transition(Action.SERVE, State.CALLED, State.SERVING),
    Transition(Action.HOLD, State.SERVING, State.HELD),
    Transition(Action.RESUME, State.HELD, State.SERVING),
    *_steps(Action.TRANSFER, _GOING, State.WAITING),
    *_steps(Action.RETURN, (*_AT_A_COUNTER, State.HELD, State.NO_SHOW), State.WAITING),
    *_steps(Action.DEMOTE, _GOING),
    *_steps(Action.REPRINT, _GOING),
    Transition(Action.NO_SHOW, State.CALLED, State.NO_SHOW),
    Transition(Action.COMPLETE, State.SERVING, State.COMPLETED),
    *_steps(Action.CANCEL, _GOING, State.CANCELLED),
    *_steps(Action.EXPIRE, _GOING, State.EXPIRED),
)

_TARGETS = {(step.action, step.source): step.target for step in TRANSITIONS}

#: States in which a ticket is with a counter.
AT_COUNTER = frozenset(_AT_A_COUNTER)

#: States of a ticket whose visitor is still to be served.
GOING = frozenset(_GOING)

#: States in which a leg has ended; a visitor who did not come in time may be taken back.
ENDED = frozenset(State) - GOING

#: Actions that leave a ticket where it is, from several states.
NEUTRAL = frozenset({Action.DEMOTE, Action.REPRINT})


def target(action: Action, source: State | None) -> State | None:
    """Tell where `action` leads from `source`; None where it is not allowed."""
    return _TARGETS.get((action, source))


def allowed(source: State | None) -> frozenset[Action]:
    """List the actions that fit a ticket in the state `source`."""
    return frozenset(step.action for step in TRANSITIONS if step.source == source)


def diagram() -> str:
    """Draw `TRANSITIONS` as a Mermaid state diagram; `docs/glossary.md` contains it."""
    lines = ["stateDiagram-v2"]
    drawn: dict[tuple[str, str], list[str]] = {}
    for step in TRANSITIONS:
        drawn.setdefault((step.source or "[*]", step.target), []).append(step.action)
    lines += [f"    {source} --> {end}: {', '.join(words)}" for (source, end), words in drawn.items()]
    lines += [f"    {state} --> [*]" for state in State if state in ENDED]
    return "\n".join(lines)
