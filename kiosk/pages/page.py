"""What every page is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.screen import Screen
from language.texts import Say, speaker
from ui.theme import Look


class KioskPage(QWidget):
    """One page for one visitor and one language; a change of these builds a new one."""

    def __init__(self, look: Look, screen: Screen) -> None:
        super().__init__()
        self.look = look
        self.say: Say = speaker("kiosk", screen.language)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.column = QVBoxLayout(self)
        side = look.mm(8)
        self.column.setContentsMargins(side, look.mm(4), side, look.mm(4))
        self.column.setSpacing(look.mm(4))

    def show_screen(self, screen: Screen) -> None:
        """Take over what changes while the page is seen."""
