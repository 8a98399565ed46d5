"""The one truth of a ticket's states and actions.

The counter's buttons, the diagram in the docs and the tests are made from `TRANSITIONS`.
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a ticket stands."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    COMPLETED = "completed"
    NO_SHOW = "no_show"
    EXPIRED = "expired"


class Action(StrEnum):
    """What people and the day do to a ticket; the same word in code, docs, logs and journal."""

    ISSUE = "issue"
    CALL = "call"
    RECALL = "recall"
    SERVE = "serve"
    COMPLETE = "complete"
    NO_SHOW = "no_show"
    EXPIRE = "expire"


@dataclass(frozen=True, slots=True)
class Transition:
    """One allowed step: `action` moves a ticket from `source` to `target`.

    A source of None is the visitor at the kiosk, before there is a ticket.
    """

    action: Action
    source: State | None
    target: State


TRANSITIONS: tuple[Transition, ...] = (
    Transition(Action.ISSUE, None, State.WAITING),
    Transition(Action.CALL, State.WAITING, State.CALLED),
    Transition(Action.RECALL, State.CALLED, State.CALLED),
    Transition(Action.SERVE, State.CALLED, State.SERVING),
    Transition(Action.COMPLETE, State.SERVING, State.COMPLETED),
    Transition(Action.NO_SHOW, State.CALLED, State.NO_SHOW),
    Transition(Action.EXPIRE, State.WAITING, State.EXPIRED),
    Transition(Action.EXPIRE, State.CALLED, State.EXPIRED),
    Transition(Action.EXPIRE, State.SERVING, State.EXPIRED),
)

_TARGETS = {(step.action, step.source): step.target for step in TRANSITIONS}

#: States in which a ticket is with a counter.
AT_COUNTER = frozenset({State.CALLED, State.SERVING})

#: States from which nothing leads on.
ENDED = frozenset(State) - {step.source for step in TRANSITIONS}


def target(action: Action, source: State | None) -> State | None:
    """Tell where `action` leads from `source`; None where it is not allowed."""
    return _TARGETS.get((action, source))


def allowed(source: State | None) -> frozenset[Action]:
    """List the actions that fit a ticket in the state `source`."""
    return frozenset(step.action for step in TRANSITIONS if step.source == source)


def diagram() -> str:
    """Draw `TRANSITIONS` as a Mermaid state diagram; `docs/glossary.md` contains it."""
    lines = ["stateDiagram-v2"]
    for step in TRANSITIONS:
        lines.append(f"    {step.source or '[*]'} --> {step.target}: {step.action}")
    lines += [f"    {state} --> [*]" for state in State if state in ENDED]
    return "\n".join(lines)
