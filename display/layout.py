"""Where the parts of the board stand: what has to be read from afar decides what has room."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

#: Capitals of the called number, and of the list below it, in mm for each metre of distance.
NUMBER_MM_PER_M = 10.0
REST_MM_PER_M = 5.0
#: And of what people may step nearer for: who waits.
ASIDE_MM_PER_M = 3.5

# Shares of the height, from the top: hall and clock, the newest call, the last ones, the foot.
_WIDE = (0.085, 0.44, 0.41, 0.065)
_TALL = (0.065, 0.36, 0.515, 0.06)
_TALL_WITH_ONE = (0.06, 0.30, 0.28, 0.05)
_TALL_WITH_BOTH = (0.055, 0.25, 0.22, 0.045)
_MEDIA_SHARE = 0.27
_SIDE_SHARE = 0.335


@dataclass(frozen=True, slots=True)
class Sight:
    """From where a board is read.

    Attributes:
        distance_m: How far the last row sits.
        dots_per_mm: Pixels for each millimetre of the screen.
    """

    distance_m: float
    dots_per_mm: float

    @property
    def number_px(self) -> float:
        """How high capitals of the called number have to be at least."""
        return NUMBER_MM_PER_M * self.distance_m * self.dots_per_mm

    @property
    def rest_px(self) -> float:
        """How high capitals of the list have to be at least."""
        return REST_MM_PER_M * self.distance_m * self.dots_per_mm

    @property
    def aside_px(self) -> float:
        """How high capitals have to be of what people may step nearer for."""
        return ASIDE_MM_PER_M * self.distance_m * self.dots_per_mm

    def reach_m(self, number_px: float, rest_px: float) -> float:
        """Say from how far capitals of these heights are read."""
        return min(number_px / NUMBER_MM_PER_M, rest_px / REST_MM_PER_M) / self.dots_per_mm


@dataclass(frozen=True, slots=True)
class Measures:
    """How high capitals would be in parts of a size, in pixels."""

    number: Callable[[QSize], float]
    listed: Callable[[QSize], float]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each part stands; None for one that has no room.

    Attributes:
        hall: Logo, name and clock.
        panel: The newest call, or a greeting.
        recent: The last calls; None while there is none.
        queues: Who waits.
        media: Pictures and video.
        foot: Date and running text.
        reach_m: From how far calls are read.
    """

    hall: QRect
    panel: QRect
    recent: QRect | None
    queues: QRect | None
    media: QRect | None
    foot: QRect
    reach_m: float = 0.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be shown beside the newest call; `calls` are those before it."""

    calls: bool
    queues: bool
    media: bool


def arrange(area: QRect, wanted: Wanted, sight: Sight, measures: Measures) -> Layout:
    """Find the places. Queues and pictures give way where calls could not be read from afar.

    Args:
        area: The window below a ribbon.
        wanted: What is to be shown.
        sight: From where it is read.
        measures: How high capitals would be.
    """
    has_side = wanted.queues or wanted.media
    choices = [wanted] if has_side else []
    if wanted.queues and wanted.media:
        choices.append(Wanted(wanted.calls, queues=True, media=False))
    for choice in choices:
        found = _measured(_place(area, choice), sight, measures)
        if found.reach_m >= sight.distance_m:
            return found
    return _measured(_place(area, Wanted(wanted.calls, queues=False, media=False)), sight, measures)


def _measured(layout: Layout, sight: Sight, measures: Measures) -> Layout:
    number = measures.number(layout.panel.size())
    listed = number if layout.recent is None else measures.listed(layout.recent.size())
    return Layout(
        layout.hall,
        layout.panel,
        layout.recent,
        layout.queues,
        layout.media,
        layout.foot,
        sight.reach_m(number, listed),
    )


def _place(area: QRect, wanted: Wanted) -> Layout:
    return _wide(area, wanted) if area.width() >= area.height() else _tall(area, wanted)


def _wide(area: QRect, wanted: Wanted) -> Layout:
    """The calls on the left, the rest in a column on the right."""
    width, height, top = area.width(), area.height(), area.top()
    margin = round(height * 0.022)
    hall, panel, recent, foot = (round(height * share) for share in _WIDE)
    has_side = wanted.queues or wanted.media
    side = round(width * _SIDE_SHARE) if has_side else 0
    left = width - side
    panel_high = panel if wanted.calls else panel + recent - margin // 2
    side_left = left + margin
    side_wide = side - 2 * margin
    side_top = top + hall
    side_high = height - hall - foot - margin // 2
    media_high = min(round(side_wide * 9 / 16), side_high) if wanted.media else 0
    queues_top = side_top + media_high + (margin if wanted.media else 0)
    queues_high = side_top + side_high - queues_top
    return Layout(
        QRect(margin, top, width - 2 * margin, hall),
        QRect(0, top + hall, left, panel_high),
        QRect(margin, top + hall + panel, left - 2 * margin + (margin if has_side else 0), recent)
        if wanted.calls
        else None,
        QRect(side_left, queues_top, side_wide, queues_high) if wanted.queues else None,
        QRect(side_left, side_top, side_wide, media_high if wanted.queues else side_high)
        if wanted.media
        else None,
        QRect(margin, top + height - foot, width - 2 * margin, foot),
    )


def _tall(area: QRect, wanted: Wanted) -> Layout:
    """The calls above, the rest in a row below them."""
    width, height, top = area.width(), area.height(), area.top()
    margin = round(width * 0.022)
    has_side = wanted.queues or wanted.media
    has_both = wanted.queues and wanted.media
    shares = _TALL_WITH_BOTH if has_both else _TALL_WITH_ONE if has_side else _TALL
    hall, panel, recent, foot = (round(height * share) for share in shares)
    inner = width - 2 * margin
    panel_high = panel if wanted.calls else panel + recent - margin // 2
    side_top = top + hall + panel + recent + margin
    side_high = top + height - foot - margin - side_top
    most_high = round(height * _MEDIA_SHARE) if has_both else side_high
    media_high = min(round(inner * 9 / 16), most_high) if wanted.media else 0
    media_wide = min(inner, round(media_high * 16 / 9))
    queues_top = side_top + media_high + (margin if media_high else 0)
    return Layout(
        QRect(margin, top, inner, hall),
        QRect(0, top + hall, width, panel_high),
        QRect(margin, top + hall + panel, inner, recent) if wanted.calls else None,
        QRect(margin, queues_top, inner, top + height - foot - margin - queues_top)
        if wanted.queues
        else None,
        QRect((width - media_wide) // 2, side_top, media_wide, media_high) if wanted.media else None,
        QRect(margin, top + height - foot, inner, foot),
    )
