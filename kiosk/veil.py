"""What lies over a page: "one moment", and "are you still here?"."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kiosk.screen import Screen
from language.texts import speaker
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.label import label

_SHADE = 170
_CARD_MM = 170


class Veil(QWidget):
    """Covers the page while a visitor is asked, or has to wait longer than a moment.

    Signals:
        touched: Somebody is still here.
    """

    touched = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._is_slow = False
        self._screen: Screen | None = None
        column = QVBoxLayout(self)
        card = QFrame()
        card.setProperty("role", "surface")
        inside = QVBoxLayout(card)
        margin = look.mm(10)
        inside.setContentsMargins(margin, margin, margin, margin)
        inside.setSpacing(look.mm(6))
        self._words = label("", "title", Qt.AlignmentFlag.AlignCenter)
        self._count = label("", "body", Qt.AlignmentFlag.AlignCenter)
        self._stay = TouchButton(look, role="primary", icon="check", least_height_mm=28)
        self._stay.clicked.connect(self.touched)
        for widget in (self._words, self._count, self._stay):
            inside.addWidget(widget)
        card.setMinimumWidth(look.mm(_CARD_MM))
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        self.hide()

    def show_slow(self, is_slow: bool) -> None:
        """Say "one moment" from now on, or no longer."""
        self._is_slow = is_slow
        if self._screen is not None:
            self.show_screen(self._screen)

    def show_screen(self, screen: Screen) -> None:
        """Cover the page if the screen asks for it."""
        self._screen = screen
        say = speaker("kiosk", screen.language)
        asks = screen.seconds_left is not None
        waits = screen.is_asking and self._is_slow
        if asks:
            self._words.setText(say("Still here?"))
            left_s = screen.seconds_left or 0
            words = say.many("Back to the start in {n} second", "Back to the start in {n} seconds", left_s)
            self._count.setText(words)
            self._stay.say(say("Yes, go on"))
        elif waits:
            self._words.setText(say("One moment, please …"))
        self._count.setVisible(asks)
        self._stay.setVisible(asks)
        self.setVisible(asks or waits)
        if self.isVisible():
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        shade = QColor(self._look.theme.on_gold)  # dark in every theme
        shade.setAlpha(_SHADE)
        QPainter(self).fillRect(self.rect(), shade)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.touched.emit()
