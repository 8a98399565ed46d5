"""What every part of a writing transaction stands on."""

from typing import Any

from sqlalchemy import Connection, Table, insert

from store.prepared import Prepared


class Writing:
    """An open connection that holds the write lock, for one hall."""

    def __init__(self, connection: Connection, hall_id: int) -> None:
        self._connection = connection
        self._hall = hall_id

    def _run(self, statement: Prepared, **values: object) -> list[tuple[Any, ...]]:
        return statement.run(self._connection, {"hall": self._hall, **values})


def new(table: Table, key: str) -> Prepared:
    """Insert one row with all columns but its key, which is returned."""
    names = tuple(column.name for column in table.c if column.name != key)
    return Prepared(insert(table).returning(table.c[key]), names)


def only(found: list[tuple[Any, ...]]) -> int:
    """Read the one number that was asked for."""
    ((number,),) = found
    return int(number)
