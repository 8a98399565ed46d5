"""What a layout is made of, and how wide the paper is."""

from dataclasses import dataclass
from enum import IntEnum

from PIL import Image

#: Dots per millimetre of a receipt printer (203 dpi).
DOTS_PER_MM = 8

#: The cell of a printer's own letters, in dots.
CELL = (12, 24)


@dataclass(frozen=True, slots=True)
class Paper:
    """The kind of paper a printer takes.

    Attributes:
        width_mm: 58 or 80.
        text: Send letters instead of pictures, for lines that are slow.
        draws_qr: Send the QR code as a picture among letters too, for printers that cannot draw one.
    """

    width_mm: int = 80
    text: bool = False
    draws_qr: bool = False

    @property
    def dots(self) -> int:
        """Dots that can be printed side by side."""
        return {58: 384, 80: 576}[self.width_mm]

    @property
    def columns(self) -> int:
        """Letters of the printer's own side by side."""
        return self.dots // CELL[0]


class Align(IntEnum):
    """Where a block stands between the edges; the values of ``ESC a``."""

    LEFT = 0
    CENTRE = 1
    RIGHT = 2


@dataclass(frozen=True, slots=True)
class Feed:
    """White paper, in dots."""

    dots: int


@dataclass(frozen=True, slots=True)
class Raster:
    """A 1-bit picture, black where a pixel is 0; its width is whole bytes."""

    image: Image.Image
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Text:
    """A line in the printer's own letters: ASCII, `size` times as wide and as high (1-8)."""

    line: str
    align: Align = Align.LEFT
    size: int = 1
    bold: bool = False
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code that the printer draws itself, in the middle, without quiet zone.

    Attributes:
        text: What it says: ASCII, 1 to 2000 letters.
        module: Side of its smallest square in dots (1-16).
    """

    text: str
    module: int


@dataclass(frozen=True, slots=True)
class Cut:
    """The end of the paper."""


Block = Feed | Raster | Text | Code | Cut
