"""A page where a clerk finds one of many by typing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from counter.keys import BACK
from counter.row import Row
from counter.rows import RowsView
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.label import label


@dataclass(frozen=True, slots=True)
class Texts:
    """What a page says: its title, what may be typed, that nothing fits, the way back."""

    title: str
    hint: str
    none: str
    back: str


class FinderPage(QWidget):
    """A field and the rows that fit what is typed.

    Enter takes the marked one; the arrow keys move the mark while the field keeps the letters; Escape
    goes back where there is a way back.

    Signals:
        picked(str): The key of a row.
        left: None of them.
    """

    picked = Signal(str)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None, *, has_way_back: bool = True) -> None:
        super().__init__(parent)
        self._find: Callable[[str], Sequence[Row]] = lambda typed: ()
        self._has_way_back = has_way_back
        self._title = label(role="title")
        self._search = QLineEdit()
        self._search.setClearButtonEnabled(True)
        self._list = RowsView(look)
        self._none = label(role="muted")
        self._back = TouchButton(look, role="quiet", icon="chevron-left", least_height_mm=22)
        self._back.setVisible(has_way_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.mm(4))
        for part in (self._title, self._search, self._none):
            column.addWidget(part)
        column.addWidget(self._list, 1)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._search.textChanged.connect(self._on_typed)
        self._search.installEventFilter(self)
        self._list.clicked.connect(self._on_picked)
        self._list.activated.connect(self._on_picked)
        self._back.clicked.connect(self.left)
        self.setFocusProxy(self._search)

    @property
    def search(self) -> QLineEdit:
        """The field."""
        return self._search

    @property
    def list(self) -> RowsView:
        """What was found."""
        return self._list

    @property
    def back(self) -> TouchButton:
        """The way back."""
        return self._back

    def offer(self, texts: Texts, find: Callable[[str], Sequence[Row]]) -> None:
        """Let one of the rows be found that `find` lists for what is typed."""
        self._find = find
        self._title.setText(texts.title)
        self._search.setPlaceholderText(texts.hint)
        self._search.setAccessibleName(texts.hint)
        self._list.setAccessibleName(texts.title)
        self._none.setText(texts.none)
        self._back.say(texts.back, BACK)
        self._show_found()

    def clear(self) -> None:
        """Forget what was typed."""
        self._search.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if not event.isAutoRepeat():
                    self._on_picked(self._list.currentIndex())
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._list.move_mark(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() == Qt.Key.Key_Escape and self._has_way_back:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _on_typed(self) -> None:
        self._show_found()
        self._list.setCurrentIndex(self._list.rows.index(0))

    def _show_found(self) -> None:
        """Show what fits; the mark stays with its row where that is still there."""
        marked = self._list.marked()
        found = self._find(self._search.text())
        self._list.rows.show_rows(found)
        self._list.mark(marked)
        self._none.setVisible(not found)

    def _on_picked(self, index: QModelIndex) -> None:
        if index.isValid() and self.isVisible():
            key = self._list.rows.rows[index.row()].key
            self._search.clear()
            self.picked.emit(key)
