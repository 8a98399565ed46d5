"""What every page is."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kiosk.screen import Screen
from language.texts import Say, speaker
from ui.theme import Look

# From here on a page that stands upright has room to spare.
_TALL_MM = 330
# A page with room for no more titles than these, one below the other, leaves out what is for the eye alone.
_CRAMPED_LINES = 17


class KioskPage(QWidget):
    """One page for one visitor and one language; a change of these builds a new one.

    Args:
        look: The window's look.
        screen: What to show first.
        room: About the size that the page will have: where its blocks stand depends on it.
        parent: Where it will be seen; a page that moves house is styled all over again.
    """

    def __init__(self, look: Look, screen: Screen, room: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.room = room
        self.say: Say = speaker("kiosk", screen.language)
        self.is_wide = room.width() > room.height()
        self.is_tall = room.height() > look.mm(_TALL_MM)
        self.is_cramped = room.height() < look.scale.title * _CRAMPED_LINES
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.column = QVBoxLayout(self)
        side = look.mm(8)
        self.column.setContentsMargins(side, look.mm(4), side, look.mm(4))
        self.column.setSpacing(look.mm(4))

    def show_screen(self, screen: Screen) -> None:
        """Take over what changes while the page is seen."""

    def halves(
        self, first: int, second: int, *, margin: int = 0, below: tuple[int, int] = (1, 0)
    ) -> tuple[QVBoxLayout, QVBoxLayout]:
        """Part the page in two: beside each other where it is wide, else one below the other.

        Args:
            first: Share of the left half.
            second: Share of the right half.
            margin: To the left and right of both, in pixels.
            below: Shares where one stands below the other.
        """
        direction = QBoxLayout.Direction.LeftToRight if self.is_wide else QBoxLayout.Direction.TopToBottom
        box = QBoxLayout(direction)
        box.setContentsMargins(margin, 0, margin, 0)
        box.setSpacing(self.look.mm(10 if self.is_wide else 4))
        made = QVBoxLayout(), QVBoxLayout()
        for half, share in zip(made, (first, second) if self.is_wide else below, strict=True):
            half.setSpacing(self.look.mm(4))
            box.addLayout(half, share)
        self.column.addLayout(box, 1)
        return made
