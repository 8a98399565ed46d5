"""The page where a clerk says why a visitor is held: one tap or one key, no dialog."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter.words import HOLD_REASONS, CounterWords
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.label import label

_COLUMNS = 2


class ReasonPage(QWidget):
    """The reasons as large buttons, and the way back.

    Signals:
        reason_chosen(str): Why, in the clerk's language, as the journal keeps it.
        left: Nobody is to be held.
    """

    reason_chosen = Signal(str)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: CounterWords | None = None
        self._title = label(role="title")
        self._buttons: list[TouchButton] = []
        self._shortcuts: list[QShortcut] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.mm(5))
        column.addWidget(self._title)
        grid = QGridLayout()
        grid.setSpacing(look.mm(4))
        for place in range(len(HOLD_REASONS)):
            button = TouchButton(look, role="quiet", least_height_mm=30)
            button.clicked.connect(lambda _=False, at=place: self._on_chosen(at))
            grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
            self._buttons.append(button)
            self._listen(str(place + 1), button)
        column.addLayout(grid)
        column.addStretch(1)
        self._back = TouchButton(look, role="quiet", icon="chevron-left", least_height_mm=22)
        self._back.clicked.connect(self.left)
        self._listen("Esc", self._back)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def buttons(self) -> list[TouchButton]:
        """One per reason."""
        return self._buttons

    @property
    def back(self) -> TouchButton:
        """The way back."""
        return self._back

    def show_words(self, words: CounterWords, number: str) -> None:
        """Offer the reasons in a language, for a number."""
        self._words = words
        self._title.setText(words.why_held(number))
        for place, (button, reason) in enumerate(zip(self._buttons, HOLD_REASONS, strict=True), 1):
            button.say(words.hold_reason(reason), str(place))
        self._back.say(words.back(), "Esc")

    def listen(self, is_listening: bool) -> None:
        """Take keys, or leave them to another page."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(is_listening)

    def _listen(self, key: str, button: TouchButton) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.setEnabled(False)
        shortcut.activated.connect(button.click)
        self._shortcuts.append(shortcut)

    def _on_chosen(self, place: int) -> None:
        if self._words is not None:
            self.reason_chosen.emit(self._words.hold_reason(HOLD_REASONS[place]))
