"""The page of the errands: what takes several services, on one number."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from kiosk.pages.choice import ChoicePage, Tile
from kiosk.screen import Screen
from ui.theme import Look


class ErrandsPage(ChoicePage):
    """All errands, and how many services each takes."""

    def __init__(self, look: Look, screen: Screen, room: QSize, parent: QWidget | None = None) -> None:
        super().__init__(look, screen, room, parent)
        assert screen.reading is not None
        tiles = [
            Tile(
                errand.code,
                errand.name.say(screen.language),
                self.say("{n} services with one number", n=len(errand.steps)),
            )
            for errand in screen.reading.catalogue.errands
        ]
        self.fill(self.say("What has happened, what do you plan?"), "checklist", tiles)
