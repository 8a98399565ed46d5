"""The page of all agencies, and the way to the errands."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from kiosk.agency_icons import agency_icon
from kiosk.pages.choice import ChoicePage, Tile
from kiosk.pages.words import shut_words, waiting_words
from kiosk.screen import Screen
from ui.theme import Look
from ui.widgets.button import TouchButton

_ERRANDS_MM = 32


class AgenciesPage(ChoicePage):
    """All agencies, how many wait for each, and which are closed; above them the errands.

    Signals:
        errands_wanted: The visitor looks for what takes several services.
    """

    errands_wanted = Signal()

    def __init__(self, look: Look, screen: Screen, room: QSize, parent: QWidget | None = None) -> None:
        super().__init__(look, screen, room, parent)
        assert screen.reading is not None
        catalogue = screen.reading.catalogue
        if catalogue.errands:
            self.taken_mm += _ERRANDS_MM
            self._errands = TouchButton(
                look, parent=self, role="tile", icon="checklist", least_height_mm=_ERRANDS_MM - 4
            )
            self._errands.setProperty("rank", "large")
            names = ", ".join(errand.name.say(screen.language) for errand in catalogue.errands[:3])
            self._errands.say(self.say("One ticket for a whole matter"), f"{names} …")
            self._errands.clicked.connect(self.errands_wanted)
        details = self._details(screen)
        tiles = [
            Tile(one.code, one.name.say(screen.language), details[one.code], agency_icon(one.code))
            for one in catalogue.agencies
        ]
        self.fill(self.say("Which agency do you need?"), "", tiles)
        if catalogue.errands:
            self.column.insertWidget(1, self._errands)
        self.show_screen(screen)

    def show_screen(self, screen: Screen) -> None:
        self.show_details(self._details(screen))

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
