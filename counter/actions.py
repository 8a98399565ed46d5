"""The buttons of a counter and the keys that press them."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton, QVBoxLayout, QWidget

from counter.desk import BESIDE, PATH, Desk
from counter.keys import ICONS, KEYS
from counter.words import CounterWords
from ticketing.lifecycle import Action, Deed
from ui.theme import Look
from ui.widgets.button import TouchButton

_ENTER = "Enter"
_ROWS = _COLUMNS = 3

#: What may stand out; always one of them does.
PRIMARY: tuple[Action | Deed, ...] = (*PATH, Deed.REOPEN)

# Where the others stand. Those that share a place never fit the same ticket.
_WIDE: dict[Action, tuple[int, int]] = {
    Action.RECALL: (0, 0),
    Action.HOLD: (0, 0),
    Action.RESUME: (0, 0),
    Action.TRANSFER: (0, 1),
    Action.RETURN: (0, 2),
    Action.NO_SHOW: (1, 0),
    Action.DEMOTE: (1, 1),
    Action.CANCEL: (1, 2),
}
_NARROW: dict[Action, tuple[int, int]] = {
    Action.RECALL: (0, 0),
    Action.HOLD: (0, 0),
    Action.RESUME: (0, 0),
    Action.NO_SHOW: (0, 1),
    Action.TRANSFER: (1, 0),
    Action.RETURN: (1, 1),
    Action.DEMOTE: (2, 0),
    Action.CANCEL: (2, 1),
}


class ActionButtons(QWidget):
    """One large button that says what comes next, and below it what else fits the ticket now.

    What does not fit is not shown; every other button keeps its place. Held keys do not repeat, and
    after each press all buttons rest for longer than a double click takes: it never takes two steps.

    Args:
        look: The window's look.
        settle_ms: How long the buttons rest after a press.

    Signals:
        pressed(Action | Deed): The clerk pressed a button or its key.
    """

    pressed = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None, *, settle_ms: int = 400) -> None:
        super().__init__(parent)
        self._desk = Desk()
        self._settle_ms = settle_ms
        self._settling = QTimer(self, singleShot=True, interval=settle_ms)
        self._settling.timeout.connect(self._enable)
        self._wants_focus = False
        self._buttons: dict[Action | Deed, TouchButton] = {}
        self._places = _WIDE
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.mm(4))
        for deed in PRIMARY:
            column.addWidget(self._make(look, deed, "primary", 40))
        self._grid = QGridLayout()
        self._grid.setSpacing(look.mm(4))
        column.addLayout(self._grid)
        for action in BESIDE:
            self._make(look, action, "quiet", 26)
        self.stand(is_narrow=False)
        self._shortcuts = [self._listen(KEYS[deed], deed) for deed in self._buttons]
        self._shortcuts += [self._listen(key, None) for key in ("Return", "Enter")]
        for deed in self._buttons:
            self._buttons[deed].setVisible(deed is Action.CALL)

    def button(self, deed: Action | Deed) -> TouchButton:
        """Return the button of a deed."""
        return self._buttons[deed]

    def stand(self, *, is_narrow: bool) -> None:
        """Lay the buttons out for a narrow window, or a wide one."""
        places = _NARROW if is_narrow else _WIDE
        for action, (row, column) in places.items():
            self._grid.removeWidget(self._buttons[action])
            self._grid.addWidget(self._buttons[action], row, column)
        self._places = places
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, int(any(column == at for _, at in places.values())))
        self._keep_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_rows()

    def _keep_rows(self) -> None:
        """Give every row the height that its words need, also while it is empty: so nothing jumps."""
        columns = 1 + max(column for _, column in self._places.values())
        gap = self._grid.spacing()
        width = max(1, (self.width() - gap * (columns - 1)) // columns)
        for row in range(_ROWS):
            in_row = [self._buttons[action] for action, place in self._places.items() if place[0] == row]
            high = max((button.heightForWidth(width) for button in in_row), default=0)
            self._grid.setRowMinimumHeight(row, high)

    def listen(self, is_listening: bool) -> None:
        """Take keys, or leave them to another page."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(is_listening)

    def show_desk(self, desk: Desk, words: CounterWords) -> None:
        """Show what fits, and enable it."""
        self._desk = desk
        for deed, button in self._buttons.items():
            is_primary = deed in PRIMARY
            button.say(words.action(deed), f"{_ENTER} · {KEYS[deed]}" if is_primary else KEYS[deed])
        self._keep_rows()
        self._enable()

    def _make(self, look: Look, deed: Action | Deed, role: str, least_height_mm: float) -> TouchButton:
        button = TouchButton(look, role=role, icon=ICONS[deed], least_height_mm=least_height_mm)
        button.setEnabled(False)
        button.clicked.connect(lambda: self._on_clicked(deed))
        self._buttons[deed] = button
        return button

    def _listen(self, key: str, deed: Action | Deed | None) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(lambda: self._on_key(deed))
        return shortcut

    def _enable(self) -> None:
        resting = self._settling.isActive()
        shown = {self._desk.primary} | (self._desk.fitting & frozenset(BESIDE))
        focused = next((button for button in self._buttons.values() if button.hasFocus()), None)
        for deed, button in self._buttons.items():
            may = self._desk.may(deed) and not resting
            if button is focused and not (may and deed in shown):
                # Left to itself Qt would hand the focus on, and Space would press who knows what.
                self._wants_focus = True
                self.setFocus()
            button.setEnabled(may)
        # First all that hide, then all that show: the window never grows in between.
        for deed, button in sorted(self._buttons.items(), key=lambda one: one[0] in shown):
            button.setVisible(deed in shown)
        primary = self._buttons[self._desk.primary]
        if self._wants_focus and primary.isEnabled():
            self._wants_focus = False
            if self.hasFocus():
                primary.setFocus()

    def _on_key(self, deed: Action | Deed | None) -> None:
        focused = QApplication.focusWidget()
        if deed is not None:
            self._buttons[deed].click()
        elif isinstance(focused, QPushButton) and focused.isEnabled():
            focused.click()
        else:
            self._buttons[self._desk.primary].click()

    def _on_clicked(self, deed: Action | Deed) -> None:
        if self._settle_ms:
            self._settling.start()
        self.pressed.emit(deed)
        self._enable()
