"""The lower edge of every page: back, what makes the kiosk easier, and the way to the start."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.ease import Wish
from kiosk.presenter import Presenter
from kiosk.screen import Page, Screen
from kiosk.walk import BACK
from language.texts import speaker
from ui.theme import Look
from ui.widgets.button import Place, TouchButton

_HIGH_MM, _WIDE_MM = 20, 42
_ENDS = (Page.WELCOME, Page.FAULT, Page.NUMBER, Page.SCANNED)


class Foot(QWidget):
    """Four buttons, always in the same places.

    Args:
        speaks: Whether there is a voice that could read aloud.
    """

    def __init__(self, look: Look, presenter: Presenter, parent: QWidget, *, speaks: bool) -> None:
        super().__init__(parent)
        self._speaks = speaks
        row = QHBoxLayout(self)
        side = look.mm(8)
        row.setContentsMargins(side, look.mm(2), side, look.mm(4))
        row.setSpacing(look.mm(3))
        self._back = self._button(look, "quiet", "arrow-left")
        self._ease = self._button(look, "quiet", "eye")
        self._sound = self._button(look, "toggle", "volume-off")
        self._sound.setCheckable(True)
        self._home = self._button(look, "quiet", "home")
        self._back.clicked.connect(presenter.go_back)
        self._ease.clicked.connect(lambda: presenter.show_ease(is_open=True))
        self._sound.clicked.connect(lambda: presenter.switch(Wish.SPOKEN))
        self._home.clicked.connect(presenter.finish)
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._ease)
        row.addWidget(self._sound)
        row.addStretch(1)
        row.addWidget(self._home)

    def _button(self, look: Look, role: str, icon: str) -> TouchButton:
        button = TouchButton(
            look, parent=self, role=role, icon=icon, place=Place.ABOVE, least_height_mm=_HIGH_MM
        )
        button.setProperty("rank", "small")
        button.setMinimumWidth(look.mm(_WIDE_MM))
        return button

    def show_screen(self, screen: Screen) -> None:
        """Offer what fits the page."""
        say = speaker("kiosk", screen.language)
        self._back.say(say("Back"))
        self._ease.say(say("View"))
        self._sound.say(say("Voice"))
        self._home.say(say("Start over"))
        self._sound.setChecked(screen.ease.spoken)
        self._sound.show_icon("volume" if screen.ease.spoken else "volume-off")
        self._sound.setVisible(self._speaks)
        self._back.setVisible(screen.page in BACK)
        self._home.setVisible(screen.page not in _ENDS)
