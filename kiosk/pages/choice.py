"""A page of tiles to choose from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.pages.page import KioskPage
from kiosk.pages.tiles import Tiles
from kiosk.pages.title import Title
from ui.widgets.button import TouchButton
from ui.widgets.icon import Icon
from ui.widgets.scroll import FingerArea

_TILE_MM = 84
_LEAST_HEIGHT_MM, _MOST_HEIGHT_MM = 34, 56
# So few tiles are made wider, or they would be lost on the page.
_FEW = 5


@dataclass(frozen=True, slots=True)
class Tile:
    """One thing to choose: `detail` is a line of lesser rank, `icon` and `shut_icon` may be empty.

    `shut_icon` stands there while it is told as shut.
    """

    code: str
    name: str
    detail: str
    icon: str = ""
    shut_icon: str = "clock"


class ChoicePage(KioskPage):
    """A title, and tiles in columns moved by finger.

    Signals:
        chosen(str): Code of the tile that was touched.
    """

    chosen = Signal(str)

    #: Head, title and foot, and what a page puts above its tiles.
    taken_mm: float = 85

    def fill(self, title: str, icon: str, tiles: Sequence[Tile]) -> None:
        """Show what there is to choose; to be called once.

        Args:
            title: The question, or whose things these are.
            icon: Beside the title; may be empty.
            tiles: In reading order.
        """
        self._show_title(title, icon)
        self._are_few = len(tiles) <= _FEW
        sheet = QWidget()
        self._area = FingerArea(self.look, sheet, self)
        self.column.addWidget(self._area, 1)
        self._tiles = {tile.code: tile for tile in tiles}
        self._buttons = {tile.code: self._button(tile, sheet) for tile in tiles}
        self._icons: dict[str, str] = {}
        buttons = list(self._buttons.values())
        room = self.room.width() - self.look.mm(16)
        self._grid = Tiles(self.look, buttons, room, _TILE_MM, few=_FEW)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._grid)
        column.addStretch(1)
        height_mm = self._height_mm(-(-len(tiles) // self._grid.columns))
        for button in buttons:
            button.make_high(height_mm)

    def to_top(self) -> None:
        """Show the first tiles."""
        self._area.to_top()

    def show_details(self, details: dict[str, str], shut: Collection[str] = ()) -> None:
        """Bring the lines of lesser rank up to date, by code.

        Args:
            details: The lines.
            shut: Codes of what gives no numbers now: a clock stands there besides the words.
        """
        for code, button in self._buttons.items():
            tile = self._tiles[code]
            detail = details.get(code, button.detail)
            if detail != button.detail:
                button.say(button.text(), detail)
            icon = tile.shut_icon if code in shut else tile.icon
            if icon != self._icons.get(code, tile.icon):
                self._icons[code] = icon
                button.show_icon(icon)
        self._grid.arrange()

    def _show_title(self, title: str, icon: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(self.look.mm(4))
        if icon:
            head.addWidget(
                Icon(icon, self.look.mm(14), self.look.theme.primary), 0, Qt.AlignmentFlag.AlignTop
            )
        head.addWidget(Title(title), 1)
        self.column.addLayout(head)

    def _height_mm(self, rows: int) -> float:
        """Return how high tiles are, so that few of them fill the page."""
        free_mm = self.room.height() / self.look.scale.dots_per_mm - self.taken_mm
        return min(max(_LEAST_HEIGHT_MM, free_mm / max(1, rows) - 4), _MOST_HEIGHT_MM)

    def _button(self, tile: Tile, parent: QWidget) -> TouchButton:
        button = TouchButton(self.look, parent=parent, role="tile", icon=tile.icon)
        if self._are_few:
            button.setProperty("rank", "large")
        button.say(tile.name, tile.detail)
        button.clicked.connect(lambda: self.chosen.emit(tile.code))
        return button
