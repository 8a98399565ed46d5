"""The page that covers the board: closing, break, prayer, evacuation."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from display import lettering
from display.writing import Placard
from ticketing.boards import NoticeKind
from ui import fonts
from ui.theme import Theme
from ui.widgets import icon

_SIGNS = {
    NoticeKind.CLOSING: "door",
    NoticeKind.BREAK: "coffee",
    NoticeKind.PRAYER: "building-mosque",
    NoticeKind.EVACUATION: "alert-triangle",
}


# On an upright board long words are set on two lines, so much smaller at least.
_SMALLER = 0.5


class NoticePage(QWidget):
    """A sign and few words over the whole board; the one to leave the building is gold all over.

    Args:
        theme: Colours.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._placard: Placard | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.hide()

    @property
    def placard(self) -> Placard | None:
        """What it says."""
        return self._placard

    def say(self, placard: Placard) -> None:
        """Change what it says; nothing is painted where it says so already."""
        if placard == self._placard:
            return
        self._placard = placard
        self.setAccessibleName(f"{placard.title.first}. {placard.hint.first}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, placard = self._theme, self._placard
        if placard is None:
            painter.fillRect(self.rect(), theme.paper)
            return
        is_alarm = placard.kind is NoticeKind.EVACUATION
        ground, strong, weak = (
            (theme.gold, theme.on_gold, theme.on_gold)
            if is_alarm
            else (theme.paper, theme.primary, theme.ink)
        )
        painter.fillRect(self.rect(), ground)
        inner = self.width() * 0.88
        left = (self.width() - inner) / 2
        unit = min(float(self.height()), self.width() * 1.1)
        y = (self.height() - unit) / 2 + unit * 0.09
        edge = round(unit * 0.27)
        sign = icon.pixmap(_SIGNS[placard.kind], edge, strong, self.devicePixelRatioF())
        painter.drawPixmap(round((self.width() - edge) / 2), round(y), sign)
        y += edge + unit * 0.03
        rows = (
            (placard.title.first, 0.105, 0.2, strong, QFont.Weight.ExtraBold),
            (placard.title.second, 0.05, 0.12, weak, QFont.Weight.Bold),
            (placard.hint.first, 0.046, 0.11, weak, QFont.Weight.Bold),
            (placard.hint.second, 0.036, 0.09, weak, QFont.Weight.Bold),
        )
        for text, capital, high, colour, weight in rows:
            if text:
                font = lettering.fitted(text, inner, capital * unit, fonts.HEADING, weight)
                lines: tuple[str, ...] = (text,)
                if self.width() < self.height():
                    least = capital * unit * _SMALLER
                    font, lines = lettering.wrapped(text, inner, capital * unit, least, fonts.HEADING, weight)
                for line in lines:
                    lettering.draw(painter, QRectF(left, y, inner, high * unit), line, font, colour)
                    y += high * unit * (1 if line is lines[-1] else 0.7)
