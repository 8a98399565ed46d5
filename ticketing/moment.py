"""One transaction at its moment: guarded time, hall day, catalogue, and the steps of tickets."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from ticketing import lifecycle
from ticketing.catalogue import Catalogue
from ticketing.errors import (
    CounterClosed,
    CounterIdle,
    NotAllowed,
    NotServedHere,
    NotSignedIn,
    TicketMoved,
    UnknownCounter,
    UnknownTicket,
)
from ticketing.foresight import Foresight
from ticketing.lifecycle import Action, Deed
from ticketing.model import Event, HallInfo, Leg
from ticketing.placing import Rules
from ticketing.presence import Presence, Standing
from ticketing.waiting.outlook import Outlook
from ticketing.writing import Transaction


@dataclass(frozen=True, slots=True)
class Moment:
    """What an action stands on.

    Attributes:
        tx: The open transaction.
        info: The hall at its present day.
        at: Guarded time.
        clock: What the clock says, which may stand before the guarded time.
        catalogue: What the hall offers.
        rules: What the hall decides.
        foresight: Follows the hall.
    """

    tx: Transaction
    info: HallInfo
    at: datetime
    clock: datetime
    catalogue: Catalogue
    rules: Rules
    foresight: Foresight

    def outlook(self) -> Outlook:
        """Tell when people will be called, by all that happened until now."""
        return self.foresight.within(self.info, self.catalogue, self.tx.entries)

    def presence(self, counter: str) -> Presence:
        """Return how a counter stands; a break that is over is written down as ended.

        Raises:
            UnknownCounter: The hall has no such counter.
        """
        if counter not in self.catalogue.counter:
            raise UnknownCounter(counter=counter)
        stored = self.tx.presence(counter)
        present = stored.at(self.at)
        if present != stored:
            self.tx.keep_presence(present)
            self.write(Deed.REOPEN, counter=counter, staff=present.staff)
        return present

    def clerk(self, counter: str) -> str:
        """Return who works at a counter; empty in a hall without staff.

        Raises:
            UnknownCounter: The hall has no such counter.
            NotSignedIn: The hall has staff, and nobody of them signed in there.
            CounterClosed: It is on break or closed.
        """
        present = self.presence(counter)
        if not present.staff and self.tx.has_staff():
            raise NotSignedIn(counter=counter)
        if present.standing is not Standing.OPEN:
            raise CounterClosed(
                counter=counter, standing=present.standing, reason=present.reason, until=present.until
            )
        return present.staff

    def own(self, counter: str, ticket: UUID | None) -> Leg:
        """Return the leg at a counter.

        Raises:
            CounterIdle: The counter has no ticket.
            TicketMoved: The counter has another ticket than the one meant.
        """
        leg = self.tx.at_counter(counter)
        if leg is None:
            raise CounterIdle(counter=counter)
        if ticket is not None and leg.ticket.id != ticket:
            raise TicketMoved(counter=counter, ticket=str(ticket))
        return leg

    def leg(self, ticket: UUID) -> Leg:
        """Return the present leg of a ticket of today. Raises UnknownTicket."""
        leg = self.tx.leg_of(ticket)
        if leg is None or leg.ticket.day != self.info.day:
            raise UnknownTicket(ticket=str(ticket))
        return leg

    def require_service(self, counter: str, leg: Leg) -> None:
        """Refuse a ticket that is not for this counter.

        Raises:
            NotServedHere: It does not serve the service, and the ticket was not sent to it.
        """
        served = {duty.service for duty in self.catalogue.duties[counter]}
        if leg.for_counter == counter or (leg.for_counter is None and leg.service in served):
            return
        raise NotServedHere(counter=counter, number=leg.number)

    def not_before(self, leg: Leg) -> datetime:
        """Keep time from running backwards within a ticket, after a clock that ran ahead was set right."""
        moments = (leg.ticket.issued_at, leg.called_at, leg.serving_at, leg.moved_at)
        return max(self.at, *(moment for moment in moments if moment))

    def move(
        self, action: Action, leg: Leg, *, by: str | None = None, reason: str = "", staff: str = ""
    ) -> Leg:
        """Take one step of `lifecycle.TRANSITIONS` and write it down.

        Args:
            action: What is done.
            leg: In its state before the step, with all else as it will be after it.
            by: The counter that does it, where the leg is not with one.
            reason: Why.
            staff: Who.

        Raises:
            NotAllowed: The action does not fit the ticket's state.
        """
        state = lifecycle.target(action, leg.state)
        if state is None:
            raise NotAllowed(action=action, state=leg.state, number=leg.number)
        at = self.not_before(leg)
        moved = replace(leg, state=state, moved_at=at)
        self.tx.keep(moved)
        self.tx.append(event_of(action, moved, at, counter=by or leg.counter, reason=reason, staff=staff))
        return moved

    def write(self, deed: Deed, *, counter: str | None = None, staff: str = "", reason: str = "") -> None:
        """Write down what was done to the hall itself."""
        self.tx.append(Event(self.at, deed, counter=counter, staff=staff, reason=reason))


def event_of(
    action: Action, leg: Leg, at: datetime, *, counter: str | None, reason: str = "", staff: str = ""
) -> Event:
    """Make the line of the journal of a step."""
    return Event(
        at=at,
        action=action,
        ticket_id=leg.ticket.id,
        number=leg.number,
        service=leg.service,
        agency=leg.agency,
        language=leg.ticket.language,
        priority=leg.ticket.priority,
        counter=counter,
        position=leg.position,
        reason=reason,
        staff=staff,
    )
