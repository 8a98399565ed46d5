"""How large what is shown is in these tests, and how it is told apart."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor

SIZE = QSize(160, 90)


def is_green(name: str) -> bool:
    colour = QColor(name)
    return colour.green() > 150 and colour.red() < 40 and colour.blue() < 40
