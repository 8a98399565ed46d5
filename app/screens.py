"""Which screen a window stands on, and where."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen

#: Where the windows of a whole hall stand beside each other on one screen, as shares of it.
_SIDE_BY_SIDE = {
    "kiosk": (0.0, 0.0, 0.42, 1.0),
    "display": (0.42, 0.0, 0.58, 0.5),
    "counter": (0.42, 0.5, 0.58, 0.5),
}


def choose(number: int | None, *, prefers_second: bool) -> QScreen:
    """Find a screen.

    Args:
        number: Counted from 0; one that is not there gives the last. None lets the program choose.
        prefers_second: Take the second screen where there is one: the hall board's.
    """
    screens = QGuiApplication.screens()
    if number is None:
        number = 1 if prefers_second else 0
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
