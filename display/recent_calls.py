"""The last calls below the newest one."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from display import lettering
from display.board import SHOWN
from display.words import Pair
from ticketing.model import Call
from ui import fonts
from ui.theme import Theme


class RecentCalls(QWidget):
    """Show up to six numbers and their counters, newest first; all in one size.

    Three columns where it is wide, one where it is narrow.
    """

    def __init__(self, theme: Theme, heading: Pair, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heading = heading
        self._calls: tuple[Call, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def calls(self) -> tuple[Call, ...]:
        """What is listed."""
        return self._calls

    def show_calls(self, calls: tuple[Call, ...]) -> None:
        """List calls; nothing is painted where the list is the same."""
        if calls == self._calls:
            return
        self._calls = calls
        self.setAccessibleName(", ".join(f"{call.number} – {call.counter}" for call in calls))
        self.update()

    def cells(self) -> list[QRectF]:
        """Return the place of each call, in the order of the list."""
        width, height = float(self.width()), float(self.height())
        columns = 3 if width > height * 1.4 else 1
        rows = (SHOWN - 1) // columns
        top = self._heading_px()
        gap = max(2.0, width * 0.006)
        wide = (width - gap * (columns - 1)) / columns
        high = (height - top - gap * rows) / rows
        return [
            QRectF(column * (wide + gap), top + gap + row * (high + gap), wide, high)
            for row in range(rows)
            for column in range(columns)
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.paper)
        if not self._calls:
            return
        self._draw_heading(painter)
        cells = self.cells()
        widest_number = _widest([call.number for call in self._calls])
        widest_counter = _widest([call.counter for call in self._calls])
        inner = cells[0].width() * 0.96
        font = lettering.fitted(f"{widest_number}{widest_counter}", inner * 0.9, cells[0].height() * 0.6)
        columns = (lettering.width_px(font, widest_number), lettering.width_px(font, widest_counter))
        for call, cell in zip(self._calls, cells, strict=False):
            self._draw_call(painter, call, cell, font, columns)

    def _draw_heading(self, painter: QPainter) -> None:
        where = QRectF(0, 0, self.width(), self._heading_px())
        capital = where.height() * 0.38
        first = lettering.fitted(self._heading.first, where.width() * 0.6, capital, fonts.HEADING)
        lettering.draw(
            painter, where, self._heading.first, first, self._theme.ink, Qt.AlignmentFlag.AlignLeft
        )
        if self._heading.second:
            beside = where.adjusted(lettering.width_px(first, self._heading.first) + capital, 0, 0, 0)
            small = lettering.fitted(
                self._heading.second, beside.width(), capital * 0.8, fonts.HEADING, QFont.Weight.Medium
            )
            lettering.draw(
                painter, beside, self._heading.second, small, self._theme.muted, Qt.AlignmentFlag.AlignLeft
            )

    def _draw_call(
        self, painter: QPainter, call: Call, cell: QRectF, font: QFont, columns: tuple[float, float]
    ) -> None:
        theme = self._theme
        painter.fillRect(cell, theme.surface)
        inner = cell.adjusted(cell.width() * 0.02, 0, -cell.width() * 0.02, 0)
        lettering.draw(painter, inner, call.number, font, theme.ink, Qt.AlignmentFlag.AlignLeft)
        lettering.draw(painter, inner, call.counter, font, theme.primary, Qt.AlignmentFlag.AlignRight)
        # The arrows stand below each other, whatever the width of this number.
        left, right = inner.left() + columns[0], inner.right() - columns[1]
        long = min((right - left) * 0.7, lettering.capital_px(font) * 0.8)
        middle = (left + right) / 2
        at = QRectF(middle - long / 2, cell.center().y() - long * 0.35, long, long * 0.7)
        lettering.draw_arrow(painter, at, theme.muted)

    def _heading_px(self) -> float:
        columns_wide = self.width() > self.height() * 1.4
        return self.height() * (0.16 if columns_wide else 0.09)


def _widest(texts: list[str]) -> str:
    font = lettering.fitted("0", 1000, 100)
    return max(texts, key=lambda text: lettering.width_px(font, text))
