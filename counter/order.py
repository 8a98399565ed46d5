"""What a clerk wants done, and how the hall does it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from counter.desk import Desk
from ticketing.boards import NoticeKind
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.lifecycle import Action, Deed
from ticketing.model import Leg
from ticketing.outbox import PrintJob
from ticketing.presence import Presence
from ticketing.staff import StaffMember

#: What an order answers with: a ticket, how the counter stands now, a paper, or that nobody waits.
Outcome = Leg | Presence | PrintJob | None


@dataclass(frozen=True, slots=True)
class Order:
    """One thing to be done at a counter.

    Attributes:
        deed: What.
        ticket: For a chosen ticket; None for the one at the counter, or the next.
        reason: Why, where it needs a reason.
        service: Where a ticket is sent; empty leaves its service.
        to_counter: The only counter that may call it then.
        minutes: How long a break lasts, or a notice.
        notice: What the boards are to say.
        name, pin: Who signs in.
    """

    deed: Action | Deed
    ticket: UUID | None = None
    reason: str = ""
    service: str = ""
    to_counter: str | None = None
    minutes: int | None = None
    notice: NoticeKind | None = None
    name: str = ""
    pin: str = field(default="", repr=False)


def work_of(order: Order, desk: Desk, hall: Hall, house: House) -> Callable[[], Outcome] | None:
    """Return what carries out an order at a desk, for the worker; None where nothing does."""
    if desk.counter is None:
        return None
    name, deed = desk.counter.name, order.deed
    if isinstance(deed, Deed):
        return _notice(order, deed, desk, house) or _standing(order, deed, name, house)
    if order.ticket is not None:
        ticket: UUID | None = order.ticket
    elif deed is Action.RESUME:
        ticket = desk.held[0].ticket.id if desk.held else None
    else:
        ticket = desk.own.ticket.id if desk.own else None
    return _going(order, deed, name, ticket, hall)


def _standing(order: Order, deed: Deed, name: str, house: House) -> Callable[[], Outcome] | None:
    """Carry out what concerns the counter itself."""
    deeds: dict[Deed, Callable[[], Presence]] = {
        Deed.SIGN_IN: lambda: house.sign_in(name, order.name, order.pin),
        Deed.SIGN_OUT: lambda: house.sign_out(name),
        Deed.PAUSE: lambda: (
            house.close(name, order.reason)
            if order.minutes is None
            else house.pause(name, order.reason, order.minutes)
        ),
        Deed.REOPEN: lambda: house.reopen(name),
    }
    return deeds.get(deed)


def _notice(order: Order, deed: Deed, desk: Desk, house: House) -> Callable[[], Outcome] | None:
    """Cover the boards, or take the notice away; the counter stands as before."""
    by = None if desk.role is None else StaffMember(desk.clerk, desk.role, pin_hash="")
    kind, before = order.notice, desk.presence

    def act() -> Outcome:
        if kind is None:
            house.end_notice(by)
        else:
            house.show_notice(kind, minutes=order.minutes, by=by)
        return before

    return act if deed in (Deed.SHOW_NOTICE, Deed.END_NOTICE) and before is not None else None


def _going(
    order: Order, action: Action, name: str, ticket: UUID | None, hall: Hall
) -> Callable[[], Outcome] | None:
    """Carry out what concerns a ticket."""
    reason, chosen = order.reason, order.ticket
    actions: dict[Action, Callable[[], Leg | PrintJob | None]] = {
        Action.CALL: lambda: (
            hall.call_next(name) if chosen is None else hall.call_ticket(name, chosen, reason)
        ),
        Action.RECALL: lambda: hall.recall(name, ticket),
        Action.SERVE: lambda: hall.serve(name, ticket),
        Action.COMPLETE: lambda: hall.complete(name, ticket),
        Action.NO_SHOW: lambda: hall.no_show(name, ticket),
        Action.HOLD: lambda: hall.hold(name, ticket, reason=reason),
        Action.TRANSFER: lambda: hall.transfer(
            name, ticket, service=order.service, to_counter=order.to_counter, reason=reason
        ),
        Action.RETURN: lambda: hall.return_to_queue(name, ticket, reason=reason),
        Action.DEMOTE: lambda: hall.demote(name, ticket),
        Action.REPRINT: lambda: hall.reprint(name, ticket),
        Action.CANCEL: lambda: hall.cancel(name, ticket, reason=reason),
    }
    if ticket is not None:
        actions[Action.RESUME] = lambda: hall.resume(name, ticket)
    return actions.get(action)
