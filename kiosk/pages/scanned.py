"""What became of a ticket whose code was scanned, in plain words."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.pages.fact import FactSheet
from kiosk.pages.page import KioskPage
from kiosk.pages.title import Title
from kiosk.pages.words import ahead_words, place_words
from kiosk.scanning import Scanned
from kiosk.screen import Paper, Screen
from language import dates
from language.texts import mark
from ticketing.lifecycle import State
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.icon import Icon
from ui.widgets.label import FittedLabel, label
from ui.widgets.scroll import FingerArea

_CENTRE = Qt.AlignmentFlag.AlignCenter
_BACK = mark("You are in the queue again. Please wait until your number is called.")
_STATES: dict[State, tuple[str, str]] = {
    State.WAITING: ("clock", mark("You are in the queue. Please wait until your number is called.")),
    State.CALLED: ("speakerphone", mark("Your number is being called. Please go to counter {counter}.")),
    State.SERVING: ("user", mark("Your number is being served at counter {counter}.")),
    State.HELD: ("user", mark("Please go back to counter {counter} when you have everything.")),
    State.COMPLETED: ("check", mark("This number has been served. Thank you for coming.")),
    State.CANCELLED: ("info-circle", mark("This number is no longer valid. Please take a new one.")),
    State.EXPIRED: ("info-circle", mark("This number is no longer valid. Please take a new one.")),
}
_PAPERS: dict[Paper, str] = {
    Paper.COMING: mark("Your paper is being printed …"),
    Paper.OUT: mark("Please take your paper"),
    Paper.TROUBLE: mark("No copy came out. Your number stays valid; please ask the staff."),
}
_UNKNOWN = mark("This code is not a number of today. Please take a new one.")
_TROUBLE = mark("Numbers cannot be looked up right now. Please ask the staff at the information desk.")


class ScannedPage(KioskPage):
    """The number, how it stands, and where to go.

    Signals:
        finished: The visitor has read it.
        copy_wanted: The paper is to be printed once more.
    """

    finished = Signal()
    copy_wanted = Signal()

    def __init__(self, look: Look, screen: Screen, room: QSize, parent: QWidget | None = None) -> None:
        super().__init__(look, screen, room, parent)
        scanned = screen.scanned or Scanned()
        # Where hours are told, a page that lies has them beside the number: below it there is no room.
        is_told = scanned.now is not None and screen.reading is not None
        is_parted = is_told and self.is_wide
        first, second = self.halves(1, 1) if is_parted else (self.column, self.column)
        has_room = is_parted or self.is_tall or not is_told  # for what is for the eye alone
        if is_parted or self.is_tall or not is_told:
            first.addStretch(2)
        self._add_number(first, screen, scanned, is_bare=self.is_cramped or not has_room)
        if is_parted:
            first.addStretch(2)
        if is_told:
            second.addWidget(FingerArea(look, self._told(screen, scanned), self), 8)
        second.addSpacing(look.mm(2 if self.is_cramped else 6))
        self._paper = label("", "value", _CENTRE)
        second.addWidget(self._paper)
        second.addSpacing(look.mm(4))
        second.addLayout(self._buttons(is_narrow=is_parted))
        if not is_told:
            second.addStretch(3)
        self.show_screen(screen)

    def _add_number(self, column: QVBoxLayout, screen: Screen, scanned: Scanned, *, is_bare: bool) -> None:
        """Show the number, how it stands, and what it is for."""
        leg = scanned.leg
        icon, sentence = _standing(scanned)
        if not is_bare:
            column.addWidget(Icon(icon, self.look.mm(24), self.look.theme.primary), 0, _CENTRE)
        if leg is not None:
            number = FittedLabel(leg.number, "hero", _CENTRE)
            number.setMinimumHeight(self.look.mm(28 if is_bare else 44))
            column.addWidget(number)
        counter = leg.counter if leg and leg.counter else "-"
        told = self.say(sentence, counter=counter)
        column.addWidget(Title(told, "heading" if is_bare else "title", _CENTRE))
        if leg is not None and leg.state is State.WAITING and screen.reading is not None:
            place = place_words(self.say, screen.reading.catalogue, screen.reading.agency_of(leg))
            about = (screen.reading.service_of(leg).name.say(screen.language), place)
            column.addWidget(label(" · ".join(part for part in about if part), "body", _CENTRE))

    def _told(self, screen: Screen, scanned: Scanned) -> QWidget:
        """Tell when the number will be called, how many are ahead, and what has changed since the paper."""
        now, shown, before = scanned.now, scanned.shown, scanned.before
        told = QWidget()
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.mm(4))
        assert now is not None
        assert shown is not None
        assert screen.reading is not None
        zone, language = screen.reading.hall.timezone, screen.language
        hours = dates.hours(shown.called_from, shown.called_until, zone, language)
        sheet = FactSheet(self.look, self, is_large=self.is_tall)
        sheet.add("clock", self.say("Called at about"), hours)
        sheet.add("users", self.say("Ahead of you"), ahead_words(self.say, now.ahead))
        column.addStretch(1)
        column.addWidget(sheet)
        if before is not None:
            was = dates.hours(before.called_from, before.called_until, zone, language)
            changed = self.say("Hour changed: {now}, was {before}", now=hours, before=was)
            column.addWidget(label(changed, "heading", _CENTRE))
        column.addStretch(1 if self.is_wide else 3)
        return told

    def _buttons(self, *, is_narrow: bool) -> QHBoxLayout:
        done = TouchButton(self.look, self.say("Done"), role="primary", icon="check", least_height_mm=24)
        done.clicked.connect(self.finished)
        self._again = TouchButton(self.look, self.say("Print again"), icon="printer", least_height_mm=24)
        self._again.clicked.connect(self.copy_wanted)
        row = QHBoxLayout()
        row.setSpacing(self.look.mm(4))
        for button in (self._again, done):
            if not is_narrow:
                button.setMinimumWidth(self.look.mm(90))
            row.addWidget(button, int(is_narrow))
        if not is_narrow:
            row.insertStretch(0, 1)
            row.addStretch(1)
        return row

    def show_screen(self, screen: Screen) -> None:
        """Tell how a copy goes, once one was asked for."""
        self._again.setVisible(screen.may_reprint)
        self._paper.setText(self.say(_PAPERS[screen.paper]) if screen.paper in _PAPERS else "")


def _standing(scanned: Scanned) -> tuple[str, str]:
    """Choose the icon and the sentence."""
    if scanned.trouble is not None:
        return "alert-triangle", _TROUBLE
    if scanned.leg is None:
        return "info-circle", _UNKNOWN
    if scanned.is_back:
        return "check", _BACK
    return _STATES.get(scanned.leg.state, ("info-circle", _UNKNOWN))
