"""What every page for staff is, and the parts that several of them have."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from kiosk.attendant.presenter import AttendantPresenter
from kiosk.attendant.screen import AttendantScreen
from kiosk.attendant.words import AttendantWords
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.scroll import FingerArea


class AttendantPage(QWidget):
    """One page; another page, or another size of the window, builds a new one.

    Args:
        look: The window's look.
        presenter: Knows what a touch means.
        screen: What to show first.
        room: Size of the window.
        parent: Where it is seen.
    """

    def __init__(
        self,
        look: Look,
        presenter: AttendantPresenter,
        screen: AttendantScreen,
        room: QSize,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.look = look
        self.presenter = presenter
        self.words = AttendantWords(screen.language)
        self.room = room
        self.is_wide = room.width() > room.height()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.mm(4))

    def show_screen(self, screen: AttendantScreen) -> None:
        """Take over what changes while the page is seen."""

    def halves(self) -> tuple[QVBoxLayout, QVBoxLayout]:
        """Part the page in two: beside each other where it is wide, else one below the other."""
        direction = QBoxLayout.Direction.LeftToRight if self.is_wide else QBoxLayout.Direction.TopToBottom
        box = QBoxLayout(direction)
        box.setSpacing(self.look.mm(10 if self.is_wide else 6))
        made = QVBoxLayout(), QVBoxLayout()
        for half in made:
            half.setSpacing(self.look.mm(4))
            box.addLayout(half, 1 if self.is_wide else 0)
        self.column.addLayout(box)
        return made

    def tile(self, text: str, detail: str, icon: str, act: Callable[[], object]) -> TouchButton:
        """Make a tile that does something."""
        made = TouchButton(self.look, parent=self, role="tile", icon=icon, least_height_mm=25)
        made.say(text, detail)
        made.clicked.connect(lambda: act())
        return made


class Tiles(FingerArea):
    """Tiles in one column, or in two where the page is wide; more than fit are reached by finger."""

    def __init__(self, page: AttendantPage) -> None:
        self._sheet = QWidget()
        self._grid = QGridLayout(self._sheet)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(page.look.mm(3))
        self._columns = 2 if page.is_wide else 1
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 1)
        super().__init__(page.look, self._sheet, page)

    def show_tiles(self, tiles: Iterable[QWidget]) -> None:
        """Show other tiles."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        place = 0
        for place, tile in enumerate(tiles, 1):
            self._grid.addWidget(tile, *divmod(place - 1, self._columns))
            tile.show()
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(place // self._columns + 1, 1)
