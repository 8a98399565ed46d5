"""The page where a clerk says who works here."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from counter.words import CounterWords
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.label import label

_LONGEST_PIN = 12


class SignInPage(QWidget):
    """A field for the name, one for the PIN, and one button.

    Enter goes from the name to the PIN, and from there signs in. The PIN leaves the field with every
    try.

    Signals:
        tried(str, str): Name and PIN.
    """

    tried = Signal(str, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label(role="title")
        self._name_label = label(role="strong")
        self._name = QLineEdit()
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        # A list that pops up would take Enter for itself.
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._name.setCompleter(completer)
        self._pin_label = label(role="strong")
        self._pin = QLineEdit()
        self._pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._pin.setMaxLength(_LONGEST_PIN)
        self._pin.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
        self._button = TouchButton(look, role="primary", icon="user", least_height_mm=32)
        for field in (self._name, self._pin):
            field.installEventFilter(self)
        self._button.clicked.connect(self._try)
        form = QVBoxLayout()
        form.setSpacing(look.mm(3))
        for part in (self._title, self._name_label, self._name, self._pin_label, self._pin):
            form.addWidget(part)
        form.addSpacing(look.mm(3))
        form.addWidget(self._button)
        form.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        self._name.setMaximumWidth(look.mm(260))
        self._pin.setMaximumWidth(look.mm(260))
        self._button.setMaximumWidth(look.mm(260))
        self.setFocusProxy(self._name)

    @property
    def name(self) -> QLineEdit:
        """The field of the name."""
        return self._name

    @property
    def pin(self) -> QLineEdit:
        """The field of the PIN."""
        return self._pin

    @property
    def button(self) -> TouchButton:
        """Signs in."""
        return self._button

    def offer(self, words: CounterWords, names: Sequence[str], *, is_busy: bool) -> None:
        """Offer the names; while a PIN is being looked at nothing can be pressed."""
        if self._names.stringList() != list(names):
            self._names.setStringList(list(names))
        self._title.setText(words.say("Who works here?"))
        self._name_label.setText(words.say("Name"))
        self._pin_label.setText(words.say("PIN"))
        self._name.setAccessibleName(words.say("Name"))
        self._pin.setAccessibleName(words.say("PIN"))
        self._button.say(words.say("Sign in"), "Enter")
        self._button.setEnabled(not is_busy)

    def begin(self) -> None:
        """Take the focus to what is to be typed first."""
        self._pin.clear()
        (self._pin if self._name.text() else self._name).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            if watched is self._name and not self._pin.text():
                self._pin.setFocus()
            elif not event.isAutoRepeat():
                self._try()
            return True
        return super().eventFilter(watched, event)

    def _try(self) -> None:
        name, pin = self._name.text().strip(), self._pin.text()
        if not name:
            self._name.setFocus()
        elif not pin:
            self._pin.setFocus()
        elif self._button.isEnabled():
            self._pin.clear()
            self._pin.setFocus()
            self.tried.emit(name, pin)
