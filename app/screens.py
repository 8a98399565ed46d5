"""Which screen a window stands on, and where."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

#: Where the windows of a whole hall stand on a shared screen that lies, as shares of it: beside each other.
_LYING = {
    "kiosk": (0.0, 0.0, 0.42, 1.0),
    "display": (0.42, 0.0, 0.58, 0.5),
    "counter": (0.42, 0.5, 0.58, 0.5),
}
#: On one that stands upright: each as broad as the screen, for none fits into half of it.
_UPRIGHT = {
    "display": (0.0, 0.0, 1.0, 0.25),
    "kiosk": (0.0, 0.25, 1.0, 0.37),
    "counter": (0.0, 0.62, 1.0, 0.38),
}
#: How large a calling window is at least that stands alone: a share may be too small for its buttons.
_ROOMY = QSize(1100, 720)


def usual(role: str) -> int:
    """Tell which screen a role takes where it may choose, counted from 0.

    The visitor has the first screen and the hall the second; the clerk of a whole hall has the third.
    """
    return {"kiosk": 0, "display": 1, "counter": 2}[role]


def is_shared(role: str, count: int) -> bool:
    """Tell whether a role of a whole hall stands beside others on its screen.

    One screen has all three windows, of two the first has kiosk and calling window; with three each
    has its own.

    Args:
        role: ``kiosk``, ``display`` or ``counter``.
        count: How many screens there are.
    """
    return count < {"kiosk": 3, "display": 2, "counter": 3}[role]


def choose(number: int | None, usual_number: int) -> QScreen:
    """Find a screen.

    Args:
        number: Counted from 0; one that is not there gives the last. None lets the program choose.
        usual_number: What the program chooses, or the first screen where that is not there.
    """
    screens = QGuiApplication.screens()
    if number is None:
        number = usual_number if usual_number < len(screens) else 0
    return screens[min(max(0, number), len(screens) - 1)]


def place(role: str, area: QRect, *, is_shared: bool) -> QRect:
    """Tell where a role's window stands when it is not full screen.

    Args:
        role: ``kiosk``, ``display`` or ``counter``.
        area: What of the screen windows may take.
        is_shared: The other windows of a hall stand there too. Else it is in the middle, and as large as it
            likes to be.
    """
    is_upright = area.height() > area.width()
    x, y, width, height = (_UPRIGHT if is_upright else _LYING)[role]
    left, right = (round(area.width() * share) for share in (x, x + width))
    top, bottom = (round(area.height() * share) for share in (y, y + height))
    share = QRect(area.x() + left, area.y() + top, right - left, bottom - top)
    if is_shared:
        return share
    size = share.size()
    if role == "counter":
        size = size.expandedTo(_ROOMY).boundedTo(area.size())
    elif is_upright:  # as its screen: a kiosk that lies on one that stands would be another kiosk
        size = area.size() * 0.9
    alone = QRect(area.topLeft(), size)
    alone.moveCenter(area.center())
    return alone


def put(window: QWidget, place: QRect) -> None:
    """Put a window in its place, and no larger: buttons would hang over the edge of the screen."""
    window.setMinimumSize(window.minimumSize().boundedTo(place.size()))
    window.setGeometry(place)
