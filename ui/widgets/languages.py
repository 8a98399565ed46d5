"""The switch between the languages of the hall."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from ticketing.words import Language
from ui.theme import Look
from ui.widgets.button import TouchButton

#: Each language by its own name, so that everybody finds theirs.
OWN_NAMES = {
    Language.ID: "Indonesia",
    Language.EN: "English",
    Language.SU: "Sunda",
}
_SHORT_NAMES = {Language.ID: "ID", Language.EN: "EN", Language.SU: "SU"}


class LanguageSwitch(QWidget):
    """One button per language, always all three; the present one is filled and has a check mark.

    Args:
        is_short: Write codes instead of names where there is little room.

    Signals:
        language_chosen(Language): The visitor chose another language.
    """

    language_chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None, *, is_short: bool = False) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.mm(3))
        group = QButtonGroup(self)
        names = _SHORT_NAMES if is_short else OWN_NAMES
        self._buttons: dict[Language, TouchButton] = {}
        for language, name in names.items():
            button = TouchButton(look, name, self, role="language")
            button.setAccessibleName(OWN_NAMES[language])
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, chosen=language: self.language_chosen.emit(chosen))
            group.addButton(button)
            row.addWidget(button)
            self._buttons[language] = button
        self.show_language(Language.ID)

    def show_language(self, language: Language) -> None:
        """Mark the present language."""
        for each, button in self._buttons.items():
            button.setChecked(each is language)
            button.show_icon("check" if each is language else "")

    def button(self, language: Language) -> TouchButton:
        """Return the button of a language."""
        return self._buttons[language]
