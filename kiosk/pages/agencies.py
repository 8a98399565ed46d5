"""The page of all agencies, and the ways to the search and to the errands."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.agency_icons import agency_icon
from kiosk.pages.choice import ChoicePage, Tile
from kiosk.pages.words import shut_words, waiting_words
from kiosk.screen import Screen
from ui.theme import Look
from ui.widgets.button import TouchButton

_WAYS_MM = 32


class AgenciesPage(ChoicePage):
    """All agencies, how many wait for each, and which are closed; above them the search and the errands.

    Signals:
        search_wanted: The visitor wants to type.
        errands_wanted: The visitor looks for what takes several services.
    """

    search_wanted = Signal()
    errands_wanted = Signal()

    def __init__(self, look: Look, screen: Screen, room: QSize, parent: QWidget | None = None) -> None:
        super().__init__(look, screen, room, parent)
        assert screen.reading is not None
        catalogue = screen.reading.catalogue
        self.taken_mm += _WAYS_MM
        ways = QHBoxLayout()
        ways.setSpacing(look.mm(4))
        search = self._way("search", self.say("Search"), self.say("lost ID card, motorcycle tax …"))
        search.clicked.connect(self.search_wanted)
        ways.addWidget(search, 1)
        if catalogue.errands:
            names = ", ".join(errand.name.say(screen.language) for errand in catalogue.errands[:2])
            errands = self._way("checklist", self.say("One ticket for a whole matter"), f"{names} …")
            errands.clicked.connect(self.errands_wanted)
            ways.addWidget(errands, 1)
        details = self._details(screen)
        tiles = [
            Tile(one.code, one.name.say(screen.language), details[one.code], agency_icon(one.code))
            for one in catalogue.agencies
        ]
        self.fill(self.say("Which agency do you need?"), "", tiles)
        self.column.insertLayout(1, ways)
        self.show_screen(screen)

    def show_screen(self, screen: Screen) -> None:
        self.show_details(self._details(screen))

    def _way(self, icon: str, text: str, detail: str) -> TouchButton:
        way = TouchButton(self.look, parent=self, role="tile", icon=icon, least_height_mm=_WAYS_MM - 4)
        way.setProperty("rank", "large")
        way.say(text, detail)
        return way

    def _details(self, screen: Screen) -> dict[str, str]:
        reading = screen.reading
        if reading is None:
            return {}
        details: dict[str, str] = {}
        for agency in reading.catalogue.agencies:
            shut = reading.closed_at(agency)
            waiting = waiting_words(self.say, reading.waiting_at(agency))
            details[agency.code] = (
                waiting
                if shut is None
                else shut_words(self.say, shut, reading.read_at, reading.hall.timezone, screen.language)
            )
        return details
