"""How the paper goes, or the code to photograph instead."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from kiosk.pages.title import Title
from kiosk.screen import Paper
from language.texts import Say
from ui.theme import Look
from ui.widgets.icon import Icon
from ui.widgets.qr import QrCode

_ICONS = {
    Paper.COMING: "printer",
    Paper.OUT: "arrow-down",
    Paper.TROUBLE: "device-mobile",
    Paper.EMPTY: "device-mobile",
    Paper.NONE: "device-mobile",
}


class PaperStrip(QFrame):
    """An icon, a sentence, and the code once it is offered.

    Args:
        look: The window's look.
        say: Speaks the visitor's language.
        code: What the code says.
        is_large: Written larger, where there is room.
        is_cramped: Written smaller, where there is hardly any.
    """

    def __init__(
        self, look: Look, say: Say, code: str, *, is_large: bool = False, is_cramped: bool = False
    ) -> None:
        super().__init__()
        self._look = look
        self._text = code
        self._sentences = {
            Paper.COMING: say("Your paper is being printed …"),
            Paper.OUT: say("Please take your paper"),
            Paper.TROUBLE: say("No paper? Photograph this number. It is valid."),
            Paper.EMPTY: say("There is no paper now. Photograph this number. It is valid."),
            Paper.NONE: say("Photograph this number. It is valid."),
        }
        self.setProperty("role", "surface")
        row = QHBoxLayout(self)
        margin = look.mm(4)
        row.setContentsMargins(margin, margin, margin, margin)
        row.setSpacing(look.mm(5))
        self._icon = Icon("printer", look.mm(16 if is_large else 11), look.theme.primary)
        row.addWidget(self._icon)
        self._words = Title("", "figure" if is_large else "strong" if is_cramped else "value")
        row.addWidget(self._words, 1)
        self._code = QrCode(look.mm(58 if is_large else 38 if is_cramped else 48))
        self._code.setAccessibleName(say("Code of your number"))
        row.addWidget(self._code)
        self.setMinimumHeight(look.mm(38 if is_large else 24))

    def show_paper(self, paper: Paper, *, shows_qr: bool) -> None:
        """Tell how the paper goes."""
        self._words.setText(self._sentences[paper])
        is_trouble = paper is Paper.TROUBLE
        colour = self._look.theme.warning if is_trouble else self._look.theme.primary
        self._icon.show_icon(_ICONS[paper], colour)
        self._icon.setVisible(not shows_qr)
        if shows_qr and not self._code.modules:  # drawing it takes a moment that most papers spare
            self._code.show_text(self._text)
        self._code.setVisible(shows_qr)
