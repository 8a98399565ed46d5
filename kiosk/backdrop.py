"""What stands above everything in the low mode: whose hall it is, and nothing to touch."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.kawung import KawungBand
from kiosk.screen import Screen
from ui.theme import Look
from ui.widgets.label import FittedLabel


class Backdrop(QWidget):
    """Fills the part of the window that cannot be reached."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        side = look.mm(12)
        column.setContentsMargins(0, look.mm(8), 0, 0)
        self._hall = FittedLabel("", "hero", Qt.AlignmentFlag.AlignCenter, self, is_wrapped=True)
        self._hall.setContentsMargins(side, 0, side, 0)
        column.addWidget(self._hall, 1)
        column.addWidget(KawungBand(look))

    def show_screen(self, screen: Screen) -> None:
        """Name the hall."""
        self._hall.setText(screen.reading.hall.name if screen.reading is not None else "")
