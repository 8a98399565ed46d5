"""The page of one errand: its way, what to bring for all of it, and the button that gives the number."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kiosk.pages.buttons import NumberButtons
from kiosk.pages.checklist import Checklist, DocumentRows
from kiosk.pages.itinerary import Itinerary
from kiosk.pages.page import KioskPage
from kiosk.pages.reason import Reason
from kiosk.pages.title import Title
from kiosk.screen import Screen
from ticketing.errand import itinerary
from ui.theme import Look
from ui.widgets.label import label
from ui.widgets.scroll import FingerArea


class ErrandPage(KioskPage):
    """Stations, documents, time, and the two buttons.

    Signals:
        number_wanted(bool): Somebody wants a number; whether as priority.
    """

    number_wanted = Signal(bool)

    def __init__(self, look: Look, screen: Screen, room: QSize, parent: QWidget | None = None) -> None:
        super().__init__(look, screen, room, parent)
        assert screen.errand is not None
        assert screen.reading is not None
        catalogue, errand = screen.reading.catalogue, screen.errand
        services = [catalogue.service[code] for code in errand.services if code in catalogue.service]
        minutes = sum(service.minutes for service in services)
        documents = [one.say(screen.language) for one in catalogue.documents_of(errand.services)]
        first, second = self.halves(1, 1)
        first.addWidget(Title(errand.name.say(screen.language), parent=self))
        told = self.say("One number for all of it · about {minutes} minutes at the counters", minutes=minutes)
        first.addWidget(label(told, "muted", parent=self))
        stops = itinerary(errand.steps, (), None)
        stations = Itinerary(look, self.say, stops, catalogue, screen.language)
        first.addWidget(self._sheet(stations, documents if not self.is_wide else []), 1)
        if documents and self.is_wide:
            second.addWidget(Checklist(look, self.say("Please have ready"), documents, self), 1000)
        if self.is_wide:
            second.addStretch(1)
        self._buttons = NumberButtons(look, self.say, is_tall=self.is_tall)
        self._buttons.number_wanted.connect(self.number_wanted)
        second.addWidget(self._buttons)
        self.show_screen(screen)

    def show_screen(self, screen: Screen) -> None:
        """Let no second press through while a number is on its way; tell why none is given."""
        shut = None
        if screen.reading is not None and screen.errand is not None:
            shut = screen.reading.closed_for(screen.errand)
        self._buttons.show_screen(screen, shut)
        self._reason.show_reason(screen, shut)

    def _sheet(self, stations: Itinerary, documents: Sequence[str]) -> QFrame:
        """Put the stations, and the documents below them, on a sheet that is moved by finger."""
        look = self.look
        sheet = QFrame(self)
        sheet.setProperty("role", "surface")
        margin = look.mm(6)
        frame = QVBoxLayout(sheet)
        frame.setContentsMargins(margin, margin, margin, margin)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.mm(3))
        self._reason = Reason(look, self.say, inside)
        column.addWidget(self._reason)
        column.addWidget(stations)
        if documents:
            column.addSpacing(look.mm(4))
            column.addWidget(label(self.say("Please have ready"), "heading", parent=inside))
            column.addWidget(DocumentRows(look, documents, inside))
        column.addStretch(1)
        frame.addWidget(FingerArea(look, inside, sheet))
        return sheet
