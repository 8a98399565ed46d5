"""The sheet on which a visitor makes the kiosk easier: larger, plainer, lower, spoken."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.cover import Cover
from kiosk.ease import Wish
from kiosk.presenter import Presenter
from kiosk.screen import Screen
from language.texts import mark, speaker
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.label import label

_CARD_MM = 190
_WISHES: dict[Wish, tuple[str, str]] = {
    Wish.LARGE: ("text-size", mark("Larger letters")),
    Wish.CONTRAST: ("contrast", mark("High contrast")),
    Wish.LOW: ("wheelchair", mark("Buttons further down")),
    Wish.SPOKEN: ("volume", mark("Read aloud")),
}


class EaseSheet(Cover):
    """Switches; each shows what it does at once. A touch beside the sheet closes it.

    Args:
        look: What is worn.
        presenter: Knows what a touch means.
        parent: The window.
        area: Where the sheet may stand.
        wishes: What can be switched here.
    """

    def __init__(
        self, look: Look, presenter: Presenter, parent: QWidget, area: QRect, wishes: list[Wish]
    ) -> None:
        super().__init__(look, parent, area, _CARD_MM)
        self.touched_beside.connect(lambda: presenter.show_ease(is_open=False))
        self._title = label("", "title", parent=self.card)
        self.inside.addWidget(self._title)
        grid = QGridLayout()
        grid.setSpacing(look.mm(4))
        self._switches: dict[Wish, TouchButton] = {}
        for place, wish in enumerate(wishes):
            switch = TouchButton(look, parent=self.card, role="toggle", least_height_mm=28)
            switch.setCheckable(True)
            switch.clicked.connect(lambda _=False, wish=wish: presenter.switch(wish))
            grid.addWidget(switch, *divmod(place, 2))
            self._switches[wish] = switch
        for each in range(2):
            grid.setColumnStretch(each, 1)
        self.inside.addLayout(grid)
        self._hint = label("", "muted", parent=self.card)
        self.inside.addWidget(self._hint)
        self._done = TouchButton(look, parent=self.card, role="primary", icon="check", least_height_mm=26)
        self._done.clicked.connect(lambda: presenter.show_ease(is_open=False))
        self.inside.addWidget(self._done)

    def show_screen(self, screen: Screen) -> None:
        """Open or close; mark what is switched on."""
        say = speaker("kiosk", screen.language)
        self._title.setText(say("Easier for you"))
        self._hint.setText(say("Ends by itself when you have finished."))
        self._done.say(say("Go on"))
        for wish, switch in self._switches.items():
            icon, words = _WISHES[wish]
            is_on = screen.ease.has(wish)
            switch.say(say(words))
            switch.setChecked(is_on)
            switch.show_icon("check" if is_on else icon)
        self.show_cover(screen.shows_ease)
