"""The buttons of a counter and the keys that press them."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from counter.desk import ASIDE, LATER, PATH, Desk
from counter.words import CounterWords
from ticketing.lifecycle import Action
from ui.theme import Look
from ui.widgets.button import TouchButton

#: The key of each action, as written on its button; Enter presses the primary one besides.
KEYS: dict[Action, str] = {
    Action.CALL: "F2",
    Action.SERVE: "F3",
    Action.COMPLETE: "F4",
    Action.RECALL: "R",
    Action.NO_SHOW: "N",
    Action.TRANSFER: "T",
    Action.HOLD: "H",
    Action.RESUME: "G",
    Action.RETURN: "B",
}
_ENTER = "Enter"
_ICONS = {
    Action.CALL: "speakerphone",
    Action.SERVE: "user",
    Action.COMPLETE: "check",
    Action.RECALL: "bell",
    Action.NO_SHOW: "user-x",
    Action.TRANSFER: "arrow-right",
    Action.HOLD: "player-pause",
    Action.RESUME: "player-play",
    Action.RETURN: "arrow-back-up",
}


class ActionButtons(QWidget):
    """One button per action, each always in its place; the one that fits best is filled.

    A ticket's way runs from left to right, so a double click on one step never takes the next. Held
    keys do not repeat, and after each press all buttons rest for a moment.

    Args:
        look: The window's look.
        settle_ms: How long the buttons rest after a press.

    Signals:
        pressed(Action): The clerk pressed a button or its key.
    """

    pressed = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None, *, settle_ms: int = 400) -> None:
        super().__init__(parent)
        self._desk = Desk()
        self._settle_ms = settle_ms
        self._settling = QTimer(self, singleShot=True, interval=settle_ms)
        self._settling.timeout.connect(self._enable)
        self._wants_focus = False
        self._buttons: dict[Action, TouchButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.mm(4))
        for actions, high in ((PATH, 32), (ASIDE, 28), (LATER, 28)):
            row = QHBoxLayout()
            row.setSpacing(look.mm(4))
            for action in actions:
                row.addWidget(self._make(look, action, high), 1)
            column.addLayout(row)
        self._shortcuts = [self._listen(key, action) for action, key in KEYS.items()]
        self._shortcuts += [self._listen(key, None) for key in ("Return", "Enter")]

    def button(self, action: Action) -> TouchButton:
        """Return the button of an action."""
        return self._buttons[action]

    def listen(self, is_listening: bool) -> None:
        """Take keys, or leave them to another page."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(is_listening)

    def show_desk(self, desk: Desk, words: CounterWords) -> None:
        """Enable what fits, and fill the primary button."""
        self._desk = desk
        for action, button in self._buttons.items():
            is_primary = action is desk.primary
            button.say(words.action(action), f"{_ENTER} · {KEYS[action]}" if is_primary else KEYS[action])
            role = "primary" if is_primary else "quiet"
            if button.property("role") != role:
                button.setProperty("role", role)
                button.style().unpolish(button)
                button.style().polish(button)
        self._enable()

    def _make(self, look: Look, action: Action, least_height_mm: float) -> TouchButton:
        button = TouchButton(look, role="quiet", icon=_ICONS[action], least_height_mm=least_height_mm)
        button.setEnabled(False)
        button.clicked.connect(lambda: self._on_clicked(action))
        self._buttons[action] = button
        return button

    def _listen(self, key: str, action: Action | None) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(lambda: self._on_key(action))
        return shortcut

    def _enable(self) -> None:
        resting = self._settling.isActive()
        focused = next((button for button in self._buttons.values() if button.hasFocus()), None)
        for action, button in self._buttons.items():
            may = self._desk.may(action) and not resting
            if not may and button is focused:
                # Left to itself Qt would hand the focus on, and Space would press who knows what.
                self._wants_focus = True
                self.setFocus()
            button.setEnabled(may)
        primary = self._buttons[self._desk.primary]
        if self._wants_focus and primary.isEnabled():
            self._wants_focus = False
            if self.hasFocus():
                primary.setFocus()

    def _on_key(self, action: Action | None) -> None:
        focused = QApplication.focusWidget()
        if action is not None:
            self._buttons[action].click()
        elif isinstance(focused, QPushButton) and focused.isEnabled():
            focused.click()
        else:
            self._buttons[self._desk.primary].click()

    def _on_clicked(self, action: Action) -> None:
        if self._settle_ms:
            self._settling.start()
        self.pressed.emit(action)
        self._enable()
