"""The lines above and below the calls: hall and clock; date and what is wrong."""

import logging
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from display import lettering
from ui import fonts
from ui.theme import Theme
from ui.widgets import icon
from ui.widgets import logo as logos

log = logging.getLogger(__name__)


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
    """The hall's logo and name on the left, the clock on the right.

    Args:
        theme: Colours.
        logo: A picture; one that is broken or gone is told in the log and left out.
    """

    def __init__(self, theme: Theme, logo: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._logo = logo
        self._drawn: tuple[QSize, QPixmap] | None = None
        self.logo_trouble = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        theme = self._theme
        painter.fillRect(self.rect(), theme.paper)
        where = QRectF(self.rect())
        clock = lettering.fitted("00.00", where.width() * 0.3, where.height() * 0.5)
        lettering.draw(painter, where, self._right, clock, theme.ink, Qt.AlignmentFlag.AlignRight)
        left = 0.0
        logo = self._logo_picture()
        if not logo.isNull():
            wide, high = logo.width() / logo.devicePixelRatio(), logo.height() / logo.devicePixelRatio()
            painter.drawPixmap(0, round((where.height() - high) / 2), logo)
            left = wide + where.height() * 0.3
        room = where.width() - left - lettering.width_px(clock, "00.00") - where.height() * 0.6
        name = lettering.fitted(self._left, room, where.height() * 0.36, fonts.HEADING)
        lettering.draw(
            painter,
            where.adjusted(left, 0, 0, 0),
            self._left,
            name,
            theme.primary,
            Qt.AlignmentFlag.AlignLeft,
        )

    def _logo_picture(self) -> QPixmap:
        """Load the logo at the size in which it is shown; once for each size."""
        if self._logo is None:
            return QPixmap()
        ratio = self.devicePixelRatioF()
        most = QSize(round(self.height() * 3 * ratio), round(self.height() * 0.74 * ratio))
        if self._drawn is None or self._drawn[0] != most:
            picture = QPixmap()
            try:
                picture = QPixmap.fromImage(logos.read(self._logo, most))
            except logos.BrokenLogo as broken:
                self.logo_trouble = f"{self._logo.name}: {broken}"
                # Its words alone: an error that is kept keeps the painter alive.
                log.warning("no logo: %s: %s", self._logo, str(broken))
                self._logo = None
            picture.setDevicePixelRatio(ratio)
            self._drawn = (most, picture)
        return self._drawn[1]


class DayStrip(_Strip):
    """The date on the left; on the right what is wrong, with a sign, while something is."""

    @property
    def wanted_px(self) -> int:
        """How wide the date alone is."""
        font = fonts.font(fonts.TEXT, self._size(), QFont.Weight.Bold)
        return round(lettering.width_px(font, self._left) + self.height() * 0.7)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        painter.fillRect(self.rect(), theme.paper)
        where = QRectF(self.rect())
        capital = where.height() * 0.36
        edge = round(capital * 1.7)
        room = where.width() * 0.48 if self._right else where.width() - where.height() * 0.6
        if self._right and where.width() < where.height() * 14:
            # Too narrow for both: how old the numbers are matters more than the date.
            room = where.width()
        else:
            day = lettering.fitted(self._left, room, capital, fonts.TEXT, QFont.Weight.Bold)
            lettering.draw(painter, where, self._left, day, theme.muted, Qt.AlignmentFlag.AlignLeft)
        if not self._right:
            return
        trouble = lettering.fitted(self._right, room - edge * 1.3, capital, fonts.TEXT, QFont.Weight.Bold)
        lettering.draw(painter, where, self._right, trouble, theme.warning, Qt.AlignmentFlag.AlignRight)
        left = where.right() - lettering.width_px(trouble, self._right) - edge * 1.3
        sign = icon.pixmap("database-off", edge, theme.warning, self.devicePixelRatioF())
        painter.drawPixmap(round(left), round(where.center().y() - edge / 2), sign)

    def _size(self) -> int:
        return fonts.pixel_size(fonts.TEXT, self.height() * 0.36)
