"""The pages on which staff say who they are."""

import string
from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from kiosk.attendant.page import AttendantPage
from kiosk.attendant.presenter import AttendantPresenter
from kiosk.attendant.screen import AttendantScreen
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.icon import Icon
from ui.widgets.label import label
from ui.widgets.typed import TypedLine

#: What a name of one of the staff is made of.
_LETTERS = string.ascii_lowercase + string.digits + ".-"
_COLUMNS_LYING, _COLUMNS_UPRIGHT = 10, 7
_ENROL = ".venv/bin/python main.py staff --add NAME --role administrator"
_DOT = "●"
# There is room for large digits.
_HIGH_MM = 26


class NobodyPage(AttendantPage):
    """Says that nobody is enrolled, and which command enrols: a kiosk stands where everybody is."""

    def __init__(
        self, look: Look, presenter: AttendantPresenter, screen: AttendantScreen, room: QSize, parent: QWidget
    ) -> None:
        super().__init__(look, presenter, screen, room, parent)
        say = self.words.say
        self.column.addWidget(label(say("This page is locked: nobody is enrolled who could open it.")))
        self.column.addWidget(label(say("At the machine of the hall, enrol an administrator first:")))
        self.column.addWidget(label(_ENROL, "strong"))
        self.column.addStretch(1)


class NamePage(AttendantPage):
    """A keyboard for the name; who works here is not listed where everybody may read it."""

    def __init__(
        self, look: Look, presenter: AttendantPresenter, screen: AttendantScreen, room: QSize, parent: QWidget
    ) -> None:
        super().__init__(look, presenter, screen, room, parent)
        self._typed = TypedLine(look)
        self.column.addWidget(_field(look, "user", self._typed))
        grid = QGridLayout()
        grid.setSpacing(look.mm(3))
        columns = _COLUMNS_LYING if self.is_wide else _COLUMNS_UPRIGHT
        for place, letter in enumerate(_LETTERS):
            grid.addWidget(_key(self, letter), *divmod(place, columns))
        row, column = divmod(len(_LETTERS), columns)
        erase = TouchButton(look, parent=self, icon="backspace")
        erase.setProperty("key", True)
        erase.setAccessibleName(self.words.say("Erase the last letter"))
        erase.clicked.connect(presenter.erase)
        grid.addWidget(erase, row, column, 1, columns - column)
        for each in range(columns):
            grid.setColumnStretch(each, 1)
        self.column.addLayout(grid)
        self._next = TouchButton(look, self.words.say("Next"), self, role="primary", icon="arrow-right")
        self._next.clicked.connect(presenter.confirm)
        self.column.addWidget(self._next)
        self.column.addStretch(1)
        self.show_screen(screen)

    def show_screen(self, screen: AttendantScreen) -> None:
        self._typed.show_text(screen.name)
        self._next.setEnabled(bool(screen.name) and not screen.is_asking)


class PinPage(AttendantPage):
    """A pad for the PIN, of which only dots are seen."""

    def __init__(
        self, look: Look, presenter: AttendantPresenter, screen: AttendantScreen, room: QSize, parent: QWidget
    ) -> None:
        super().__init__(look, presenter, screen, room, parent)
        self._dots = label("", "figure", Qt.AlignmentFlag.AlignVCenter)
        self._dots.setWordWrap(False)
        self._dots.setMinimumHeight(ceil(look.scale.title * 1.3))
        pad = QGridLayout()
        pad.setSpacing(look.mm(3))
        for place, digit in enumerate("123456789"):
            pad.addWidget(_key(self, digit, _HIGH_MM), *divmod(place, 3))
        erase = TouchButton(look, parent=self, icon="backspace", least_height_mm=_HIGH_MM)
        erase.setProperty("key", True)
        erase.setAccessibleName(self.words.say("Erase the last digit"))
        erase.clicked.connect(presenter.erase)
        pad.addWidget(erase, 3, 0)
        pad.addWidget(_key(self, "0", _HIGH_MM), 3, 1)
        self._enter = TouchButton(look, parent=self, role="primary", icon="check", least_height_mm=_HIGH_MM)
        self._enter.setAccessibleName(self.words.say("Sign in"))
        self._enter.clicked.connect(presenter.confirm)
        pad.addWidget(self._enter, 3, 2)
        upper, lower = self.halves()
        upper.addWidget(_field(look, "lock", self._dots))
        if self.is_wide:
            upper.addStretch(1)
        lower.addLayout(pad)
        self.column.addStretch(1)
        self.show_screen(screen)

    def show_screen(self, screen: AttendantScreen) -> None:
        self._dots.setText(_DOT * screen.pin_length)
        self._enter.setEnabled(bool(screen.pin_length) and not screen.is_asking and not screen.wait_s)


def _field(look: Look, icon: str, inner: QWidget) -> QWidget:
    field = QFrame()
    field.setProperty("role", "surface")
    field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    row = QHBoxLayout(field)
    margin = look.mm(3)
    row.setContentsMargins(margin, margin, margin, margin)
    row.setSpacing(margin)
    row.addWidget(Icon(icon, look.mm(10), look.theme.primary, field))
    row.addWidget(inner, 1)
    return field


def _key(page: AttendantPage, letter: str, high_mm: float = 20) -> TouchButton:
    key = TouchButton(page.look, letter.upper(), page, least_height_mm=high_mm)
    key.setProperty("key", True)
    key.clicked.connect(lambda: page.presenter.type(letter))
    return key
