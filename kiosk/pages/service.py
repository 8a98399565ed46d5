"""The page of one service: what to bring, and the button that gives the number."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.agency_icons import agency_icon
from kiosk.pages.buttons import NumberButtons
from kiosk.pages.checklist import Checklist
from kiosk.pages.fact import FactSheet
from kiosk.pages.page import KioskPage
from kiosk.pages.title import Title
from kiosk.pages.words import place_words, waiting_words
from kiosk.screen import Screen
from ui.theme import Look
from ui.widgets.icon import Icon
from ui.widgets.label import label

# With more documents than these the facts are written small, so that the list need not be scrolled.
_MOST_BESIDE_LARGE_FACTS = 3


class ServicePage(KioskPage):
    """Documents, time, people waiting, and the two buttons.

    Signals:
        number_wanted(bool): Somebody wants a number; whether as priority.
    """

    number_wanted = Signal(bool)

    def __init__(self, look: Look, screen: Screen, room: QSize, parent: QWidget | None = None) -> None:
        super().__init__(look, screen, room, parent)
        assert screen.service is not None
        self._has_room = self.is_tall and len(screen.service.documents) <= _MOST_BESIDE_LARGE_FACTS
        first, second = self.halves(3, 2)
        self._add_title(first, screen)
        self._add_facts(second if self.is_wide else first, screen)
        self._add_documents(first, screen)
        self._add_buttons(second)
        self.show_screen(screen)

    def show_screen(self, screen: Screen) -> None:
        """Let no second press through; count who waits; tell why no number is given."""
        shut = None
        if screen.reading is not None and screen.service is not None:
            shut = screen.reading.closed.get(screen.service.code)
        self._buttons.show_screen(screen, shut)
        if screen.reading is not None and screen.agency is not None:
            self._waiting.show_value(waiting_words(self.say, screen.reading.waiting_at(screen.agency)))

    def _add_title(self, half: QVBoxLayout, screen: Screen) -> None:
        assert screen.service is not None
        assert screen.agency is not None
        look = self.look
        whose = QHBoxLayout()
        whose.setSpacing(look.mm(3))
        whose.addWidget(Icon(agency_icon(screen.agency.code), look.mm(9), look.theme.muted, self))
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        whose.addWidget(label(screen.agency.name.say(screen.language), "muted", middle, self), 1)
        half.addLayout(whose)
        half.addWidget(Title(screen.service.name.say(screen.language), parent=self))

    def _add_facts(self, half: QVBoxLayout, screen: Screen) -> None:
        assert screen.service is not None
        assert screen.agency is not None
        assert screen.reading is not None
        minutes = self.say("about {minutes} minutes", minutes=screen.service.minutes)
        sheet = FactSheet(self.look, self, is_large=self._has_room)
        sheet.add("clock", self.say("At the counter"), minutes)
        self._waiting = sheet.add("users", self.say("For this agency"))
        place = place_words(self.say, screen.reading.catalogue, screen.agency)
        if place and (self.is_wide or self.is_tall):
            sheet.add("map-pin", self.say("Place"), place)
        half.addWidget(sheet)

    def _add_documents(self, half: QVBoxLayout, screen: Screen) -> None:
        assert screen.service is not None
        documents = [document.say(screen.language) for document in screen.service.documents]
        if documents:
            half.addWidget(Checklist(self.look, self.say("Please have ready"), documents, self), 1000)
        half.addStretch(1)

    def _add_buttons(self, half: QVBoxLayout) -> None:
        if self.is_wide:
            half.addStretch(1)
        self._buttons = NumberButtons(self.look, self.say, is_tall=self.is_tall)
        self._buttons.number_wanted.connect(self.number_wanted)
        half.addWidget(self._buttons)
