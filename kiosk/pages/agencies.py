"""The page of all agencies."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from kiosk.agency_icons import agency_icon
from kiosk.pages.choice import ChoicePage, Tile
from kiosk.pages.words import waiting_words
from kiosk.screen import Screen
from ui.theme import Look


class AgenciesPage(ChoicePage):
    """All agencies, and how many wait for each."""

    def __init__(self, look: Look, screen: Screen, room: QSize, parent: QWidget | None = None) -> None:
        super().__init__(look, screen, room, parent)
        assert screen.reading is not None
        details = self._details(screen)
        tiles = [
            Tile(one.code, one.name.say(screen.language), details[one.code], agency_icon(one.code))
            for one in screen.reading.catalogue.agencies
        ]
        self.fill(self.say("Which agency do you need?"), "", tiles)

    def show_screen(self, screen: Screen) -> None:
        self.show_details(self._details(screen))

    def _details(self, screen: Screen) -> dict[str, str]:
        if screen.reading is None:
            return {}
        return {
            agency.code: waiting_words(self.say, screen.reading.waiting_at(agency))
            for agency in screen.reading.catalogue.agencies
        }
