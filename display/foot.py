"""The foot of the board: date and running text, or what is wrong."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from display.running_text import RunningText
from display.strips import DayStrip
from ui.theme import Theme


class Foot(QWidget):
    """Share one line between the date and the running text; trouble has all of it.

    Args:
        theme: Colours.
        sentences: The running text.
        motion: Whether it runs.
    """

    def __init__(
        self, theme: Theme, sentences: Sequence[str], parent: QWidget | None = None, *, motion: bool = True
    ) -> None:
        super().__init__(parent)
        self.day = DayStrip(theme, self)
        self.text = RunningText(theme, sentences, self, motion=motion)

    def say(self, day: str, trouble: str) -> None:
        """Change the date, and what is wrong; empty for nothing."""
        before = self.day.texts
        self.day.say(day, trouble)
        if before != self.day.texts:
            self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        runs = self.text.has_text and not self.day.texts[1]
        wide = self.width()
        if runs:
            wide = min(self.day.wanted_px, round(self.width() * 0.5))
            self.text.setGeometry(QRect(wide, 0, self.width() - wide, self.height()))
        self.day.setGeometry(QRect(0, 0, wide, self.height()))
        self.text.setVisible(runs)
