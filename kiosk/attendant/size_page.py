"""The page on which a ruler tells the kiosk how large its screen is."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.attendant.page import AttendantPage
from kiosk.attendant.presenter import AttendantPresenter
from kiosk.attendant.ruler import Ruler
from kiosk.attendant.screen import AttendantScreen, Told
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.label import label

# A button that is held goes on by itself.
_HELD_MS, _EVERY_MS = 400, 40


class SizePage(AttendantPage):
    """A ruler, a card, and buttons that make them longer or shorter until they are as long as real ones."""

    def __init__(
        self, look: Look, presenter: AttendantPresenter, screen: AttendantScreen, room: QSize, parent: QWidget
    ) -> None:
        super().__init__(look, presenter, screen, room, parent)
        say = self.words.say
        told = say(
            "Hold a ruler to the line, or a bank card to the frame. Press until they are equally long."
        )
        self.column.addWidget(label(told))
        self.ruler = Ruler(look, self)
        self.column.addWidget(self.ruler, 1)
        row = QHBoxLayout()
        row.setSpacing(look.mm(4))
        self.shorter = self._stepper("minus", say("Shorter"), -1)
        self.longer = self._stepper("plus", say("Longer"), 1)
        self.keep = TouchButton(look, say("Keep this size"), self, role="primary", icon="check")
        self.keep.clicked.connect(presenter.keep_size)
        self.restart = TouchButton(look, say("Start the kiosk again"), self, role="primary", icon="refresh")
        self.restart.clicked.connect(presenter.restart)
        for button in (self.shorter, self.longer, self.keep, self.restart):
            row.addWidget(button, 1)
        self.column.addLayout(row)
        self.show_screen(screen)

    def show_screen(self, screen: AttendantScreen) -> None:
        self.ruler.show_size(screen.dots_per_mm)
        is_kept = screen.told in (Told.KEPT, Told.ALONE)
        self.keep.setVisible(not is_kept)
        self.keep.setEnabled(not screen.is_asking)
        self.restart.setVisible(is_kept)

    def _stepper(self, icon: str, name: str, steps: int) -> TouchButton:
        button = TouchButton(self.look, parent=self, icon=icon)
        button.setAccessibleName(name)
        button.setAutoRepeat(True)
        button.setAutoRepeatDelay(_HELD_MS)
        button.setAutoRepeatInterval(_EVERY_MS)
        button.clicked.connect(lambda: self.presenter.grow(steps))
        return button
