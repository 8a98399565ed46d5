"""The fake of a writing transaction: `writing.Transaction` over plain dictionaries."""

from collections import Counter as Tally
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from ticketing.boards import BoardState, Notice
from ticketing.calendar import Closure
from ticketing.catalogue import Catalogue
from ticketing.errors import NoHall
from ticketing.journal import Anchor
from ticketing.lease import Lease
from ticketing.lifecycle import AT_COUNTER, GOING, Action, Deed, State
from ticketing.model import Event, HallInfo, Leg, Load, Ticket
from ticketing.outbox import PaperState, PrinterState, PrintJob
from ticketing.presence import Presence
from ticketing.quota import Channel
from ticketing.selection import Head
from ticketing.staff import Attempts, StaffMember
from ticketing.visits import times_back
from ticketing.waiting.entry import Entry, Spot
from ticketing.waiting.lesson import Lesson

_JOINS = (Action.ISSUE, Action.ADVANCE, Action.TRANSFER, Action.RETURN)


class FakeState:
    """All rows of the fake store."""

    def __init__(self) -> None:
        self.hall: HallInfo | None = None
        self.catalogue = Catalogue((), (), ())
        self.series: dict[tuple[date, str], int] = {}
        self.leased: dict[tuple[date, str], int] = {}
        self.leases: dict[int, Lease] = {}
        self.legs: dict[int, Leg] = {}
        self.events: list[Event] = []
        self.event_days: list[date | None] = []
        self.jobs: dict[int, PrintJob] = {}
        self.runs: dict[str, int] = {}
        self.presences: dict[str, Presence] = {}
        self.members: dict[str, StaffMember] = {}
        self.attempts: dict[str, Attempts] = {}
        self.closures: dict[int, Closure] = {}
        self.anchors: list[Anchor] = []
        self.printers: dict[str, Sequence[PrinterState]] = {}
        self.notice: Notice | None = None
        self.boards: dict[str, BoardState] = {}
        self.lessons: dict[date, tuple[int, Lesson]] = {}

    def copy(self) -> "FakeState":
        other = copy(self)
        other.series = dict(self.series)
        other.leased = dict(self.leased)
        other.leases = dict(self.leases)
        other.legs = dict(self.legs)
        other.events = list(self.events)
        other.event_days = list(self.event_days)
        other.jobs = dict(self.jobs)
        other.runs = dict(self.runs)
        other.presences = dict(self.presences)
        other.members = dict(self.members)
        other.attempts = dict(self.attempts)
        other.closures = dict(self.closures)
        other.anchors = list(self.anchors)
        other.printers = dict(self.printers)
        other.boards = dict(self.boards)
        other.lessons = dict(self.lessons)
        return other


class FakeTransaction:
    """`writing.Transaction` over plain dictionaries."""

    def __init__(self, state: FakeState) -> None:
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

    def take_leased(self, day: date, prefix: str) -> int:
        count = self._state.leased.get((day, prefix), 0) + 1
        self._state.leased[day, prefix] = count
        return count

    def has_number(self, day: date, prefix: str, n: int) -> bool:
        tickets = (leg.ticket for leg in self._state.legs.values())
        return any((one.day, one.prefix, one.n) == (day, prefix, n) for one in tickets)

    def leases(self) -> Sequence[Lease]:
        return [one for _, one in sorted(self._state.leases.items())]

    def keep_lease(self, lease: Lease) -> None:
        self._state.leases[lease.first] = lease

    def note_handed_in(self, ticket_id: UUID, at: datetime) -> None:
        for leg in self.legs_of(ticket_id):
            self._state.legs[leg.id] = replace(leg, ticket=replace(leg.ticket, handed_in_at=at))

    def leg_of(self, ticket_id: UUID) -> Leg | None:
        return next(reversed(self.legs_of(ticket_id)), None)

    def legs_of(self, ticket_id: UUID) -> Sequence[Leg]:
        return [leg for leg in self._state.legs.values() if leg.ticket.id == ticket_id]

    def load(self, agency: str, day: date) -> Load:
        legs = [leg for leg in self._state.legs.values() if leg.agency == agency and leg.ticket.day == day]
        tally = Tally((leg.service, leg.ticket.priority) for leg in legs if leg.state is State.WAITING)
        waiting = tuple((service, first, count) for (service, first), count in sorted(tally.items()))
        desks = {one.name for one in self._state.catalogue.counters_of(agency)}
        days = self._days()
        called = [event for event in self._state.events if event.action is Action.CALL]
        busy = {event.counter for event in called if days.get(event.ticket_id) == day} & desks
        return Load(waiting, len(busy))

    def issued(self, agency: str, day: date) -> Mapping[tuple[str, Channel], int]:
        return Tally(
            (leg.service, leg.ticket.channel)
            for leg in self._state.legs.values()
            if leg.agency == agency and leg.ticket.day == day and leg.position == 1
        )

    def heads(self, counter: str, day: date) -> Sequence[Head]:
        heads: dict[tuple[str, bool, bool], Head] = {}
        for leg in self._in_order():
            if leg.ticket.day != day:
                continue
            if leg.for_counter == counter:
                heads.setdefault(("", leg.ticket.priority, True), Head(leg))
            for duty in self._state.catalogue.duties.get(counter, ()):
                if leg.for_counter is None and leg.service == duty.service:
                    run = self._state.runs.get(leg.service, 0)
                    head = Head(leg, duty.preference, duty.helps_after_min, run)
                    heads.setdefault((leg.service, leg.ticket.priority, False), head)
        return tuple(heads.values())

    def _in_order(self) -> list[Leg]:
        waiting = [leg for leg in self._state.legs.values() if leg.state is State.WAITING]
        return sorted(waiting, key=lambda leg: (leg.queued_at, leg.id))

    def _waiting(self, counter: str) -> list[Leg]:
        duties = self._state.catalogue.duties.get(counter, ())
        own = {duty.service for duty in duties if duty.helps_after_min is None}
        return [
            leg
            for leg in self._in_order()
            if leg.for_counter == counter or (leg.for_counter is None and leg.service in own)
        ]

    def _days(self) -> dict[UUID | None, date]:
        return {leg.ticket.id: leg.ticket.day for leg in self._state.legs.values()}

    def first_waiting(self, service: str, for_counter: str | None) -> datetime | None:
        fitting = [
            leg for leg in self._in_order() if (leg.service, leg.for_counter) == (service, for_counter)
        ]
        return min((leg.queued_at for leg in fitting), default=None)

    def at_counter(self, counter: str) -> Leg | None:
        return next(
            (leg for leg in self._state.legs.values() if leg.counter == counter and leg.state in AT_COUNTER),
            None,
        )

    def abandoned(self, before: datetime) -> Sequence[Leg]:
        called = [leg for leg in self._state.legs.values() if leg.state is State.CALLED]
        return [leg for leg in called if leg.moved_at is not None and leg.moved_at < before]

    def unfinished(self, day: date) -> Sequence[Leg]:
        return [leg for leg in self._state.legs.values() if leg.ticket.day != day and leg.state in GOING]

    def queue_no_later_than(self, moment: datetime) -> None:
        for leg in self._in_order():
            self._state.legs[leg.id] = replace(leg, queued_at=min(leg.queued_at, moment))

    def add(self, leg: Leg) -> Leg:
        return self.add_leg(leg)

    def add_leg(self, leg: Leg) -> Leg:
        stored = replace(leg, id=len(self._state.legs) + 1)
        self._state.legs[stored.id] = stored
        return stored

    def keep(self, leg: Leg) -> None:
        self._state.legs[leg.id] = leg

    def keep_ticket(self, ticket: Ticket) -> None:
        for leg in self.legs_of(ticket.id):
            self._state.legs[leg.id] = replace(leg, ticket=ticket)

    def count_run(self, service: str, *, is_priority: bool) -> None:
        self._state.runs[service] = self._state.runs.get(service, 0) + 1 if is_priority else 0

    def append(self, event: Event) -> Event:
        stored = replace(event, seq=len(self._state.events) + 1)
        self._state.events.append(stored)
        self._state.event_days.append(self.hall().day)
        return stored

    def times_back(self, ticket_id: UUID) -> int:
        return times_back(self._state.events)[ticket_id]

    def entries(self, day: date, since: int = 0) -> Sequence[Entry]:
        days = self._state.event_days
        found = [one for one, of in zip(self._state.events, days, strict=True) if of == day]
        return [self._entry(one) for one in found if one.seq >= since]

    def _entry(self, event: Event) -> Entry:
        legs = [] if event.ticket_id is None else self.legs_of(event.ticket_id)
        own = [leg for leg in legs if leg.position == event.position]
        if event.action in _JOINS and own:
            (leg,) = own
            return Entry(event, Spot(leg.queued_at, leg.id, leg.for_counter, leg.ticket.plan))
        if event.action is Deed.PAUSE and event.counter is not None:
            found = self._state.presences.get(event.counter)
            if found is None:
                return Entry(event)
            away = Presence(event.counter, event.staff, found.standing, until=found.until)
            return Entry(event, presence=away)
        return Entry(event)

    def anchor(self, day: date) -> None:
        self._state.anchors.append(Anchor(day, len(self._state.events), ""))

    def presence(self, counter: str) -> Presence:
        return self._state.presences.get(counter, Presence(counter))

    def keep_presence(self, presence: Presence) -> None:
        self._state.presences[presence.counter] = presence

    def leave_all(self) -> None:
        self._state.presences = {}

    def has_staff(self) -> bool:
        return any(one.is_active for one in self._state.members.values())

    def member(self, name: str) -> StaffMember | None:
        return self._state.members.get(name)

    def keep_member(self, member: StaffMember) -> None:
        self._state.members[member.name] = member

    def attempts(self, who: str) -> Attempts:
        return self._state.attempts.get(who, Attempts())

    def keep_attempts(self, who: str, attempts: Attempts) -> None:
        self._state.attempts[who] = attempts

    def closures(self, at: datetime) -> Sequence[Closure]:
        return [one for one in self._state.closures.values() if one.until is None or one.until > at]

    def add_closure(self, closure: Closure) -> int:
        number = len(self._state.closures) + 1
        self._state.closures[number] = closure
        return number

    def end_closure(self, number: int, at: datetime) -> Closure | None:
        closure = self._state.closures.get(number)
        if closure is None or (closure.until is not None and closure.until <= at):
            return None
        self._state.closures[number] = replace(closure, until=at)
        return self._state.closures[number]

    def add_job(self, job: PrintJob) -> None:
        number = len(self._state.jobs) + 1
        self._state.jobs[number] = replace(job, id=number)

    def paper_of_checklist(self, checklist_id: UUID) -> PrintJob | None:
        jobs = self._state.jobs.values()
        return next((job for job in jobs if job.checklist and job.checklist.id == checklist_id), None)

    def drop_papers(self, ticket_id: UUID) -> None:
        for job in self.papers_of(ticket_id):
            if job.state is PaperState.WAITING:
                self._state.jobs[job.id] = replace(job, state=PaperState.EXPIRED)

    def papers_of(self, ticket_id: UUID) -> Sequence[PrintJob]:
        return [job for _, job in sorted(self._state.jobs.items()) if job.ticket_id == ticket_id]

    def notice(self) -> Notice | None:
        return self._state.notice

    def keep_notice(self, notice: Notice | None) -> None:
        self._state.notice = notice

    def keep_lesson(self, day: date, lesson: Lesson) -> None:
        endings = sum(one.day == day for one in self._state.anchors)
        self._state.lessons[day] = endings, lesson

    def replace_catalogue(self, catalogue: Catalogue) -> None:
        self._state.catalogue = catalogue
