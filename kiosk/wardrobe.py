"""What the kiosk can wear: its usual look, and those that make it easier for a visitor."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

from kiosk.ease import Ease
from ui.measure import touch_scale
from ui.theme import Look, Theme

#: No control stands higher than this above the floor in the low mode, in millimetres: the reach of
#: who sits in a wheelchair (48 inches: ADA Standards 2010, 308.2.1).
REACH_MM = 1220.0
_LARGE = 1.25
# A screen that does not tell its size, or stands beside others on a shared one, counts as one of 32 inches.
_USUAL_LONG_MM = 708.0


@dataclass(frozen=True, slots=True)
class Wardrobe:
    """Looks of one kiosk.

    Attributes:
        theme: What everybody meets.
        contrast: High contrast.
        dots_per_mm: Of the screen; None where nobody knows.
        bottom_mm: How high above the floor the screen begins.
        motion: Whether pages slide.
    """

    theme: Theme
    contrast: Theme
    dots_per_mm: float | None = None
    bottom_mm: float = 800.0
    motion: bool = True

    def area(self, window: QSize, ease: Ease) -> QRect:
        """Tell where in the window everything that can be touched stands."""
        whole = QRect(0, 0, window.width(), window.height())
        if not ease.low:
            return whole
        usual = max(window.width(), window.height()) / _USUAL_LONG_MM
        within_px = round((REACH_MM - self.bottom_mm) * (self.dots_per_mm or usual))
        # The head of a page, one row and the foot need some room, wherever the screen hangs.
        high = min(max(within_px, window.height() // 3), window.height())
        return QRect(0, window.height() - high, window.width(), high)

    def can_be_low(self, window: QSize) -> bool:
        """Tell whether the low mode changes anything: a small screen stands within reach already."""
        return self.area(window, Ease(low=True)).height() < window.height()

    def look(self, window: QSize, ease: Ease) -> Look:
        """Return what to wear for a visitor."""
        letters = _LARGE if ease.large else 1.0
        scale = touch_scale(self.area(window, ease).size(), self.dots_per_mm, letters)
        return Look(self.contrast if ease.contrast else self.theme, scale, self.motion)
