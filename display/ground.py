"""The ground of one call or of one agency."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.theme import Theme


def fill(painter: QPainter, where: QRectF, colour: str, theme: Theme) -> None:
    """Fill a place; a line parts it from the next where it has the board's colour, as in high contrast."""
    painter.fillRect(where, QColor(colour))
    if colour != theme.paper:
        return
    thick = max(2.0, where.height() * 0.03)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(QColor(theme.line), thick)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    inset = thick / 2
    painter.drawRect(where.adjusted(inset, inset, -inset, -inset))
