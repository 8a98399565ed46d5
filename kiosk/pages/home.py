"""The page after the welcome: type it, or find it among what most people come for, or by need."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.agency_icons import agency_icon
from kiosk.pages.page import KioskPage
from kiosk.pages.tiles import Tiles
from kiosk.pages.words import shut_words
from kiosk.screen import Page, Reading, Screen
from ticketing.catalogue import Need, Service
from ui.theme import Look
from ui.widgets.button import Place, TouchButton
from ui.widgets.label import label
from ui.widgets.scroll import FingerArea

_POPULAR_MM, _NEED_MM = 84, 52
#: So many of what people come for most stand there.
SHOWN = 6


class HomePage(KioskPage):
    """Search, popular services, needs; below them all agencies, and what takes several of them.

    Signals:
        way_wanted(Page): The visitor wants to type, to see all agencies, or the errands.
        service_chosen(str): Code of a popular service.
        need_chosen(str): Code of a need.
    """

    way_wanted = Signal(object)
    service_chosen = Signal(str)
    need_chosen = Signal(str)

    def __init__(self, look: Look, screen: Screen, room: QSize, parent: QWidget | None = None) -> None:
        super().__init__(look, screen, room, parent)
        assert screen.reading is not None
        reading = screen.reading
        self.setAccessibleName(self.say("What do you need?"))
        self._popular: dict[str, TouchButton] = {}
        self._grid: Tiles | None = None
        first, second = self.halves(1, 1)
        first.addWidget(self._search())
        sheet = QWidget()
        column = self._column(sheet)
        self._add_popular(column, reading, screen)
        if self.is_wide:
            column.addStretch(1)
            self._areas = [FingerArea(look, sheet, self)]
            first.addWidget(self._areas[0], 1)
            beside = QWidget()
            column = self._column(beside)
            self._areas.append(FingerArea(look, beside, self))
            second.addWidget(self._areas[1], 1)
        else:
            self._areas = [FingerArea(look, sheet, self)]
            first.addWidget(self._areas[0], 1)
        self._add_needs(column, reading.catalogue.needs, screen)
        column.addStretch(1)
        (first if self.is_wide else second).addLayout(self._ways(reading, screen))
        self.show_screen(screen)

    def to_top(self) -> None:
        """Show what stands first."""
        for area in self._areas:
            area.to_top()

    def show_screen(self, screen: Screen) -> None:
        """Tell which of the popular services give no numbers now."""
        reading = screen.reading
        if reading is None:
            return
        for code, button in self._popular.items():
            service = reading.catalogue.service.get(code)
            if service is None:
                continue
            shut = reading.closed.get(code)
            if shut is None:
                detail = reading.catalogue.agency[service.agency].name.say(screen.language)
            else:
                detail = shut_words(self.say, shut, reading.read_at, reading.hall.timezone, screen.language)
            if detail != button.detail:
                button.say(button.text(), detail)
                button.show_icon("clock" if shut is not None else agency_icon(service.agency))
        if self._grid is not None:
            self._grid.arrange()

    def _column(self, sheet: QWidget) -> QVBoxLayout:
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.mm(3))
        return column

    def _search(self) -> TouchButton:
        search = TouchButton(self.look, parent=self, role="tile", icon="search", least_height_mm=28)
        search.setProperty("rank", "large" if self.is_cramped else "title")
        search.say(self.say("What do you need?"), self.say("Type it here: lost ID card, motorcycle tax …"))
        search.clicked.connect(lambda: self.way_wanted.emit(Page.SEARCH))
        return search

    def _add_popular(self, column: QVBoxLayout, reading: Reading, screen: Screen) -> None:
        codes = [code for code in reading.popular if code in reading.catalogue.service][:SHOWN]
        services = [reading.catalogue.service[code] for code in codes]
        if not services:
            return
        column.addWidget(label(self.say("Often asked for"), "heading"))
        tiles = [self._service(service, screen) for service in services]
        self._grid = self._lay(tiles, _POPULAR_MM)
        column.addWidget(self._grid)

    def _service(self, service: Service, screen: Screen) -> TouchButton:
        assert screen.reading is not None
        tile = TouchButton(
            self.look, parent=self, role="tile", icon=agency_icon(service.agency), least_height_mm=28
        )
        agency = screen.reading.catalogue.agency[service.agency]
        tile.say(service.name.say(screen.language), agency.name.say(screen.language))
        tile.clicked.connect(lambda: self.service_chosen.emit(service.code))
        self._popular[service.code] = tile
        return tile

    def _add_needs(self, column: QVBoxLayout, needs: Sequence[Need], screen: Screen) -> None:
        if not needs:
            return
        if self._popular and not self.is_wide:
            column.addSpacing(self.look.mm(3))
        column.addWidget(label(self.say("By need"), "heading"))
        column.addWidget(self._lay([self._need(need, screen) for need in needs], _NEED_MM))

    def _need(self, need: Need, screen: Screen) -> TouchButton:
        tile = TouchButton(
            self.look,
            parent=self,
            role="need",
            icon=need.icon or "list",
            place=Place.ABOVE,
            least_height_mm=34,
        )
        tile.say(need.name.say(screen.language))
        tile.clicked.connect(lambda: self.need_chosen.emit(need.code))
        return tile

    def _lay(self, tiles: Sequence[TouchButton], wide_mm: float) -> Tiles:
        room = self.room.width() - self.look.mm(16)
        return Tiles(self.look, tiles, (room - self.look.mm(10)) // 2 if self.is_wide else room, wide_mm)

    def _ways(self, reading: Reading, screen: Screen) -> QHBoxLayout:
        ways = QHBoxLayout()
        ways.setSpacing(self.look.mm(4))
        ways.addWidget(self._way(Page.AGENCIES, "building", self.say("All agencies")), 1)
        if reading.catalogue.errands:
            ways.addWidget(self._way(Page.ERRANDS, "checklist", self.say("One ticket for a whole matter")), 1)
        return ways

    def _way(self, page: Page, icon: str, text: str) -> TouchButton:
        way = TouchButton(self.look, text, self, icon=icon, least_height_mm=24)
        way.clicked.connect(lambda: self.way_wanted.emit(page))
        return way
