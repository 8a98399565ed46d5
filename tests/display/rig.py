"""A board over a hall, with seconds that pass when told and an announcer that remembers."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import TypeVar
from uuid import uuid4

from display.board import Board, Pace
from display.presenter import BoardPresenter
from display.report import Report
from display.zones import Zones
from tests.fake_store import FakeStore
from tests.fakes import FakeClock, FakeWorker, PlainPins
from ticketing.catalogue import Catalogue
from ticketing.errors import AntreanError, StoreUnreachable
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.model import Call
from ticketing.words import Language

T = TypeVar("T")

LOST = StoreUnreachable(path="hall.db", reason="missing")


class FakeTime:
    """Seconds that pass when told, with what is planned in them."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self._plans: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = count()

    def later(self, after_s: float, act: Callable[[], None]) -> None:
        self._plans.append((self.now_s + after_s, next(self._numbers), act))

    def pass_s(self, seconds: float) -> None:
        end = self.now_s + seconds
        while self._plans and min(self._plans)[0] <= end:
            plan = min(self._plans)
            self._plans.remove(plan)
            self.now_s = max(self.now_s, plan[0])
            plan[2]()
        self.now_s = end


class FakeAnnouncer:
    """Remembers what it announced; ends at once, or when told."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.short: list[str] = []
        self.is_slow = False
        self._ends: list[Callable[[], None]] = []

    def announce(
        self, call: Call, catalogue: Catalogue | None, on_end: Callable[[], None], *, is_short: bool
    ) -> None:
        assert not self._ends, "two announcements overlap"
        self.said.append(f"{call.number}>{call.counter}")
        if is_short:
            self.short.append(call.number)
        if self.is_slow:
            self._ends.append(on_end)
        else:
            on_end()

    def end(self) -> None:
        self._ends.pop()()


class SlowAnswers(FakeWorker):
    """A worker that reads at once and answers when told: what it answers may be old by then."""

    def __init__(self) -> None:
        super().__init__()
        self._answers: list[Callable[[], None]] = []

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[AntreanError], None]
    ) -> None:
        super().run(work, lambda result: self._answers.append(lambda: done(result)), failed)

    def answer(self) -> None:
        while self._answers:
            self._answers.pop(0)()


class Rig:
    """A board over a hall with three counters."""

    def __init__(self, beside: "Rig | None" = None) -> None:
        self.store: FakeStore = beside.store if beside else FakeStore()
        self.clock = FakeClock()
        self.hall = Hall(self.store, self.clock)
        self.house = House(self.store, self.clock, PlainPins(), "pc-1")
        self.time = FakeTime()
        self.start()

    def start(
        self,
        worker: FakeWorker | None = None,
        spoken: int = 0,
        zones: Zones = Zones(),  # noqa: B008 - never changed
        report: Report | None = None,
    ) -> None:
        """Start a board, as after a power cut: the store stays, the board is new."""
        self.worker = worker or FakeWorker()
        self.announcer = FakeAnnouncer()
        self.boards: list[Board] = []
        if self.store.fault is None:
            self.feed = self.store.feed()
        self.presenter = BoardPresenter(
            self.store,
            self.worker,
            self.clock,
            self.boards.append,
            self.announcer,
            self.time.later,
            pace=Pace(hold_s=4, rush_s=1.5, late_s=30),
            monotonic=lambda: self.time.now_s,
            spoken=spoken,
            zones=zones,
            report=report,
        )
        self.presenter.open()

    def issue(self, service: str = "KTP-BARU") -> str:
        return self.hall.issue(service, Language.ID, uuid4()).leg.number

    def call(self, counter: str) -> None:
        assert self.hall.call_next(counter) is not None

    def finish(self, counter: str) -> None:
        self.hall.no_show(counter)

    def hear(self) -> None:
        self.presenter.hear(self.feed.poll())

    def call_and_finish(self, count: int, service: str = "KTP-BARU", counter: str = "1") -> None:
        for _ in range(count):
            self.issue(service)
            self.call(counter)
            self.finish(counter)

    @property
    def numbers(self) -> list[str]:
        board = self.presenter.board
        return [call.number for call in (board.large, *board.calls) if call]

    @property
    def strays(self) -> tuple[str, ...]:
        return self.presenter.board.stray_zones

    def is_covered(self) -> bool:
        return self.presenter.board.notice is not None

    def is_lost(self) -> bool:
        return self.presenter.board.lost is not None

    @property
    def large(self) -> str | None:
        large = self.presenter.board.large
        return large.number if large else None

    def shown_large(self) -> Iterator[str]:
        """List what stood on the big place, one after the other."""
        before = 0
        for board in self.boards:
            if board.large is not None and board.announced != before:
                before = board.announced
                yield board.large.number
