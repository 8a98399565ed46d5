"""A message across a page: icon, words, tone."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.theme import Look
from ui.widgets.icon import Icon
from ui.widgets.label import label


class Tone(StrEnum):
    """How grave a message is; each has its own icon, so colour is not alone."""

    INFO = "info"
    WARNING = "warning"
    DANGER = "danger"


_ICONS = {Tone.INFO: "info-circle", Tone.WARNING: "alert-triangle", Tone.DANGER: "hand-stop"}


class Banner(QFrame):
    """A message that stays until it is taken back."""

    def __init__(self, look: Look, parent: QWidget | None = None, *, tone: Tone = Tone.INFO) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("role", "banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.mm(4), look.mm(3), look.mm(4), look.mm(3))
        row.setSpacing(look.mm(4))
        self._icon = Icon("info-circle", round(look.scale.body * 1.5), look.theme.primary)
        self._words = label(align=Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        self.say("", tone)

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, text: str, tone: Tone = Tone.INFO, icon: str = "") -> None:
        """Change words, tone and icon; without `icon` the one of the tone."""
        self._words.setText(text)
        colours = {
            Tone.INFO: self._look.theme.primary,
            Tone.WARNING: self._look.theme.warning,
            Tone.DANGER: self._look.theme.danger,
        }
        self._icon.show_icon(icon or _ICONS[tone], colours[tone])
        self.setProperty("tone", tone.value)
        self.style().unpolish(self)
        self.style().polish(self)
