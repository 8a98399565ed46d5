"""The tables in a SQLite file: one hall, on one machine."""

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import AbstractContextManager, closing, suppress
from pathlib import Path

from store.sqlite import copied_check, tables
from store.sqlite.engine import Journal, choose_journal, connect, open_engine, refuse_network_share
from store.sqlite.faults import translated
from store.sqlite.feed import SqliteFeed
from ticketing.errors import Fault

log = logging.getLogger(__name__)


class SqliteDatabase:
    """`database.Database` on a file that is there. May be used from several threads.

    Args:
        path: The file.
        journal: How a commit is kept.
        patience_s: How long a statement waits for somebody else's lock.
    """

    def __init__(self, path: Path, journal: Journal, patience_s: float) -> None:
        self.path = path
        self.journal = journal
        self._patience_s = patience_s
        self.writer = open_engine(
            path, journal, patience_s, inspect=lambda connection: tables.require(connection, path)
        )
        self.reader = self.writer.execution_options(reading=True)

    def translated(self) -> AbstractContextManager[None]:
        """Raise what the file or its disk does as `Environment` errors."""
        return translated(self.path)

    def kept_by(self) -> tuple[str, str]:
        """Tell the journal's mode and why it was chosen."""
        return self.journal.mode, self.journal.reason

    def check(self) -> Sequence[Fault]:
        """Test a copy: with a rollback journal nobody could commit while somebody reads for long."""
        with self.translated(), closing(self._watching()) as source:
            return copied_check.faults(source)

    def feed(self, hall: int, after: int | None) -> SqliteFeed:
        """Open a feed on a connection of its own."""
        with self.translated():
            connection = self._watching()
            try:
                return SqliteFeed(connection, self.path, hall, after)
            except BaseException:
                connection.close()
                raise

    def close(self) -> None:
        """Give all connections back."""
        self.writer.dispose()

    def _watching(self) -> sqlite3.Connection:
        return connect(self.path, self.journal, self._patience_s, read_only=True)


def open_file(path: Path, patience_s: float, journal: Journal | None = None) -> SqliteDatabase:
    """Open a file, making it, its folder and its tables where they are missing.

    Args:
        path: The file.
        patience_s: How long a call waits for somebody else's lock.
        journal: Chosen for this version of SQLite when None.

    Raises:
        StoreUnreachable: The file cannot be opened or lies on a network share.
        StoreNewer: A newer version of this program wrote it.
        StoreBusy: Somebody else holds the lock.
    """
    journal = journal or choose_journal(sqlite3.sqlite_version_info)
    refuse_network_share(path)
    with translated(path):
        with suppress(OSError):  # the connection then fails, with the reason
            path.parent.mkdir(parents=True, exist_ok=True)
        tables.bring_up_to_date(path, journal, patience_s)
    log.info("store %s: journal %s; %s", path, journal.mode, journal.reason)
    return SqliteDatabase(path, journal, patience_s)
