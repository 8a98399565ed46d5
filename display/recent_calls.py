"""The last calls below the newest one."""

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from display import ground, lettering
from display.board import LISTED
from display.writing import Pair
from ticketing.model import Call
from ui import fonts
from ui.theme import Theme

# A wide number and counter, for asking how high letters will be.
_SAMPLE = ("SM000", "00")


class RecentCalls(QWidget):
    """Show up to six numbers and their counters, newest first; all in one size.

    Those that are still to be announced are turned to gold. Three columns where it is wide, two or one
    where it is narrow.

    Signals:
        painted(int): The call with this seq was painted.
    """

    painted = Signal(int)

    def __init__(self, theme: Theme, heading: Pair, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heading = heading
        self._calls: tuple[Call, ...] = ()
        self._waiting: frozenset[int] = frozenset()
        self._told: tuple[int, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def calls(self) -> tuple[Call, ...]:
        """What is listed."""
        return self._calls

    def show_calls(self, calls: tuple[Call, ...], waiting: frozenset[int] = frozenset()) -> None:
        """List calls; nothing is painted where the list is the same.

        Args:
            calls: Newest first.
            waiting: Seqs of calls that are still to be announced.
        """
        marked = frozenset(call.seq for call in calls if call.seq in waiting)
        if (calls, marked) == (self._calls, self._waiting):
            return
        self._calls, self._waiting = calls, marked
        self.setAccessibleName(", ".join(f"{call.number} – {call.counter}" for call in calls))
        self.update()

    def capital_px(self, size: QSize) -> float:
        """Say how high capitals would be at a size."""
        return _capital_px(_cells(size.width(), size.height())[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.paper)
        if not self._calls:
            return
        self._draw_heading(painter)
        cells = _cells(self.width(), self.height())
        widest_number = _widest([call.number for call in self._calls])
        widest_counter = _widest([call.counter for call in self._calls])
        font = _font(cells[0], widest_number, widest_counter)
        columns = (lettering.width_px(font, widest_number), lettering.width_px(font, widest_counter))
        for call, cell in zip(self._calls, cells, strict=False):
            self._draw_call(painter, call, cell, font, columns)
        self._tell(tuple(call.seq for call in self._calls))

    def _tell(self, seqs: tuple[int, ...]) -> None:
        new = [seq for seq in seqs if seq not in self._told]
        self._told = seqs
        if new:  # only after this event are the pixels handed to the screen
            QTimer.singleShot(0, self, lambda: self._emit_painted(sorted(new)))

    def _emit_painted(self, seqs: list[int]) -> None:
        for seq in seqs:
            self.painted.emit(seq)

    def _draw_heading(self, painter: QPainter) -> None:
        where = QRectF(0, 0, self.width(), _heading_px(self.width(), self.height()))
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
        is_new = call.seq in self._waiting
        colour, ink, desk, mark = (
            (theme.gold, theme.on_gold, theme.on_gold, theme.on_gold)
            if is_new
            else (theme.surface, theme.ink, theme.primary, theme.muted)
        )
        ground.fill(painter, cell, colour, theme)
        inner = cell.adjusted(cell.width() * 0.02, 0, -cell.width() * 0.02, 0)
        lettering.draw(painter, inner, call.number, font, ink, Qt.AlignmentFlag.AlignLeft)
        lettering.draw(painter, inner, call.counter, font, desk, Qt.AlignmentFlag.AlignRight)
        # The arrows stand below each other, whatever the width of this number.
        left, right = inner.left() + columns[0], inner.right() - columns[1]
        long = min((right - left) * 0.7, lettering.capital_px(font) * 0.8)
        middle = (left + right) / 2
        at = QRectF(middle - long / 2, cell.center().y() - long * 0.35, long, long * 0.7)
        lettering.draw_arrow(painter, at, mark)


@lru_cache(maxsize=32)
def _columns(width: float, height: float) -> int:
    """Choose in how many columns letters are largest; of equal ones the most."""
    return max((3, 2, 1), key=lambda columns: _capital_px(_cells_in(columns, width, height)[0]))


def _capital_px(cell: QRectF) -> float:
    return round(lettering.capital_px(_font(cell, *_SAMPLE)))


def _heading_share(columns: int) -> float:
    return {3: 0.16, 2: 0.11, 1: 0.09}[columns]


def _heading_px(width: float, height: float) -> float:
    return height * _heading_share(_columns(width, height))


def _cells(width: float, height: float) -> list[QRectF]:
    """Return the place of each call, in the order of the list."""
    return _cells_in(_columns(width, height), width, height)


def _cells_in(columns: int, width: float, height: float) -> list[QRectF]:
    rows = LISTED // columns
    top = height * _heading_share(columns)
    gap = max(2.0, min(width, height) * 0.02)
    wide = (width - gap * (columns - 1)) / columns
    high = (height - top - gap * rows) / rows
    return [
        QRectF(column * (wide + gap), top + gap + row * (high + gap), wide, high)
        for row in range(rows)
        for column in range(columns)
    ]


def _font(cell: QRectF, number: str, counter: str) -> QFont:
    """Make the font in which the widest number, an arrow and the widest counter fit into a cell."""
    return lettering.fitted(f"{number}{counter}", cell.width() * 0.96 * 0.9, cell.height() * 0.7)


def _widest(texts: list[str]) -> str:
    font = lettering.fitted("0", 1000, 100)
    return max(texts, key=lambda text: lettering.width_px(font, text))
