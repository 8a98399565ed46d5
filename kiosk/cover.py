"""What lies over a page: a shade, and a card on it."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme import Look

_SHADE = 170


class Cover(QWidget):
    """Covers the window; its card stands where it can be reached.

    Args:
        look: What is worn.
        parent: The window.
        area: Where in the window the card may stand.
        wide_mm: How wide the card is, if there is room.

    Signals:
        touched_beside: Somebody pressed beside the card.
    """

    touched_beside = Signal()

    def __init__(self, look: Look, parent: QWidget, area: QRect, wide_mm: float) -> None:
        super().__init__(parent)
        self.look = look
        self.setGeometry(parent.rect())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, area.top(), 0, 0)
        self.card = QFrame(self)
        self.card.setProperty("role", "surface")
        self.card.setMinimumWidth(min(look.mm(wide_mm), area.width() - look.mm(16)))
        column.addWidget(self.card, 0, Qt.AlignmentFlag.AlignCenter)
        self.inside = QVBoxLayout(self.card)
        margin = look.mm(8)
        self.inside.setContentsMargins(margin, margin, margin, margin)
        self.inside.setSpacing(look.mm(5))
        self.hide()

    def show_cover(self, is_shown: bool) -> None:
        """Lie over everything, or go."""
        self.setVisible(is_shown)
        if is_shown:
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        shade = QColor(self.look.theme.on_gold)  # dark in every theme
        shade.setAlpha(_SHADE)
        QPainter(self).fillRect(self.rect(), shade)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.touched_beside.emit()
