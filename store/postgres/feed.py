"""What others did, from the journal on a server."""

import time
from collections.abc import Sequence
from typing import Any

import psycopg

from store import event_rows
from store.event_rows import COLUMNS
from store.location import ServerLocation
from store.postgres.engine import channel_of
from store.postgres.faults import translated
from ticketing.model import Event

#: So many events are read at once: who was away for long needs several polls, and no long statement.
_AT_ONCE = 2000
_AFTER = f"SELECT {', '.join(COLUMNS)} FROM event WHERE hall = %s AND seq > %s ORDER BY seq LIMIT {_AT_ONCE}"
_LAST = "SELECT coalesce(max(seq), 0) FROM event WHERE hall = %s"

#: So often the table is asked though nobody has woken: it shows whether the server is still there.
_BEAT_S = 1.0


class PostgresFeed:
    """`ports.ChangeFeed` on a connection of its own.

    A notification only wakes: what happened is read from the table. No commit is stepped over, for
    those of a hall come one after the other, each with its lock; see `engine.open_engine`.
    """

    def __init__(
        self,
        connection: psycopg.Connection[tuple[Any, ...]],
        location: ServerLocation,
        hall: int,
        after: int | None,
    ) -> None:
        self._connection = connection
        self._location = location
        self._hall = hall
        self._heard = 0
        self._polled = -1
        self._asked = -1
        self._beat_s = 0.0
        connection.add_notify_handler(self._hear)
        connection.execute(f"LISTEN {channel_of(hall)}")  # before the table is read: nothing is missed
        (last,) = connection.execute(_LAST, (hall,)).fetchall()[0]
        self._after: int = last if after is None else min(after, last)

    @property
    def position(self) -> int:
        """Seq of the last event that `poll` returned, or after which the feed was opened."""
        return self._after

    def poll(self) -> Sequence[Event]:
        """Return the events since the last poll."""
        now_s = time.monotonic()
        with translated(self._location):
            heard = self._listen()
            if heard == self._polled and now_s - self._beat_s < _BEAT_S:
                return ()
            rows = self._connection.execute(_AFTER, (self._hall, self._after)).fetchall()
        self._polled, self._beat_s = heard if len(rows) < _AT_ONCE else -1, now_s
        if rows:
            self._after = rows[-1][0]
        return [event_rows.driver_event(row) for row in rows]

    def has_changed(self) -> bool:
        """Tell whether anything at all was committed since the last question."""
        with translated(self._location):
            heard = self._listen()
        changed = heard != self._asked
        self._asked = heard
        return changed

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def _listen(self) -> int:
        """Take what has come in, without waiting and without asking; count it."""
        pgconn = self._connection.pgconn
        pgconn.consume_input()
        while pgconn.notifies() is not None:
            self._heard += 1
        return self._heard

    def _hear(self, _told: psycopg.Notify) -> None:
        self._heard += 1
