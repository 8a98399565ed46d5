"""What the calling window shows, as values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from ticketing import lifecycle
from ticketing.boards import BoardState, Notice
from ticketing.catalogue import Catalogue, Counter
from ticketing.errors import AntreanError, Environment
from ticketing.lifecycle import Action, Deed, State
from ticketing.model import HallInfo, Leg
from ticketing.outbox import PrinterState, PrintJob
from ticketing.presence import Presence, Standing
from ticketing.staff import Right, StaffRole, may

#: A ticket's way through the counter, one step after the other; the next fitting one is primary.
PATH = (Action.CALL, Action.SERVE, Action.COMPLETE)

#: Beside the way: what else may be done to the ticket at the counter, or to one that it holds.
BESIDE = (
    Action.RECALL,
    Action.HOLD,
    Action.RESUME,
    Action.NO_SHOW,
    Action.TRANSFER,
    Action.RETURN,
    Action.DEMOTE,
    Action.CANCEL,
)

#: What may be done to a ticket that is not at the counter.
FOR_OTHERS = (
    Action.CALL,
    Action.RESUME,
    Action.TRANSFER,
    Action.RETURN,
    Action.DEMOTE,
    Action.REPRINT,
    Action.CANCEL,
)

# These need a counter without a ticket.
_NEED_ROOM = frozenset({Action.CALL, Action.RESUME})
_OWN = frozenset({*PATH, *BESIDE}) - _NEED_ROOM


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
        given_up: Whom its agency gave up today, the latest first.
        presence: Who is at the counter, and whether it calls.
        staff: Names of those who may sign in; empty in a hall without staff.
        going: The deed on its way, until the store has answered.
        refusal: Why the last deed was not done; gone with the next one.
        found_nobody: The last call found nobody; gone with the next order.
        printing: A copy that is on its way by the last order; gone with the next one.
        printers: How the printers of the kiosks are.
        boards: How the hall's boards are.
        notice: What covers them; it may have ended by itself.
        role: What the clerk is; None in a hall without staff, or while nobody is here.
        lost: Why the store cannot be read now; the tickets are then the last known.
        read_at: When the tickets were read.
        called_at: About when those who wait will be called, by the ticket's id, on steps of 5 minutes.
    """

    hall: HallInfo | None = None
    catalogue: Catalogue | None = None
    counter: Counter | None = None
    own: Leg | None = None
    waiting: tuple[Leg, ...] = ()
    held: tuple[Leg, ...] = ()
    given_up: tuple[Leg, ...] = ()
    presence: Presence | None = None
    staff: tuple[str, ...] = ()
    going: Action | Deed | None = None
    refusal: AntreanError | None = None
    found_nobody: bool = False
    printing: PrintJob | None = None
    printers: tuple[PrinterState, ...] = ()
    boards: tuple[BoardState, ...] = ()
    notice: Notice | None = None
    role: StaffRole | None = None
    lost: AntreanError | None = None
    read_at: datetime | None = None
    called_at: Mapping[UUID, datetime] = field(default_factory=dict)

    @property
    def clerk(self) -> str:
        """The name that somebody signed in with; empty while nobody is."""
        return self.presence.staff if self.presence else ""

    @property
    def wants_sign_in(self) -> bool:
        """Tell whether the hall has staff and none of them is at this counter."""
        return self.counter is not None and self.read_at is not None and bool(self.staff) and not self.clerk

    @property
    def is_away(self) -> bool:
        """Tell whether the counter is on its break or closed."""
        return self.presence is not None and self.presence.standing is not Standing.OPEN

    @property
    def may_show_notices(self) -> bool:
        """Tell whether the clerk may cover the boards."""
        return not self.staff or may(self.role, Right.SHOW_NOTICES)

    @property
    def fitting(self) -> frozenset[Action | Deed]:
        """What fits the counter now: its ticket, or the next one, the counter itself, or the boards."""
        if self.counter is None or self.read_at is None:
            return frozenset()
        if self.wants_sign_in:
            return frozenset({Deed.SIGN_IN})
        notices = frozenset({Deed.SHOW_NOTICE, Deed.END_NOTICE}) if self.may_show_notices else frozenset()
        return self._fitting_here | notices

    @property
    def _fitting_here(self) -> frozenset[Action | Deed]:
        leave = frozenset({Deed.SIGN_OUT}) if self.clerk else frozenset()
        if self.is_away:
            return frozenset({Deed.REOPEN}) | leave
        if self.own is not None:
            return _fitting(self.own) & _OWN
        room: set[Action | Deed] = {Deed.PAUSE}
        if self.waiting or self._helps:
            room.add(Action.CALL)
        if self.held:
            room.add(Action.RESUME)
        return frozenset(room) | leave

    @property
    def primary(self) -> Action | Deed:
        """The one deed that the clerk most likely wants; it may still not fit, see `may`."""
        if self.is_away:
            return Deed.REOPEN
        fitting = lifecycle.allowed(self.own.state if self.own else State.WAITING)
        return next((action for action in PATH if action in fitting), Action.CALL)

    def may(self, deed: Action | Deed, ticket: UUID | None = None) -> bool:
        """Tell whether an order will be taken: for the counter's ticket, or for a chosen one."""
        if self.going is not None or self.lost is not None:
            return False
        if ticket is None or (self.own is not None and self.own.ticket.id == ticket):
            return deed in self.fitting
        leg = self.leg(ticket)
        return leg is not None and deed in self.fitting_for(leg)

    def fitting_for(self, leg: Leg) -> frozenset[Action]:
        """Tell what may be done to a ticket that is not at the counter."""
        if self.read_at is None or self.wants_sign_in or self.is_away:
            return frozenset()
        fitting = _fitting(leg) & frozenset(FOR_OTHERS)
        return fitting - _NEED_ROOM if self.own is not None else fitting

    def leg(self, ticket: UUID | None) -> Leg | None:
        """Find a ticket of the lists; None finds the counter's own."""
        if ticket is None:
            return self.own
        return next((leg for leg in self.others() if leg.ticket.id == ticket), None)

    def others(self) -> Iterator[Leg]:
        """List every ticket that the clerk may act on though it is not at the counter."""
        yield from self.waiting
        yield from self.held
        yield from self.given_up

    @property
    def is_unsure(self) -> bool:
        """The last order may or may not have been done: the store failed under it."""
        return isinstance(self.refusal, Environment)

    @property
    def _helps(self) -> bool:
        """Tell whether the counter steps in elsewhere: whom it would call is not in its list."""
        if self.catalogue is None or self.counter is None:
            return False
        return any(duty.helps_after_min is not None for duty in self.catalogue.duties[self.counter.name])


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


def _fitting(leg: Leg) -> frozenset[Action]:
    """Tell what fits a ticket; a regular one cannot be made regular."""
    allowed = lifecycle.allowed(leg.state)
    return allowed if leg.ticket.priority else allowed - {Action.DEMOTE}
