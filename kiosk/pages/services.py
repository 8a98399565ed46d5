"""The page of an agency's services."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from kiosk.agency_icons import agency_icon
from kiosk.pages.choice import ChoicePage, Tile
from kiosk.screen import Screen
from ui.theme import Look


class ServicesPage(ChoicePage):
    """The services of one agency."""

    def __init__(self, look: Look, screen: Screen, room: QSize, parent: QWidget | None = None) -> None:
        super().__init__(look, screen, room, parent)
        assert screen.reading is not None
        assert screen.agency is not None
        tiles = [
            Tile(
                service.code,
                service.name.say(screen.language),
                self.say("about {minutes} minutes", minutes=service.minutes),
            )
            for service in screen.reading.catalogue.services_of(screen.agency.code)
        ]
        self.fill(screen.agency.name.say(screen.language), agency_icon(screen.agency.code), tiles)
