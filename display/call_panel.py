"""The big place of the board: the newest call."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from display import lettering
from display.writing import Pair
from ticketing.model import Call
from ui import fonts
from ui.theme import Theme, contrast

# A wide number and counter, for asking how high letters will be.
_SAMPLE = ("SM000", "00")

# At most one flash a second: more can harm people with epilepsy (WCAG 2.3.1 allows three).
_HALF_FLASH_MS = 500
# Where nobody tells that a call was spoken, it becomes calm after so many.
_MOST_FLASHES = 20


class CallPanel(QWidget):
    """Show a number, the way to a counter, and the agency; or a greeting while there is no call.

    Gold on ink; a flash turns the two around, once a second, three times at least and until the call
    was spoken.

    Args:
        theme: Colours.
        counter: What stands over the number of the counter.
        flashes: How often a call flashes at least.

    Signals:
        painted(int): The call with this seq was painted for the first time.
    """

    painted = Signal(int)

    def __init__(
        self, theme: Theme, counter: Pair, parent: QWidget | None = None, *, flashes: int = 3
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counter = counter
        self._half_flashes = 2 * flashes
        self._call: Call | None = None
        self._agency = ""
        self._greeting: tuple[Pair, Pair] = (Pair(""), Pair(""))
        self._told = 0
        self._left = 0
        self._most = 0
        self._is_spoken = False
        self._flash = QTimer(self, interval=_HALF_FLASH_MS)
        self._flash.timeout.connect(self._on_half_flash)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def is_turned(self) -> bool:
        """Tell whether ground and letters have changed places: half of each flash."""
        return self._left % 2 == 1

    @property
    def is_flashing(self) -> bool:
        """Tell whether a call is flashing."""
        return self._flash.isActive()

    def capital_px(self, size: QSize) -> float:
        """Say how high the capitals of a call would be at a size."""
        width, height = float(size.width()), float(size.height())
        if _is_wide(width, height):
            return lettering.capital_px(_wide_font(width, height, *_SAMPLE))
        return min(lettering.capital_px(font) for font in _tall_fonts(width, height, *_SAMPLE))

    def greet(self, title: Pair, hint: Pair) -> None:
        """Show a greeting in place of a call."""
        if self._call is None and self._greeting == (title, hint):
            return
        self._call, self._greeting = None, (title, hint)
        self._end_flash()
        self.setAccessibleName(f"{title.first}. {hint.first}")
        self.update()

    def show_call(self, call: Call, agency: str, spoken: str) -> None:
        """Show a call; nothing is painted where it is shown already."""
        if (self._call, self._agency) == (call, agency):
            return
        self._call, self._agency = call, agency
        self._end_flash()
        self.setAccessibleName(spoken)
        self.update()

    def flash(self) -> None:
        """Let the call flash, from the beginning, until `calm`."""
        self._is_spoken = False
        self._most = 2 * _MOST_FLASHES
        # An odd number is turned: it begins with gold all over.
        self._left = self._half_flashes - 1
        if self._left > 0:
            self._flash.start()
        self.update()

    def calm(self) -> None:
        """Let the call stand still once it has flashed often enough: it was spoken."""
        self._is_spoken = True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        ground, gold = (theme.gold, theme.on_gold) if self.is_turned else (theme.on_gold, theme.gold)
        painter.fillRect(self.rect(), ground)
        pale = theme.on_gold if self.is_turned else _lighter(theme)
        if self._call is None:
            self._draw_greeting(painter, pale, gold)
            return
        if _is_wide(self.width(), self.height()):
            self._draw_wide(painter, self._call, pale, gold)
        else:
            self._draw_tall(painter, self._call, pale, gold)
        if self._call.seq != self._told:
            self._told = self._call.seq
            # Only after this event are the pixels handed to the screen.
            QTimer.singleShot(0, self, lambda seq=self._told: self.painted.emit(seq))

    def _draw_wide(self, painter: QPainter, call: Call, pale: str, gold: str) -> None:
        width, height = float(self.width()), float(self.height())
        margin = width * 0.03
        inner = width - 2 * margin
        # One size for both numbers: they are what people compare with their paper and the desks.
        together = _wide_font(width, height, call.number, call.counter)
        capital = lettering.capital_px(together)
        line = QRectF(margin, height * 0.24, inner, height * 0.46)
        desk = max(lettering.width_px(together, call.counter), inner * 0.16)
        number = lettering.width_px(together, call.number)
        lettering.draw(painter, line, call.number, together, gold, Qt.AlignmentFlag.AlignLeft)
        right = QRectF(line.right() - desk, line.top(), desk, line.height())
        lettering.draw(painter, right, call.counter, together, gold)
        gap = right.left() - (line.left() + number)
        long = min(gap * 0.6, capital * 1.0)
        high = min(capital * 0.62, long)
        middle = line.left() + number + gap / 2
        lettering.draw_arrow(
            painter, QRectF(middle - long / 2, line.center().y() - high / 2, long, high), pale
        )
        beside = min(margin * 0.8, gap * 0.3)
        over = QRectF(right.left() - beside, height * 0.055, desk + 2 * beside, height * 0.15)
        self._draw_label(painter, over, pale)
        self._draw_agency(painter, QRectF(margin, height * 0.76, inner, height * 0.2), pale)

    def _draw_tall(self, painter: QPainter, call: Call, pale: str, gold: str) -> None:
        width, height = float(self.width()), float(self.height())
        margin = width * 0.05
        inner = width - 2 * margin
        number, counter = _tall_fonts(width, height, call.number, call.counter)
        lettering.draw(
            painter, QRectF(margin, height * 0.05, inner, height * 0.38), call.number, number, gold
        )
        row = QRectF(margin, height * 0.46, inner, height * 0.34)
        self._draw_label(
            painter, QRectF(margin, row.top() + row.height() * 0.08, inner * 0.36, row.height() * 0.84), pale
        )
        long = inner * 0.15
        at = QRectF(margin + inner * 0.4, row.center().y() - long * 0.45, long, long * 0.9)
        lettering.draw_arrow(painter, at, pale)
        desk = QRectF(margin + inner * 0.58, row.top(), inner * 0.42, row.height())
        lettering.draw(painter, desk, call.counter, counter, gold)
        self._draw_agency(painter, QRectF(margin, height * 0.84, inner, height * 0.13), pale)

    def _draw_label(self, painter: QPainter, where: QRectF, colour: str) -> None:
        first, second = self._counter.first, self._counter.second
        share = 0.62 if second else 1.0
        top = QRectF(where.left(), where.top(), where.width(), where.height() * share)
        font = lettering.fitted(
            first, top.width(), min(top.height() * 0.62, self.height() * 0.09), fonts.HEADING
        )
        lettering.draw(painter, top, first, font, colour)
        if second:
            below = QRectF(where.left(), top.bottom(), where.width(), where.height() - top.height())
            small = lettering.fitted(second, below.width(), lettering.capital_px(font) * 0.55, fonts.HEADING)
            lettering.draw(painter, below, second, small, colour)

    def _draw_agency(self, painter: QPainter, where: QRectF, colour: str) -> None:
        font = lettering.fitted(
            self._agency, where.width(), where.height() * 0.42, fonts.HEADING, QFont.Weight.Bold
        )
        left = _is_wide(self.width(), self.height())
        align = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter
        lettering.draw(painter, where, self._agency, font, colour, align)

    def _draw_greeting(self, painter: QPainter, pale: str, gold: str) -> None:
        title, hint = self._greeting
        inner = self.width() * 0.88
        left = (self.width() - inner) / 2
        unit = min(float(self.height()), self.width() * 0.9)
        y = (self.height() - unit) / 2 + unit * 0.08
        for text, capital, high, colour in (
            (title.first, 0.15, 0.28, gold),
            (title.second, 0.05, 0.16, pale),
        ):
            font = lettering.fitted(text, inner, capital * unit, fonts.HEADING)
            lettering.draw(painter, QRectF(left, y, inner, high * unit), text, font, colour)
            y += high * unit
        for text, capital, high in ((hint.first, 0.055, 0.11), (hint.second, 0.038, 0.075)):
            wanted = capital * unit
            font, rows = lettering.wrapped(
                text, inner, wanted, wanted * 0.5, fonts.TEXT, QFont.Weight.ExtraBold
            )
            for n, row in enumerate(rows):
                place = QRectF(left, y + n * high * unit, inner, high * unit)
                lettering.draw(painter, place, row, font, pale)
            y += 2 * high * unit

    def _end_flash(self) -> None:
        self._flash.stop()
        self._left = 0

    def _on_half_flash(self) -> None:
        if self._left == 0:
            self._left = 2
        self._left -= 1
        self._most -= 1
        if self._left == 0 and (self._is_spoken or self._most <= 0):
            self._end_flash()
        self.update()


def _is_wide(width: float, height: float) -> bool:
    return width >= height * 2


def _wide_font(width: float, height: float, number: str, counter: str) -> QFont:
    """Make the one font of a number and a counter beside each other."""
    return lettering.fitted(f"{number}{counter}", width * 0.94 * 0.76, height * 0.44)


def _tall_fonts(width: float, height: float, number: str, counter: str) -> tuple[QFont, QFont]:
    """Make the fonts of a number and of the counter below it."""
    inner = width * 0.9
    return lettering.fitted(number, inner, height * 0.3), lettering.fitted(
        counter, inner * 0.42, height * 0.27
    )


def _lighter(theme: Theme) -> str:
    """Choose what is read on the ground of the call: ink or paper-white, whichever that is in this theme."""
    return max(theme.ink, theme.surface, key=lambda colour: contrast(colour, theme.on_gold))
