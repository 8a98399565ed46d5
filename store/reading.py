"""What every part of the store that only reads stands on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from store import queries, rows
from store.faults import translated
from ticketing.errors import NoHall
from ticketing.model import HallInfo


class Reading:
    """An engine that only reads, for one hall."""

    def __init__(self, path: Path, reader: Engine, hall_id: int) -> None:
        self.path = path
        self._reader = reader
        self._hall = hall_id
        self._where = {"hall": hall_id}

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with translated(self.path), self._reader.begin() as connection:
            yield connection

    def _info(self, connection: Connection) -> HallInfo:
        row = connection.execute(queries.HALL, self._where).one_or_none()
        if row is None:
            raise NoHall
        return rows.hall_info(row)
