"""The fake of the queue state: `ports.Store` in memory."""

from collections import Counter as Tally
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from threading import RLock
from uuid import UUID

from tests.fake_feed import FakeFeed
from tests.fake_transaction import FakeState, FakeTransaction
from tests.fakes import small_catalogue
from ticketing.boards import BoardState, Notice
from ticketing.calendar import Closure
from ticketing.catalogue import Catalogue
from ticketing.errors import AntreanError, Fault
from ticketing.journal import Anchor
from ticketing.lease import Lease
from ticketing.lifecycle import AT_COUNTER, Action, State
from ticketing.model import Call, Event, HallInfo, Leg, Load, QueueLine, Ticket
from ticketing.offer import Standing
from ticketing.outbox import PaperLine, PaperState, PrinterState, PrintJob
from ticketing.presence import Presence
from ticketing.staff import StaffMember
from ticketing.waiting.entry import Entry
from ticketing.waiting.lesson import LEARNT_DAYS, Lesson, together


class FakeStore:
    """`ports.Store` and `ports.PrintJobs` in memory, shared by threads.

    Set `fault` to an error to have every call raise it, as a store out of reach does.
    """

    def __init__(self, catalogue: Catalogue | None = None, *, empty: bool = False) -> None:
        self._state = FakeState()
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

    def legs_of(self, ticket_id: UUID) -> Sequence[Leg]:
        return self._read().legs_of(ticket_id)

    def held(self, counter: str) -> Sequence[Leg]:
        self._reach()
        legs = self._state.legs.values()
        held = [leg for leg in legs if leg.state is State.HELD and leg.counter == counter]
        return sorted(held, key=lambda leg: (leg.moved_at or leg.queued_at, leg.id))

    def given_up(self, counter: str) -> Sequence[Leg]:
        self._reach()
        today, desk = self.hall().day, self._state.catalogue.counter.get(counter)
        legs = [leg for leg in self._state.legs.values() if leg.state is State.NO_SHOW]
        own = [leg for leg in legs if desk and leg.agency == desk.agency and leg.ticket.day == today]
        return sorted(own, key=lambda leg: (leg.moved_at or leg.queued_at, leg.id), reverse=True)[:20]

    def of_token(self, token: str) -> Ticket | None:
        self._reach()
        return next((leg.ticket for leg in self._state.legs.values() if leg.ticket.token == token), None)

    def leases(self) -> Sequence[Lease]:
        return self._read().leases()

    def not_handed_in(self, limit: int) -> Sequence[Leg]:
        self._reach()
        legs = [leg for _, leg in sorted(self._state.legs.items())]
        first = [leg for leg in legs if leg.position == 1 and leg.ticket.is_away]
        return [leg for leg in first if leg.ticket.handed_in_at is None][:limit]

    def presences(self) -> Sequence[Presence]:
        self._reach()
        return list(self._state.presences.values())

    def staff(self) -> Sequence[StaffMember]:
        self._reach()
        return [one for _, one in sorted(self._state.members.items())]

    def closures(self, at: datetime) -> Sequence[tuple[int, Closure]]:
        self._reach()
        return [
            (number, one)
            for number, one in self._state.closures.items()
            if one.until is None or one.until > at
        ]

    def standing(self, agency: str, at: datetime) -> Standing:
        read, today = self._read(), self.hall().day
        if today is None:
            return Standing((), Load(), {})
        return Standing(read.closures(at), read.load(agency, today), read.issued(agency, today))

    def events(self, day: date, ticket_id: UUID | None = None) -> Sequence[Event]:
        self._reach()
        of_day = zip(self._state.events, self._state.event_days, strict=True)
        return [one for one, its in of_day if its == day and ticket_id in (None, one.ticket_id)]

    def entries(self, day: date, since: int = 0) -> Sequence[Entry]:
        return self._read().entries(day, since)

    def anchors(self) -> Sequence[Anchor]:
        self._reach()
        return list(self._state.anchors)

    def find(self, day: date, prefix: str, n: int) -> Ticket | None:
        self._reach()
        wanted = (day, prefix, n)
        tickets = (leg.ticket for leg in self._state.legs.values())
        return next((one for one in tickets if (one.day, one.prefix, one.n) == wanted), None)

    def recent_calls(self, limit: int, zones: Sequence[str] = ()) -> Sequence[Call]:
        desks = {one.name for one in self._state.catalogue.counters if not zones or one.zone in zones}
        today = self.hall().day
        tickets = {leg.ticket.id: leg.ticket for leg in self._state.legs.values()}
        calls: dict[UUID, Call] = {}
        for event in reversed(self._state.events):
            if event.action not in (Action.CALL, Action.RECALL) or event.ticket_id is None:
                continue
            if event.ticket_id in calls or (zones and event.counter not in desks):
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

    def loads(self) -> Mapping[str, Load]:
        read, today = self._read(), self.hall().day
        if today is None:
            return {}
        found = {one.code: read.load(one.code, today) for one in self._state.catalogue.agencies}
        return {code: load for code, load in found.items() if load != Load()}

    def popular(self, limit: int) -> Sequence[tuple[str, int]]:
        self._reach()
        newest = sorted(self._state.legs.values(), key=lambda leg: -leg.id)[:2000]
        tally = Tally(leg.service for leg in newest)
        found = [(one.code, tally[one.code]) for one in self._state.catalogue.services if tally[one.code]]
        return sorted(found, key=lambda pair: -pair[1])[:limit]

    def busy_counters(self) -> Sequence[Leg]:
        self._reach()
        return [leg for leg in self._state.legs.values() if leg.state in AT_COUNTER]

    def paper(self, asked: UUID) -> PaperState | None:
        read = self._read()
        listed = read.paper_of_checklist(asked)
        papers = [*read.papers_of(asked), *([listed] if listed else [])]
        return max(papers, key=lambda job: job.id).state if papers else None

    def papers(self, limit: int) -> Sequence[PaperLine]:
        numbers = {leg.ticket.id: leg.number for leg in self._state.legs.values()}
        jobs = sorted(self._state.jobs.values(), key=lambda job: job.id, reverse=True)
        return [PaperLine(job, numbers[job.ticket_id] if job.ticket_id else "") for job in jobs[:limit]]

    def printers(self) -> Sequence[PrinterState]:
        self._reach()
        return [one for _, states in sorted(self._state.printers.items()) for one in states]

    def keep_printers(self, spool: str, states: Sequence[PrinterState]) -> None:
        with self._lock:
            self._reach()
            self._state.printers[spool] = list(states)
            self.commits += 1

    def notice(self) -> Notice | None:
        return self._read().notice()

    def boards(self) -> Sequence[BoardState]:
        self._reach()
        return [one for _, one in sorted(self._state.boards.items())]

    def keep_board(self, state: BoardState) -> None:
        with self._lock:
            self._reach()
            self._state.boards[state.name] = state
            self.commits += 1

    def lesson(self) -> Lesson:
        today = self.hall().day
        lessons = self._state.lessons.items()
        return together(lesson for day, (_, lesson) in lessons if _is_learnt_from(day, today))

    def not_learnt(self) -> Sequence[date]:
        today = self.hall().day
        ended = Tally(one.day for one in self._state.anchors if _is_learnt_from(one.day, today))
        learnt = {day: endings for day, (endings, _) in self._state.lessons.items()}
        return sorted(day for day, endings in ended.items() if endings > learnt.get(day, 0))

    def check(self) -> Sequence[Fault]:
        self._reach()
        return ()

    def feed(self, after: int | None = None) -> FakeFeed:
        self._reach()
        last = len(self._state.events)
        return FakeFeed(self, last if after is None else min(after, last))

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

    def sent(self, job: PrintJob, *, is_told: bool = False) -> None:
        self._settle(replace(job, state=PaperState.PRINTED if is_told else PaperState.SENT, trouble=""))

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


def _is_learnt_from(day: date, today: date | None) -> bool:
    return today is not None and timedelta() < today - day <= timedelta(days=LEARNT_DAYS)
