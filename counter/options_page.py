"""The page where a clerk answers a question: one tap or one key, no dialog."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter.keys import BACK
from counter.questions import Option
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.label import label


class OptionsPage(QWidget):
    """The answers as large buttons, each with its key, and the way back.

    Signals:
        chosen(Option): The answer.
        left: None of them.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._columns = 2
        self._options: tuple[Option, ...] = ()
        self._title = label(role="title")
        self._detail = label(role="muted")
        self._buttons: list[TouchButton] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(look.mm(4))
        self._back = TouchButton(look, role="quiet", icon="chevron-left", least_height_mm=22)
        self._back.clicked.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.mm(5))
        column.addWidget(self._title)
        column.addWidget(self._detail)
        column.addLayout(self._grid)
        column.addStretch(1)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def title(self) -> str:
        """The question."""
        return self._title.text()

    @property
    def detail(self) -> str:
        """What is known about it."""
        return self._detail.text()

    @property
    def options(self) -> tuple[Option, ...]:
        """The answers, in the order of the buttons."""
        return self._options

    @property
    def buttons(self) -> list[TouchButton]:
        """One per answer."""
        return self._buttons

    @property
    def back(self) -> TouchButton:
        """The way back."""
        return self._back

    def ask(self, title: str, detail: str, options: Sequence[Option], back: str) -> None:
        """Ask a question; the same answers keep their buttons and the focus."""
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.setAccessibleName(title)
        self._back.say(back, BACK)
        if tuple(options) != self._options:
            self._options = tuple(options)
            self._build()

    def stand_in(self, columns: int) -> None:
        """Lay the answers out in so many columns."""
        if columns != self._columns:
            self._columns = columns
            self._build()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = QKeySequence(event.key()).toString()
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        option = next((one for one in self._options if one.key == key), None)
        if option is not None:
            self.chosen.emit(option)
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        for button in self._buttons:
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._make(option) for option in self._options]
        for place, button in enumerate(self._buttons):
            self._grid.addWidget(button, place // self._columns, place % self._columns)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < self._columns))

    def _make(self, option: Option) -> TouchButton:
        button = TouchButton(self._look, role="quiet", icon=option.icon, least_height_mm=30)
        button.say(option.text, f"{option.detail} · {option.key}" if option.detail else option.key)
        button.clicked.connect(lambda: self.chosen.emit(option))
        return button
