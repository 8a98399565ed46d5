"""The lines above and below the calls: hall and clock; date and age of the data."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from display import lettering
from ui import fonts
from ui.theme import Theme
from ui.widgets import icon


class _Strip(QWidget):
    """One line with a text on each side; paints only when one of them changes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._left = ""
        self._right = ""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def texts(self) -> tuple[str, str]:
        """What stands left and right."""
        return self._left, self._right

    def say(self, left: str, right: str) -> None:
        """Change the texts."""
        if (left, right) == (self._left, self._right):
            return
        self._left, self._right = left, right
        self.setAccessibleName(f"{left}, {right}" if left and right else left or right)
        self.update()


class HallStrip(_Strip):
    """The hall's name on the left, the clock on the right."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        painter.fillRect(self.rect(), theme.paper)
        where = QRectF(self.rect())
        clock = lettering.fitted("00.00", where.width() * 0.3, where.height() * 0.5)
        lettering.draw(painter, where, self._right, clock, theme.ink, Qt.AlignmentFlag.AlignRight)
        room = where.width() - lettering.width_px(clock, "00.00") - where.height() * 0.6
        name = lettering.fitted(self._left, room, where.height() * 0.36, fonts.HEADING)
        lettering.draw(painter, where, self._left, name, theme.primary, Qt.AlignmentFlag.AlignLeft)


class DayStrip(_Strip):
    """The date on the left; on the right how old the data is, with a sign, while it is old."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        painter.fillRect(self.rect(), theme.paper)
        where = QRectF(self.rect())
        capital = where.height() * 0.36
        edge = round(capital * 1.7)
        room = where.width() * 0.48
        if self._right and where.width() < where.height() * 14:
            # Too narrow for both: how old the numbers are matters more than the date.
            room = where.width()
        else:
            day = lettering.fitted(self._left, room, capital, fonts.TEXT, QFont.Weight.Bold)
            lettering.draw(painter, where, self._left, day, theme.muted, Qt.AlignmentFlag.AlignLeft)
        if not self._right:
            return
        age = lettering.fitted(self._right, room - edge * 1.3, capital, fonts.TEXT, QFont.Weight.Bold)
        lettering.draw(painter, where, self._right, age, theme.warning, Qt.AlignmentFlag.AlignRight)
        left = where.right() - lettering.width_px(age, self._right) - edge * 1.3
        sign = icon.pixmap("database-off", edge, theme.warning, self.devicePixelRatioF())
        painter.drawPixmap(round(left), round(where.center().y() - edge / 2), sign)
