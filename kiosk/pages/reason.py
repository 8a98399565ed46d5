"""Why a service gives no numbers now, and when again, in a frame of its own."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.pages import closed
from kiosk.screen import Screen
from language.texts import Say
from ticketing.calendar import Opening
from ui.theme import Look
from ui.widgets.icon import Icon
from ui.widgets.label import label


class Reason(QFrame):
    """A clock, why, and when again; hidden while numbers are given.

    Args:
        look: The window's look.
        say: Speaks the visitor's language.
        parent: Where it stands.
    """

    def __init__(self, look: Look, say: Say, parent: QWidget) -> None:
        super().__init__(parent)
        self._say = say
        self.setProperty("role", "banner")
        self.setProperty("tone", "warning")
        row = QHBoxLayout(self)
        margin = look.mm(4)
        row.setContentsMargins(margin, margin, margin, margin)
        row.setSpacing(look.mm(4))
        row.addWidget(Icon("clock", look.mm(11), look.theme.warning, self))
        words = QVBoxLayout()
        words.setSpacing(look.mm(1))
        self._why = label("", "heading", parent=self)
        self._when = label("", "body", parent=self)
        words.addWidget(self._why)
        words.addWidget(self._when)
        row.addLayout(words, 1)
        self.hide()

    def show_reason(self, screen: Screen, shut: Opening | None) -> None:
        """Tell why, or hide."""
        if shut is not None:
            self._why.setText(closed.title(shut.reason, self._say))
            self._when.setText(closed.body(shut, screen, self._say))
        self.setVisible(shut is not None)
