"""A kiosk as a machine: with the way to its hall, its disk, and a clock that may be wrong."""

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.reach import Reach
from store.store import open_store
from tests.fakes import FakeClock
from tests.store.alone import LoneKiosk
from ticketing.hall import Hall


@cache
def empty_file() -> bytes:
    """Make the tables once; each file begins with a copy."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "empty.db"
        open_store(str(file)).close()
        return file.read_bytes()


class OwnClock:
    """The clock of one machine: that of the world, wrong by some hours."""

    def __init__(self, world: FakeClock) -> None:
        self._world = world
        self.wrong_by = timedelta()

    def now(self) -> datetime:
        return self._world.now() + self.wrong_by

    def steady_s(self) -> float:
        return self._world.steady_s()


class WholeKiosk(LoneKiosk):
    """A whole kiosk: it asks the hall, and itself where that does not answer."""

    def _open(self) -> None:
        if not self.file.exists():
            self.file.write_bytes(empty_file())
        super()._open()
        hall = Hall(self._store, self._clock)
        self.reach = Reach(hall, self._store, self._clock, self.name, self.standby)

    def set_up_anew(self) -> None:
        """Begin with an empty disk under the old name."""
        self.own.close()
        for part in self.file.parent.glob(self.file.name + "*"):
            part.unlink()
        self._open()
