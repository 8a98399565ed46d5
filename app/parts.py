"""Puts the queue state together for a verb or a role."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.config import Config
from ticketing.errors import Misconfigured, NoHall, NotARehearsal, StoreUnreachable
from ticketing.hall import Hall
from ticketing.selection import Policy

if TYPE_CHECKING:
    from store.store import SqlStore

#: The catalogue that is imported at the first start.
SHIPPED_CATALOGUE = Path(__file__).parents[1] / "assets" / "catalogue"


class SystemClock:
    """`ports.Clock` of the machine."""

    def now(self) -> datetime:
        """Return the present, aware, in UTC."""
        return datetime.now(UTC)


class SetClock:
    """`ports.Clock` that stands still, for rehearsals."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        """Return the time that was given."""
        return self._at


@dataclass(frozen=True, slots=True)
class Parts:
    """What every verb and role starts from."""

    config: Config
    store: "SqlStore"
    hall: Hall
    clock: SystemClock | SetClock


def address(db: str, config: Config) -> str:
    """Return the address of the queue state: as given, else a file in the user's data folder."""
    return db or str(config.data / "antrean.db")


@contextmanager
def opened(
    db: str, config: Config, at: str = "", patience_s: float = 10.0, *, may_create: bool = True
) -> Iterator[Parts]:
    """Open the queue state and close it at the end.

    Args:
        db: Address of the store; empty for the default.
        config: All settings.
        at: A time for a rehearsal hall; hall-local where it has no offset.
        patience_s: How long a call waits for somebody else's lock.
        may_create: Make the file where there is none; a mistyped address would leave an empty one.

    Raises:
        NoHall: There is no file, and none may be made.
        StoreUnreachable: The same, and its folder is missing too.
        NotARehearsal: A time was given for a hall in service.
        Misconfigured: `at` is not a time.
    """
    from store.location import file_of
    from store.store import open_store

    file = file_of(address(db, config))
    if not may_create and not os.path.exists(file):  # `Path.exists` raises where the name is too long
        raise NoHall if file.parent.exists() or not db else StoreUnreachable(path=str(file), reason="missing")
    store = open_store(address(db, config), patience_s=patience_s)
    try:
        clock = _rehearsed(at, store) if at else SystemClock()
        hall = Hall(store, clock, Policy(config.hall.priority_weight))
        yield Parts(config, store, hall, clock)
    finally:
        store.close()


def _rehearsed(at: str, store: "SqlStore") -> SetClock:
    from zoneinfo import ZoneInfo

    info = store.hall()
    if not info.rehearsal:
        raise NotARehearsal
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise Misconfigured("--at", "wrong_time", at) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(info.timezone))
    return SetClock(moment.astimezone(UTC))
