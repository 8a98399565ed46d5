"""Running text at the foot of the board."""

import time
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QHideEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from display import lettering
from ui import fonts
from ui.theme import Theme

#: A pace at which people read along, for a board of 1080 lines; larger ones run faster.
PX_PER_S = 70
_FRAME_MS = 40
_STANDS_MS = 8000
_GAP = "      •      "

# A text is one picture; so long a one at most, in pixels.
_LONGEST_PX = 30_000


class RunningText(QWidget):
    """Let sentences run from right to left; one after the other stands still where motion is unwanted.

    The line is drawn once, and then only moved.

    Args:
        theme: Colours.
        sentences: What runs by.
        motion: Whether it runs.
    """

    def __init__(
        self, theme: Theme, sentences: Sequence[str], parent: QWidget | None = None, *, motion: bool = True
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sentences = [sentence for sentence in sentences if sentence.strip()]
        self._motion = motion
        self._line: QPixmap | None = None
        self._began_s = time.monotonic()
        self._drawn_at = -1
        self._shown = 0
        self._frame = QTimer(self, interval=_FRAME_MS if motion else _STANDS_MS)
        self._frame.timeout.connect(self._on_frame)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(". ".join(self._sentences))

    @property
    def has_text(self) -> bool:
        """Tell whether there is anything to say."""
        return bool(self._sentences)

    @property
    def speed(self) -> float:
        """Pixels a second."""
        window = self.window()
        return PX_PER_S * max(1.0, min(window.width(), window.height()) / 1080)

    @property
    def offset_px(self) -> int:
        """How far the line has run."""
        if self._line is None or not self._motion:
            return 0
        wide = self._line.width() / self._line.devicePixelRatio()
        return int((time.monotonic() - self._began_s) * self.speed % max(1.0, wide))

    @property
    def sentence(self) -> str:
        """What stands now, where nothing runs."""
        return self._sentences[self._shown % len(self._sentences)] if self._sentences else ""

    def sizeHint(self) -> QSize:
        return QSize(400, 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._line = None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.has_text:
            self._frame.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._frame.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.paper)
        if not self.has_text:
            return
        if not self._motion:
            self._draw_standing(painter)
            return
        if self._line is None:
            self._line = self._drawn()
        wide = max(1, round(self._line.width() / self._line.devicePixelRatio()))
        x = -self.offset_px
        while x < self.width():
            painter.drawPixmap(x, 0, self._line)
            x += wide

    def _on_frame(self) -> None:
        if not self._motion:
            self._shown += 1
            self.update()
        elif self._drawn_at != self.offset_px:
            self._drawn_at = self.offset_px
            self.update()

    def _font(self) -> QFont:
        size = fonts.pixel_size(fonts.TEXT, self.height() * 0.36)
        return fonts.font(fonts.TEXT, size, QFont.Weight.Bold)

    def _drawn(self) -> QPixmap:
        """Draw the whole line once; at least as wide as the place, so that it runs through."""
        ratio = self.devicePixelRatioF()
        text = "".join(f"{sentence}{_GAP}" for sentence in self._sentences)
        font = self._font()
        wide = min(max(lettering.width_px(font, text), self.width()), _LONGEST_PX)
        line = QPixmap(round(wide * ratio), round(self.height() * ratio))
        line.setDevicePixelRatio(ratio)
        line.fill(self._theme.paper)
        painter = QPainter(line)
        where = QRectF(0, 0, wide, self.height())
        lettering.draw(painter, where, text, font, self._theme.ink, Qt.AlignmentFlag.AlignLeft)
        painter.end()
        return line

    def _draw_standing(self, painter: QPainter) -> None:
        where = QRectF(self.rect())
        capital = where.height() * 0.36
        font, text = lettering.shortened(
            self.sentence, where.width(), capital, capital * 0.7, fonts.TEXT, QFont.Weight.Bold
        )
        lettering.draw(painter, where, text, font, self._theme.ink, Qt.AlignmentFlag.AlignRight)
