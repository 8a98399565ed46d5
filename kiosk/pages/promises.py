"""What a service promises beside its documents: how it goes, how long, what it costs, what one gets."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from language.texts import Say
from ticketing.catalogue import Standard
from ticketing.words import Language, Words
from ui.theme import Look
from ui.widgets.icon import Icon
from ui.widgets.label import label


class Promises(QFrame):
    """The parts of a service standard that are published, one below the other.

    Args:
        look: The window's look.
        say: Speaks the visitor's language.
        standard: What is promised; parts that are missing are left out.
        language: The visitor's.
        parent: Where it stands.
    """

    def __init__(self, look: Look, say: Say, standard: Standard, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("role", "surface")
        self._column = QVBoxLayout(self)
        margin = look.mm(6)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(look.mm(5))
        steps = [f"{n}. {step.say(language)}" for n, step in enumerate(standard.procedure, start=1)]
        parts: tuple[tuple[str, str, Words | None], ...] = (
            ("wallet", say("Cost"), standard.cost),
            ("calendar", say("Ready"), standard.days),
            ("file-text", say("What you get"), standard.product),
        )
        for icon, name, words in parts:
            if words is not None:
                self._add(icon, name, words.say(language))
        if steps:
            self._add("list", say("How it goes"), "\n".join(steps))
        if standard.complaints is not None:
            self._add("speakerphone", say("Complaints"), standard.complaints.say(language))

    def _add(self, icon: str, name: str, words: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(self._look.mm(5))
        lines = QVBoxLayout()
        lines.setSpacing(self._look.mm(0.5))
        lines.addWidget(label(name, "muted", parent=self))
        lines.addWidget(label(words, "body", parent=self))
        drawn = Icon(icon, self._look.mm(11), self._look.theme.primary, self)
        row.addWidget(drawn)
        row.addLayout(lines, 1)
        self._column.addLayout(row)
