"""Tiles in as many columns as have room."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import Look
from ui.widgets.button import TouchButton


class Tiles(QWidget):
    """Tiles in reading order; their columns follow the words on them, which no column may cut.

    Args:
        look: The window's look.
        tiles: What stands there.
        room: Width that they have, in pixels.
        wide_mm: About the width of a column.
        few: So few tiles are made wider, or they would be lost on the page.
    """

    def __init__(
        self, look: Look, tiles: Sequence[TouchButton], room: int, wide_mm: float, *, few: int = 0
    ) -> None:
        super().__init__()
        self._look = look
        self._tiles = tiles
        self._room = room
        self._wide_mm = wide_mm
        self._few = few
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.mm(4))
        self.columns = 0
        self.arrange()

    def arrange(self) -> None:
        """Count the columns anew, after words have changed."""
        gap = self._look.mm(4)
        least = max((tile.minimumSizeHint().width() for tile in self._tiles), default=1)
        columns = max(1, (self._room + gap) // (max(self._look.mm(self._wide_mm), least) + gap))
        if len(self._tiles) <= self._few:
            columns = max(1, columns // 2)
        if columns == self.columns:
            return
        for column in range(max(columns, self.columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self.columns = columns
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, *divmod(place, columns))
