"""Where the tables lie: what a file and a server have in common."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Engine

from ticketing.errors import Fault
from ticketing.ports import ChangeFeed


class Database(Protocol):
    """A SQLite file or a PostgreSQL server, open, with this program's tables."""

    @property
    def writer(self) -> Engine:
        """Its transactions hold the hall's lock from their first statement to their end."""
        ...

    @property
    def reader(self) -> Engine:
        """Its transactions see one moment, write nothing and wait for nobody."""
        ...

    def translated(self) -> AbstractContextManager[None]:
        """Raise faults of the surroundings as `Environment` errors; others stay what they are."""
        ...

    def kept_by(self) -> tuple[str, str]:
        """Tell how a commit is made durable, in one word, and why in that way."""
        ...

    def check(self) -> Sequence[Fault]:
        """Test all invariants, so that nobody who writes meanwhile waits for it."""
        ...

    def feed(self, hall: int, after: int | None) -> ChangeFeed:
        """Open a feed of a hall's journal after an event; None starts at the present end."""
        ...

    def close(self) -> None:
        """Give all connections back."""
        ...
