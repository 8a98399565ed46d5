"""What the calling window shows, as values."""

from dataclasses import dataclass
from datetime import datetime

from ticketing import lifecycle
from ticketing.catalogue import Catalogue, Counter
from ticketing.errors import AntreanError, Environment
from ticketing.lifecycle import Action, State
from ticketing.model import HallInfo, Leg

#: A ticket's way through the counter, one step after the other; the next fitting one is primary.
PATH = (Action.CALL, Action.SERVE, Action.COMPLETE)

#: Beside the way: a visitor who was called has not come, or belongs elsewhere.
ASIDE = (Action.RECALL, Action.NO_SHOW, Action.TRANSFER)

#: What lets somebody else come first.
LATER = (Action.HOLD, Action.RESUME, Action.RETURN)


@dataclass(frozen=True, slots=True)
class Desk:
    """One counter as its clerk sees it.

    Attributes:
        hall: The hall; None until it was read once.
        catalogue: What the hall offers; None until it was read once.
        counter: The counter chosen; None while the clerk chooses.
        own: The ticket that is with the counter.
        waiting: Who waits for the counter, in order of arrival.
        held: Whom the counter holds, the longest first.
        going: The action on its way, until the store has answered.
        refusal: Why the last action was not done; gone with the next one.
        lost: Why the store cannot be read now; `own` and `waiting` are then the last known.
        read_at: When `own` and `waiting` were read.
    """

    hall: HallInfo | None = None
    catalogue: Catalogue | None = None
    counter: Counter | None = None
    own: Leg | None = None
    waiting: tuple[Leg, ...] = ()
    held: tuple[Leg, ...] = ()
    going: Action | None = None
    refusal: AntreanError | None = None
    lost: AntreanError | None = None
    read_at: datetime | None = None

    @property
    def fitting(self) -> frozenset[Action]:
        """The actions that fit the counter's ticket, or the head of its queue while it is free."""
        if self.counter is None or self.read_at is None:
            return frozenset()
        if self.own is not None:
            return lifecycle.allowed(self.own.state)
        next_one = frozenset({Action.CALL}) if self.waiting else frozenset[Action]()
        return next_one | ({Action.RESUME} if self.held else frozenset())

    @property
    def primary(self) -> Action:
        """The one action that the clerk most likely wants; it may still not fit, see `may`."""
        fitting = lifecycle.allowed(self.own.state if self.own else State.WAITING)
        return next((action for action in PATH if action in fitting), Action.CALL)

    def may(self, action: Action) -> bool:
        """Tell whether a press of `action` will be taken."""
        return action in self.fitting and self.going is None and self.lost is None

    @property
    def is_unsure(self) -> bool:
        """The last action may or may not have happened: the store failed under it."""
        return isinstance(self.refusal, Environment)


def elapsed_s(desk: Desk, now: datetime) -> int | None:
    """Count the seconds since the counter's ticket was called or, later, since its service began.

    The clock may go back; what has elapsed is never less than nothing.
    """
    if desk.own is None:
        return None
    since = desk.own.serving_at if desk.own.state is State.SERVING else desk.own.called_at
    return max(0, int((now - since).total_seconds())) if since else None


def waited_minutes(leg: Leg, now: datetime) -> int:
    """Count the whole minutes that a ticket has waited, never less than nothing."""
    return max(0, int((now - leg.queued_at).total_seconds()) // 60)
