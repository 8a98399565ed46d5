"""The pages that are a list to choose from: papers, closures, and the three questions of a closure."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from kiosk.agency_icons import agency_icon
from kiosk.attendant.page import AttendantPage, Tiles
from kiosk.attendant.presenter import AttendantPresenter
from kiosk.attendant.reading import Reading
from kiosk.attendant.screen import AttendantScreen, Page
from kiosk.attendant.words import LENGTHS, REASONS
from ticketing.calendar import Closure
from ticketing.outbox import PaperLine, PaperState
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.label import label

_ICONS = {PaperState.UNKNOWN: "alert-triangle", PaperState.EXPIRED: "printer-off"}


class PapersPage(AttendantPage):
    """The last papers of this kiosk; one that was touched can be printed again."""

    def __init__(
        self, look: Look, presenter: AttendantPresenter, screen: AttendantScreen, room: QSize, parent: QWidget
    ) -> None:
        super().__init__(look, presenter, screen, room, parent)
        self._shown: tuple[PaperLine, ...] = ()
        self.papers: dict[int, TouchButton] = {}
        self._none = label(self.words.say("No paper was asked for here yet."))
        self._tiles = Tiles(self)
        self.again = TouchButton(look, parent=self, role="primary", icon="printer")
        self.again.clicked.connect(presenter.print_again)
        self.column.addWidget(self._none)
        self.column.addWidget(self._tiles, 1)
        self.column.addWidget(self.again)
        self.show_screen(screen)

    def show_screen(self, screen: AttendantScreen) -> None:
        reading, chosen = screen.reading, screen.chosen
        if reading is not None and reading.papers != self._shown:
            self._shown = reading.papers
            self.papers = {line.job.id: self._tile(line, reading) for line in reading.papers}
            self._tiles.show_tiles(self.papers.values())
        for line in self._shown:
            is_chosen = chosen is not None and line.job.id == chosen.job.id
            self.papers[line.job.id].show_icon("check" if is_chosen else _icon(line))
        self._none.setVisible(not self._shown)
        self.again.setEnabled(chosen is not None and not screen.is_asking)
        if chosen is None:
            self.again.say(self.words.say("Touch a paper to print it again"))
        else:
            self.again.say(self.words.say("Print {number} again", number=chosen.number))

    def _tile(self, line: PaperLine, reading: Reading) -> TouchButton:
        number, state = self.words.number(line), self.words.paper(line, reading.zone)
        return self.tile(number, state, _icon(line), lambda: self.presenter.choose_paper(line))


class ClosuresPage(AttendantPage):
    """What is closed: a touch opens it again; and the way to close more."""

    def __init__(
        self, look: Look, presenter: AttendantPresenter, screen: AttendantScreen, room: QSize, parent: QWidget
    ) -> None:
        super().__init__(look, presenter, screen, room, parent)
        self._shown: tuple[tuple[int, Closure], ...] = ()
        self._hint = label("")
        self._tiles = Tiles(self)
        self.close_ = TouchButton(look, self.words.say("Close something"), self, role="primary", icon="lock")
        self.close_.clicked.connect(lambda: presenter.turn_to(Page.PLACE))
        self.column.addWidget(self._hint)
        self.column.addWidget(self._tiles, 1)
        self.column.addWidget(self.close_)
        self.show_screen(screen)

    def show_screen(self, screen: AttendantScreen) -> None:
        reading = screen.reading
        if reading is not None and reading.closures != self._shown:
            self._shown = reading.closures
            self._tiles.show_tiles(self._tile(number, one, reading) for number, one in reading.closures)
        touch = self.words.say("Touch what is to be opened again.")
        self._hint.setText(touch if self._shown else self.words.say("Nothing is closed."))
        self.close_.setEnabled(not screen.is_asking)

    def _tile(self, number: int, closure: Closure, reading: Reading) -> TouchButton:
        place = self.words.place(reading, closure.agency, closure.service)
        detail = self.words.closure(closure, reading.zone)
        return self.tile(place, detail, "lock", lambda: self.presenter.unshut(number))


class QuestionPage(AttendantPage):
    """One of the three questions of a closure: what, why, and for how long."""

    def __init__(
        self, look: Look, presenter: AttendantPresenter, screen: AttendantScreen, room: QSize, parent: QWidget
    ) -> None:
        super().__init__(look, presenter, screen, room, parent)
        reading, words = screen.reading, self.words
        assert reading is not None, "the hall is read before anything is closed"
        tiles: list[QWidget] = []
        if screen.page is Page.PLACE:
            tiles = [self._place(reading, code) for code in ("", *(one.code for one in reading.agencies))]
        elif screen.page is Page.REASON:
            tiles = [self._reason(words.say(reason)) for reason in REASONS]
        else:
            tiles = [self._length(minutes) for minutes in LENGTHS]
        if screen.page is not Page.PLACE:
            told = words.place(reading, screen.place)
            told += f" · {screen.reason}" if screen.page is Page.LENGTH else ""
            self.column.addWidget(label(told, "strong"))
        area = Tiles(self)
        area.show_tiles(tiles)
        self.column.addWidget(area, 1)

    def _place(self, reading: Reading, code: str) -> QWidget:
        icon = agency_icon(code) if code else "building"
        return self.tile(self.words.place(reading, code), "", icon, lambda: self.presenter.choose_place(code))

    def _reason(self, reason: str) -> QWidget:
        return self.tile(reason, "", "info-circle", lambda: self.presenter.choose_reason(reason))

    def _length(self, minutes: int | None) -> QWidget:
        icon = "lock" if minutes is None else "clock"
        return self.tile(self.words.length(minutes), "", icon, lambda: self.presenter.shut(minutes))


def _icon(line: PaperLine) -> str:
    return _ICONS.get(line.job.state, "ticket")
