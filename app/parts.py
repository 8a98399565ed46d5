"""Puts the queue state together for a verb or a role."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.config import Config
from app.pins import ArgonPins, Pepper
from store.location import FileLocation, ServerLocation, location_of
from ticketing.errors import Misconfigured, NoHall, NotARehearsal, StoreUnreachable
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.ports import Clock, Store

if TYPE_CHECKING:
    from store.store import SqlStore

#: The catalogue that is imported at the first start.
SHIPPED_CATALOGUE = Path(__file__).parents[1] / "assets" / "catalogue"


class SystemClock:
    """`ports.Clock` of the machine."""

    def now(self) -> datetime:
        """Return the present, aware, in UTC."""
        return datetime.now(UTC)

    def steady_s(self) -> float:
        """Count seconds that also go on while the machine sleeps, where the system can tell."""
        clock = getattr(time, "CLOCK_BOOTTIME", None)
        return time.monotonic() if clock is None else time.clock_gettime(clock)


class SetClock:
    """`ports.Clock` that stands still, for rehearsals."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        """Return the time that was given."""
        return self._at

    def steady_s(self) -> float:
        """Stand still too."""
        return 0.0


@dataclass(frozen=True, slots=True)
class Parts:
    """What every verb and role starts from."""

    config: Config
    store: "SqlStore"
    hall: Hall
    clock: SystemClock | SetClock


def make_hall(store: Store, clock: Clock, config: Config) -> Hall:
    """Make the actions of a hall as it is configured."""
    return Hall(store, clock, config.rules.rules())


def make_house(store: Store, clock: Clock, config: Config) -> House:
    """Make what staff do to the hall. The key of the PINs lies apart from the queue and its backups."""
    pins = ArgonPins(Pepper(config.data / "keys"))
    return House(store, clock, pins, socket.gethostname(), config.rules.rules())


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
    from store.store import open_store

    if not may_create:
        _require_file(location_of(address(db, config)), db)
    store = open_store(address(db, config), patience_s=patience_s)
    try:
        clock = _rehearsed(at, store) if at else SystemClock()
        yield Parts(config, store, make_hall(store, clock, config), clock)
    finally:
        store.close()


def _require_file(location: FileLocation | ServerLocation, db: str) -> None:
    """Refuse a file that is not there; a server tells by itself."""
    # `Path.exists` raises where the name is too long.
    if isinstance(location, FileLocation) and not os.path.exists(location.path):
        if location.path.parent.exists() or not db:
            raise NoHall
        raise StoreUnreachable(path=str(location), reason="missing")


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
