"""The page that staff meet once they are known: how the printers are, and what can be done."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from kiosk.attendant.page import AttendantPage
from kiosk.attendant.presenter import AttendantPresenter
from kiosk.attendant.screen import AttendantScreen, Page
from ticketing.outbox import Readiness
from ui.theme import Look
from ui.widgets.banner import Banner, Tone

# A kiosk has a printer and a spare one.
_PRINTERS = 2


class HomePage(AttendantPage):
    """A banner for each printer of the kiosk, and a tile for each thing that can be done."""

    def __init__(
        self, look: Look, presenter: AttendantPresenter, screen: AttendantScreen, room: QSize, parent: QWidget
    ) -> None:
        super().__init__(look, presenter, screen, room, parent)
        say = self.words.say
        state, deeds = self.halves()
        self._banners = [Banner(look, self) for _ in range(_PRINTERS)]
        for banner in self._banners:
            state.addWidget(banner)
        if self.is_wide:
            state.addStretch(1)
        self.papers = self.tile(
            say("Last papers"),
            say("See what came out, print one again"),
            "printer",
            lambda: presenter.turn_to(Page.PAPERS),
        )
        self.closures = self.tile(
            say("Close and open"),
            say("The hall or an agency") if screen.may_close else say("A supervisor may do this"),
            "door",
            lambda: presenter.turn_to(Page.CLOSURES),
        )
        self.measure = self.tile(
            say("Size of the screen"),
            say("With a ruler or a bank card"),
            "arrows-maximize",
            lambda: presenter.begin_sizing(self.room.width() - 2 * look.mm(20)),
        )
        self.restart = self.tile(
            say("Start the kiosk again"), say("Takes some seconds"), "refresh", presenter.restart
        )
        for tile in (self.papers, self.closures, self.measure, self.restart):
            deeds.addWidget(tile)
        self.column.addStretch(1)
        self.show_screen(screen)

    def show_screen(self, screen: AttendantScreen) -> None:
        self.papers.setEnabled(screen.reading is not None)
        self.closures.setEnabled(screen.reading is not None and screen.may_close)
        states = screen.reading.printers if screen.reading else ()
        for banner, state in zip(self._banners, states, strict=False):
            zone = screen.reading.zone if screen.reading else ""
            tone = Tone.INFO if state.readiness in (Readiness.READY, Readiness.UNTOLD) else Tone.WARNING
            tone = tone if state.readiness.can_print else Tone.DANGER
            is_out = state.readiness in (Readiness.PAPER_OUT, Readiness.SILENT)
            icon = "printer-off" if is_out else "printer"
            banner.say(self.words.printer(state, zone), tone, icon)
        for place, banner in enumerate(self._banners):
            banner.setVisible(place < max(1, len(states)))
        if not states:
            waits = screen.reading is None
            told = self.words.say("One moment, please …") if waits else self._silence()
            self._banners[0].say(told, Tone.INFO if waits else Tone.WARNING)

    def _silence(self) -> str:
        return self.words.say("No printer of this kiosk has told how it is. Does its spooler run?")
