"""One writing transaction on the queue state."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, bindparam, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from store import queries, rows
from store.schema import agency, counter, event, hall, leg, print_job, series, service, ticket
from ticketing.errors import NoHall
from ticketing.lifecycle import Action
from ticketing.model import Catalogue, Event, HallInfo, Leg, Load, PrintJob

_ADD_TICKET = insert(ticket)
_ADD_LEG = insert(leg)
_ADD_EVENT = insert(event)
_ADD_JOB = insert(print_job).values(
    ticket=select(ticket.c.seq).where(ticket.c.id == bindparam("ticket_id")).scalar_subquery()
)

_CHANGES = ("state", "counter", "called_at", "serving_at", "ended_at", "calls")
_KEEP_LEG = (
    update(leg)
    .where(leg.c.id == bindparam("leg"))
    .values(
        {
            name: bindparam(name)
            for name in ("state", "counter", "called_at", "serving_at", "ended_at", "calls")
        }
    )
)
_COUNTER_CALLS = (
    update(counter)
    .where(
        counter.c.hall == bindparam("its_hall"),
        counter.c.name == bindparam("its_name"),
        counter.c.called_day.is_distinct_from(bindparam("day", type_=counter.c.called_day.type)),
    )
    .values(called_day=bindparam("day"))
)

_TAKE_NUMBER = (
    upsert(series)
    .values(n=1)
    .on_conflict_do_update(
        index_elements=[series.c.hall, series.c.day, series.c.prefix], set_={"n": series.c.n + 1}
    )
    .returning(series.c.n)
)

_KEEP_HALL = upsert(hall)
_KEEP_HALL = _KEEP_HALL.on_conflict_do_update(
    index_elements=[hall.c.id],
    set_={column.name: _KEEP_HALL.excluded[column.name] for column in hall.c if column.name != "id"},
)


class SqlTransaction:
    """`ports.Transaction` on an open connection that holds the write lock."""

    def __init__(self, connection: Connection, hall_id: int) -> None:
        self._connection = connection
        self._hall = hall_id
        self._info: HallInfo | None = None

    def hall(self) -> HallInfo:
        """Read the hall. Raises NoHall before the first import."""
        if self._info is None:
            row = self._connection.execute(queries.HALL, {"hall": self._hall}).one_or_none()
            if row is None:
                raise NoHall
            self._info = rows.hall_info(row)
        return self._info

    def catalogue(self) -> Catalogue:
        """Read what the hall offers."""
        return read_catalogue(self._connection, self._hall)

    def keep_hall(self, info: HallInfo) -> None:
        """Store the hall's name, zone, day and highest time."""
        self._info = info
        self._connection.execute(
            _KEEP_HALL,
            {
                "id": self._hall,
                "name": info.name,
                "timezone": info.timezone,
                "rehearsal": info.rehearsal,
                "day": info.day,
                "seen_at": info.seen_at,
                "catalogue_version": info.catalogue_version,
            },
        )

    def take_number(self, day: date, prefix: str) -> int:
        """Take the next number of a series."""
        values = {"hall": self._hall, "day": day, "prefix": prefix}
        return int(self._connection.execute(_TAKE_NUMBER, values).scalar_one())

    def leg_of(self, ticket_id: UUID) -> Leg | None:
        """Find the present leg of a ticket."""
        return self._leg(queries.LEG_OF, ticket=ticket_id)

    def load(self, agency: str, day: date) -> Load:
        """Read what waits at an agency."""
        where = {"hall": self._hall, "agency": agency}
        waiting = tuple(tuple(row) for row in self._connection.execute(queries.LOAD, where))
        where_today = {**where, "day": day}
        return Load(waiting, self._connection.execute(queries.OPEN_COUNTERS, where_today).scalar_one())

    def heads(self, counter: str, day: date) -> Sequence[Leg]:
        """Find the heads of the counter's queues; older days have been expired before."""
        return self._legs(queries.HEADS, counter=counter)

    def at_counter(self, counter: str) -> Leg | None:
        """Find the leg that is with a counter."""
        return self._leg(queries.AT_COUNTER_NOW, counter=counter)

    def unfinished(self, before: date) -> Sequence[Leg]:
        """List the legs of earlier days that have not ended."""
        return self._legs(queries.UNFINISHED, day=before)

    def add(self, leg: Leg) -> Leg:
        """Store a new ticket with its first leg."""
        ticket_row = self._connection.execute(_ADD_TICKET, rows.ticket_values(leg, self._hall))
        seq = _key(ticket_row.inserted_primary_key)
        leg_row = self._connection.execute(_ADD_LEG, rows.leg_values(leg, self._hall, seq))
        return replace(leg, id=_key(leg_row.inserted_primary_key))

    def keep(self, leg: Leg) -> None:
        """Store the changed state, counter and times of a leg."""
        self._connection.execute(_KEEP_LEG, {"leg": leg.id, **rows.leg_changes(leg)})

    def append(self, event: Event) -> Event:
        """Write one line of the journal."""
        day = self.hall().day
        values = {**rows.event_values(event, self._hall), "day": day}
        seq = _key(self._connection.execute(_ADD_EVENT, values).inserted_primary_key)
        if event.action is Action.CALL:
            its = {"its_hall": self._hall, "its_name": event.counter, "day": day}
            self._connection.execute(_COUNTER_CALLS, its)
        return replace(event, seq=seq)

    def add_job(self, job: PrintJob) -> None:
        """Ask for paper."""
        self._connection.execute(
            _ADD_JOB,
            {
                "hall": self._hall,
                "ticket_id": job.ticket_id,
                "spool": job.spool,
                "state": job.state.value,
                "attempts": job.attempts,
                "created_at": job.created_at,
                "next_at": job.next_at,
                "expires_at": job.expires_at,
                "trouble": job.trouble,
            },
        )

    def replace_catalogue(self, catalogue: Catalogue) -> None:
        """Take a new catalogue; what it no longer lists stays for history and is not offered."""
        self._take(
            agency,
            "code",
            (
                {
                    "code": one.code,
                    **rows.name_values(one.name),
                    "prefix": one.prefix,
                    "sector": one.sector,
                    "zone": one.zone,
                    "counters": one.counters,
                }
                for one in catalogue.agencies
            ),
        )
        self._take(
            service,
            "code",
            (
                {
                    "code": one.code,
                    "agency": one.agency,
                    **rows.name_values(one.name),
                    "minutes": one.minutes,
                    "documents": rows.documents_text(one.documents),
                }
                for one in catalogue.services
            ),
        )
        self._take(
            counter,
            "name",
            ({"name": one.name, "agency": one.agency, "zone": one.zone} for one in catalogue.counters),
        )

    def _take(self, table: Table, key: str, values: Iterable[dict[str, Any]]) -> None:
        self._connection.execute(update(table).where(table.c.hall == self._hall).values(offered=False))
        listed = [
            {"hall": self._hall, **one, "position": position, "offered": True}
            for position, one in enumerate(values)
        ]
        if not listed:
            return
        statement = upsert(table)
        changed = {name: statement.excluded[name] for name in listed[0] if name not in ("hall", key)}
        statement = statement.on_conflict_do_update(index_elements=["hall", key], set_=changed)
        self._connection.execute(statement, listed)

    def _leg(self, query: Any, **where: object) -> Leg | None:
        row = self._connection.execute(query, {"hall": self._hall, **where}).first()
        return None if row is None else rows.leg(row)

    def _legs(self, query: Any, **where: object) -> list[Leg]:
        found = self._connection.execute(query, {"hall": self._hall, **where})
        return [rows.leg(row) for row in found]


def read_catalogue(connection: Connection, hall_id: int) -> Catalogue:
    """Read what a hall offers."""
    where = {"hall": hall_id}
    return Catalogue(
        tuple(map(rows.agency, connection.execute(queries.AGENCIES, where))),
        tuple(map(rows.service, connection.execute(queries.SERVICES, where))),
        tuple(map(rows.counter, connection.execute(queries.COUNTERS, where))),
    )


def _key(inserted: Any) -> int:
    assert inserted is not None
    return int(inserted[0])
