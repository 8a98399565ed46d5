"""The visitor's number, as large as it goes, and what to do next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from kiosk.pages.page import KioskPage
from kiosk.screen import Paper, Screen
from language import dates
from ticketing.token import qr_text
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.label import FittedLabel, label
from ui.widgets.qr import QrCode


class NumberPage(KioskPage):
    """Number, service, hour, where to wait, and the paper or the code to photograph.

    Signals:
        finished: The visitor is done.
    """

    finished = Signal()

    def __init__(self, look: Look, screen: Screen) -> None:
        super().__init__(look, screen)
        issued, service, reading = screen.issued, screen.service, screen.reading
        assert issued is not None
        assert service is not None
        assert reading is not None
        centre = Qt.AlignmentFlag.AlignCenter
        self.column.addWidget(label(self.say("Your number"), "heading", centre))
        row = QHBoxLayout()
        row.setSpacing(look.mm(6))
        gold = QFrame()
        gold.setProperty("role", "call")
        gold.setMaximumHeight(look.mm(95))
        inside = QVBoxLayout(gold)
        number = FittedLabel(issued.ticket.number, "number")
        inside.addWidget(number)
        row.addWidget(gold, 3)
        self._code = QrCode(look.mm(52))
        self._code.show_text(qr_text(issued.ticket.token))
        self._code.setAccessibleName(self.say("Code of your number"))
        row.addWidget(self._code, 0, centre)
        self.column.addLayout(row, 1)
        self.column.addWidget(label(service.name.say(screen.language), "strong", centre))
        told, zone = issued.told, reading.hall.timezone
        hours = dates.hours(told.called_from, told.called_until, zone, screen.language)
        self.column.addWidget(label(self.say("Called at about {hours}", hours=hours), "heading", centre))
        ahead = self.say("Nobody is ahead of you")
        if told.ahead:
            ahead = self.say.many("{n} person ahead of you", "{n} people ahead of you", told.ahead)
        self.column.addWidget(label(ahead, "body", centre))
        self.column.addWidget(label(self._place(screen), "strong", centre))
        self._paper = label("", "heading", centre)
        self.column.addWidget(self._paper)
        done = TouchButton(look, self.say("Done"), role="primary", icon="check", least_height_mm=24)
        done.clicked.connect(self.finished)
        self.column.addWidget(done)
        self.show_screen(screen)

    def show_screen(self, screen: Screen) -> None:
        """Tell how the paper goes; offer the code to photograph where there is none."""
        self._code.setVisible(screen.shows_qr)
        words = {
            Paper.COMING: self.say("Your paper is being printed …"),
            Paper.OUT: self.say("Please take your paper"),
            Paper.TROUBLE: self.say("No paper? Photograph this number. It is valid."),
            Paper.NONE: self.say("Photograph this number. It is valid."),
        }
        self._paper.setText(words[screen.paper])

    def _place(self, screen: Screen) -> str:
        assert screen.reading is not None
        assert screen.agency is not None
        desks = screen.reading.catalogue.counters_of(screen.agency.code)
        if not desks:
            return screen.agency.zone
        first, last = desks[0].name, desks[-1].name
        if first == last:
            where = self.say("Counter {number}", number=first)
        else:
            where = self.say("Counters {first}–{last}", first=first, last=last)
        return " · ".join(part for part in (screen.agency.zone, where) if part)
