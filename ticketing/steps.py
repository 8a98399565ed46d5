"""Steps of tickets that several actions of the hall take."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from ticketing import placing
from ticketing.errand import Step
from ticketing.errors import CounterBusy, ReasonMissing, TicketMoved
from ticketing.lifecycle import AT_COUNTER, Action, Deed, State
from ticketing.model import Leg, Ticket
from ticketing.moment import Moment
from ticketing.placing import Place
from ticketing.policy import Kind

#: Stands as the reason in the journal where a rule gave a ticket back, and nobody did.
ABANDONED = "abandoned"

_LONGEST_REASON = 200
# A telephone, a date of birth, an identity number.
_MANY_DIGITS = re.compile(r"\d{8,}")


def clerk_with_free_counter(now: Moment, counter: str) -> str:
    """Return the clerk of a counter that has no ticket. Raises CounterBusy, and as `Moment.clerk`."""
    staff = now.clerk(counter)
    present = now.tx.at_counter(counter)
    if present is not None:
        raise CounterBusy(counter=counter, number=present.number)
    return staff


def meant(now: Moment, counter: str, ticket: UUID | None) -> Leg:
    """Find the ticket that a clerk means: the one at the counter, or one that it may act on.

    Raises:
        CounterIdle: None was named, and the counter has none.
        UnknownTicket: There is no such ticket today.
        TicketMoved: Another counter has it.
        NotServedHere: The counter does not serve it.
    """
    if ticket is None:
        return now.own(counter, None)
    leg = now.leg(ticket)
    if leg.counter == counter:
        return leg
    if leg.state in AT_COUNTER:
        raise TicketMoved(counter=counter, ticket=str(ticket))
    now.require_service(counter, leg)
    return leg


def reason_for(action: Action | Deed, reason: str) -> str:
    """Refuse an action without a reason. Raises ReasonMissing."""
    told = tidied(reason)
    if not told:
        raise ReasonMissing(action=action)
    return told


def tidied(reason: str) -> str:
    """Return a reason as the journal keeps it: one line, short, and nobody's numbers.

    It never looks like one of `choice.Why`: those are the program's own.
    """
    return _MANY_DIGITS.sub("…", " ".join(reason.split()).lstrip("[ "))[:_LONGEST_REASON]


def call(now: Moment, leg: Leg, counter: str, *, staff: str, reason: str = "") -> Leg:
    """Call a waiting ticket to a counter."""
    called = replace(leg, counter=counter, called_at=now.not_before(leg), calls=1)
    moved = now.move(Action.CALL, called, staff=staff, reason=reason)
    if now.catalogue.policies.of(leg.service).kind is Kind.ONE_IN_N:
        now.tx.count_run(leg.service, is_priority=leg.ticket.priority)
    return moved


def queue(
    now: Moment, action: Action, leg: Leg, place: Place, *, by: str | None, staff: str = "", reason: str = ""
) -> Leg:
    """Put a ticket into the queue that it names now."""
    first = now.tx.first_waiting(leg.service, leg.for_counter) if place is Place.FRONT else None
    queued = replace(
        leg,
        queued_at=placing.queued_at(place, leg.queued_at, first, now.not_before(leg)),
        counter=None,
        called_at=None,
        serving_at=None,
        ended_at=None,
        calls=0,
    )
    return now.move(action, queued, by=by, staff=staff, reason=tidied(reason))


def replan(now: Moment, leg: Leg, service: str) -> Ticket:
    """Return the ticket with its errand's step renamed, where a leg is sent to another service.

    A service that the errand has anyhow is done earlier; the step that was left comes later.
    """
    ticket = leg.ticket
    if not ticket.plan or any(step.service == service for step in ticket.plan):
        return ticket

    def renamed(code: str) -> str:
        return service if code == leg.service else code

    plan = tuple(Step(renamed(step.service), tuple(map(renamed, step.after))) for step in ticket.plan)
    changed = replace(ticket, plan=plan)
    now.tx.keep_ticket(changed)
    return changed


def free_abandoned(now: Moment) -> None:
    """Give tickets back that were called and then left alone: their clerk has gone."""
    for leg in now.tx.abandoned(now.at - timedelta(minutes=now.rules.abandoned_min)):
        assert leg.state is State.CALLED
        queue(now, Action.RETURN, leg, Place.FRONT, by=leg.counter, reason=ABANDONED)
