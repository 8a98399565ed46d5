"""The page where a clerk says where a ticket goes: another service, or another counter."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counter.finder_page import FinderPage
from counter.finding import COUNTER, SERVICE
from ui.theme import Look


class TransferPage(FinderPage):
    """All other services of the hall and the other counters of the agency, found by typing.

    Signals:
        service_chosen(str): Code of the service that the ticket is for from now on.
        counter_chosen(str): Name of the only counter that may call it.
    """

    service_chosen = Signal(str)
    counter_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.picked.connect(self._on_key)

    def _on_key(self, key: str) -> None:
        if key.startswith(SERVICE):
            self.service_chosen.emit(key.removeprefix(SERVICE))
        else:
            self.counter_chosen.emit(key.removeprefix(COUNTER))
