"""The page of all agencies."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from kiosk.agency_icons import agency_icon
from kiosk.pages.choice import ChoicePage, Tile
from kiosk.pages.words import shut_words, waiting_words
from kiosk.screen import Screen
from ui.theme import Look


class AgenciesPage(ChoicePage):
    """All agencies, how many wait for each, and which are closed."""

    def __init__(self, look: Look, screen: Screen, room: QSize, parent: QWidget | None = None) -> None:
        super().__init__(look, screen, room, parent)
        assert screen.reading is not None
        details = self._details(screen)
        tiles = [
            Tile(one.code, one.name.say(screen.language), details[one.code], agency_icon(one.code))
            for one in screen.reading.catalogue.agencies
        ]
        self.fill(self.say("Which agency do you need?"), "", tiles)
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
            waiting = "" if reading.is_away else waiting_words(self.say, reading.waiting_at(agency))
            details[agency.code] = (
                waiting
                if shut is None
                else shut_words(self.say, shut, reading.read_at, reading.hall.timezone, screen.language)
            )
        return details
