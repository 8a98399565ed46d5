"""The printers of one kiosk: its first, and a spare that prints when the first cannot."""

import logging
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime

from printer.blocks import Paper
from ticketing.errors import Environment, PrinterNotReady, PrinterUnclear
from ticketing.outbox import PrinterState, Readiness
from ticketing.ports import Printer

log = logging.getLogger(__name__)

#: How often an idle printer is asked how it is, and one that did not answer.
LOOK_S = 5.0
LOOK_SILENT_S = 15.0


@dataclass(slots=True)
class Outlet:
    """One printer of a kiosk, and how it was when it was last looked at.

    Attributes:
        place: 1 for the first printer, 2 for the spare.
        url: Its address.
        printer: The device.
        paper: Width and kind of its paper.
        turn: Held while it is talked to: no other program of this machine does then.
        readiness: How it is; None before the first look.
    """

    place: int
    url: str
    printer: Printer
    paper: Paper
    turn: AbstractContextManager[object] = field(default_factory=nullcontext)
    readiness: Readiness | None = None
    _looked_s: float = float("-inf")

    def send(self, paper: bytes) -> bool:
        """Hand over a paper, as `ports.Printer.send`, and note what that told about the printer."""
        try:
            with self.turn:
                is_told = self.printer.send(paper)
        except PrinterUnclear:
            self._looked_s = float("-inf")  # look at it at once
            raise
        except PrinterNotReady as refused:
            self._note(Readiness(str(refused.facts["state"])))
            raise
        except Environment:
            self._note(Readiness.SILENT)
            raise
        if not is_told:
            self._note(Readiness.UNTOLD)
        elif self.readiness is not Readiness.LOW:
            self._note(Readiness.READY)
        return is_told

    def look(self) -> bool:
        """Ask how it is, if it is time to; tell whether that was news."""
        pause_s = LOOK_SILENT_S if self.readiness is Readiness.SILENT else LOOK_S
        if time.monotonic() - self._looked_s < pause_s:
            return False
        before = self.readiness
        try:
            with self.turn:
                self._note(self.printer.readiness())
        except Environment:  # another program prints on it just now: that is no news of the printer
            self._looked_s = time.monotonic()
        return self.readiness is not before

    def _note(self, readiness: Readiness) -> None:
        self._looked_s = time.monotonic()
        if readiness is not self.readiness:
            write = log.info if readiness.can_print else log.warning
            write("printer %s: %s", self.url, readiness.value)
            self.readiness = readiness


class Outlets:
    """All printers of a kiosk.

    Args:
        name: Of the kiosk.
        outlets: Its printers, the first one first.
    """

    def __init__(self, name: str, outlets: Sequence[Outlet]) -> None:
        self._name = name
        self._outlets = tuple(outlets)
        self._since: dict[int, tuple[Readiness, datetime]] = {}

    def in_order(self) -> list[Outlet]:
        """List them: first those that can print, as far as is known."""
        return sorted(self._outlets, key=lambda one: not (one.readiness is None or one.readiness.can_print))

    def all(self) -> Sequence[Outlet]:
        """List them, the first one first."""
        return self._outlets

    def states(self, now: datetime) -> list[PrinterState]:
        """Tell how each of them is, and since when."""
        told = []
        for one in self._outlets:
            if one.readiness is None:
                continue
            known = self._since.get(one.place)
            if known is None or known[0] is not one.readiness:
                known = self._since[one.place] = (one.readiness, now)
            told.append(PrinterState(self._name, one.place, one.url, *known))
        return told
