"""The upper edge of every page: whose hall it is, the time, the languages."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import Look
from ui.widgets.label import FittedLabel, label
from ui.widgets.languages import LanguageSwitch
from ui.widgets.logo import Logo


class Head(QWidget):
    """Hall, clock and the switch of languages."""

    def __init__(self, look: Look, parent: QWidget, logo: Path | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        side = look.mm(8)
        row.setContentsMargins(side, look.mm(4), side, 0)
        row.setSpacing(look.mm(5))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._hall = FittedLabel("", "heading", left, self, is_wrapped=True)
        self._hall.setMinimumHeight(look.mm(18))
        self.clock = label("", "clock", Qt.AlignmentFlag.AlignVCenter, self)
        self.clock.setWordWrap(False)
        self.languages = LanguageSwitch(look, self)
        row.addWidget(Logo(look, logo, self))
        row.addWidget(self._hall, 1)
        row.addWidget(self.clock)
        row.addWidget(self.languages)

    def show_words(self, hall: str, time: str) -> None:
        """Tell whose hall it is, and what time."""
        self._hall.setText(hall)
        self.clock.setText(time)
