"""A band of kawung, the batik of this province: four petals of the sugar palm's fruit."""

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Look

_HEIGHT_MM = 13


class KawungBand(QWidget):
    """Runs from edge to edge; takes no part in touch."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._cell: QPixmap | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.mm(_HEIGHT_MM))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._cell is None:
            self._cell = self._draw_cell(self.height())
        edge = self.height()
        both_ends_alike = QPoint((edge - self.width() % edge) // 2, 0)
        QPainter(self).drawTiledPixmap(self.rect(), self._cell, both_ends_alike)

    def _draw_cell(self, edge: int) -> QPixmap:
        theme = self._look.theme
        ratio = self.devicePixelRatioF()
        cell = QPixmap(round(edge * ratio), round(edge * ratio))
        cell.setDevicePixelRatio(ratio)
        cell.fill(QColor(theme.primary))
        painter = QPainter(cell)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.translate(edge / 2, edge / 2)
        for _ in range(4):
            painter.rotate(90)
            painter.save()
            painter.rotate(45)
            painter.setBrush(QColor(theme.on_primary))
            painter.setOpacity(0.9)
            painter.drawEllipse(QPointF(edge * 0.345, 0), edge * 0.275, edge * 0.155)
            painter.setOpacity(1)
            painter.setBrush(QColor(theme.primary))
            painter.drawEllipse(QPointF(edge * 0.345, 0), edge * 0.15, edge * 0.025)
            painter.restore()
        painter.setBrush(QColor(theme.gold))
        dot = edge * 0.09
        painter.rotate(45)
        painter.drawRect(QRectF(-dot / 2, -dot / 2, dot, dot))
        painter.end()
        return cell
