"""The actions of the hall: one short method each, one transaction each."""

import secrets
from base64 import b32encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from ticketing import day, lifecycle, selection, waiting
from ticketing.catalogue import Catalogue
from ticketing.errors import (
    CounterBusy,
    CounterIdle,
    NotAllowed,
    TicketMoved,
    UnknownCounter,
    UnknownService,
)
from ticketing.lifecycle import Action, State
from ticketing.model import Event, HallInfo, Leg, PrintJob, Ticket, Told
from ticketing.ports import Clock, Store, Transaction
from ticketing.words import Language

#: A paper that is not out by then stays in the box: its number is on the visitor's screen.
PAPER_LIFETIME = timedelta(seconds=60)


def new_token() -> str:
    """Make 128 random bits, written in 26 letters and digits that a QR code packs tightly."""
    return b32encode(secrets.token_bytes(16)).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Issued:
    """The answer to a tap. `repeated` tells that this tap already had its ticket."""

    leg: Leg
    repeated: bool = False

    @property
    def ticket(self) -> Ticket:
        """The ticket itself."""
        return self.leg.ticket

    @property
    def told(self) -> Told:
        """People ahead and the range of the call, as told at issue."""
        return self.leg.ticket.told


class Hall:
    """What people do in the hall.

    Every method is one writing transaction on the store and returns what it stored. Each may raise
    an `Environment` error of the store, after which nothing has changed or, if the commit's end is
    unclear, the same call with the same `tap` gives the same ticket.

    Args:
        store: The queue state.
        clock: The time; guarded by `ticketing.day`.
        policy: How priority is weighed.
        token: Makes the secret of a ticket.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        policy: selection.Policy = selection.Policy(),  # noqa: B008 - frozen
        token: Callable[[], str] = new_token,
    ) -> None:
        self._store = store
        self._clock = clock
        self._policy = policy
        self._token = token
        self._catalogue: tuple[int, Catalogue] | None = None

    def issue(
        self,
        service: str,
        language: Language,
        tap: UUID,
        *,
        priority: bool = False,
        kiosk: str = "",
        paper: bool = True,
    ) -> Issued:
        """Give a visitor a number.

        Args:
            service: Code of the service.
            language: The visitor's language: of the paper and the call.
            tap: Made once for each tap. The same tap gives the same ticket, not a second one.
            priority: The visitor is entitled to go first; why is not stored.
            kiosk: Name of the kiosk, and of the spooler that prints for it.
            paper: Whether to print it.

        Raises:
            UnknownService: The hall does not offer it.
            ClockJumped: The clock must be confirmed by staff.
        """
        with self._store.writing() as tx:
            earlier = tx.leg_of(tap)
            if earlier is not None:
                return Issued(earlier, repeated=True)
            clock = self._clock.now()
            info, at = self._begin(tx, clock)
            catalogue = self._offered(tx, info)
            wanted = catalogue.service.get(service)
            if wanted is None:
                raise UnknownService(service=service)
            agency = catalogue.agency[wanted.agency]
            assert info.day is not None
            told = waiting.project(
                tx.load(agency.code, info.day),
                catalogue.service,
                agency.counters,
                priority=priority,
                at=at,
            )
            ticket = Ticket(
                id=tap,
                day=info.day,
                prefix=agency.prefix,
                n=tx.take_number(info.day, agency.prefix),
                language=language,
                priority=priority,
                token=self._token(),
                kiosk=kiosk,
                issued_at=at,
                told=told,
            )
            leg = tx.add(Leg(ticket, wanted.code, agency.code, State.WAITING, queued_at=at))
            tx.append(_event(Action.ISSUE, leg, at))
            if paper:
                tx.add_job(_paper(tap, kiosk, clock))
            return Issued(leg)

    def call_next(self, counter: str) -> Leg | None:
        """Call the next visitor to a counter; None when nobody waits for it.

        Raises:
            UnknownCounter: The hall has no such counter.
            CounterBusy: The counter still has a ticket.
        """
        with self._store.writing() as tx:
            info, at = self._begin(tx, self._clock.now())
            if counter not in self._offered(tx, info).counter:
                raise UnknownCounter(counter=counter)
            present = tx.at_counter(counter)
            if present is not None:
                raise CounterBusy(counter=counter, number=present.number)
            assert info.day is not None
            leg = selection.pick_next(tx.heads(counter, info.day), self._policy, at)
            if leg is None:
                return None
            at = _not_before(leg, at)
            called = replace(leg, counter=counter, called_at=at, calls=1)
            return _move(tx, Action.CALL, called, at)

    def recall(self, counter: str, ticket: UUID | None = None) -> Leg:
        """Call the counter's ticket once more. Errors as `serve`."""
        return self._act(Action.RECALL, counter, ticket, lambda leg, at: replace(leg, calls=leg.calls + 1))

    def serve(self, counter: str, ticket: UUID | None = None) -> Leg:
        """Begin to serve the ticket called to a counter.

        Args:
            counter: Name of the counter.
            ticket: The ticket meant, where the clerk's screen may be behind; None takes whichever
                is there.

        Raises:
            UnknownCounter: The hall has no such counter.
            CounterIdle: The counter has no ticket.
            TicketMoved: The counter has another ticket than the one meant.
            NotAllowed: The action does not fit the ticket's state.
        """
        return self._act(Action.SERVE, counter, ticket, lambda leg, at: replace(leg, serving_at=at))

    def complete(self, counter: str, ticket: UUID | None = None) -> Leg:
        """End the service at a counter. Errors as `serve`."""
        return self._act(Action.COMPLETE, counter, ticket, lambda leg, at: replace(leg, ended_at=at))

    def no_show(self, counter: str, ticket: UUID | None = None) -> Leg:
        """Give up a called visitor who does not come. Errors as `serve`."""
        return self._act(Action.NO_SHOW, counter, ticket, lambda leg, at: replace(leg, ended_at=at))

    def accept_clock(self) -> datetime:
        """Take the present clock as right, after staff looked at it; return it.

        A day that has been is not repeated: its series go on where they stood. Tickets of another day
        than the present one, given under a clock that ran ahead, expire: their numbers may come again.
        """
        with self._store.writing() as tx:
            now = self._clock.now()
            info = tx.hall()
            opened = day.today(now, info.timezone, None, None)
            tx.keep_hall(replace(info, seen_at=now, day=opened.day))
            _expire_others(tx, opened.day, now)
            return now

    def _act(
        self,
        action: Action,
        counter: str,
        ticket: UUID | None,
        change: Callable[[Leg, datetime], Leg],
    ) -> Leg:
        with self._store.writing() as tx:
            info, at = self._begin(tx, self._clock.now())
            if counter not in self._offered(tx, info).counter:
                raise UnknownCounter(counter=counter)
            leg = tx.at_counter(counter)
            if leg is None:
                raise CounterIdle(counter=counter)
            if ticket is not None and leg.ticket.id != ticket:
                raise TicketMoved(counter=counter, ticket=str(ticket))
            at = _not_before(leg, at)
            return _move(tx, action, change(leg, at), at)

    def _begin(self, tx: Transaction, clock: datetime) -> tuple[HallInfo, datetime]:
        """Guard the clock and open the day; expire what the last day left."""
        info = tx.hall()
        now = day.today(clock, info.timezone, info.seen_at, info.day)
        if now.rolled:
            _expire_others(tx, now.day, now.at)
        if (now.at, now.day) != (info.seen_at, info.day):
            info = replace(info, seen_at=now.at, day=now.day)
            tx.keep_hall(info)
        return info, now.at

    def _offered(self, tx: Transaction, info: HallInfo) -> Catalogue:
        if self._catalogue is None or self._catalogue[0] != info.catalogue_version:
            self._catalogue = (info.catalogue_version, tx.catalogue())
        return self._catalogue[1]


def _move(tx: Transaction, action: Action, leg: Leg, at: datetime) -> Leg:
    """Take one step of `lifecycle.TRANSITIONS` and write it down."""
    state = lifecycle.target(action, leg.state)
    if state is None:
        raise NotAllowed(action=action, state=leg.state, number=leg.number)
    moved = replace(leg, state=state)
    tx.keep(moved)
    tx.append(_event(action, moved, at))
    return moved


def _paper(ticket: UUID, kiosk: str, now: datetime) -> PrintJob:
    """Ask for a paper, by the clock itself as the spooler reads it: guarded time may stand still."""
    return PrintJob(ticket, kiosk, now, next_at=now, expires_at=now + PAPER_LIFETIME)


def _expire_others(tx: Transaction, day: date, at: datetime) -> None:
    """Expire what was left of all days but this one."""
    for leg in tx.unfinished(day):
        ended_at = _not_before(leg, at)
        _move(tx, Action.EXPIRE, replace(leg, ended_at=ended_at), ended_at)


def _not_before(leg: Leg, at: datetime) -> datetime:
    """Keep time from running backwards within a ticket, after a clock that ran ahead was set right."""
    return max(at, *(moment for moment in (leg.queued_at, leg.called_at, leg.serving_at) if moment))


def _event(action: Action, leg: Leg, at: datetime) -> Event:
    return Event(
        at=at,
        action=action,
        ticket_id=leg.ticket.id,
        number=leg.number,
        service=leg.service,
        agency=leg.agency,
        language=leg.ticket.language,
        priority=leg.ticket.priority,
        counter=leg.counter,
    )
