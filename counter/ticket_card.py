"""The ticket that is with the counter, large."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from counter.desk import Desk
from counter.mark import PriorityMark
from counter.words import CounterWords
from ui import fonts
from ui.theme import Look
from ui.widgets.label import label

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LargeNumber(QWidget):
    """A ticket's number, as large as its place allows."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._number = ""
        self.setMinimumHeight(look.scale.number)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def text(self) -> str:
        """The number shown."""
        return self._number

    def show_number(self, number: str) -> None:
        """Change the number; an empty one leaves the place free."""
        if number != self._number:
            self._number = number
            self.update()

    def fitted_font(self) -> QFont:
        """Return the largest font in which the number fits its place."""
        size = min(self.height() * 1.25, self._look.scale.number * 3.5)
        font = fonts.font(fonts.TEXT, max(8, int(size)), QFont.Weight.ExtraBold)
        wide = QFontMetricsF(font).horizontalAdvance(self._number)
        if wide > self.width():
            font.setPixelSize(max(8, int(font.pixelSize() * self.width() / wide)))
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._number:
            return
        painter = QPainter(self)
        painter.setPen(QColor(self._look.theme.on_gold))
        font = self.fitted_font()
        painter.setFont(font)
        # Digits have no descenders: their own middle is what must stand in the middle.
        baseline = self.height() / 2 + QFontMetricsF(font).capHeight() / 2
        painter.drawText(0, round(baseline), self._number)


class TicketCard(QFrame):
    """Number, service, priority mark, state and elapsed time; or that the counter is free."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = LargeNumber(look)
        self._free = label(role="title", align=Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
        self._look = look
        self._mark = PriorityMark(look)
        self._service = label(role="strong")
        self._state = label(role="heading")
        self._calls = label(role="body")
        column = QVBoxLayout(self)
        column.setContentsMargins(look.mm(10), look.mm(6), look.mm(10), look.mm(6))
        column.setSpacing(look.mm(2))
        head = QHBoxLayout()
        head.addStretch(1)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self._number, 1)
        column.addWidget(self._free, 1)
        column.addWidget(self._service)
        foot = QHBoxLayout()
        foot.setSpacing(look.mm(6))
        foot.addWidget(self._state, 0)
        foot.addWidget(self._calls, 1, Qt.AlignmentFlag.AlignBottom)
        for part in (self._state, self._calls):
            part.setWordWrap(False)
        column.addLayout(foot)
        column.addStretch(0)
        self._column = column
        self.stand(is_narrow=False)
        self._wear("surface")

    def stand(self, *, is_narrow: bool) -> None:
        """Take less room in a narrow window."""
        look = self._look
        side, above = (6, 4) if is_narrow else (10, 6)
        self._column.setContentsMargins(look.mm(side), look.mm(above), look.mm(side), look.mm(above))
        self._state.setWordWrap(is_narrow)
        self.setMinimumHeight(round(look.scale.number * (1.5 if is_narrow else 1.8)))

    @property
    def texts(self) -> list[str]:
        """What it says, from the top."""
        parts = (self._free, self._service, self._state, self._calls)
        return [text for text in (self._number.text, *(part.text() for part in parts)) if text]

    def show_desk(self, desk: Desk, words: CounterWords, now: datetime) -> None:
        """Show the counter's ticket."""
        own = desk.own
        self._wear("call" if own else "surface")
        self._mark.setVisible(own is not None and own.ticket.priority)
        if own is not None and own.ticket.priority:
            self._mark.say(words.priority())
        self._number.show_number(own.number if own else "")
        self._free.setText("" if own else words.free(desk))
        self._free.setVisible(own is None)
        self._number.setVisible(own is not None)
        self._service.setText(words.service(desk, own) if own else words.free_hint(desk))
        # A free counter says so in the middle of the card.
        self._service.setAlignment(_LEFT if own else Qt.AlignmentFlag.AlignHCenter)
        self._column.setStretch(self._column.count() - 1, 0 if own else 1)
        self._calls.setText(words.calls(desk))
        self.show_time(desk, words, now)

    def show_time(self, desk: Desk, words: CounterWords, now: datetime) -> None:
        """Show how long it has been with the counter."""
        self._state.setText(words.state(desk, now))
        self.setAccessibleName(", ".join(self.texts))

    def _wear(self, role: str) -> None:
        if self.property("role") == role:
            return
        self.setProperty("role", role)
        for part in (self, self._state, self._service, self._calls):
            part.style().unpolish(part)
            part.style().polish(part)
