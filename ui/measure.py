"""Millimetres and letters in pixels: how large things are on the glass.

A touch screen is laid out in millimetres, because a finger has a size. Screens often lie about
theirs (0 × 0 mm, or those of a television's default), so what they say is taken within bounds that
keep a page of about 290 × 210 mm on any of them.
"""

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QScreen

from ui import fonts

_BELIEVABLE = (1.5, 16.0)
_LARGEST_SKEW = 0.25
# A page is laid out for at least this many millimetres, so a small screen gets small millimetres …
_LEAST_LONG_MM, _LEAST_SHORT_MM = 290.0, 210.0
# … and a wall-sized one gets larger letters, not more of them.
_MOST_SHORT_MM = 300.0
_USUAL_SHORT_MM = 230.0


def dots_per_mm(screen: QScreen) -> float | None:
    """Return the device-independent pixels per millimetre of a screen; None if it talks nonsense."""
    pixels, size = screen.size(), screen.physicalSize()
    if size.width() <= 0 or size.height() <= 0:
        return None
    across, down = pixels.width() / size.width(), pixels.height() / size.height()
    low, high = _BELIEVABLE
    if not (low <= across <= high and low <= down <= high) or abs(across / down - 1) > _LARGEST_SKEW:
        return None
    return (across + down) / 2


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes in pixels for one window.

    Attributes:
        dots_per_mm: Pixels per millimetre of shapes.
        small: Pixel size of the smallest text.
        body: Pixel size of running text.
        button: Pixel size of words on buttons.
        title: Pixel size of the title of a page.
        number: Pixel size of a ticket's number.
    """

    dots_per_mm: float
    small: int
    body: int
    button: int
    title: int
    number: int

    def mm(self, length: float) -> int:
        """Return a length in pixels; 1 at least."""
        return max(1, round(length * self.dots_per_mm))


def touch_scale(window: QSize, dots_per_mm: float | None = None, letters: float = 1.0) -> Scale:
    """Measure a touch window: capitals of 5 mm in text, 6 mm on buttons, 9 mm in titles.

    Args:
        window: Its size in pixels.
        dots_per_mm: As measured by `dots_per_mm`, or as set by hand; None derives it from `window`.
        letters: So many times larger are letters than that, but for the number, which is huge already.
    """
    short = min(window.width(), window.height())
    long = max(window.width(), window.height())
    most = min(short / _LEAST_SHORT_MM, long / _LEAST_LONG_MM)
    wanted = dots_per_mm or short / _USUAL_SHORT_MM
    dots = min(max(wanted, short / _MOST_SHORT_MM), most)
    return Scale(
        dots_per_mm=dots,
        small=fonts.pixel_size(fonts.TEXT, 4.2 * dots * letters),
        body=fonts.pixel_size(fonts.TEXT, 5 * dots * letters),
        button=fonts.pixel_size(fonts.HEADING, 6 * dots * letters),
        title=fonts.pixel_size(fonts.HEADING, 9 * dots * letters),
        number=fonts.pixel_size(fonts.TEXT, 40 * dots),
    )


def desk_scale(text_px: int) -> Scale:
    """Measure a window used with mouse and keyboard, from the desktop's own text size in pixels."""
    return Scale(
        # Shapes follow the letters: 4 "mm" are about one letter's height.
        dots_per_mm=text_px / 7.5,
        small=max(9, round(text_px * 0.88)),
        body=text_px,
        button=round(text_px * 1.08),
        title=round(text_px * 1.6),
        number=round(text_px * 4.5),
    )


def board_scale(window: QSize) -> Scale:
    """Measure a hall board seen from afar: letters are a share of the window's height."""
    unit = min(window.height(), window.width() * 9 / 16) / 1080
    return Scale(
        dots_per_mm=4 * unit,
        small=max(8, round(30 * unit)),
        body=max(9, round(40 * unit)),
        button=max(9, round(44 * unit)),
        title=max(11, round(68 * unit)),
        number=max(24, round(330 * unit)),
    )
