"""What lies over a page: "one moment", and "are you still here?"."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from kiosk.cover import Cover
from kiosk.presenter import Presenter
from kiosk.screen import Screen
from language.texts import speaker
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.label import label

_CARD_MM = 170


class Veil(Cover):
    """Covers the page while a visitor is asked, or has to wait longer than a moment."""

    def __init__(self, look: Look, presenter: Presenter, parent: QWidget, area: QRect) -> None:
        super().__init__(look, parent, area, _CARD_MM)
        self._words = label("", "title", Qt.AlignmentFlag.AlignCenter, self.card)
        self._count = label("", "body", Qt.AlignmentFlag.AlignCenter, self.card)
        self._stay = TouchButton(look, parent=self.card, role="primary", icon="check", least_height_mm=28)
        self._stay.clicked.connect(presenter.touch)
        for widget in (self._words, self._count, self._stay):
            self.inside.addWidget(widget)

    def show_screen(self, screen: Screen, *, is_slow: bool) -> None:
        """Cover the page if the screen asks for it; `is_slow`: what was asked for takes long."""
        say = speaker("kiosk", screen.language)
        asks = screen.seconds_left is not None
        waits = screen.is_asking and is_slow
        if asks:
            self._words.setText(say("Still here?"))
            left_s = screen.seconds_left or 0
            words = say.many("Back to the start in {n} second", "Back to the start in {n} seconds", left_s)
            self._count.setText(words)
            self._stay.say(say("Yes, go on"))
        elif waits:
            self._words.setText(say("One moment, please …"))
        self._count.setVisible(asks)
        self._stay.setVisible(asks)
        self.show_cover(asks or waits)
