"""Who waits, and about how long, agency by agency and page by page."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from display import ground, lettering
from display.writing import Line, Pair
from ui import fonts
from ui.theme import Theme
from ui.widgets import icon

#: How long a page stands.
PAGE_MS = 8000

_SMALLEST_SHARE = 0.6
_MOST_ROWS = 6


class QueuePanel(QWidget):
    """List agencies with who waits there, as many as are legible; the next page comes by itself.

    Args:
        theme: Colours.
        heading: What stands above.
        nobody: What stands there while nobody waits.
    """

    def __init__(self, theme: Theme, heading: Pair, nobody: Pair, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heading = heading
        self._nobody = nobody
        self._lines: tuple[Line, ...] = ()
        self._page = 0
        self._capital_px = 0.0
        self._turning = QTimer(self, interval=PAGE_MS)
        self._turning.timeout.connect(self.turn)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All that is listed, over all pages."""
        return self._lines

    @property
    def shown(self) -> tuple[Line, ...]:
        """What stands on the present page."""
        rows = self._rows()
        return self._lines[self._page * rows : (self._page + 1) * rows]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-len(self._lines) // self._rows()))

    def set_capital(self, pixels: float) -> None:
        """Say how high capitals should be to be read from afar."""
        if pixels != self._capital_px:
            self._capital_px = pixels
            self._settle()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """List agencies; nothing is painted where the list is the same."""
        if lines != self._lines:
            self._lines = lines
            self.setAccessibleName(". ".join(f"{one.agency}: {one.waiting}, {one.time}" for one in lines))
            self._settle()

    def turn(self) -> None:
        """Show the next page."""
        self._page = (self._page + 1) % self.pages
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def sizeHint(self) -> QSize:
        return QSize(400, 400)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.paper)
        if not self._lines:
            self._draw_nobody(painter)
            return
        head = QRectF(0, 0, self.width(), self._head_px())
        self._draw_head(painter, head)
        rows = self._rows()
        gap = max(2.0, self.height() * 0.012)
        high = (self.height() - head.height() - gap * (rows - 1)) / rows
        for n, line in enumerate(self.shown):
            self._draw_line(painter, line, QRectF(0, head.height() + n * (high + gap), self.width(), high))

    def _draw_nobody(self, painter: QPainter) -> None:
        capital, high = self._capital(), self.height() * 0.12
        where = QRectF(0, (self.height() - 2 * high) / 2, self.width(), high)
        font = lettering.fitted(self._nobody.first, self.width() * 0.9, capital, fonts.HEADING)
        lettering.draw(painter, where, self._nobody.first, font, self._theme.muted)
        if self._nobody.second:
            small = lettering.fitted(
                self._nobody.second,
                self.width() * 0.9,
                lettering.capital_px(font) * 0.8,
                fonts.HEADING,
                QFont.Weight.Medium,
            )
            lettering.draw(painter, where.translated(0, high), self._nobody.second, small, self._theme.muted)

    def _settle(self) -> None:
        self._page = min(self._page, self.pages - 1)
        if self.pages > 1 and not self._turning.isActive():
            self._turning.start()
        elif self.pages == 1:
            self._turning.stop()
        self.update()

    def _capital(self) -> float:
        """Legible from afar, and never so large that not one row fits."""
        return min(max(self._capital_px, self.height() * 0.03, self.width() * 0.04), self.height() * 0.16)

    def _head_px(self) -> float:
        return min(self._capital() * 2.4, self.height() * 0.18)

    def _rows(self) -> int:
        room = self.height() - self._head_px()
        return max(1, min(_MOST_ROWS, int(room / max(1.0, self._capital() * 4.6 + self.height() * 0.012))))

    def _draw_head(self, painter: QPainter, where: QRectF) -> None:
        capital = min(self._capital() * 0.9, where.height() * 0.42)
        dots = f"{self._page + 1}/{self.pages}" if self.pages > 1 else ""
        page = lettering.fitted(dots or "0", where.width() * 0.2, capital * 0.8)
        room = where.width() - (lettering.width_px(page, dots) + capital if dots else 0)
        first = lettering.fitted(self._heading.first, room, capital, fonts.HEADING)
        left = Qt.AlignmentFlag.AlignLeft
        lettering.draw(painter, where, self._heading.first, first, self._theme.ink, left)
        used = lettering.width_px(first, self._heading.first) + capital * 0.8
        if self._heading.second and room - used > capital * 3:
            beside = QRectF(used, where.top(), room - used, where.height())
            small = lettering.fitted(
                self._heading.second, beside.width(), capital * 0.8, fonts.HEADING, QFont.Weight.Medium
            )
            if lettering.capital_px(small) > capital * 0.5:
                lettering.draw(painter, beside, self._heading.second, small, self._theme.muted, left)
        if dots:
            lettering.draw(painter, where, dots, page, self._theme.muted, Qt.AlignmentFlag.AlignRight)

    def _draw_line(self, painter: QPainter, line: Line, where: QRectF) -> None:
        theme = self._theme
        ground.fill(painter, where, theme.surface, theme)
        pad = where.width() * 0.03
        inner = where.adjusted(pad, 0, -pad, 0)
        capital = min(self._capital(), where.height() * 0.24)
        name = QRectF(inner.left(), inner.top() + where.height() * 0.05, inner.width(), where.height() * 0.5)
        font, rows = lettering.wrapped(
            line.agency, name.width(), capital * 0.9, capital * _SMALLEST_SHARE, fonts.HEADING
        )
        high = name.height() / len(rows)
        for n, row in enumerate(rows):
            place = QRectF(name.left(), name.top() + n * high, name.width(), high)
            lettering.draw(painter, place, row, font, theme.ink, Qt.AlignmentFlag.AlignLeft)
        below = QRectF(inner.left(), name.bottom(), inner.width(), where.height() * 0.42)
        self._draw_fact(painter, below, "users", line.waiting, capital, theme.primary, is_left=True)
        self._draw_fact(painter, below, "clock", line.time, capital, theme.muted, is_left=False)

    def _draw_fact(
        self,
        painter: QPainter,
        where: QRectF,
        sign: str,
        text: str,
        capital: float,
        colour: str,
        *,
        is_left: bool,
    ) -> None:
        edge = round(capital * 1.35)
        room = where.width() * (0.36 if is_left else 0.6) - edge * 1.3
        font = lettering.fitted(text, room, capital)
        wide = lettering.width_px(font, text)
        left = where.left() if is_left else where.right() - wide - edge * 1.3
        drawn = icon.pixmap(sign, edge, colour, self.devicePixelRatioF())
        painter.drawPixmap(round(left), round(where.center().y() - edge / 2), drawn)
        lettering.draw(
            painter,
            QRectF(left + edge * 1.3, where.top(), wide + 1, where.height()),
            text,
            font,
            self._theme.ink,
            Qt.AlignmentFlag.AlignLeft,
        )
