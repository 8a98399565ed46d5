"""A spooler with printers that do as they are told."""

from collections.abc import Callable
from uuid import UUID, uuid4

from printer.blocks import Paper
from printer.outlet import Outlet
from printer.spooler import Spooler
from tests.fake_store import FakeStore
from tests.fakes import FakeClock
from ticketing.hall import Hall
from ticketing.outbox import PaperState, Readiness
from ticketing.words import Language


class FakePrinter:
    """Keeps papers; raises what `trouble` holds, one after the other. First it does `then`."""

    def __init__(self) -> None:
        self.papers: list[bytes] = []
        self.trouble: list[BaseException] = []
        self.then: Callable[[], None] = lambda: None
        self.asked: Callable[[], None] = lambda: None
        self.tells = False
        self.state = Readiness.UNTOLD

    def send(self, paper: bytes) -> bool:
        self.then()
        if self.trouble:
            raise self.trouble.pop(0)
        self.papers.append(paper)
        return self.tells

    def readiness(self) -> Readiness:
        self.asked()
        return self.state


class Rig:
    def __init__(self, *, has_spare: bool = False) -> None:
        self.has_spare = has_spare
        self.store, self.clock, self.printer = FakeStore(), FakeClock(), FakePrinter()
        self.spare = FakePrinter()
        self.hall = Hall(self.store, self.clock)
        self.spooler = self.fresh()

    def outlets(self) -> list[Outlet]:
        first = Outlet(1, "tcp://first", self.printer, Paper())
        return [first, Outlet(2, "tcp://spare", self.spare, Paper(58))] if self.has_spare else [first]

    def fresh(self) -> Spooler:
        return Spooler(self.store, self.store, self.outlets(), self.clock, "kiosk-1")

    def issue(self) -> UUID:
        return self.hall.issue("KTP-BARU", Language.ID, uuid4(), kiosk="kiosk-1").ticket.id

    def state(self, ticket: UUID) -> PaperState | None:
        return self.store.paper(ticket)
