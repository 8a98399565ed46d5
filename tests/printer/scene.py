"""A kiosk with one printer that has a fault."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import zxingcpp

from printer import devices, dialogue, files, outlet
from printer.address import parse
from printer.devices import open_printer
from printer.outlet import Outlet
from printer.preview import picture
from printer.spooler import Spooler
from tests.fake_store import FakeStore
from tests.fakes import FakeClock
from tests.status_printer import PtyStatusPrinter, StatusPrinter, TcpStatusPrinter
from ticketing.hall import Hall
from ticketing.outbox import PaperState, PrintJob
from ticketing.token import read_token
from ticketing.words import Language

#: Printers of the tests by the kind of their line.
LINES: dict[str, Callable[[str], TcpStatusPrinter | PtyStatusPrinter]] = {
    "tcp": TcpStatusPrinter,
    "serial": PtyStatusPrinter,
}


#: What a printer may owe, and how long a test waits for it (s) where it never comes.
_OWED = {
    "answer": ((dialogue, "ANSWER_S", 0.3),),
    "end": ((dialogue, "FENCE_S", 0.6),),
    "room": ((devices, "WRITE_S", 1.0), (files, "WRITE_S", 1.0)),
}


def be_impatient(monkeypatch: pytest.MonkeyPatch, *owed: str) -> None:
    """Wait shortly for what a fault keeps back; for what does come, as long as for a real printer."""
    monkeypatch.setattr(outlet, "LOOK_S", 0.0)
    for what in owed:
        for module, name, wait_s in _OWED[what]:
            monkeypatch.setattr(module, name, wait_s)


class Stubborn:
    """The outbox of a program that sends again whatever it is not sure of."""

    def __init__(self, store: FakeStore) -> None:
        self._store = store

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def unclear(self, job: PrintJob, trouble: str) -> None:
        self._store.retry(job, job.next_at, trouble)


class Scene:
    """A kiosk with one printer."""

    def __init__(self, url: str, *, is_stubborn: bool = False) -> None:
        self.store, self.clock = FakeStore(), FakeClock()
        self.hall = Hall(self.store, self.clock)
        to = parse(url)
        self.outlet = Outlet(1, url, open_printer(to, Path("/nowhere")), to.paper)
        jobs = Stubborn(self.store) if is_stubborn else self.store
        self.spooler = Spooler(jobs, self.store, [self.outlet], self.clock, "kiosk-1")  # type: ignore[arg-type]

    def issue(self) -> UUID:
        return self.hall.issue("KTP-BARU", Language.ID, uuid4(), kiosk="kiosk-1").ticket.id

    def print(self, seconds: int = 1) -> None:
        """Let time pass, and the spooler work."""
        for _ in range(seconds):
            while self.spooler.step():
                pass
            self.clock.advance(seconds=1)

    def state(self, ticket: UUID) -> PaperState | None:
        return self.store.paper(ticket)

    def numbers(self, papers: list[bytes]) -> list[str]:
        """Read the codes off papers, and find the number of each in the store."""
        found = []
        for paper in papers:
            (code,) = zxingcpp.read_barcodes(picture(paper, 576))
            token = read_token(code.text)
            ticket = self.store.of_token(token or "")
            assert ticket is not None, "a number on paper that does not exist"
            found.append(ticket.number)
        return found


@dataclass(frozen=True)
class Fault:
    """What goes wrong with the first paper.

    Attributes:
        set_up: Makes the printer misbehave.
        becomes: What the hall says of the first paper.
        whole: How many papers of it came out whole.
        halves: How many in part.
        owed: What of `be_impatient` never comes, or too late.
    """

    set_up: Callable[[StatusPrinter], None]
    becomes: PaperState
    whole: int = 0
    halves: int = 0
    owed: tuple[str, ...] = ()


def put(**faults: object) -> Callable[[StatusPrinter], None]:
    def set_up(printer: StatusPrinter) -> None:
        for name, value in faults.items():
            assert hasattr(printer, name)
            setattr(printer, name, value)

    return set_up


FAULTS: dict[str, Fault] = {
    "none": Fault(put(), PaperState.PRINTED, whole=1),
    "paper near its end": Fault(put(is_low=True), PaperState.PRINTED, whole=1),
    "paper out before": Fault(put(is_out=True), PaperState.WAITING),
    "paper out during": Fault(put(runs_out=True), PaperState.UNKNOWN, halves=1),
    "paper out after": Fault(put(ends_after=True), PaperState.PRINTED, whole=1),
    "cover open": Fault(put(is_open=True), PaperState.WAITING),
    "knife stuck": Fault(put(is_stuck=True), PaperState.WAITING),
    "mute": Fault(put(is_silent=True), PaperState.WAITING, owed=("answer",)),
    "answers late": Fault(put(late_s=0.5), PaperState.WAITING, owed=("answer",)),
    "noise before answers": Fault(put(noise=b"\xff\x91\xb7"), PaperState.PRINTED, whole=1),
    "nonsense for answers": Fault(put(garbage=b"\xff\xfe"), PaperState.WAITING, owed=("answer",)),
    "no answer at the end": Fault(put(forgets_end=True), PaperState.UNKNOWN, whole=1, owed=("end",)),
    "resets after 1 byte": Fault(put(resets_after=1), PaperState.UNKNOWN, halves=1, owed=("end",)),
    "resets after 100 bytes": Fault(put(resets_after=100), PaperState.UNKNOWN, halves=1, owed=("end",)),
    "resets after half": Fault(put(resets_after=8_000), PaperState.UNKNOWN, halves=1, owed=("end",)),
    "closes after all": Fault(put(closes_after_all=True), PaperState.UNKNOWN, whole=1, owed=("end",)),
    "stops reading": Fault(put(stops_after=100), PaperState.UNKNOWN, owed=("end", "room")),
}
