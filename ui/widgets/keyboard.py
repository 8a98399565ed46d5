"""A keyboard on the glass: letters in the order of the alphabet, each as wide as a thumb."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import Look
from ui.widgets.button import TouchButton

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_HIGH_MM = 20


class Keyboard(QWidget):
    """The letters, a space, and two keys that take back the last letter or all of them.

    People who do not type all day find a letter sooner in the order that they learnt at school, and ten
    columns of keys would be too narrow for a finger.

    Args:
        look: The window's look.
        columns: Keys in a row: seven where it is upright, six where it lies beside something.

    Signals:
        typed(str): A letter, or a space.
        erased: The last letter is to go.
        cleared: All are to go.
    """

    typed = Signal(str)
    erased = Signal()
    cleared = Signal()

    def __init__(self, look: Look, columns: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.mm(3))
        self.letters: dict[str, TouchButton] = {}
        for place, letter in enumerate(_LETTERS):
            key = self._key(letter.upper())
            key.clicked.connect(lambda _=False, letter=letter: self.typed.emit(letter))
            grid.addWidget(key, *divmod(place, columns))
            self.letters[letter] = key
        row, column = divmod(len(_LETTERS), columns)
        self.space = self._key("")
        self.erase = self._key("", "backspace")
        self.clear = self._key("", "x")
        self.space.clicked.connect(lambda: self.typed.emit(" "))
        self.erase.clicked.connect(self.erased)
        self.clear.clicked.connect(self.cleared)
        left = columns - column
        if left >= 4:
            grid.addWidget(self.space, row, column, 1, left - 2)
            grid.addWidget(self.erase, row, columns - 2)
            grid.addWidget(self.clear, row, columns - 1)
        else:
            grid.addWidget(self.erase, row, column, 1, left)
            grid.addWidget(self.space, row + 1, 0, 1, columns - 2)
            grid.addWidget(self.clear, row + 1, columns - 2, 1, 2)
        for each in range(columns):
            grid.setColumnStretch(each, 1)

    def say(self, space: str, erase: str, clear: str) -> None:
        """Name the keys that are no letters.

        Args:
            space: Stands on its key.
            erase: For screen readers: takes back the last letter.
            clear: For screen readers: takes back all.
        """
        self.space.say(space)
        self.erase.setAccessibleName(erase)
        self.clear.setAccessibleName(clear)

    def _key(self, text: str, icon: str = "") -> TouchButton:
        key = TouchButton(self._look, text, self, icon=icon, least_height_mm=_HIGH_MM)
        key.setProperty("key", True)
        return key
