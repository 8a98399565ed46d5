"""The visitor's number, as large as it goes, and what to do next."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.pages.fact import FactSheet
from kiosk.pages.itinerary import Itinerary
from kiosk.pages.page import KioskPage
from kiosk.pages.paper_strip import PaperStrip
from kiosk.pages.title import Title
from kiosk.pages.words import ahead_words, place_words
from kiosk.screen import Screen
from language import dates
from ticketing.errand import itinerary
from ticketing.token import qr_text
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.icon import Icon
from ui.widgets.label import FittedLabel, label
from ui.widgets.scroll import FingerArea


class NumberPage(KioskPage):
    """Number, service, hour, where to wait, and the paper or the code to photograph.

    `address` is where phones find the hall's page; empty where they do not.

    Signals:
        finished: The visitor is done.
        copy_wanted: The paper is to be printed once more.
    """

    finished = Signal()
    copy_wanted = Signal()

    def __init__(
        self, look: Look, screen: Screen, room: QSize, parent: QWidget | None = None, address: str = ""
    ) -> None:
        super().__init__(look, screen, room, parent)
        assert screen.issued is not None
        assert screen.service is not None
        # The way of an errand takes the room that the number and the facts have otherwise.
        self._has_room = self.is_tall and not screen.issued.ticket.plan
        first, second = self.halves(11, 9, below=(0, 1) if self.is_tall else (1, 1))
        first.addWidget(self._panel(screen.issued.ticket.number, is_first=screen.issued.ticket.priority), 1)
        centre = Qt.AlignmentFlag.AlignCenter
        first.addWidget(Title(screen.service.name.say(screen.language), "heading", centre))
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.mm(4))
        # Beside the way there is no room for the facts, and under the number there is.
        is_below = self.is_wide and bool(screen.issued.ticket.plan) and not self.is_cramped
        (first if is_below else column).addWidget(self._facts(screen))
        if screen.issued.ticket.plan:
            column.addWidget(self._way(screen))
        column.addStretch(1)
        second.addWidget(FingerArea(look, sheet, self), 1)
        self._paper = PaperStrip(
            look,
            self.say,
            qr_text(screen.issued.ticket.token, address),
            is_large=self._has_room,
            is_cramped=self.is_cramped,
        )
        second.addWidget(self._paper)
        done = TouchButton(look, self.say("Done"), role="primary", icon="check", least_height_mm=24)
        done.clicked.connect(self.finished)
        self._again = TouchButton(look, self.say("Print again"), icon="printer", least_height_mm=24)
        self._again.clicked.connect(self.copy_wanted)
        row = QHBoxLayout()
        row.setSpacing(look.mm(4))
        row.addWidget(self._again, 1)
        row.addWidget(done, 1)
        second.addLayout(row)
        self.show_screen(screen)

    def show_screen(self, screen: Screen) -> None:
        """Tell how the paper goes; offer the code to photograph where there is none."""
        self._paper.show_paper(screen.paper, shows_qr=screen.shows_qr)
        self._again.setVisible(screen.may_reprint)

    def _panel(self, number: str, *, is_first: bool) -> QFrame:
        mm = self.look.mm
        panel = QFrame(self)
        panel.setProperty("role", "ticket")
        panel.setMinimumHeight(mm(44))
        if self.is_tall:
            panel.setFixedHeight(mm(118 if self._has_room else 84))
        panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(mm(8), mm(6), mm(8), mm(4))
        inside.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(mm(2))
        head.addWidget(label(self.say("Your number"), "heading"), 1)
        if is_first:
            head.addWidget(Icon("wheelchair", mm(9), self.look.theme.gold))
            first = label(self.say("Priority"), "heading")
            first.setWordWrap(False)
            head.addWidget(first)
        inside.addLayout(head)
        large = FittedLabel(number, "number")
        large.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        inside.addWidget(large, 1)
        return panel

    def _way(self, screen: Screen) -> QFrame:
        """Show the way of an errand, the station that comes now filled."""
        assert screen.issued is not None
        assert screen.reading is not None
        sheet = QFrame(self)
        sheet.setProperty("role", "surface")
        inside = QVBoxLayout(sheet)
        margin = self.look.mm(5)
        inside.setContentsMargins(margin, margin, margin, margin)
        stops = itinerary(screen.issued.ticket.plan, (), screen.issued.leg.service)
        catalogue, language = screen.reading.catalogue, screen.language
        zone = screen.reading.hall.timezone
        called = {
            code: dates.hours(told.called_from, told.called_until, zone, language)
            for code, told in screen.issued.then.items()
        }
        inside.addWidget(
            Itinerary(
                self.look,
                self.say,
                stops,
                catalogue,
                language,
                called=called,
                is_short=not self.is_tall,
                is_narrow=self.is_wide,
            )
        )
        return sheet

    def _facts(self, screen: Screen) -> FactSheet:
        assert screen.issued is not None
        assert screen.reading is not None
        assert screen.agency is not None
        sheet = FactSheet(self.look, self, is_large=self._has_room)
        if screen.issued.ticket.is_away:
            sheet.add("alert-triangle", self.say("Network down"), self.say("Your number is valid"))
            sheet.add("bell", self.say("Your turn"), self.say("Please watch the board"))
        else:
            self._add_told(sheet, screen)
        place = place_words(self.say, screen.reading.catalogue, screen.agency)
        if place:
            sheet.add("map-pin", self.say("Place"), place)
        return sheet

    def _add_told(self, sheet: FactSheet, screen: Screen) -> None:
        assert screen.issued is not None
        assert screen.reading is not None
        told, zone = screen.issued.told, screen.reading.hall.timezone
        hours = dates.hours(told.called_from, told.called_until, zone, screen.language)
        sheet.add("clock", self.say("Called at about"), hours)
        sheet.add("users", self.say("Ahead of you"), ahead_words(self.say, told.ahead))
