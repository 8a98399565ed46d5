"""The two buttons that give a number; or why there is none now."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.pages import closed
from kiosk.screen import Screen
from language.texts import Say
from ticketing.calendar import Opening
from ui.theme import Look
from ui.widgets.banner import Banner, Tone
from ui.widgets.button import TouchButton
from ui.widgets.icon import Icon
from ui.widgets.label import label


class NumberButtons(QWidget):
    """Take a number, or take one as priority; while nothing is given, the reason stands in their place.

    Signals:
        number_wanted(bool): Whether as priority.
    """

    number_wanted = Signal(bool)

    def __init__(self, look: Look, say: Say, parent: QWidget | None = None, *, is_tall: bool) -> None:
        super().__init__(parent)
        self._say = say
        high = 50 if is_tall else 36
        self._take = TouchButton(look, parent=self, role="primary", icon="ticket", least_height_mm=high)
        self._take.setProperty("rank", "large")
        self._take.say(say("Take a number"))
        self._first = TouchButton(look, parent=self, role="priority", icon="wheelchair", least_height_mm=25)
        self._first.say(say("Priority"), say("60 and over, disabled, pregnant, small children"))
        self._take.clicked.connect(lambda: self.number_wanted.emit(False))
        self._first.clicked.connect(lambda: self.number_wanted.emit(True))
        self._shut = QFrame(self)
        self._shut.setProperty("role", "banner")
        self._shut.setProperty("tone", "warning")
        row = QHBoxLayout(self._shut)
        margin = look.mm(4)
        row.setContentsMargins(margin, margin, margin, margin)
        row.setSpacing(look.mm(4))
        row.addWidget(Icon("clock", look.mm(11), look.theme.warning, self._shut))
        words = QVBoxLayout()
        words.setSpacing(look.mm(1))
        self._why = label("", "heading", parent=self._shut)
        self._when = label("", "body", parent=self._shut)
        words.addWidget(self._why)
        words.addWidget(self._when)
        row.addLayout(words, 1)
        self._no_paper = Banner(look, self, tone=Tone.INFO)
        self._no_paper.say(
            say("No paper now: photograph your number on the screen, it is valid."),
            Tone.INFO,
            "printer-off",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.mm(4))
        for part in (self._shut, self._no_paper, self._take, self._first):
            column.addWidget(part)

    @property
    def is_shut(self) -> bool:
        """Tell whether the reason stands there and not the buttons."""
        return not self._shut.isHidden()

    @property
    def tells_of_no_paper(self) -> bool:
        """Tell whether it says that the number will not be printed."""
        return not self._no_paper.isHidden()

    def show_screen(self, screen: Screen, shut: Opening | None = None) -> None:
        """Let no second press through while a number is on its way; `shut` tells why none is given."""
        for button in (self._take, self._first):
            button.setEnabled(not screen.is_asking)
            button.setVisible(shut is None)
        self._shut.setVisible(shut is not None)
        has_paper = screen.reading is None or screen.reading.has_paper
        self._no_paper.setVisible(shut is None and not has_paper)
        if shut is not None:
            self._why.setText(closed.title(shut.reason, self._say))
            self._when.setText(closed.body(shut, screen.reading, screen.language, self._say))
