"""What every part of the store that only reads stands on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from store import queries, rows
from store.database import Database
from store.prepared import Prepared
from ticketing.errors import NoHall
from ticketing.model import HallInfo


class Reading:
    """What is asked of one hall, each question at one moment."""

    def __init__(self, database: Database, hall: int) -> None:
        self.database = database
        self._hall = hall
        self._where = {"hall": hall}

    @property
    def number(self) -> int:
        """Which hall of its database."""
        return self._hall

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self.database.translated(), self.database.reader.begin() as connection:
            yield connection

    def _rows(self, question: Prepared, **where: object) -> list[tuple[Any, ...]]:
        """Read the answer to one question.

        A reader of a file keeps whoever writes from committing: so values are made of it afterwards.
        """
        with self._reading() as connection:
            found = question.fetch(connection, self._where | where)
        return found.converted()

    def _rows_of_today(self, question: Prepared, **where: object) -> list[tuple[Any, ...]]:
        """Read the answer to a question about the hall's present day, as `_rows`."""
        with self._reading() as connection:
            found = question.fetch(connection, self._where | {"day": self._info(connection).day} | where)
        return found.converted()

    def _info(self, connection: Connection) -> HallInfo:
        row = connection.execute(queries.HALL, self._where).one_or_none()
        if row is None:
            raise NoHall
        return rows.hall_info(row)
