"""Headlines whose lines are of about even length."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget


class Title(QLabel):
    """A wrapped label that leaves no single word on its last line where it can be helped.

    It takes as many lines as any other label, but parts the words evenly between them.
    """

    def __init__(
        self,
        text: str,
        role: str = "title",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("role", role)
        self.setWordWrap(True)
        self.setAlignment(align)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def even_width(self) -> int:
        """Return the least width that needs no more lines than the present one."""
        room = self.contentsRect()
        high, low = room.width(), 1
        lines = self._bounds(high).height()
        while high - low > 1:
            middle = (low + high) // 2
            bounds = self._bounds(middle)
            if bounds.height() <= lines and bounds.width() <= middle:
                high = middle
            else:
                low = middle
        return high

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        width = self.even_width()
        left = room.left()
        if self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            left += (room.width() - width) // 2
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(QRect(left, room.top(), width, room.height()), self._flags(), self.text())

    def _bounds(self, width: int) -> QRect:
        return QFontMetrics(self.font()).boundingRect(QRect(0, 0, width, 0), self._flags(), self.text())

    def _flags(self) -> int:
        return int(self.alignment()) | int(Qt.TextFlag.TextWordWrap)
