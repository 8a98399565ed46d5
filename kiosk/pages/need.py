"""The page of one need: what people come for, whoever serves it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from kiosk.pages.choice import ChoicePage, Tile
from kiosk.pages.words import service_details
from kiosk.screen import Screen
from ui.theme import Look


class NeedPage(ChoicePage):
    """The services of one need, from any agency, and which give no numbers now."""

    def __init__(self, look: Look, screen: Screen, room: QSize, parent: QWidget | None = None) -> None:
        super().__init__(look, screen, room, parent)
        assert screen.reading is not None
        assert screen.need is not None
        catalogue = screen.reading.catalogue
        self._services = [
            catalogue.service[code] for code in screen.need.services if code in catalogue.service
        ]
        details = service_details(self.say, screen, self._services)
        tiles = [
            Tile(service.code, service.name.say(screen.language), details[service.code])
            for service in self._services
        ]
        self.fill(screen.need.name.say(screen.language), screen.need.icon or "list", tiles)
        self.show_screen(screen)

    def show_screen(self, screen: Screen) -> None:
        if screen.reading is not None:
            self.show_details(service_details(self.say, screen, self._services), screen.reading.closed)
