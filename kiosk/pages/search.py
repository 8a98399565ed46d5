"""The page with the keyboard: results come while the visitor types."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.agency_icons import agency_icon
from kiosk.finding import SHOWN
from kiosk.pages.page import KioskPage
from kiosk.pages.title import Title
from kiosk.pages.words import shut_words
from kiosk.screen import Screen
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.icon import Icon
from ui.widgets.keyboard import Keyboard
from ui.widgets.label import label
from ui.widgets.scroll import FingerArea
from ui.widgets.typed import TypedLine

_COLUMNS_UPRIGHT, _COLUMNS_LYING = 7, 6


class SearchPage(KioskPage):
    """What was typed, what it finds, and the keys.

    Signals:
        typed(str): A letter or a space.
        erased: The last letter is to go.
        cleared: All are to go.
        chosen(str): Code of the service that was touched.
    """

    typed = Signal(str)
    erased = Signal()
    cleared = Signal()
    chosen = Signal(str)

    def __init__(self, look: Look, screen: Screen, room: QSize, parent: QWidget | None = None) -> None:
        super().__init__(look, screen, room, parent)
        self._codes: tuple[str, ...] = ()
        first, second = self.halves(11, 10)
        typing, results = (first, second) if self.is_wide else (second, first)
        self._typed = TypedLine(look)
        top = first
        if not self.is_wide:
            top.addWidget(Title(self.say("What do you need?")))
        top.addWidget(self._field())
        self.keyboard = Keyboard(look, _COLUMNS_LYING if self.is_wide else _COLUMNS_UPRIGHT, self)
        self.keyboard.say(self.say("space"), self.say("Erase the last letter"), self.say("Erase all"))
        self.keyboard.typed.connect(self.typed)
        self.keyboard.erased.connect(self.erased)
        self.keyboard.cleared.connect(self.cleared)
        self._hint = label("", "muted")
        self._hint.setWordWrap(True)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.mm(3))
        self.results = [self._result(place, sheet) for place in range(SHOWN)]
        for button in self.results:
            column.addWidget(button)
        column.addWidget(self._hint)
        column.addStretch(1)
        self._area = FingerArea(look, sheet, self)
        results.addWidget(self._area, 1)
        typing.addWidget(self.keyboard)
        if self.is_wide:
            typing.addStretch(1)
        self.show_screen(screen)

    def to_top(self) -> None:
        """Show the best results."""
        self._area.to_top()

    @property
    def hint(self) -> str:
        """What stands there while nothing is found."""
        return "" if self._hint.isHidden() else self._hint.text()

    def show_screen(self, screen: Screen) -> None:
        reading = screen.reading
        if reading is None:
            return
        self._typed.show_text(screen.typed)
        known = [code for code in screen.found if code in reading.catalogue.service]
        if tuple(known) != self._codes:
            self._area.to_top()
        self._codes = tuple(known)
        for button, code in zip(self.results, known, strict=False):
            service = reading.catalogue.service[code]
            agency = reading.catalogue.agency[service.agency].name.say(screen.language)
            shut = reading.closed.get(code)
            if shut is not None:
                agency = shut_words(self.say, shut, reading.read_at, reading.hall.timezone, screen.language)
            button.say(service.name.say(screen.language), agency)
            button.show_icon("clock" if shut is not None else agency_icon(service.agency))
        for place, button in enumerate(self.results):
            button.setVisible(place < len(known))
        self._hint.setVisible(not known)
        self._hint.setText(
            self.say("Nothing found. Try another word, or go back and choose the agency.")
            if screen.typed.strip()
            else self.say("Type a word of it: lost ID card, motorcycle tax, passport …")
        )

    def _field(self) -> QWidget:
        field = QFrame(self)
        field.setProperty("role", "surface")
        row = QHBoxLayout(field)
        margin = self.look.mm(3)
        row.setContentsMargins(margin, margin, margin, margin)
        row.setSpacing(margin)
        row.addWidget(Icon("search", self.look.mm(10), self.look.theme.primary, field))
        row.addWidget(self._typed, 1)
        return field

    def _result(self, place: int, parent: QWidget) -> TouchButton:
        button = TouchButton(self.look, parent=parent, role="tile", icon="file-text", least_height_mm=25)
        button.clicked.connect(lambda: self._on_result(place))
        button.hide()
        return button

    def _on_result(self, place: int) -> None:
        if place < len(self._codes):
            self.chosen.emit(self._codes[place])
