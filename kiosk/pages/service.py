"""The page of one service: what to bring, and the button that gives the number."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.pages.page import KioskPage
from kiosk.screen import Screen
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.icon import Icon
from ui.widgets.label import label
from ui.widgets.scroll import FingerArea


class ServicePage(KioskPage):
    """Documents, time, and the two buttons.

    Signals:
        number_wanted(bool): Somebody wants a number; whether as priority.
    """

    number_wanted = Signal(bool)

    def __init__(self, look: Look, screen: Screen) -> None:
        super().__init__(look, screen)
        service, agency = screen.service, screen.agency
        assert service is not None
        assert agency is not None
        self.column.addWidget(label(service.name.say(screen.language), "title"))
        self.column.addWidget(label(agency.name.say(screen.language), "muted"))
        minutes = self.say("about {minutes} minutes at the counter", minutes=service.minutes)
        self.column.addWidget(label(minutes, "body"))
        documents = [document.say(screen.language) for document in service.documents]
        self.column.addWidget(FingerArea(look, self._list(documents)), 1)
        row = QHBoxLayout()
        row.setSpacing(look.mm(5))
        self._take = TouchButton(look, role="primary", icon="ticket", least_height_mm=32)
        self._take.say(self.say("Take a number"))
        self._first = TouchButton(look, "", role="priority", icon="wheelchair", least_height_mm=32)
        self._first.say(self.say("Priority"), self.say("60 and over, disabled, pregnant, small children"))
        self._take.clicked.connect(lambda: self.number_wanted.emit(False))
        self._first.clicked.connect(lambda: self.number_wanted.emit(True))
        row.addWidget(self._take, 3)
        row.addWidget(self._first, 2)
        self.column.addLayout(row)
        self.show_screen(screen)

    def show_screen(self, screen: Screen) -> None:
        """Let no second press through while a number is on its way."""
        self._take.setEnabled(not screen.is_asking)
        self._first.setEnabled(not screen.is_asking)

    def _list(self, documents: list[str]) -> QWidget:
        sheet = QWidget()
        sheet.setProperty("role", "list")
        lines = QVBoxLayout(sheet)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(self.look.mm(3))
        if documents:
            lines.addWidget(label(self.say("Please have ready:"), "heading"))
        for document in documents:
            row = QHBoxLayout()
            row.setSpacing(self.look.mm(3))
            row.addWidget(Icon("file-text", round(self.look.scale.body * 1.2), self.look.theme.primary))
            row.addWidget(label(document), 1)
            lines.addLayout(row)
        lines.addStretch(1)
        return sheet
