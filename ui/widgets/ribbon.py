"""The mark of a hall for practice."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import fonts
from ui.theme import Look

# The same word in all languages: it is what staff look for, and stands on the paper too.
_WORD = "LATIHAN"


class Ribbon(QWidget):
    """A hatched ribbon across the top of every page of a rehearsal: LATIHAN."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(_WORD)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(look.scale.small * 1.7))

    def sizeHint(self) -> QSize:
        return QSize(self._look.mm(60), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        painter.fillRect(self.rect(), QColor(theme.gold))
        stripe = self.height()
        pen = painter.pen()
        pen.setColor(QColor(theme.on_gold))
        pen.setWidthF(stripe / 5)
        painter.setPen(pen)
        font = fonts.font(fonts.HEADING, self._look.scale.small, QFont.Weight.ExtraBold)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 115)
        words = QFontMetrics(font).horizontalAdvance(_WORD) + 2 * stripe
        for x in range(-stripe, self.width() + stripe, stripe):
            painter.drawLine(x, self.height() + 2, x + stripe, -2)
        middle = QRect((self.width() - words) // 2, 0, words, self.height())
        painter.fillRect(middle, QColor(theme.gold))
        painter.setFont(font)
        painter.drawText(middle, int(Qt.AlignmentFlag.AlignCenter), _WORD)
