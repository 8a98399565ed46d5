"""The buttons that give a number, or a list of what is missing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.screen import Paper, Screen
from language import dates
from language.texts import Say
from ticketing.calendar import Opening
from ui.theme import Look
from ui.widgets.banner import Banner, Tone
from ui.widgets.button import TouchButton


class NumberButtons(QWidget):
    """Take a number, or take one as priority; or have what is missing printed.

    Args:
        look: The window's look.
        say: Speaks the visitor's language.
        parent: Where they stand.
        is_tall: There is room to spare.
        is_wide: They stand beside something, with less room above them.
        has_list: What is missing can be printed instead.

    Signals:
        number_wanted(bool): Whether as priority.
        list_wanted: What is missing is to be printed.
    """

    number_wanted = Signal(bool)
    list_wanted = Signal()

    def __init__(
        self,
        look: Look,
        say: Say,
        parent: QWidget | None = None,
        *,
        is_tall: bool,
        is_wide: bool = False,
        has_list: bool = False,
    ) -> None:
        super().__init__(parent)
        self._say = say
        self._has_list = has_list
        high = 46 if is_tall else 30 if is_wide else 34
        self._take = TouchButton(look, parent=self, role="primary", icon="ticket", least_height_mm=high)
        self._take.setProperty("rank", "large")
        self._first = TouchButton(look, parent=self, role="priority", icon="wheelchair", least_height_mm=25)
        self._first.say(say("Priority"), say("60 and over, disabled, pregnant, small children"))
        self._list = TouchButton(look, parent=self, role="quiet", icon="printer")
        self._take.clicked.connect(lambda: self.number_wanted.emit(False))
        self._first.clicked.connect(lambda: self.number_wanted.emit(True))
        self._list.clicked.connect(self.list_wanted)
        self._no_paper = Banner(look, self, tone=Tone.INFO)
        self._no_paper.say(
            say("No paper now: photograph your number on the screen, it is valid."),
            Tone.INFO,
            "printer-off",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.mm(3 if is_wide else 4))
        for part in (self._no_paper, self._take, self._first, self._list):
            column.addWidget(part)

    @property
    def tells_of_no_paper(self) -> bool:
        """Tell whether it says that the number will not be printed."""
        return not self._no_paper.isHidden()

    def show_screen(self, screen: Screen, shut: Opening | None = None) -> None:
        """Let no second press through while a number is on its way; offer none while `shut` tells why."""
        self._take.say(self._say("Take a number"), self._until(screen))
        for button in (self._take, self._first):
            button.setEnabled(not screen.is_asking)
            button.setVisible(shut is None)
        has_paper = screen.reading is None or screen.reading.has_paper
        self._no_paper.setVisible(shut is None and not has_paper)
        self._show_list(screen, has_paper=has_paper)

    def _until(self, screen: Screen) -> str:
        """Say until when numbers are given, where that is known."""
        reading, service = screen.reading, screen.service
        until = reading.until.get(service.code) if reading is not None and service is not None else None
        if reading is None or until is None or screen.errand is not None:
            return ""
        return self._say("until {hour}", hour=dates.hour(until, reading.hall.timezone, screen.language))

    def _show_list(self, screen: Screen, *, has_paper: bool) -> None:
        self._list.setVisible(self._has_list and has_paper)
        total = len(screen.service.documents) if screen.service is not None else 0
        is_partly = 0 < len(screen.ticked) < total
        words = {
            Paper.NONE: self._say("Print what is missing") if is_partly else self._say("Print this list"),
            Paper.COMING: self._say("The list is being printed …"),
            Paper.OUT: self._say("Please take your list"),
        }.get(screen.list_paper, self._say("The list could not be printed"))
        self._list.setEnabled(screen.list_paper is Paper.NONE and not screen.is_asking)
        if words != self._list.text():
            self._list.say(words)
