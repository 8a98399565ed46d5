"""The page where a clerk says which counter this is."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from counter.desk import Desk
from counter.rows import Row, RowsView
from counter.words import CounterWords
from ticketing.catalogue import Counter
from ui.theme import Look
from ui.widgets.label import label


class ChoicePage(QWidget):
    """All counters of the hall, found by typing a number or a part of an agency's name.

    Enter takes the marked one; the arrow keys move the mark while the field keeps the letters.

    Signals:
        counter_chosen(str): Name of the counter.
    """

    counter_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = Desk()
        self._words: CounterWords | None = None
        self._title = label(role="title")
        self._search = QLineEdit()
        self._search.setClearButtonEnabled(True)
        self._list = RowsView(look)
        self._none = label(role="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.mm(4))
        for part in (self._title, self._search, self._none):
            column.addWidget(part)
        column.addWidget(self._list, 1)
        self._search.textChanged.connect(self._on_typed)
        self._search.installEventFilter(self)
        self._list.clicked.connect(self._on_picked)
        self._list.activated.connect(self._on_picked)
        self.setFocusProxy(self._search)

    @property
    def search(self) -> QLineEdit:
        """The field."""
        return self._search

    @property
    def list(self) -> RowsView:
        """The counters found."""
        return self._list

    def show_desk(self, desk: Desk, words: CounterWords) -> None:
        """Offer the counters of the hall."""
        is_same = desk.catalogue is self._desk.catalogue and words is self._words
        self._desk, self._words = desk, words
        if is_same:
            return
        self._title.setText(words.choose())
        self._search.setPlaceholderText(words.search())
        self._search.setAccessibleName(words.search())
        self._list.setAccessibleName(words.choose())
        self._on_typed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_picked(self._list.currentIndex())
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._list.move_mark(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    def _on_typed(self) -> None:
        words = self._words
        if words is None or self._desk.catalogue is None:
            return
        found = [
            Row(counter.name, words.counter(counter), words.agency(self._desk, counter.agency), counter.zone)
            for counter in self._desk.catalogue.counters
            if self._fits(counter, words)
        ]
        self._list.rows.show_rows(found)
        self._list.setCurrentIndex(self._list.rows.index(0))
        self._none.setText("" if found else words.none_found())
        self._none.setVisible(not found)

    def _fits(self, counter: Counter, words: CounterWords) -> bool:
        """Tell whether every typed word is in the agency, or the typed number begins the counter's."""
        typed = self._search.text().casefold().split()
        agency = self._desk.catalogue.agency.get(counter.agency) if self._desk.catalogue else None
        names = (agency.name.id, agency.name.en, agency.zone) if agency else ()
        there = " ".join((counter.agency, words.counter(counter), *names)).casefold()
        return all(counter.name.startswith(word) if word.isdigit() else word in there for word in typed)

    def _on_picked(self, index: QModelIndex) -> None:
        if index.isValid() and self.isVisible():
            self.counter_chosen.emit(self._list.rows.rows[index.row()].key)
            self._search.clear()
