"""What somebody has typed, on one line."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import fonts
from ui.theme import Look


class TypedLine(QWidget):
    """Shows the end of a text that is longer than the line, and a bar where the next letter comes."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._text = ""
        self._font = fonts.font(fonts.TEXT, look.scale.title, QFont.Weight.Bold)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """What was typed."""
        return self._text

    def show_text(self, text: str) -> None:
        """Show what was typed."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.mm(60), round(QFontMetrics(self._font).height() * 1.05))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetrics(self._font)
        bar = max(2, self._look.mm(0.8))
        seen = metrics.elidedText(self._text, Qt.TextElideMode.ElideLeft, self.width() - 3 * bar)
        painter.setFont(self._font)
        painter.setPen(self._look.theme.ink)
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self.rect(), left, seen)
        at = metrics.horizontalAdvance(seen) + bar
        high = metrics.height()
        painter.fillRect(QRect(at, (self.height() - high) // 2, bar, high), self._look.theme.primary)
