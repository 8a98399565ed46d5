"""How one board is set up."""

from dataclasses import dataclass, field
from pathlib import Path

from display.board import Pace
from display.zones import Zones
from ticketing.words import Language
from ui import theme
from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class BoardSettings:
    """How one board is set up.

    Attributes:
        theme: Colours.
        language: The board's own.
        second: A second language, smaller; None for none.
        zones: The part of the hall that it is for.
        distance_m: From how far calls have to be read.
        dots_per_mm: Pixels for each millimetre of its screen; None where that is not known.
        has_queues: Whether it tells who waits.
        sentences: The running text.
        has_motion: Whether that runs.
        logo: A picture beside the hall's name; None for none.
        pace: How long a call keeps the large place.
        flashes: How often a call flashes at least, once a second; it goes on until the call was spoken.
    """

    theme: Theme = field(default_factory=lambda: theme.load("dark"))
    language: Language = Language.ID
    second: Language | None = Language.EN
    zones: Zones = field(default_factory=Zones)
    distance_m: float = 5.0
    dots_per_mm: float | None = None
    has_queues: bool = True
    sentences: tuple[str, ...] = ()
    has_motion: bool = True
    logo: Path | None = None
    pace: Pace = field(default_factory=Pace)
    flashes: int = 3
