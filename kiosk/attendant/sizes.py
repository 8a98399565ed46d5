"""How large a millimetre is on the glass, set by hand with a ruler. No Qt."""

from typing import Protocol

#: Changes a ruler of 100 mm by one pixel.
STEP = 0.01
#: The length of the ruler on the page, in millimetres.
RULER_MM = 100.0
#: A bank card (ISO/IEC 7810 ID-1), which everybody has at hand where nobody has a ruler.
CARD_MM = (85.6, 53.98)

_LEAST = 1.0
_MOST = 16.0


class Sizes(Protocol):
    """Keeps the size of this kiosk's screen from one start to the next."""

    def keep(self, dots_per_mm: float) -> None:
        """Keep the device-independent pixels of a millimetre."""

    def recall(self) -> float | None:
        """Return what was kept; None where nothing was."""


def bounded(dots_per_mm: float, room_px: int) -> float:
    """Keep a size within what screens have, and the ruler within the room that it has.

    Args:
        dots_per_mm: Device-independent pixels of a millimetre.
        room_px: Pixels from one side of the page to the other.
    """
    most = max(_LEAST, min(_MOST, room_px / RULER_MM))
    return round(min(max(_LEAST, dots_per_mm), most), 2)
