"""What visitors and clerks do to tickets: one short method each, one transaction each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from ticketing import issuing, selection, steps
from ticketing.errors import NotAllowed, NotCalledEnough, UnknownService
from ticketing.issuing import Issued, Wish, new_token
from ticketing.lifecycle import Action, State
from ticketing.model import Leg
from ticketing.placing import Place, Rules
from ticketing.ports import Clock, Store
from ticketing.quota import Channel
from ticketing.visits import Visits
from ticketing.words import Language


class Hall(Visits):
    """The actions of `lifecycle.TRANSITIONS`; those of a visitor after the issue are in `visits.Visits`.

    Every method is one writing transaction on the store and returns what it stored. Each may raise
    an `Environment` error of the store, after which nothing has changed or, if the commit's end is
    unclear, the same call with the same `tap` gives the same ticket. Each may raise ClockJumped.

    Those of a counter's clerk raise besides:
        UnknownCounter: The hall has no such counter.
        NotSignedIn: The hall has staff, and none of them signed in at the counter.
        CounterClosed: The counter is on break or closed.
        CounterIdle: The counter has no ticket.
        TicketMoved: The counter has another ticket than the one meant.
        NotAllowed: The action does not fit the ticket's state.

    In them `ticket` is the ticket meant, where the clerk's screen may be behind; None takes whichever
    is at the counter.

    Args:
        store: The queue state.
        clock: The time; guarded by `ticketing.day`.
        rules: What the hall decides.
        token: Makes the secret of a ticket.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        rules: Rules | None = None,
        token: Callable[[], str] = new_token,
    ) -> None:
        super().__init__(store, clock, rules)
        self._token = token

    def issue(
        self,
        service: str,
        language: Language,
        tap: UUID,
        *,
        priority: bool = False,
        kiosk: str = "",
        paper: bool = True,
        channel: Channel = Channel.WALK_IN,
    ) -> Issued:
        """Give a visitor a number.

        Args:
            service: Code of the service, or of an errand.
            language: The visitor's language: of the paper and the call.
            tap: Made once for each tap. The same tap gives the same ticket, not a second one.
            priority: The visitor is entitled to go first; why is not stored.
            kiosk: Name of the kiosk, and of the spooler that prints for it.
            paper: Whether to print it.
            channel: How the visitor comes.

        Raises:
            UnknownService: The hall does not offer it.
            NotOpen: No number is given for it now.
        """
        wish = Wish(service, language, tap, priority, kiosk, channel)
        self._ground.look_ahead()
        with self._ground.acting() as now:
            return issuing.give(now, wish, self._token, paper=paper)

    def call_next(self, counter: str) -> Leg | None:
        """Call the next visitor to a counter; None when nobody waits for it.

        Raises:
            CounterBusy: The counter still has a ticket.
        """
        with self._ground.acting() as now:
            staff = steps.clerk_with_free_counter(now, counter)
            steps.free_abandoned(now)
            assert now.info.day is not None
            heads = now.tx.heads(counter, now.info.day)
            found = selection.pick_next(heads, now.catalogue.policies, now.at)
            if found is None:
                return None
            return steps.call(now, found.leg, counter, staff=staff, reason=found.why.written())

    def call_ticket(self, counter: str, ticket: UUID, reason: str) -> Leg:
        """Call a chosen visitor out of order.

        Raises:
            CounterBusy: The counter still has a ticket.
            ReasonMissing: Why is empty; it stands in the journal.
            UnknownTicket: There is no such ticket.
            NotServedHere: The counter does not serve it.
        """
        with self._ground.acting() as now:
            staff = steps.clerk_with_free_counter(now, counter)
            leg = now.leg(ticket)
            now.require_service(counter, leg)
            return steps.call(now, leg, counter, staff=staff, reason=steps.reason_for(Action.CALL, reason))

    def recall(self, counter: str, ticket: UUID | None = None) -> Leg:
        """Call the counter's ticket once more."""
        return self._act(Action.RECALL, counter, ticket, lambda leg, at: replace(leg, calls=leg.calls + 1))

    def serve(self, counter: str, ticket: UUID | None = None) -> Leg:
        """Begin to serve the ticket called to a counter."""
        return self._act(Action.SERVE, counter, ticket, lambda leg, at: replace(leg, serving_at=at))

    def hold(self, counter: str, ticket: UUID | None = None, *, reason: str) -> Leg:
        """Let a visitor fetch something; the counter is free meanwhile. Raises ReasonMissing."""
        return self._act(Action.HOLD, counter, ticket, reason=steps.reason_for(Action.HOLD, reason))

    def resume(self, counter: str, ticket: UUID) -> Leg:
        """Go on with a visitor that this counter holds, or another whose service it serves.

        Raises:
            CounterBusy: The counter still has a ticket.
            UnknownTicket: There is no such ticket.
            NotServedHere: The counter does not serve it.
        """
        with self._ground.acting() as now:
            staff = steps.clerk_with_free_counter(now, counter)
            leg = now.leg(ticket)
            if leg.counter != counter:
                now.require_service(counter, leg)
            return now.move(Action.RESUME, replace(leg, counter=counter), staff=staff)

    def transfer(
        self,
        counter: str,
        ticket: UUID | None = None,
        *,
        service: str = "",
        to_counter: str | None = None,
        place: Place | None = None,
        reason: str = "",
    ) -> Leg:
        """Send a ticket to another service or counter; it keeps its number and its arrival time.

        Args:
            counter: Who sends it: the counter that has it, or one that serves it while it waits.
            ticket: The ticket; None takes the one at the counter.
            service: Code of its new service; empty leaves the service.
            to_counter: The only counter that may call it; None for whichever serves the service.
            place: Where in the queue; None as the hall has set.
            reason: Why.

        Raises:
            UnknownService, UnknownCounter: There is no such thing to send it to.
            NotAllowed: It would stay where it is.
        """
        with self._ground.acting() as now:
            staff = now.clerk(counter)
            leg = steps.meant(now, counter, ticket)
            target = now.catalogue.service.get(service or leg.service)
            if target is None:
                raise UnknownService(service=service or leg.service)
            if to_counter is not None:
                now.presence(to_counter)
            if target.code == leg.service and to_counter is None:
                raise NotAllowed(action=Action.TRANSFER, state=leg.state, number=leg.number)
            sent = replace(
                leg,
                ticket=steps.replan(now, leg, target.code),
                service=target.code,
                agency=target.agency,
                for_counter=to_counter,
            )
            where = place or now.rules.transferred
            return steps.queue(now, Action.TRANSFER, sent, where, by=counter, staff=staff, reason=reason)

    def return_to_queue(self, counter: str, ticket: UUID | None = None, *, reason: str = "") -> Leg:
        """Give a ticket back to its queue, or take back a visitor who came late. Errors as `transfer`."""
        with self._ground.acting() as now:
            staff = now.clerk(counter)
            leg = steps.meant(now, counter, ticket)
            late = leg.state is State.NO_SHOW
            where = now.rules.late if late else now.rules.returned
            return steps.queue(now, Action.RETURN, leg, where, by=counter, staff=staff, reason=reason)

    def demote(self, counter: str, ticket: UUID | None = None) -> Leg:
        """Make a priority ticket a regular one: its holder is not entitled. Errors as `transfer`."""
        with self._ground.acting() as now:
            staff = now.clerk(counter)
            leg = steps.meant(now, counter, ticket)
            if not leg.ticket.priority:
                raise NotAllowed(action=Action.DEMOTE, state=leg.state, number=leg.number)
            regular = replace(leg, ticket=replace(leg.ticket, priority=False))
            now.tx.keep_ticket(regular.ticket)
            return now.move(Action.DEMOTE, regular, by=counter, staff=staff)

    def no_show(self, counter: str, ticket: UUID | None = None) -> Leg:
        """Give up a called visitor who does not come.

        Raises:
            NotCalledEnough: The hall wants visitors to be called more often before.
        """
        with self._ground.acting() as now:
            staff = now.clerk(counter)
            leg = now.own(counter, ticket)
            if leg.state is State.CALLED and leg.calls < now.rules.no_show_calls:
                needed = now.rules.no_show_calls
                raise NotCalledEnough(number=leg.number, calls=leg.calls, needed=needed)
            return now.move(Action.NO_SHOW, replace(leg, ended_at=now.not_before(leg)), staff=staff)

    def complete(self, counter: str, ticket: UUID | None = None) -> Leg:
        """End the service at a counter; the visitor of an errand is queued for what comes next."""
        self._ground.look_ahead_from(counter)
        with self._ground.acting() as now:
            staff = now.clerk(counter)
            leg = now.own(counter, ticket)
            ended = now.move(Action.COMPLETE, replace(leg, ended_at=now.not_before(leg)), staff=staff)
            issuing.advance(now, ended)
            return ended

    def cancel(self, counter: str, ticket: UUID | None = None, *, reason: str = "") -> Leg:
        """End a ticket whose visitor will not be served. Errors as `transfer`."""
        with self._ground.acting() as now:
            staff = now.clerk(counter)
            leg = steps.meant(now, counter, ticket)
            ended = replace(leg, ended_at=now.not_before(leg))
            return now.move(Action.CANCEL, ended, by=counter, staff=staff, reason=steps.tidied(reason))

    def accept_clock(self) -> datetime:
        """Take the present clock as right, after staff looked at it; return it.

        A day that has been is not repeated: its series go on where they stood. Tickets of another day
        than the present one, given under a clock that ran ahead, expire: their numbers may come again.
        """
        return self._ground.accept_clock()

    def _act(
        self,
        action: Action,
        counter: str,
        ticket: UUID | None,
        change: Callable[[Leg, datetime], Leg] = lambda leg, at: leg,
        reason: str = "",
    ) -> Leg:
        with self._ground.acting() as now:
            staff = now.clerk(counter)
            leg = now.own(counter, ticket)
            return now.move(action, change(leg, now.not_before(leg)), staff=staff, reason=reason)
