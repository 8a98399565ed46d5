"""The first page: who we are, what there is to know, and one huge button."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kiosk.kawung import KawungBand
from kiosk.pages.attraction import Attraction
from kiosk.pages.page import KioskPage
from kiosk.pages.words import hall_waiting_words, shut_words
from kiosk.screen import Screen
from kiosk.slides import slides
from language import dates
from language.texts import speaker
from ticketing.words import Language
from ui import fonts
from ui.theme import Look
from ui.widgets.button import Place, TouchButton
from ui.widgets.label import FittedLabel, label

#: "Wilujeng sumping" in Aksara Sunda.
_GREETING = "ᮝᮤᮜᮥᮏᮨᮀ ᮞᮥᮙ᮪ᮕᮤᮀ"

# From here on there is room for slides: by the height of the page, counted in titles.
_LYING_LINES, _UPRIGHT_LINES = 18, 30
# From here on they may be as high as they like, on a page that stands upright.
_AMPLE_LINES = 35


class WelcomePage(KioskPage):
    """Greets in three languages.

    Attributes:
        attraction: Where slides or pictures stand; None where there is no room for them.

    Signals:
        begun: Somebody wants to begin.
    """

    begun = Signal()

    def __init__(self, look: Look, screen: Screen, room: QSize, parent: QWidget | None = None) -> None:
        super().__init__(look, screen, room, parent)
        side = look.mm(8)
        self.column.setContentsMargins(0, side if self.is_wide else 0, 0, 0)
        words, action = self.halves(3, 2, margin=side)
        across = Qt.AlignmentFlag.AlignLeft if self.is_wide else Qt.AlignmentFlag.AlignHCenter
        align = across | Qt.AlignmentFlag.AlignVCenter
        self._hall = FittedLabel("", "hero", align, is_wrapped=True)
        self._waiting = label("", "value", align)
        self._fill(words, align, screen.language)
        lines = room.height() / look.scale.title
        has_room = lines > (_LYING_LINES if self.is_wide else _UPRIGHT_LINES)
        self.attraction = Attraction(look, self, is_small=self.is_wide) if has_room else None
        self._begin = TouchButton(
            look, role="primary", icon="hand-finger", place=Place.ABOVE, least_height_mm=62
        )
        self._begin.setProperty("rank", "large")
        self._begin.say(self.say("Touch to start"))
        self._begin.clicked.connect(self.begun)
        if self.attraction is not None:
            high_mm = 74 if self.is_wide else 88 if lines > _AMPLE_LINES else 66
            self.attraction.setFixedHeight(look.mm(high_mm))
            action.addWidget(self.attraction)
        if not self.is_wide:
            action.addWidget(self._waiting)
        action.addWidget(self._begin, 1)
        self.column.addSpacing(look.mm(4))
        self.column.addWidget(KawungBand(look))
        self.show_screen(screen)

    def show_screen(self, screen: Screen) -> None:
        """Show the hall's name, how many wait, and the slide whose turn it is."""
        if screen.reading is None:
            self._waiting.setText(self.say("One moment, please …"))
            return
        self._hall.setText(screen.reading.hall.name)
        parts = (self._hours(screen), hall_waiting_words(self.say, screen.reading))
        self._waiting.setText("  ·  ".join(part for part in parts if part))
        if self.attraction is not None:
            told = slides(screen)
            self.attraction.show_slide(told[screen.slide % len(told)] if told else None)

    def _hours(self, screen: Screen) -> str:
        """Say until when numbers are given, or from when on; empty where that is not known."""
        reading = screen.reading
        opening = reading.opening if reading else None
        if reading is None or opening is None:
            return ""
        zone, language = reading.hall.timezone, screen.language
        if not opening.is_open:
            return shut_words(self.say, opening, reading.read_at, zone, language)
        if opening.until is None:
            return ""
        return self.say("Numbers until {hour}", hour=dates.hour(opening.until, zone, language))

    def _fill(self, words: QVBoxLayout, align: Qt.AlignmentFlag, language: Language) -> None:
        mm = self.look.mm
        words.addStretch(2)
        if not self.is_cramped:
            words.addWidget(self._sundanese(align))
        words.addWidget(label(self.say("Welcome"), "greeting", align))
        others = [each for each in Language if each is not language]
        greetings = "  ·  ".join(speaker("kiosk", each)("Welcome") for each in others)
        words.addWidget(label(greetings, "heading", align))
        words.addSpacing(mm(2 if self.is_cramped else 10))
        self._hall.setMinimumHeight(mm(18 if self.is_cramped else 34))
        self._hall.setMaximumHeight(mm(100 if self.is_tall else 62))
        words.addWidget(self._hall, 3)
        if self.is_wide:
            words.addWidget(self._waiting)
        words.addStretch(2)

    def _sundanese(self, align: Qt.AlignmentFlag) -> QLabel:
        fonts.register(fonts.SUNDANESE)
        return label(_GREETING, "aksara", align)
