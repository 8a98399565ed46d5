"""What a kiosk may have besides its screen."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.narrator import Voice
from ui.media.panel import MediaPanel


@dataclass(frozen=True, slots=True)
class Extras:
    """Each may be missing.

    Attributes:
        voice: Reads aloud.
        pictures: The hall's own, for the first page; they outlive pages and looks.
        logo: The hall's, for the head.
        address: Where phones find the visitor's page; empty where they do not.
    """

    voice: Voice | None = None
    pictures: MediaPanel | None = None
    logo: Path | None = None
    address: str = ""


#: A kiosk that has none of it.
NO_EXTRAS = Extras()
