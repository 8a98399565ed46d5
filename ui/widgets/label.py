"""Text that is never cut within a letter."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def label(
    text: str = "",
    role: str = "body",
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop,
    parent: QWidget | None = None,
) -> QLabel:
    """Make a label that wraps; `role` is one of widgets.qss."""
    made = QLabel(text, parent)
    made.setProperty("role", role)
    made.setWordWrap(True)
    made.setAlignment(align)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return made


class FittedLabel(QLabel):
    """Text as large as its space allows, never larger than its role's size.

    Wraps when `is_wrapped`, else stays on one line; then shrinks. What is left of one line is told by "…".

    Args:
        least_px: It does not shrink below this; a space that needs less is too small.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "title",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignCenter,
        parent: QWidget | None = None,
        *,
        is_wrapped: bool = False,
        least_px: int = 10,
    ) -> None:
        super().__init__(text, parent)
        self._least_px = least_px
        self.setProperty("role", role)
        self.setAlignment(align)
        self.setWordWrap(is_wrapped)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def fitted_font(self) -> QFont:
        """Return the font in which the text fits its present space."""
        font = QFont(self.font())
        room = self.contentsRect()
        size, low = font.pixelSize(), self._least_px
        # The width of text grows with its size, so halving finds the largest that fits.
        if self._fits(font, room):
            return font
        while size - low > 1:
            middle = (size + low) // 2
            font.setPixelSize(middle)
            if self._fits(font, room):
                low = middle
            else:
                size = middle
        font.setPixelSize(low)
        return font

    def shown_text(self, font: QFont) -> str:
        """Return what is painted: the text, or as much of its line as there is room for."""
        if self.wordWrap() or self._fits(font, self.contentsRect()):
            return self.text()
        return QFontMetrics(font).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )

    def minimumSizeHint(self) -> QSize:
        font = QFont(self.font())
        font.setPixelSize(self._least_px)
        metrics = QFontMetrics(font)
        return QSize(metrics.averageCharWidth() * 4, metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        font = self.fitted_font()
        painter.setFont(font)
        painter.drawText(self.contentsRect(), self._flags(), self.shown_text(font))

    def _fits(self, font: QFont, room: QRect) -> bool:
        bounds = QFontMetrics(font).boundingRect(QRect(0, 0, room.width(), 0), self._flags(), self.text())
        return bounds.width() <= room.width() and bounds.height() <= room.height()

    def _flags(self) -> int:
        wrap = Qt.TextFlag.TextWordWrap if self.wordWrap() else Qt.TextFlag.TextSingleLine
        return int(self.alignment()) | int(wrap)
