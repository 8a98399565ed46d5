"""Outline icons, tinted and sharp at any size."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

_FOLDER = Path(__file__).parents[2] / "assets" / "icons"


@lru_cache(maxsize=256)
def pixmap(name: str, size_px: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """Draw an icon.

    Args:
        name: File in assets/icons without ``.svg``.
        size_px: Edge in device-independent pixels.
        colour: ``#RRGGBB``; takes the place of the file's ``currentColor``.
        ratio: Device pixel ratio of the screen.

    Raises:
        FileNotFoundError: There is no such icon.
    """
    drawing = (_FOLDER / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    edge = round(size_px * ratio)
    drawn = QPixmap(edge, edge)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def button_icon(name: str, size_px: int, colour: str, ratio: float = 1.0) -> QIcon:
    """Make an icon for a plain QPushButton or QAction."""
    return QIcon(pixmap(name, size_px, colour, ratio))


class Icon(QWidget):
    """One icon of a fixed size that takes no part in touch."""

    def __init__(self, name: str, size_px: int, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size_px = size_px
        self._name = name
        self._colour = colour
        self.setFixedSize(size_px, size_px)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, name: str, colour: str) -> None:
        """Change what is shown."""
        self._name, self._colour = name, colour
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size_px, self._size_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, pixmap(self._name, self._size_px, self._colour, self.devicePixelRatioF()))
