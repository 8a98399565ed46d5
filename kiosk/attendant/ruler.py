"""A ruler of 100 mm and the outline of a bank card, as large as a guess makes them."""

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.attendant.sizes import CARD_MM, RULER_MM
from ui import fonts
from ui.theme import Look

_TICK_MM, _TENTH_MM = 4.0, 9.0
_GAP_MM = 5.0
_CORNER_MM = 3.18


class Ruler(QWidget):
    """Draws both with so many pixels to a millimetre."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._dots_per_mm = look.scale.dots_per_mm
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def length_px(self) -> float:
        """How long the ruler is."""
        return RULER_MM * self._dots_per_mm

    def show_size(self, dots_per_mm: float) -> None:
        """Draw them larger or smaller."""
        if dots_per_mm != self._dots_per_mm:
            self._dots_per_mm = dots_per_mm
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.mm(110), self._look.mm(75))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dots, theme = self._dots_per_mm, self._look.theme
        left = (self.width() - self.length_px) / 2
        line = max(1.0, self._look.mm(0.4))
        painter.setPen(QPen(QColor(theme.ink), line))
        painter.setFont(fonts.font(fonts.TEXT, self._look.scale.small))
        top = line
        painter.drawLine(QLineF(left, top, left + self.length_px, top))
        for mm in range(0, int(RULER_MM) + 1, 5):
            long = (_TENTH_MM if mm % 10 == 0 else _TICK_MM) * self._look.scale.dots_per_mm
            at = left + mm * dots
            painter.drawLine(QLineF(at, top, at, top + long))
        below = top + _TENTH_MM * self._look.scale.dots_per_mm
        high = self._look.scale.small * 1.4
        for mm, side in ((0, Qt.AlignmentFlag.AlignLeft), (int(RULER_MM), Qt.AlignmentFlag.AlignRight)):
            text = f"{mm} mm" if mm else "0"
            painter.drawText(QRectF(left, below, self.length_px, high), int(side), text)
        self._draw_card(painter, below + high + self._look.mm(_GAP_MM), line)

    def _draw_card(self, painter: QPainter, top: float, line: float) -> None:
        """Draw the card as far as there is room: its width is what is compared."""
        dots = self._dots_per_mm
        wide, high = CARD_MM[0] * dots, CARD_MM[1] * dots
        card = QRectF((self.width() - wide) / 2, top, wide, high)
        painter.setPen(QPen(QColor(self._look.theme.primary), line))
        painter.setBrush(QColor(self._look.theme.surface))
        painter.drawRoundedRect(card, _CORNER_MM * dots, _CORNER_MM * dots)
