"""The way of an errand: its stations one below the other, numbered."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from language.texts import Say
from ticketing.catalogue import Catalogue
from ticketing.errand import Stop, StopState
from ticketing.words import Language
from ui import fonts
from ui.theme import Look
from ui.widgets.label import label

_NOT_TOLD: Mapping[str, str] = {}


class StepMark(QWidget):
    """The number of a station in a circle: filled where the visitor is, a check mark where it is done."""

    def __init__(self, look: Look, sign: str, state: StopState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._sign = sign
        self._state = state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = self._look.mm(10)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        is_here = self._state is StopState.PRESENT
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self._look.mm(0.8)
        circle = QRectF(self.rect()).adjusted(line, line, -line, -line)
        painter.setPen(QPen(QColor(theme.primary), line))
        painter.setBrush(QColor(theme.primary if is_here else theme.surface))
        painter.drawEllipse(circle)
        painter.setPen(QColor(theme.on_primary if is_here else theme.primary))
        painter.setFont(fonts.font(fonts.TEXT, round(circle.height() * 0.62), QFont.Weight.Bold))
        if self._state is StopState.DONE:
            painter.setPen(QPen(QColor(theme.primary), line * 1.4, c=Qt.PenCapStyle.RoundCap))
            x, y, unit = circle.left(), circle.top(), circle.width()
            painter.drawPolyline(
                [
                    QPointF(x + unit * 0.27, y + unit * 0.52),
                    QPointF(x + unit * 0.45, y + unit * 0.69),
                    QPointF(x + unit * 0.75, y + unit * 0.33),
                ]
            )
        else:
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, self._sign)


class Itinerary(QWidget):
    """Name, agency, zone and hours of each station; a note where the order may change.

    Args:
        look: The window's look.
        say: Says the texts.
        stops: As `errand.itinerary` tells them.
        catalogue: Has the names.
        language: The visitor's.
        called: Between which hours each is called, by service, where that is told.
        is_short: Names and hours only, where there is little room; the paper tells the rest.
        is_narrow: Hours stand below the names, not beside them.
    """

    def __init__(
        self,
        look: Look,
        say: Say,
        stops: Sequence[Stop],
        catalogue: Catalogue,
        language: Language,
        parent: QWidget | None = None,
        *,
        called: Mapping[str, str] = _NOT_TOLD,
        is_short: bool = False,
        is_narrow: bool = False,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.mm(2 if is_short else 4))
        for n, stop in enumerate(stops, 1):
            service = catalogue.service.get(stop.service)
            agency = catalogue.agency.get(service.agency) if service else None
            row = QHBoxLayout()
            row.setSpacing(look.mm(4))
            row.addWidget(StepMark(look, str(n), stop.state, self), 0, Qt.AlignmentFlag.AlignTop)
            lines = QVBoxLayout()
            lines.setSpacing(look.mm(0.5))
            name = service.name.say(language) if service else stop.service
            head = QVBoxLayout() if is_narrow else QHBoxLayout()
            head.setSpacing(look.mm(0.5 if is_narrow else 3))
            head.addWidget(
                label(f"{name} *" if stop.is_free and not is_short else name, "strong", parent=self), 1
            )
            if stop.service in called:
                hours = label(called[stop.service], "strong", parent=self)
                hours.setWordWrap(False)
                head.addWidget(hours, 0, Qt.AlignmentFlag.AlignTop)
            lines.addLayout(head)
            where = (agency.name.say(language), agency.zone) if agency else ()
            if where and not is_short:
                lines.addWidget(label(" · ".join(part for part in where if part), "small", parent=self))
            row.addLayout(lines, 1)
            column.addLayout(row)
        if any(stop.is_free for stop in stops) and not is_short:
            note = say("* The order may change: you go first where the wait is shortest.")
            column.addWidget(label(note, "small", parent=self))
        column.addStretch(1)
