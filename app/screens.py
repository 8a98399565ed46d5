"""Which screen a window stands on, and where."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

#: Where the windows of a whole hall stand beside each other on a shared screen, as shares of it.
_SIDE_BY_SIDE = {
    "kiosk": (0.0, 0.0, 0.42, 1.0),
    "display": (0.42, 0.0, 0.58, 0.5),
    "counter": (0.42, 0.5, 0.58, 0.5),
}


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


def place(role: str, screen: QScreen) -> QRect:
    """Tell where a role's window stands when it is not full screen: all fit beside each other."""
    x, y, width, height = _SIDE_BY_SIDE[role]
    area = screen.availableGeometry()
    return QRect(
        area.x() + round(area.width() * x),
        area.y() + round(area.height() * y),
        round(area.width() * width),
        round(area.height() * height),
    )


def put(window: QWidget, place: QRect) -> None:
    """Put a window in its place, and no larger: buttons would hang over the edge of the screen."""
    window.setMinimumSize(window.minimumSize().boundedTo(place.size()))
    window.setGeometry(place)
