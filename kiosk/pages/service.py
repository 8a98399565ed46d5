"""The page of one service: what to bring, and the button that gives the number."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.agency_icons import agency_icon
from kiosk.pages.buttons import NumberButtons
from kiosk.pages.fact import FactSheet
from kiosk.pages.page import KioskPage
from kiosk.pages.promises import Promises
from kiosk.pages.reason import Reason
from kiosk.pages.ticks import Ticks
from kiosk.pages.title import Title
from kiosk.pages.words import agency_waiting_words, place_words
from kiosk.screen import Screen
from language import dates
from ticketing.catalogue import Standard
from ui.theme import Look
from ui.widgets.icon import Icon
from ui.widgets.label import label
from ui.widgets.scroll import FingerArea


class ServicePage(KioskPage):
    """Documents to tick, time, people waiting, and the buttons.

    Signals:
        number_wanted(bool): Somebody wants a number; whether as priority.
        ticked(int): A document was touched, by its place in the list.
        list_wanted: Somebody wants what is missing on paper, and no number.
    """

    number_wanted = Signal(bool)
    ticked = Signal(int)
    list_wanted = Signal()

    def __init__(self, look: Look, screen: Screen, room: QSize, parent: QWidget | None = None) -> None:
        super().__init__(look, screen, room, parent)
        assert screen.service is not None
        first, second = self.halves(3, 2)
        self._add_title(first, screen)
        sheet = QWidget()
        column = self._column(sheet)
        if self.is_wide:
            beside = QWidget()
            facts = self._column(beside)
            self._add_facts(facts, screen, beside)
            facts.addStretch(1)
            second.addWidget(FingerArea(look, beside, self), 1)
        else:
            self._add_facts(column, screen, sheet)
        documents = [document.say(screen.language) for document in screen.service.documents]
        self._ticks = Ticks(look, self.say, documents, sheet) if documents else None
        if self._ticks is not None:
            self._ticks.ticked.connect(self.ticked)
            column.addWidget(self._ticks)
        self._add_promises(column, screen, sheet)
        column.addStretch(1)
        first.addWidget(FingerArea(look, sheet, self), 1)
        self._buttons = NumberButtons(
            look, self.say, self, is_tall=self.is_tall, is_wide=self.is_wide, has_list=bool(documents)
        )
        self._buttons.number_wanted.connect(self.number_wanted)
        self._buttons.list_wanted.connect(self.list_wanted)
        second.addWidget(self._buttons)
        self.show_screen(screen)

    def show_screen(self, screen: Screen) -> None:
        """Let no second press through; count who waits; tell why no number is given."""
        shut = None
        if screen.reading is not None and screen.service is not None:
            shut = screen.reading.closed.get(screen.service.code)
        self._buttons.show_screen(screen, shut)
        self._reason.show_reason(screen, shut)
        if self._ticks is not None:
            self._ticks.show_ticked(screen.ticked)
        if screen.reading is not None and screen.agency is not None:
            reading = screen.reading
            self._waiting.show_value(agency_waiting_words(self.say, reading, screen.agency))
            told = reading.told(screen.service) if screen.service is not None else None
            if told is not None:
                zone, language = reading.hall.timezone, screen.language
                self._called.show_value(dates.hours(told.called_from, told.called_until, zone, language))
            self._called.setVisible(shut is None and told is not None and not reading.is_away)

    def _add_promises(self, column: QVBoxLayout, screen: Screen, sheet: QWidget) -> None:
        assert screen.service is not None
        assert screen.reading is not None
        standard = screen.reading.catalogue.standard_of(screen.service.code)
        if standard != Standard():
            column.addWidget(Promises(self.look, self.say, standard, screen.language, sheet))

    def _column(self, sheet: QWidget) -> QVBoxLayout:
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.mm(4))
        return column

    def _add_title(self, half: QVBoxLayout, screen: Screen) -> None:
        assert screen.service is not None
        assert screen.agency is not None
        look = self.look
        whose = QHBoxLayout()
        whose.setSpacing(look.mm(3))
        whose.addWidget(Icon(agency_icon(screen.agency.code), look.mm(9), look.theme.muted, self))
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        told = [screen.agency.name.say(screen.language)]
        if self.is_wide and (place := self._place(screen)):  # beside the buttons there is room for few facts
            told.append(place)
        whose.addWidget(label(" · ".join(told), "muted", middle, self), 1)
        half.addLayout(whose)
        half.addWidget(Title(screen.service.name.say(screen.language), parent=self))

    def _place(self, screen: Screen) -> str:
        if screen.reading is None or screen.agency is None:
            return ""
        return place_words(self.say, screen.reading.catalogue, screen.agency)

    def _add_facts(self, column: QVBoxLayout, screen: Screen, parent: QWidget) -> None:
        assert screen.service is not None
        assert screen.agency is not None
        assert screen.reading is not None
        self._reason = Reason(self.look, self.say, parent)
        column.addWidget(self._reason)
        minutes = self.say("about {minutes} minutes", minutes=screen.service.minutes)
        sheet = FactSheet(self.look, parent, columns=1 if self.is_wide or self.is_cramped else 2)
        self._waiting = sheet.add("users", self.say("For this agency"))
        self._called = sheet.add("bell", self.say("Called at about"))
        sheet.add("clock", self.say("At the counter"), minutes)
        if not self.is_wide and (place := self._place(screen)):
            sheet.add("map-pin", self.say("Place"), place)
        column.addWidget(sheet)
