"""What became of a ticket whose code was scanned, in plain words."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.pages.page import KioskPage
from kiosk.pages.title import Title
from kiosk.pages.words import place_words
from kiosk.scanning import Scanned
from kiosk.screen import Paper, Screen
from language.texts import mark
from ticketing.lifecycle import State
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.icon import Icon
from ui.widgets.label import FittedLabel, label

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
        leg = scanned.leg
        icon, sentence = _told(scanned)
        counter = leg.counter if leg and leg.counter else "-"
        self.column.addStretch(2)
        if not self.is_cramped:
            self.column.addWidget(Icon(icon, look.mm(24), look.theme.primary), 0, _CENTRE)
        if leg is not None:
            number = FittedLabel(leg.number, "hero", _CENTRE)
            number.setMinimumHeight(look.mm(28 if self.is_cramped else 44))
            self.column.addWidget(number)
        self.column.addWidget(
            Title(self.say(sentence, counter=counter), "heading" if self.is_cramped else "title", _CENTRE)
        )
        if leg is not None and leg.state is State.WAITING and screen.reading is not None:
            place = place_words(self.say, screen.reading.catalogue, screen.reading.agency_of(leg))
            about = (screen.reading.service_of(leg).name.say(screen.language), place)
            self.column.addWidget(label(" · ".join(part for part in about if part), "body", _CENTRE))
        self.column.addSpacing(look.mm(2 if self.is_cramped else 6))
        done = TouchButton(look, self.say("Done"), role="primary", icon="check", least_height_mm=24)
        done.setMinimumWidth(look.mm(90))
        done.clicked.connect(self.finished)
        self._again = TouchButton(look, self.say("Print again"), icon="printer", least_height_mm=24)
        self._again.setMinimumWidth(look.mm(90))
        self._again.clicked.connect(self.copy_wanted)
        self._paper = label("", "value", _CENTRE)
        self.column.addWidget(self._paper)
        self.column.addSpacing(look.mm(4))
        row = QHBoxLayout()
        row.setSpacing(look.mm(4))
        row.addStretch(1)
        row.addWidget(self._again)
        row.addWidget(done)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(3)
        self.show_screen(screen)

    def show_screen(self, screen: Screen) -> None:
        """Tell how a copy goes, once one was asked for."""
        self._again.setVisible(screen.may_reprint)
        self._paper.setText(self.say(_PAPERS[screen.paper]) if screen.paper in _PAPERS else "")


def _told(scanned: Scanned) -> tuple[str, str]:
    """Choose the icon and the sentence."""
    if scanned.trouble is not None:
        return "alert-triangle", _TROUBLE
    if scanned.leg is None:
        return "info-circle", _UNKNOWN
    if scanned.is_back:
        return "check", _BACK
    return _STATES.get(scanned.leg.state, ("info-circle", _UNKNOWN))
