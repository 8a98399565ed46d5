"""Pages for when no number can be given: calm, and with a way on."""

from PySide6.QtCore import Qt, Signal

from kiosk.pages.page import KioskPage
from kiosk.screen import Page, Screen
from language.texts import speaker
from ticketing.model import Language
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.icon import Icon
from ui.widgets.label import label


class TroublePage(KioskPage):
    """Says that no number can be given and where to turn; recovers by itself.

    Signals:
        tried_again: The visitor wants to try once more.
    """

    tried_again = Signal()

    def __init__(self, look: Look, screen: Screen) -> None:
        super().__init__(look, screen)
        centre = Qt.AlignmentFlag.AlignCenter
        self.column.addStretch(1)
        icon = Icon("alert-triangle", look.mm(24), look.theme.warning)
        self.column.addWidget(icon, 0, centre)
        languages = (screen.language,) if screen.page is Page.SORRY else tuple(Language)
        for language in languages:
            say = speaker("kiosk", language)
            self.column.addWidget(label(say("Numbers cannot be given right now"), "heading", centre))
            self.column.addWidget(label(say("Please ask the staff at the information desk."), "body", centre))
        if screen.page is Page.SORRY:
            again = TouchButton(look, role="primary", icon="refresh", least_height_mm=24)
            again.say(self.say("Try again"))
            again.clicked.connect(self.tried_again)
            self.column.addWidget(again)
        self.column.addStretch(1)
