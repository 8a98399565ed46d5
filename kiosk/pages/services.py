"""The page of an agency's services."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from kiosk.agency_icons import agency_icon
from kiosk.pages.choice import ChoicePage, Tile
from kiosk.pages.words import service_details
from kiosk.screen import Screen
from ui.theme import Look


class ServicesPage(ChoicePage):
    """The services of one agency, and which give no numbers now."""

    def __init__(self, look: Look, screen: Screen, room: QSize, parent: QWidget | None = None) -> None:
        super().__init__(look, screen, room, parent)
        assert screen.reading is not None
        assert screen.agency is not None
        details = self._details(screen)
        tiles = [
            Tile(service.code, service.name.say(screen.language), details[service.code])
            for service in screen.reading.catalogue.services_of(screen.agency.code)
        ]
        self.fill(screen.agency.name.say(screen.language), agency_icon(screen.agency.code), tiles)
        self.show_screen(screen)

    def show_screen(self, screen: Screen) -> None:
        if screen.reading is not None:
            self.show_details(self._details(screen), screen.reading.closed)

    def _details(self, screen: Screen) -> dict[str, str]:
        if screen.reading is None or screen.agency is None:
            return {}
        services = screen.reading.catalogue.services_of(screen.agency.code)
        return service_details(self.say, screen, services)
