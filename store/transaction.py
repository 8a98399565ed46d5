"""One writing transaction on the queue state."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, bindparam, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from store import queries, rows
from store.prepared import Prepared
from store.schema import agency, counter, event, hall, leg, print_job, series, service, ticket
from ticketing.catalogue import Catalogue
from ticketing.errors import NoHall
from ticketing.lifecycle import Action
from ticketing.model import Event, HallInfo, Leg, Load, PrintJob


def _new(table: Table, key: str) -> Prepared:
    """Insert one row with all columns but its key, which is returned."""
    names = tuple(column.name for column in table.c if column.name != key)
    return Prepared(insert(table).returning(table.c[key]), names)


_ADD_TICKET = _new(ticket, "seq")
_ADD_LEG = _new(leg, "id")
_ADD_EVENT = _new(event, "seq")
_ADD_JOB = Prepared(
    insert(print_job).values(
        {
            **{column.name: bindparam(column.name) for column in print_job.c if column.name != "id"},
            "ticket": select(ticket.c.seq).where(ticket.c.id == bindparam("ticket_id")).scalar_subquery(),
        }
    )
)

_CHANGES = ("state", "counter", "called_at", "serving_at", "ended_at", "calls")
_KEEP_LEG = Prepared(
    update(leg).where(leg.c.id == bindparam("leg")).values({name: bindparam(name) for name in _CHANGES})
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

_TAKE_NUMBER = Prepared(
    upsert(series)
    .values(hall=bindparam("hall"), day=bindparam("day"), prefix=bindparam("prefix"), n=1)
    .on_conflict_do_update(
        index_elements=[series.c.hall, series.c.day, series.c.prefix], set_={"n": series.c.n + 1}
    )
    .returning(series.c.n)
)

_new_hall = upsert(hall)
_KEEP_HALL = Prepared(
    _new_hall.on_conflict_do_update(
        index_elements=[hall.c.id],
        set_={column.name: _new_hall.excluded[column.name] for column in hall.c if column.name != "id"},
    ),
    tuple(column.name for column in hall.c),
)

_HALL = Prepared(queries.HALL)
_LEG_OF = Prepared(queries.LEG_OF)
_AT_COUNTER_NOW = Prepared(queries.AT_COUNTER_NOW)
_HEADS = Prepared(queries.HEADS)
_UNFINISHED = Prepared(queries.UNFINISHED)
_LOAD = Prepared(queries.LOAD)
_OPEN_COUNTERS = Prepared(queries.OPEN_COUNTERS)


class SqlTransaction:
    """`ports.Transaction` on an open connection that holds the write lock."""

    def __init__(self, connection: Connection, hall_id: int) -> None:
        self._connection = connection
        self._hall = hall_id
        self._info: HallInfo | None = None

    def hall(self) -> HallInfo:
        """Read the hall. Raises NoHall before the first import."""
        if self._info is None:
            found = self._run(_HALL)
            if not found:
                raise NoHall
            self._info = rows.hall_info(found[0])
        return self._info

    def catalogue(self) -> Catalogue:
        """Read what the hall offers."""
        return read_catalogue(self._connection, self._hall)

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
        return _only(self._run(_TAKE_NUMBER, day=day, prefix=prefix))

    def leg_of(self, ticket_id: UUID) -> Leg | None:
        """Find the present leg of a ticket."""
        return self._leg(_LEG_OF, ticket=ticket_id)

    def load(self, agency: str, day: date) -> Load:
        """Read what waits at an agency."""
        waiting = self._run(_LOAD, agency=agency)
        return Load(tuple(waiting), _only(self._run(_OPEN_COUNTERS, agency=agency, day=day)))

    def heads(self, counter: str, day: date) -> Sequence[Leg]:
        """Find the heads of the counter's queues; older days have been expired before."""
        return self._legs(_HEADS, counter=counter)

    def at_counter(self, counter: str) -> Leg | None:
        """Find the leg that is with a counter."""
        return self._leg(_AT_COUNTER_NOW, counter=counter)

    def unfinished(self, day: date) -> Sequence[Leg]:
        """List the legs of all days but this one that have not ended."""
        return self._legs(_UNFINISHED, day=day)

    def add(self, leg: Leg) -> Leg:
        """Store a new ticket with its first leg."""
        seq = _only(self._run(_ADD_TICKET, **rows.ticket_values(leg)))
        return replace(leg, id=_only(self._run(_ADD_LEG, ticket=seq, **rows.leg_values(leg))))

    def keep(self, leg: Leg) -> None:
        """Store the changed state, counter and times of a leg."""
        self._run(_KEEP_LEG, leg=leg.id, **rows.leg_changes(leg))

    def append(self, event: Event) -> Event:
        """Write one line of the journal."""
        day = self.hall().day
        seq = _only(self._run(_ADD_EVENT, day=day, **rows.event_values(event)))
        if event.action is Action.CALL:
            self._run(_COUNTER_CALLS, its_hall=self._hall, its_name=event.counter, day=day)
        return replace(event, seq=seq)

    def add_job(self, job: PrintJob) -> None:
        """Ask for paper."""
        self._run(
            _ADD_JOB,
            ticket_id=job.ticket_id,
            spool=job.spool,
            state=job.state.value,
            attempts=job.attempts,
            created_at=job.created_at,
            next_at=job.next_at,
            expires_at=job.expires_at,
            trouble=job.trouble,
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

    def _run(self, statement: Prepared, **values: object) -> list[tuple[Any, ...]]:
        return statement.run(self._connection, {"hall": self._hall, **values})

    def _leg(self, query: Prepared, **where: object) -> Leg | None:
        return next(iter(self._legs(query, **where)), None)

    def _legs(self, query: Prepared, **where: object) -> list[Leg]:
        return [rows.leg(row) for row in self._run(query, **where)]


def read_catalogue(connection: Connection, hall_id: int) -> Catalogue:
    """Read what a hall offers."""
    where = {"hall": hall_id}
    return Catalogue(
        tuple(map(rows.agency, connection.execute(queries.AGENCIES, where))),
        tuple(map(rows.service, connection.execute(queries.SERVICES, where))),
        tuple(map(rows.counter, connection.execute(queries.COUNTERS, where))),
    )


def _only(found: list[tuple[Any, ...]]) -> int:
    """Read the one number that was asked for."""
    ((number,),) = found
    return int(number)
