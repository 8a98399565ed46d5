"""The first page: who we are, how many wait, and one huge button."""

from PySide6.QtCore import Qt, Signal

from kiosk.pages.page import KioskPage
from kiosk.screen import Screen
from language.texts import Say, speaker
from ticketing.model import Language
from ui import fonts
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.label import FittedLabel, label

#: "Wilujeng sumping" in Aksara Sunda.
_GREETING = "ᮝᮤᮜᮥᮏᮨᮀ ᮞᮥᮙ᮪ᮕᮤᮀ"


def _greet(say: Say) -> str:
    return say("Welcome")


class WelcomePage(KioskPage):
    """Greets in three languages.

    Signals:
        begun: Somebody wants to begin.
    """

    begun = Signal()

    def __init__(self, look: Look, screen: Screen) -> None:
        super().__init__(look, screen)
        centre = Qt.AlignmentFlag.AlignCenter
        self.column.addStretch(2)
        fonts.register(fonts.SUNDANESE)
        sundanese = label(_GREETING, "heading", centre)
        sundanese.setFont(fonts.font(fonts.SUNDANESE, look.scale.button))
        self.column.addWidget(sundanese)
        greetings = "  ·  ".join(_greet(speaker("kiosk", each)) for each in Language)
        self.column.addWidget(label(greetings, "heading", centre))
        self._hall = FittedLabel("", "title", is_wrapped=True)
        self._hall.setMinimumHeight(look.scale.title * 2)
        self.column.addWidget(self._hall)
        self._waiting = label("", "muted", centre)
        self.column.addWidget(self._waiting)
        self.column.addStretch(1)
        begin = TouchButton(look, role="primary", icon="hand-finger", least_height_mm=45)
        begin.say(self.say("Touch to start"))
        begin.clicked.connect(self.begun)
        self.column.addWidget(begin)
        self.column.addStretch(2)
        self.show_screen(screen)

    def show_screen(self, screen: Screen) -> None:
        """Show the hall's name and how many wait."""
        if screen.reading is None:
            self._waiting.setText(self.say("One moment, please …"))
            return
        self._hall.setText(screen.reading.hall.name)
        count = screen.reading.waiting_in_all
        words = self.say.many("{n} person is waiting", "{n} people are waiting", count)
        self._waiting.setText(words if count else self.say("Nobody is waiting"))
