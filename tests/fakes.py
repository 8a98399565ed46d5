"""One fake per port, written once. The store's contract tests run against `FakeStore` too."""

from collections import Counter as Tally
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import RLock
from typing import TypeVar
from uuid import UUID

from ticketing.catalogue import Agency, Catalogue, Counter, Service
from ticketing.errors import AntreanError, Fault, NoHall
from ticketing.lifecycle import AT_COUNTER, Action, State
from ticketing.model import Call, Event, HallInfo, Leg, Load, PaperState, PrintJob, QueueLine, Ticket
from ticketing.words import Words

T = TypeVar("T")

#: 07:30 in Purwakarta on a Tuesday.
MORNING = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)


class FakeClock:
    """A clock that moves when told."""

    def __init__(self, now: datetime = MORNING) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time

    def advance(self, **amount: float) -> None:
        self.time += timedelta(**amount)


def small_catalogue() -> Catalogue:
    """Two agencies, three services, three counters: 1 and 2 for Dukcapil, 3 for Samsat."""
    return Catalogue(
        agencies=(
            Agency("DUKCAPIL", Words("Dinas Kependudukan", "Population Office"), "A", "OPD", "Zona 1", 2),
            Agency("SAMSAT", Words("Samsat", "Vehicle Tax Office"), "SM", "Provinsi", "Zona 2", 1),
        ),
        services=(
            Service(
                "KTP-BARU",
                "DUKCAPIL",
                Words("Penerbitan KTP-el baru", "New e-KTP issuance"),
                8,
                (Words("Kartu Keluarga (KK)", "Family card (KK)"),),
            ),
            Service("KK-BARU", "DUKCAPIL", Words("Kartu Keluarga baru", "New family card"), 12),
            Service("PAJAK", "SAMSAT", Words("Pajak tahunan", "Annual vehicle tax"), 6),
        ),
        counters=(
            Counter("1", "DUKCAPIL", "Zona 1"),
            Counter("2", "DUKCAPIL", "Zona 1"),
            Counter("3", "SAMSAT", "Zona 2"),
        ),
    )


class FakeWorker:
    """A worker that answers at once, or when told with `finish` while `held`."""

    def __init__(self, *, held: bool = False) -> None:
        self.held = held
        self._waiting: list[Callable[[], None]] = []

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[AntreanError], None]
    ) -> None:
        def act() -> None:
            try:
                result = work()
            except AntreanError as trouble:
                failed(trouble)
            else:
                done(result)

        if self.held:
            self._waiting.append(act)
        else:
            act()

    @property
    def outstanding(self) -> int:
        """How many pieces of work are held."""
        return len(self._waiting)

    def finish(self) -> None:
        """Do all held work."""
        while self._waiting:
            self._waiting.pop(0)()


class _State:
    """All rows of the fake store."""

    def __init__(self) -> None:
        self.hall: HallInfo | None = None
        self.catalogue = Catalogue((), (), ())
        self.series: dict[tuple[date, str], int] = {}
        self.legs: dict[int, Leg] = {}
        self.events: list[Event] = []
        self.jobs: dict[int, PrintJob] = {}

    def copy(self) -> "_State":
        other = copy(self)
        other.series = dict(self.series)
        other.legs = dict(self.legs)
        other.events = list(self.events)
        other.jobs = dict(self.jobs)
        return other


class FakeTransaction:
    """`ports.Transaction` over plain dictionaries."""

    def __init__(self, state: _State) -> None:
        self._state = state

    def hall(self) -> HallInfo:
        if self._state.hall is None:
            raise NoHall
        return self._state.hall

    def catalogue(self) -> Catalogue:
        return self._state.catalogue

    def keep_hall(self, info: HallInfo) -> None:
        self._state.hall = info

    def take_number(self, day: date, prefix: str) -> int:
        n = self._state.series.get((day, prefix), 0) + 1
        self._state.series[day, prefix] = n
        return n

    def leg_of(self, ticket_id: UUID) -> Leg | None:
        return next((leg for leg in self._state.legs.values() if leg.ticket.id == ticket_id), None)

    def load(self, agency: str, day: date) -> Load:
        legs = [leg for leg in self._state.legs.values() if leg.agency == agency and leg.ticket.day == day]
        tally = Tally((leg.service, leg.ticket.priority) for leg in legs if leg.state is State.WAITING)
        waiting = tuple((service, first, count) for (service, first), count in sorted(tally.items()))
        return Load(waiting, len({leg.counter for leg in legs if leg.counter}))

    def heads(self, counter: str, day: date) -> Sequence[Leg]:
        heads: dict[tuple[str, bool], Leg] = {}
        for leg in self._waiting(counter):
            if leg.ticket.day == day:
                heads.setdefault((leg.service, leg.ticket.priority), leg)
        return tuple(heads.values())

    def _waiting(self, counter: str) -> list[Leg]:
        desk = self._state.catalogue.counter.get(counter)
        return [
            leg
            for _, leg in sorted(self._state.legs.items())
            if desk is not None and leg.agency == desk.agency and leg.state is State.WAITING
        ]

    def at_counter(self, counter: str) -> Leg | None:
        return next(
            (leg for leg in self._state.legs.values() if leg.counter == counter and leg.state in AT_COUNTER),
            None,
        )

    def unfinished(self, day: date) -> Sequence[Leg]:
        going = AT_COUNTER | {State.WAITING}
        return [leg for leg in self._state.legs.values() if leg.ticket.day != day and leg.state in going]

    def add(self, leg: Leg) -> Leg:
        stored = replace(leg, id=len(self._state.legs) + 1)
        self._state.legs[stored.id] = stored
        return stored

    def keep(self, leg: Leg) -> None:
        self._state.legs[leg.id] = leg

    def append(self, event: Event) -> Event:
        stored = replace(event, seq=len(self._state.events) + 1)
        self._state.events.append(stored)
        return stored

    def add_job(self, job: PrintJob) -> None:
        number = len(self._state.jobs) + 1
        self._state.jobs[number] = replace(job, id=number)

    def replace_catalogue(self, catalogue: Catalogue) -> None:
        self._state.catalogue = catalogue


class FakeStore:
    """`ports.Store` and `ports.PrintJobs` in memory, shared by threads.

    Set `fault` to an error to have every call raise it, as a store out of reach does.
    """

    def __init__(self, catalogue: Catalogue | None = None, *, empty: bool = False) -> None:
        self._state = _State()
        self._lock = RLock()
        self.fault: AntreanError | None = None
        self.commits = 0
        if not empty:
            with self.writing() as tx:
                tx.keep_hall(HallInfo("MPP Bale Madukara", "Asia/Jakarta", catalogue_version=1))
                tx.replace_catalogue(catalogue or small_catalogue())

    @contextmanager
    def writing(self) -> Iterator[FakeTransaction]:
        with self._lock:
            self._reach()
            before = self._state.copy()
            try:
                yield FakeTransaction(self._state)
            except BaseException:
                self._state = before
                raise
            self.commits += 1

    def hall(self) -> HallInfo:
        return self._read().hall()

    def catalogue(self) -> Catalogue:
        return self._read().catalogue()

    def waiting(self, counter: str) -> Sequence[Leg]:
        today = self.hall().day
        return [leg for leg in self._read()._waiting(counter) if leg.ticket.day == today]

    def at_counter(self, counter: str) -> Leg | None:
        return self._read().at_counter(counter)

    def leg_of(self, ticket_id: UUID) -> Leg | None:
        return self._read().leg_of(ticket_id)

    def find(self, day: date, prefix: str, n: int) -> Ticket | None:
        self._reach()
        wanted = (day, prefix, n)
        tickets = (leg.ticket for leg in self._state.legs.values())
        return next((one for one in tickets if (one.day, one.prefix, one.n) == wanted), None)

    def recent_calls(self, limit: int) -> Sequence[Call]:
        today = self.hall().day
        tickets = {leg.ticket.id: leg.ticket for leg in self._state.legs.values()}
        calls: dict[UUID, Call] = {}
        for event in reversed(self._state.events):
            if event.action not in (Action.CALL, Action.RECALL) or event.ticket_id in calls:
                continue
            if tickets[event.ticket_id].day == today and event.counter is not None:
                calls[event.ticket_id] = Call(
                    event.seq,
                    event.at,
                    event.ticket_id,
                    event.number,
                    event.agency,
                    event.counter,
                    event.language,
                )
        return list(calls.values())[:limit]

    def queues(self) -> Sequence[QueueLine]:
        today = self.hall().day
        legs = [leg for leg in self._state.legs.values() if leg.ticket.day == today]
        return [
            QueueLine(
                service.code,
                sum(leg.service == service.code and leg.state is State.WAITING for leg in legs),
                sum(leg.service == service.code and leg.state in AT_COUNTER for leg in legs),
            )
            for service in self._state.catalogue.services
        ]

    def busy_counters(self) -> Sequence[Leg]:
        self._reach()
        return [leg for leg in self._state.legs.values() if leg.state in AT_COUNTER]

    def paper(self, ticket_id: UUID) -> PaperState | None:
        self._reach()
        return next((job.state for job in self._state.jobs.values() if job.ticket_id == ticket_id), None)

    def check(self) -> Sequence[Fault]:
        self._reach()
        return ()

    def feed(self, after: int | None = None) -> "FakeFeed":
        self._reach()
        return FakeFeed(self, len(self._state.events) if after is None else after)

    def recover(self, spool: str) -> int:
        self._reach()
        left = [job for job in self._of(spool) if job.state is PaperState.SENDING]
        for job in left:
            self._state.jobs[job.id] = replace(job, state=PaperState.UNKNOWN)
        return len(left)

    def claim(self, spool: str, now: datetime) -> PrintJob | None:
        self._reach()
        for job in self._of(spool):
            if job.state is not PaperState.WAITING:
                continue
            if job.is_too_old(now):
                self._state.jobs[job.id] = replace(job, state=PaperState.EXPIRED)
            elif job.next_at <= now:
                taken = replace(job, state=PaperState.SENDING, attempts=job.attempts + 1)
                self._state.jobs[job.id] = taken
                return taken
        return None

    def sent(self, job: PrintJob) -> None:
        self._settle(replace(job, state=PaperState.SENT, trouble=""))

    def retry(self, job: PrintJob, next_at: datetime, trouble: str) -> None:
        self._settle(replace(job, state=PaperState.WAITING, next_at=next_at, trouble=trouble))

    def unclear(self, job: PrintJob, trouble: str) -> None:
        self._settle(replace(job, state=PaperState.UNKNOWN, trouble=trouble))

    def _of(self, spool: str) -> list[PrintJob]:
        return [job for _, job in sorted(self._state.jobs.items()) if job.spool == spool]

    def _settle(self, job: PrintJob) -> None:
        with self._lock:
            self._reach()
            self._state.jobs[job.id] = job
            self.commits += 1

    def _read(self) -> FakeTransaction:
        self._reach()
        return FakeTransaction(self._state)

    def _reach(self) -> None:
        if self.fault is not None:
            raise self.fault


class FakeFeed:
    """`ports.ChangeFeed` over a `FakeStore`."""

    def __init__(self, store: FakeStore, after: int) -> None:
        self._store = store
        self._after = after
        self._commits = -1

    @property
    def position(self) -> int:
        return self._after

    def poll(self) -> Sequence[Event]:
        self._store._reach()
        events = self._store._state.events[self._after :]
        self._after += len(events)
        return events

    def has_changed(self) -> bool:
        self._store._reach()
        changed = self._store.commits != self._commits
        self._commits = self._store.commits
        return changed

    def close(self) -> None:
        """Nothing to give back."""
