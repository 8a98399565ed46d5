"""Halls to measure in: the shipped catalogue, a past, and people who wait."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

from benchmarks.conditions import scratch
from store.store import SqlStore, open_store
from ticketing.catalogue import Catalogue, Service
from ticketing.hall import Hall
from ticketing.ports import Clock
from ticketing.words import Language

ROOT = Path(__file__).parents[1]

#: The touch screen of the kiosk: width and height in pixels.
KIOSK_SCREEN = (1080, 1920)

#: The day on which everything is measured that needs no real clock, and when its doors open.
DAY = date(2026, 11, 24)
OPENS = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
KIOSK = "kiosk-1"


class SteppingClock:
    """`ports.Clock` that goes on by one step each time it is asked.

    Args:
        at: What it says first.
        step: How far it goes.
    """

    def __init__(self, at: datetime = OPENS, step: timedelta = timedelta(seconds=9)) -> None:
        self._at = at
        self._step = step
        self._steady_s = 0.0

    def now(self) -> datetime:
        """Return the time, and go on."""
        now = self._at
        self._at += self._step
        self._steady_s += self._step.total_seconds()
        return now

    def jump(self, by: timedelta) -> None:
        """Let a night pass."""
        self._at += by
        self._steady_s += by.total_seconds()

    def steady_s(self) -> float:
        """Count the seconds that went by."""
        return self._steady_s


class SystemClock:
    """`ports.Clock` of the machine, for what is measured across processes."""

    def now(self) -> datetime:
        """Return the present, aware, in UTC."""
        return datetime.now(UTC)

    def steady_s(self) -> float:
        """Count seconds by the steady clock."""
        return time.monotonic()


class Visitors:
    """Who comes: a service, a language and an identity, the same ones for the same seed.

    A service is wanted the more often, the more counters its agency has.

    Args:
        catalogue: What the hall offers.
        seed: Of all choices.
    """

    def __init__(self, catalogue: Catalogue, seed: int) -> None:
        self._random = random.Random(seed)
        self.services = catalogue.services
        shares = {one.code: one.counters / len(catalogue.services_of(one.code)) for one in catalogue.agencies}
        self._weights = [shares[one.agency] for one in self.services]

    def come(self, count: int) -> list[Service]:
        """Choose what `count` visitors want."""
        return self._random.choices(self.services, self._weights, k=count)

    def language(self) -> Language:
        """Choose a visitor's language: mostly Indonesian."""
        return self._random.choices(tuple(Language), (80, 5, 15))[0]

    def is_priority(self) -> bool:
        """Tell whether a visitor goes first: one in twelve."""
        return self._random.random() < 1 / 12

    def tap(self) -> UUID:
        """Make an identity."""
        return UUID(int=self._random.getrandbits(128), version=4)


def make_hall(path: Path) -> None:
    """Make a rehearsal hall with the shipped catalogue; such a one is open at any hour.

    The program makes one for all benchmarks of a run; each has a copy of it, which is on the disk.
    """
    with path.open("wb") as file:
        file.write(_new_hall())
        file.flush()
        os.fsync(file.fileno())


@cache
def _new_hall() -> bytes:
    with scratch() as folder:
        made = folder / "hall.db"
        make_hall_at(str(made), folder)
        return made.read_bytes()


def make_hall_at(url: str, folder: Path) -> None:
    """Make the same on a server, with a folder for what is kept besides."""
    command = [*program(), "import", str(ROOT / "assets" / "catalogue"), "--rehearsal", "--db", url]
    subprocess.run(command, cwd=ROOT, env=environment(folder), stdout=subprocess.DEVNULL, check=True)


def fill(store: SqlStore, waiting: int, seed: int, clock: Clock | None = None) -> None:
    """Have people come until so many wait.

    Args:
        store: Of the hall.
        waiting: How many.
        seed: Of who comes.
        clock: When they come; where none is given one every tenth of a second, from when the doors open.
    """
    hall = Hall(store, clock or SteppingClock(step=timedelta(milliseconds=100)))
    visitors = Visitors(store.catalogue(), seed)
    for service in visitors.come(waiting):
        hall.issue(
            service.code, visitors.language(), visitors.tap(), priority=visitors.is_priority(), kiosk=KIOSK
        )


def copies(path: Path, names: Sequence[str]) -> list[Path]:
    """Copy a hall's file, which nobody has open, and see all of it onto the disk."""
    made = [path.with_name(name) for name in names]
    for copy in made:
        shutil.copyfile(path, copy)
    if hasattr(os, "sync"):
        os.sync()
    return made


def opened(place: Path | str) -> SqlStore:
    """Open a hall's file, or a hall on a server, as every role does."""
    return open_store(str(place))


def program() -> list[str]:
    """Return the command that starts this program; to be run in `ROOT`."""
    return [sys.executable, "-m", "app"]


def environment(folder: Path) -> dict[str, str]:
    """Make the environment of a child: no screen, and its data in a folder of the benchmark."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("ANTREAN_")},
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_DATA_HOME": str(folder / "data"),
        "PYTHONPATH": str(ROOT),
    }


def shipped_catalogue() -> Catalogue:
    """Read the shipped catalogue, as a hall's store gives it."""
    with scratch() as folder:
        db = folder / "hall.db"
        make_hall(db)
        store = opened(db)
        try:
            return store.catalogue()
        finally:
            store.close()
