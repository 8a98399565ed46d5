"""One writing transaction on the queue state."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, case, func, insert, literal_column, select, union_all, update
from sqlalchemy.engine import Dialect

from store import queries, rows
from store.board_writing import BoardWriting
from store.catalogue_writing import CatalogueWriting
from store.entry_rows import EntryWriting
from store.event_rows import event_values
from store.lease_writing import LeaseWriting
from store.lesson_writing import LessonWriting
from store.offered_schema import counter, service
from store.paper_writing import PaperWriting
from store.prepared import Prepared
from store.schema import anchor, event, hall, leg, series, ticket
from store.staff_writing import StaffWriting
from store.upsert import insert_on, put
from store.writing import new, only
from ticketing import journal
from ticketing.errors import NoHall
from ticketing.lifecycle import Action, State
from ticketing.model import Event, HallInfo, Leg, Load, Ticket
from ticketing.quota import Channel
from ticketing.selection import Head

_ADD_TICKET = new(ticket, "seq")
_ADD_LEG = new(leg, "id")
_ADD_EVENT = new(event, "seq")
_CHANGES = (
    "agency", "service", "priority", "state", "for_counter", "counter", "queued_at", "called_at",
    "serving_at", "ended_at", "moved_at", "calls",
)  # fmt: skip
_KEEP_LEG = Prepared(
    update(leg).where(leg.c.id == bindparam("leg")).values({name: bindparam(name) for name in _CHANGES})
)
_KEEP_TICKET = Prepared(
    update(ticket)
    .where(ticket.c.id == bindparam("ticket"))
    .values(priority=bindparam("priority"), plan=bindparam("plan"))
)
_ADD_LATER_LEG = Prepared(
    insert(leg)
    .values(
        {
            **{column.name: bindparam(column.name) for column in leg.c if column.name != "id"},
            "ticket": select(ticket.c.seq).where(ticket.c.id == bindparam("ticket_id")).scalar_subquery(),
        }
    )
    .returning(leg.c.id)
)
_QUEUE_NO_LATER = Prepared(
    update(leg)
    .where(
        leg.c.hall == bindparam("its_hall"),
        leg.c.state == literal_column(f"'{State.WAITING}'"),
        leg.c.queued_at > bindparam("moment", type_=leg.c.queued_at.type),
    )
    .values(queued_at=bindparam("moment"))
)
_COUNT_RUN = Prepared(
    update(service)
    .where(service.c.hall == bindparam("its_hall"), service.c.code == bindparam("its_code"))
    .values(
        priority_run=case(
            (bindparam("is_priority", type_=ticket.c.priority.type) == 1, service.c.priority_run + 1), else_=0
        )
    )
)
_COUNTER_CALLS = Prepared(
    update(counter)
    .where(
        counter.c.hall == bindparam("its_hall"),
        counter.c.name == bindparam("its_name"),
        counter.c.called_day.is_distinct_from(bindparam("day", type_=counter.c.called_day.type)),
    )
    .values(called_day=bindparam("day"))
)


def _count_on(dialect: Dialect) -> Any:
    return (
        insert_on(dialect, series)
        .values(hall=bindparam("hall"), day=bindparam("day"), prefix=bindparam("prefix"), n=1)
        .on_conflict_do_update(
            index_elements=[series.c.hall, series.c.day, series.c.prefix], set_={"n": series.c.n + 1}
        )
        .returning(series.c.n)
    )


_TAKE_NUMBER = Prepared(_count_on)
_KEEP_HALL = Prepared(lambda dialect: put(dialect, hall, "id"), tuple(column.name for column in hall.c))

_HALL = Prepared(queries.HALL)
_LEG_OF = Prepared(queries.LEG_OF)
_AT_COUNTER_NOW = Prepared(queries.AT_COUNTER_NOW)
_LEGS_OF = Prepared(queries.LEGS_OF)
_ABANDONED = Prepared(queries.ABANDONED)
_HEADS = Prepared(union_all(*queries.HEADS))  # a network costs its time once
_FIRST_WAITING = Prepared(queries.FIRST_WAITING)
_ISSUED = Prepared(queries.ISSUED)
_TIMES_BACK = Prepared(
    select(func.count()).select_from(
        queries.EVENTS_OF_TICKET.where(
            event.c.action == literal_column(f"'{Action.RETURN}'"), event.c.counter.is_(None)
        )
        .order_by(None)
        .subquery()
    )
)
_LAST_LINE = Prepared(queries.LAST_LINE)
_ADD_ANCHOR = Prepared(insert(anchor), tuple(column.name for column in anchor.c))
_UNFINISHED = Prepared(queries.UNFINISHED)
_LOAD = Prepared(queries.LOAD)
_OPEN_COUNTERS = Prepared(queries.OPEN_COUNTERS)


class _End(NamedTuple):
    """The end of the journal's chain."""

    seq: int
    hash: str


class SqlTransaction(
    CatalogueWriting, StaffWriting, PaperWriting, BoardWriting, LeaseWriting, LessonWriting, EntryWriting
):
    """`writing.Transaction` on an open connection that holds the write lock."""

    def __init__(self, connection: Connection, hall_id: int) -> None:
        super().__init__(connection, hall_id)
        self._info: HallInfo | None = None

    def hall(self) -> HallInfo:
        """Read the hall. Raises NoHall before the first import."""
        if self._info is None:
            found = self._run(_HALL)
            if not found:
                raise NoHall
            self._info = rows.hall_info(found[0])
        return self._info

    def keep_hall(self, info: HallInfo) -> None:
        """Store the hall's name, zone, day and highest time."""
        self._info = info
        self._run(
            _KEEP_HALL,
            id=self._hall,
            name=info.name,
            timezone=info.timezone,
            rehearsal=info.rehearsal,
            day=info.day,
            seen_at=info.seen_at,
            catalogue_version=info.catalogue_version,
        )

    def take_number(self, day: date, prefix: str) -> int:
        """Take the next number of a series."""
        return only(self._run(_TAKE_NUMBER, day=day, prefix=prefix))

    def leg_of(self, ticket_id: UUID) -> Leg | None:
        """Find the present leg of a ticket."""
        return self._leg(_LEG_OF, ticket=ticket_id)

    def legs_of(self, ticket_id: UUID) -> Sequence[Leg]:
        """List all legs of a ticket, in order."""
        return self._legs(_LEGS_OF, ticket=ticket_id)

    def load(self, agency: str, day: date) -> Load:
        """Read what waits at an agency."""
        waiting = self._run(_LOAD, agency=agency)
        return Load(tuple(waiting), only(self._run(_OPEN_COUNTERS, agency=agency, day=day)))

    def issued(self, agency: str, day: date) -> Mapping[tuple[str, Channel], int]:
        """Count the numbers that an agency issued on a day, by service and channel."""
        found = self._run(_ISSUED, agency=agency, day=day)
        return {(service, Channel(channel)): count for service, channel, count in found}

    def heads(self, counter: str, day: date) -> Sequence[Head]:
        """Find the heads of the counter's queues; older days have been expired before."""
        return [Head(rows.leg(row[:-3]), *row[-3:]) for row in self._run(_HEADS, counter=counter)]

    def first_waiting(self, service: str, for_counter: str | None) -> datetime | None:
        """Tell from when the first waits for a service, or for one counter only."""
        found = self._run(_FIRST_WAITING, service=service, for_counter=for_counter)
        first: datetime | None = found[0][0]
        return first

    def at_counter(self, counter: str) -> Leg | None:
        """Find the leg that is with a counter."""
        return self._leg(_AT_COUNTER_NOW, counter=counter)

    def abandoned(self, before: datetime) -> Sequence[Leg]:
        """List the legs that were called and not touched since `before`."""
        return self._legs(_ABANDONED, before=before)

    def unfinished(self, day: date) -> Sequence[Leg]:
        """List the legs of all days but this one that have not ended."""
        return self._legs(_UNFINISHED, day=day)

    def queue_no_later_than(self, moment: datetime) -> None:
        """Let no waiting count from after `moment`."""
        self._run(_QUEUE_NO_LATER, its_hall=self._hall, moment=moment)

    def add(self, leg: Leg) -> Leg:
        """Store a new ticket with its first leg."""
        seq = only(self._run(_ADD_TICKET, **rows.ticket_values(leg)))
        return replace(leg, id=only(self._run(_ADD_LEG, ticket=seq, **rows.leg_values(leg))))

    def add_leg(self, leg: Leg) -> Leg:
        """Store a later leg of a ticket."""
        values = rows.leg_values(leg)
        return replace(leg, id=only(self._run(_ADD_LATER_LEG, ticket_id=leg.ticket.id, **values)))

    def keep(self, leg: Leg) -> None:
        """Store the changed leg: all but its ticket and position."""
        self._run(_KEEP_LEG, leg=leg.id, **rows.leg_changes(leg))

    def keep_ticket(self, ticket: Ticket) -> None:
        """Store the changed priority and plan of a ticket."""
        plan = rows.plan_text(ticket)
        self._run(_KEEP_TICKET, ticket=ticket.id, priority=ticket.priority, plan=plan)

    def count_run(self, service: str, *, is_priority: bool) -> None:
        """Count the priority tickets of a service that were called in a row."""
        self._run(_COUNT_RUN, its_hall=self._hall, its_code=service, is_priority=is_priority)

    def append(self, event: Event) -> Event:
        """Write one line of the journal, chained to the last."""
        day = self.hall().day
        assert day is not None, "the day is open before anything happens on it"
        chained = journal.link(self._last_line().hash, event, day)
        seq = only(self._run(_ADD_EVENT, day=day, hash=chained, **event_values(event)))
        if event.action is Action.CALL:
            self._run(_COUNTER_CALLS, its_hall=self._hall, its_name=event.counter, day=day)
        return replace(event, seq=seq)

    def times_back(self, ticket_id: UUID) -> int:
        """Count how often a ticket of today was put back without a clerk."""
        return int(only(self._run(_TIMES_BACK, day=self.hall().day, ticket=ticket_id)))

    def anchor(self, day: date) -> None:
        """Write down where the journal's chain stands at the end of a day."""
        last = self._last_line()
        if last.seq:
            self._run(_ADD_ANCHOR, day=day, seq=last.seq, hash=last.hash)

    def _last_line(self) -> _End:
        found = self._run(_LAST_LINE)
        return _End(*found[0]) if found else _End(0, journal.GENESIS)

    def _leg(self, query: Prepared, **where: object) -> Leg | None:
        return next(iter(self._legs(query, **where)), None)

    def _legs(self, query: Prepared, **where: object) -> list[Leg]:
        return [rows.leg(row) for row in self._run(query, **where)]
