"""What to bring, as a list to go through."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Look
from ui.widgets.icon import Icon
from ui.widgets.label import label
from ui.widgets.scroll import FingerArea


class Checklist(QFrame):
    """A sheet with one line per document, as high as they need; scrolled where there are too many.

    Args:
        look: The window's look.
        title: What the list is of.
        lines: What is on it.
    """

    def __init__(self, look: Look, title: str, lines: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("role", "surface")
        column = QVBoxLayout(self)
        margin = look.mm(6)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.mm(3))
        self._title = label(title, "heading", parent=self)
        column.addWidget(self._title)
        self._sheet = DocumentRows(look, lines)
        self._area = FingerArea(look, self._sheet, self)
        column.addWidget(self._area)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        lines, whole = self._sheet.layout(), self.layout()
        assert lines is not None
        assert whole is not None
        margins = whole.contentsMargins()
        inner = max(1, self.contentsRect().width() - margins.left() - margins.right())
        self.setMaximumHeight(
            self.height()
            - self.contentsRect().height()
            + margins.top()
            + self._title.heightForWidth(inner)
            + whole.spacing()
            + lines.totalHeightForWidth(inner)
            + margins.bottom()
        )


class DocumentRows(QWidget):
    """One row per document, each with a box to tick in the mind."""

    def __init__(self, look: Look, lines: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for line in lines:
            rows.addWidget(self._rule())
            rows.addLayout(self._row(line))
        rows.addStretch(1)

    def _rule(self) -> QFrame:
        rule = QFrame(self)
        rule.setProperty("role", "line")
        return rule

    def _row(self, line: str) -> QHBoxLayout:
        look = self._look
        row = QHBoxLayout()
        row.setContentsMargins(0, look.mm(3), 0, look.mm(3))
        row.setSpacing(look.mm(4))
        box = Icon("square", look.mm(8), look.theme.primary, self)
        row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        words = label(line, "body", align, self)
        words.setMinimumHeight(look.mm(8))
        row.addWidget(words, 1)
        return row
