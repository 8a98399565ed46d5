"""The page where a clerk says where a ticket goes: another service, or another counter."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from counter.desk import Desk
from counter.rows import Row, RowsView
from counter.words import CounterWords
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.label import label

_SERVICE, _COUNTER = "service ", "counter "


class TransferPage(QWidget):
    """All other services of the hall and the other counters of the agency, found by typing.

    Enter takes the marked one; the arrow keys move the mark while the field keeps the letters; Escape
    goes back.

    Signals:
        service_chosen(str): Code of the service that the ticket is for from now on.
        counter_chosen(str): Name of the only counter that may call it.
        left: The ticket stays.
    """

    service_chosen = Signal(str)
    counter_chosen = Signal(str)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = Desk()
        self._words: CounterWords | None = None
        self._title = label(role="title")
        self._search = QLineEdit()
        self._search.setClearButtonEnabled(True)
        self._list = RowsView(look)
        self._none = label(role="muted")
        self._back = TouchButton(look, role="quiet", icon="chevron-left", least_height_mm=22)
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

    def show_desk(self, desk: Desk, words: CounterWords) -> None:
        """Offer where the counter's ticket may go."""
        known = self._desk
        is_same = words is self._words and desk.own == known.own and desk.catalogue is known.catalogue
        self._desk, self._words = desk, words
        if is_same:
            return
        self._title.setText(words.send_where(desk.own.number if desk.own else ""))
        self._search.setPlaceholderText(words.search_service())
        self._search.setAccessibleName(words.search_service())
        self._list.setAccessibleName(words.search_service())
        self._back.say(words.back(), "Esc")
        self._search.clear()
        self._on_typed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_picked(self._list.currentIndex())
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._list.move_mark(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _on_typed(self) -> None:
        if self._words is None:
            return
        typed = self._search.text().casefold().split()
        found = [row for row in self._rows(self._words) if _fits(row, typed)]
        self._list.rows.show_rows(found)
        self._list.setCurrentIndex(self._list.rows.index(0))
        self._none.setText("" if found else self._words.none_found_service())
        self._none.setVisible(not found)

    def _rows(self, words: CounterWords) -> Iterator[Row]:
        desk, catalogue = self._desk, self._desk.catalogue
        if catalogue is None or desk.own is None or desk.counter is None:
            return
        # What is nearest comes first: services of the own agency, its other counters, then all else.
        near = [one for one in catalogue.services if one.agency == desk.counter.agency]
        far = [one for one in catalogue.services if one.agency != desk.counter.agency]
        others = [one for one in catalogue.counters_of(desk.counter.agency) if one != desk.counter]
        for service in near:
            if service.code != desk.own.service:
                yield Row(_SERVICE + service.code, service.name.say(words.language), service.code)
        for counter in others:
            yield Row(_COUNTER + counter.name, words.counter(counter), words.only_there())
        for service in far:
            agency = words.agency(desk, service.agency)
            yield Row(_SERVICE + service.code, service.name.say(words.language), f"{agency} · {service.code}")

    def _on_picked(self, index: QModelIndex) -> None:
        if not index.isValid() or not self.isVisible():
            return
        key = self._list.rows.rows[index.row()].key
        if key.startswith(_SERVICE):
            self.service_chosen.emit(key.removeprefix(_SERVICE))
        else:
            self.counter_chosen.emit(key.removeprefix(_COUNTER))


def _fits(row: Row, typed: list[str]) -> bool:
    there = f"{row.lead} {row.text}".casefold()
    return all(word in there for word in typed)
