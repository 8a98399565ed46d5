"""Pages of tiles: agencies, and the services of one."""

import tomllib
from functools import cache
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.pages.page import KioskPage
from kiosk.screen import Screen
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.label import label
from ui.widgets.scroll import FingerArea

_ICONS = Path(__file__).parents[2] / "assets" / "icons" / "agencies.toml"
_TILE_MM = 92


@cache
def agency_icons() -> dict[str, str]:
    """Read which icon stands for which agency."""
    return tomllib.loads(_ICONS.read_text(encoding="utf-8"))


class ChoicePage(KioskPage):
    """A title and tiles in columns, moved by finger.

    Signals:
        chosen(str): Code of the tile that was touched.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, screen: Screen, width: int) -> None:
        super().__init__(look, screen)
        self._title = label("", "title")
        self.column.addWidget(self._title)
        self._tiles = QWidget()
        self._tiles.setProperty("role", "list")
        self._grid = QGridLayout(self._tiles)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.mm(4))
        self._columns = max(1, (width - look.mm(16)) // look.mm(_TILE_MM))
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 1)
        self._count = 0

    def head(self, title: str) -> None:
        """Set the title."""
        self._title.setText(title)

    def add(self, code: str, name: str, detail: str, icon: str) -> None:
        """Add one tile."""
        tile = TouchButton(self.look, name, role="tile", icon=icon, least_height_mm=25)
        tile.say(name, detail)
        tile.clicked.connect(lambda _=False, code=code: self.chosen.emit(code))
        self._grid.addWidget(tile, *divmod(self._count, self._columns))
        self._count += 1

    def close_list(self) -> None:
        """Put the tiles into their area, after the last one."""
        self._grid.setRowStretch(self._count // self._columns + 1, 1)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(FingerArea(self.look, self._tiles), 1)


def agencies(look: Look, screen: Screen, width: int) -> ChoicePage:
    """Make the page of all agencies."""
    assert screen.reading is not None
    page = ChoicePage(look, screen, width)
    page.head(page.say("Which agency do you need?"))
    for agency in screen.reading.catalogue.agencies:
        waiting = screen.reading.waiting_at(agency)
        words = page.say.many("{n} person is waiting", "{n} people are waiting", waiting)
        icon = agency_icons().get(agency.code, "building")
        page.add(agency.code, agency.name.say(screen.language), words if waiting else "", icon)
    page.close_list()
    return page


def services(look: Look, screen: Screen, width: int) -> ChoicePage:
    """Make the page of an agency's services."""
    assert screen.reading is not None
    assert screen.agency is not None
    page = ChoicePage(look, screen, width)
    page.head(screen.agency.name.say(screen.language))
    for service in screen.reading.catalogue.services_of(screen.agency.code):
        minutes = page.say("about {minutes} minutes at the counter", minutes=service.minutes)
        page.add(service.code, service.name.say(screen.language), minutes, "")
    page.close_list()
    return page
