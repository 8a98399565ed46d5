"""Takes a hall from one database to another: every row, all or nothing, compared before it counts."""

from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, closing
from itertools import islice, zip_longest
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, func, insert, select

from store import schema
from store.metadata import metadata
from store.store import SqlStore
from store.types import KEY
from ticketing.errors import HallIsThere, MoveDiffers, NoHall

_Values = dict[str, Any]

_AT_ONCE = 500

#: Which table's own numbers stand in a column, besides its key and what refers to it.
_ALSO: Mapping[Column[Any], Table] = {schema.anchor.c.seq: schema.event}


def move(
    source: SqlStore, target: SqlStore, told: Callable[[str, int], None] = lambda table, rows: None
) -> dict[str, int]:
    """Copy a hall into a database that does not have it.

    Nobody can write to either hall meanwhile, nor to any hall of a server that takes it. What is in
    `source` stays there.

    Args:
        source: The hall.
        target: Where it comes to; its number there may be another.
        told: Hears of each table how many rows were copied so far.

    Returns:
        Rows by the name of their table.

    Raises:
        NoHall: There is none in `source`.
        HallIsThere: `target` has a hall of that number.
        MoveDiffers: A row that arrived is not the one that was sent. Nothing was kept.
    """
    with ExitStack() as both:
        read, write = (_opened(both, store) for store in (source, target))
        if not _has(read, source.number):
            raise NoHall
        if _has(write, target.number):
            raise HallIsThere(place=str(target.number))
        taker = _Taker(read, write, source.number, target.number)
        found = {}
        for table in metadata.sorted_tables:
            found[table.name] = taker.copy(table, told)
        for table in metadata.sorted_tables:
            taker.compare(table)
        taker.go_on_counting()
        return found


def _opened(both: ExitStack, store: SqlStore) -> Connection:
    both.enter_context(store.database.translated())
    return both.enter_context(store.database.writer.begin())


def _has(connection: Connection, hall: int) -> bool:
    return connection.execute(select(schema.hall.c.id).where(schema.hall.c.id == hall)).first() is not None


class _Taker:
    """Copies the tables of one hall; numbers that are given once on a whole server become others."""

    def __init__(self, read: Connection, write: Connection, hall: int, new_hall: int) -> None:
        self._read = read
        self._write = write
        self._hall = hall
        self._new_hall = new_hall
        self._counted = [table for table in metadata.sorted_tables if _own_number(table) is not None]
        self._shift = {table: self._last(table) for table in self._counted}

    def copy(self, table: Table, told: Callable[[str, int], None]) -> int:
        """Copy the rows of a table; return how many."""
        done = 0
        with closing(self._sent(table)) as rows:
            while batch := list(islice(rows, _AT_ONCE)):
                self._write.execute(insert(table), batch)
                done += len(batch)
                told(table.name, done)
        return done

    def compare(self, table: Table) -> None:
        """Read back what arrived, and lay it beside what was sent, row by row."""
        arrived = _rows(self._write, _ordered(table, self._new_hall))
        with closing(self._sent(table)) as sent, closing(arrived):
            for one, other in zip_longest(sent, arrived):
                if one != other:
                    raise MoveDiffers(table=table.name, row=str(one or other))

    def go_on_counting(self) -> None:
        """Let a server count on after the highest numbers."""
        if self._write.dialect.name == "sqlite":
            return  # it does so by itself
        for table in self._counted:
            self._write.execute(select(func.setval(_sequence(table), max(1, self._highest(table)))))

    def _sent(self, table: Table) -> Generator[_Values, None, None]:
        shifts = {name: self._shift[of] for name, of in _numbers(table).items()}
        with closing(_rows(self._read, _ordered(table, self._hall))) as rows:
            for values in rows:
                values[_hall_of(table).name] = self._new_hall
                for name, shift in shifts.items():
                    if values[name] is not None:
                        values[name] += shift
                yield values

    def _last(self, table: Table) -> int:
        """Tell the highest number that was given in the new place, and keep others from giving more."""
        if self._write.dialect.name != "sqlite":
            self._write.exec_driver_sql(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE")
        return self._highest(table)

    def _highest(self, table: Table) -> int:
        found: int = self._write.execute(select(func.coalesce(func.max(_own_number(table)), 0))).scalar_one()
        return found


def _rows(connection: Connection, query: Select[Any]) -> Generator[_Values, None, None]:
    with connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as result:
        for row in result:
            yield dict(row._mapping)


def _ordered(table: Table, hall: int) -> Select[Any]:
    return select(table).where(_hall_of(table) == hall).order_by(*table.primary_key.columns)


def _hall_of(table: Table) -> Column[Any]:
    return table.c.id if table is schema.hall else table.c.hall


def _own_number(table: Table) -> Column[Any] | None:
    """Find the key that the database itself counts."""
    keys = list(table.primary_key.columns)
    return keys[0] if len(keys) == 1 and keys[0].type is KEY else None


def _numbers(table: Table) -> dict[str, Table]:
    """Tell by column whose numbers stand in it."""
    found: dict[str, Table] = {}
    own = _own_number(table)
    if own is not None:
        found[own.name] = table
    for column in table.columns:
        for reference in column.foreign_keys:
            if _own_number(reference.column.table) is reference.column:
                found[column.name] = reference.column.table
        if column in _ALSO:
            found[column.name] = _ALSO[column]
    return found


def _sequence(table: Table) -> Any:
    own = _own_number(table)
    assert own is not None
    return func.pg_get_serial_sequence(table.name, own.name)
