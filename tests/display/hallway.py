"""A hall that a board looks at, and what is drawn on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

from tests.fake_store import FakeStore
from tests.fakes import FakeClock, PlainPins
from ticketing.catalogue import Catalogue
from ticketing.errors import StoreUnreachable
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.model import Event
from ticketing.words import Language

LOST = StoreUnreachable(path="hall.db", reason="missing")
SIZES = [(1920, 1080), (1366, 768), (1024, 768), (3840, 2160), (1080, 1920)]


class Hallway:
    """A hall with the shipped catalogue, and how to call in it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.store = FakeStore(catalogue)
        self.clock = FakeClock()
        self.hall = Hall(self.store, self.clock)
        self.house = House(self.store, self.clock, PlainPins(), "pc-1")
        self.catalogue = catalogue
        self.feed = self.store.feed()

    def call(self, agency: str) -> None:
        """Call a new ticket of an agency to its last counter, and let it go."""
        counter = self.catalogue.counters_of(agency)[-1].name
        self.hall.issue(self.catalogue.services_of(agency)[0].code, Language.ID, uuid4())
        leg = self.hall.call_next(counter)
        assert leg is not None
        self.hall.no_show(counter)

    def events(self) -> Sequence[Event]:
        return self.feed.poll()


def colours_of(image: QImage, area: QRectF) -> set[str]:
    """Collect the colours of an area, sampled closely enough for large letters."""
    found = set()
    for x in range(int(area.left()), int(area.right()), 5):
        for y in range(int(area.top()), int(area.bottom()), 5):
            found.add(QColor(image.pixel(x, y)).name().upper())
    return found


@dataclass(frozen=True)
class Drawn:
    """A line of letters on the board: how wide it is, how wide its place, how high its capitals."""

    text: str
    wide: float
    room: float
    capital: float
    bottom: float = 0.0


def wait_in(hallway: Hallway, agencies: Sequence[str], each: int = 1) -> None:
    for agency in agencies:
        for _ in range(each):
            hallway.hall.issue(hallway.catalogue.services_of(agency)[0].code, Language.ID, uuid4())
