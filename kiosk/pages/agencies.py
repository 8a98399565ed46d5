"""The page of all agencies, and the ways to the search, the needs and the errands."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.agency_icons import agency_icon
from kiosk.pages.choice import ChoicePage, Tile
from kiosk.pages.words import shut_words, waiting_words
from kiosk.screen import Page, Screen
from ui.theme import Look
from ui.widgets.button import TouchButton

_WAYS_MM = 32


class AgenciesPage(ChoicePage):
    """All agencies, how many wait for each, and which are closed; above them three other ways.

    Signals:
        way_wanted(Page): The visitor wants to type, looks for a need, or for what takes several services.
    """

    way_wanted = Signal(object)

    def __init__(self, look: Look, screen: Screen, room: QSize, parent: QWidget | None = None) -> None:
        super().__init__(look, screen, room, parent)
        assert screen.reading is not None
        catalogue = screen.reading.catalogue
        self.taken_mm += _WAYS_MM
        ways = QHBoxLayout()
        ways.setSpacing(look.mm(4))
        ways.addWidget(
            self._way(Page.SEARCH, "search", self.say("Search"), self.say("lost ID card, motorcycle tax …")),
            1,
        )
        if catalogue.needs:
            ways.addWidget(
                self._way(Page.NEEDS, "list", self.say("By need"), self.say("vehicle, work, land …")), 1
            )
        if catalogue.errands:
            names = f"{catalogue.errands[0].name.say(screen.language)} …"
            ways.addWidget(
                self._way(Page.ERRANDS, "checklist", self.say("One ticket for a whole matter"), names), 1
            )
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

    def _way(self, page: Page, icon: str, text: str, detail: str) -> TouchButton:
        way = TouchButton(self.look, parent=self, role="tile", icon=icon, least_height_mm=_WAYS_MM - 4)
        way.setProperty("rank", "large")
        way.say(text, detail if self.is_wide else "")  # three beside each other are narrow there
        way.clicked.connect(lambda: self.way_wanted.emit(page))
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
