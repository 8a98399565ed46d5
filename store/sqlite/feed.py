"""What others did, from the journal of a SQLite file."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from store import event_rows
from store.event_rows import COLUMNS
from store.sqlite.engine import identity
from store.sqlite.faults import translated
from ticketing.errors import StoreUnreachable
from ticketing.model import Event

_AFTER = f"SELECT {', '.join(COLUMNS)} FROM event WHERE seq > ? AND hall = ? ORDER BY seq"


class SqliteFeed:
    """`ports.ChangeFeed` on a connection of its own that only reads.

    ``PRAGMA data_version`` moves when another connection has committed; asking costs microseconds,
    so it may be asked fifty times a second. It talks to the driver: no SQLAlchemy stands between.
    When another file has taken the name it is out of reach, and has to be opened again.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, hall: int, after: int | None) -> None:
        self._connection = connection
        self._path = path
        self._hall = hall
        self._identity = identity(path)
        self._polled_version = -1
        self._asked_version = -1
        (last,) = connection.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()
        # A backup that was put back may end before the last event that is known here.
        self._after: int = last if after is None else min(after, last)

    @property
    def position(self) -> int:
        """Seq of the last event that `poll` returned, or after which the feed was opened."""
        return self._after

    def poll(self) -> Sequence[Event]:
        """Return the events since the last poll."""
        with translated(self._path):
            version = self._version()
            if version == self._polled_version:
                return ()
            rows = self._connection.execute(_AFTER, (self._after, self._hall)).fetchall()
        self._polled_version = version
        if rows:
            self._after = rows[-1][0]
        return [event_rows.driver_event(row) for row in rows]

    def has_changed(self) -> bool:
        """Tell whether anything at all was committed since the last question."""
        with translated(self._path):
            version = self._version()
        changed = version != self._asked_version
        self._asked_version = version
        return changed

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def _version(self) -> int:
        found = identity(self._path)
        if found != self._identity:
            raise StoreUnreachable(path=str(self._path), reason="moved" if found else "missing")
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(version)
