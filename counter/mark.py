"""The mark of a priority ticket: a shape and a word, so colour is not alone."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import fonts
from ui.theme import Look


def _font(look: Look) -> QFont:
    return fonts.font(fonts.HEADING, look.scale.small, QFont.Weight.Bold)


def size(look: Look, word: str) -> QSize:
    """Return how large the mark with `word` is."""
    metrics = QFontMetrics(_font(look))
    high = round(metrics.height() * 1.25)
    return QSize(metrics.horizontalAdvance(word) + round(high * 1.6), high)


def draw(painter: QPainter, look: Look, place: QRect, word: str) -> None:
    """Draw the mark at the left of `place`, in its vertical middle: a diamond and the word on a pill."""
    wanted = size(look, word)
    top = place.center().y() - wanted.height() / 2 + 0.5
    pill = QRectF(place.left(), top, wanted.width(), wanted.height())
    theme = look.theme
    painter.setPen(QPen(QColor(theme.on_gold), 1.5))
    painter.setBrush(QColor(theme.priority))
    painter.drawRoundedRect(pill.adjusted(1, 1, -1, -1), pill.height() / 3, pill.height() / 3)
    middle, half = QPointF(pill.left() + pill.height() * 0.6, pill.center().y()), pill.height() * 0.23
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.paper))
    painter.drawPolygon(
        [middle + QPointF(*way) * half for way in ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0))]
    )
    painter.setPen(QColor(theme.paper))
    painter.setFont(_font(look))
    words = pill.adjusted(pill.height(), 0, 0, 0)
    painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), word)


class PriorityMark(QWidget):
    """The mark as a widget."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._word = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, word: str) -> None:
        """Change the word."""
        self._word = word
        self.setAccessibleName(word)
        self.setFixedSize(size(self._look, word))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter, self._look, self.rect(), self._word)
