"""Pages for when no number can be given: calm, and with a way on."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.pages import closed
from kiosk.pages.page import KioskPage
from kiosk.pages.title import Title
from kiosk.screen import Page, Screen
from language.sentences import explain
from language.texts import Say, speaker
from ticketing.errors import NotOpen, UnknownService
from ticketing.words import Language
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.icon import Icon
from ui.widgets.label import label

_CENTRE = Qt.AlignmentFlag.AlignCenter


class TroublePage(KioskPage):
    """Says that no number can be given and where to turn; recovers by itself.

    Signals:
        tried_again: The visitor wants to try once more.
    """

    tried_again = Signal()

    def __init__(self, look: Look, screen: Screen, room: QSize, parent: QWidget | None = None) -> None:
        super().__init__(look, screen, room, parent)
        trouble = screen.trouble
        is_gone = isinstance(trouble, (UnknownService, NotOpen))
        self.column.addStretch(2)
        icon = Icon("info-circle" if is_gone else "alert-triangle", look.mm(28), look.theme.warning)
        self.column.addWidget(icon, 0, _CENTRE)
        self.column.addSpacing(look.mm(4))
        if isinstance(trouble, NotOpen):
            shut = closed.opening_of(trouble)
            self._tell(
                closed.title(shut.reason, self.say),
                closed.body(shut, screen, self.say),
            )
        elif is_gone:
            self._tell(self.say("This service is not offered at present"), self.say("Please choose another."))
        else:
            self._tell(*_closed(self.say))
        if screen.page is Page.FAULT:
            self._tell_in_other_languages(screen.language)
        elif not is_gone:
            self._offer_another_try()
        self.column.addStretch(3)
        if screen.trouble is not None and not is_gone:
            self.column.addWidget(label(explain(screen.trouble, screen.language), "small", _CENTRE))

    def _tell(self, title: str, body: str) -> None:
        self.column.addWidget(Title(title, "title", _CENTRE))
        self.column.addWidget(label(body, "body", _CENTRE))

    def _tell_in_other_languages(self, known: Language) -> None:
        for language in Language:
            if language is not known:
                title, body = _closed(speaker("kiosk", language))
                self.column.addSpacing(self.look.mm(4))
                self.column.addWidget(label(title, "heading", _CENTRE))
                self.column.addWidget(label(body, "body", _CENTRE))

    def _offer_another_try(self) -> None:
        again = TouchButton(self.look, role="primary", icon="refresh", least_height_mm=28)
        again.say(self.say("Try again"))
        again.setMinimumWidth(self.look.mm(110))
        again.clicked.connect(self.tried_again)
        self.column.addSpacing(self.look.mm(8))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(again)
        row.addStretch(1)
        self.column.addLayout(row)


def _closed(say: Say) -> tuple[str, str]:
    return say("Numbers cannot be given right now"), say("Please ask the staff at the information desk.")
