"""A counter without its window, over a hall."""

from uuid import uuid4

from counter.desk import Desk
from counter.presenter import CounterPresenter
from tests.fake_store import FakeStore
from tests.fakes import FakeClock, FakeWorker, PlainPins
from ticketing.errors import (
    AntreanError,
    StoreUnreachable,
)
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.lifecycle import Action, State
from ticketing.words import Language

LOST = StoreUnreachable(path="hall.db", reason="missing")


class Rig:
    """Counter 1 of a hall with three counters."""

    def __init__(self, counter: str = "1") -> None:
        self.store = FakeStore()
        self.clock = FakeClock()
        self.hall = Hall(self.store, self.clock)
        self.house = House(self.store, self.clock, PlainPins(), "pc-1")
        self.worker = FakeWorker()
        self.shown: list[Desk] = []
        self.feed = self.store.feed()
        self.presenter = CounterPresenter(
            self.store, self.hall, self.house, self.worker, self.clock, self.shown.append, counter=counter
        )
        self.presenter.open()

    def issue(self, service: str = "KTP-BARU", *, priority: bool = False) -> str:
        number = self.hall.issue(service, Language.ID, uuid4(), priority=priority).leg.number
        self.hear()
        return number

    def hear(self) -> None:
        self.presenter.hear(self.feed.poll())

    def bring_to(self, state: State | None) -> None:
        self.issue()
        if state is not State.WAITING:
            self.presenter.press(Action.CALL)
        if state is State.SERVING:
            self.presenter.press(Action.SERVE)
        assert (self.own_state or State.WAITING) is state

    def tick(self, seconds: int) -> None:
        for _ in range(seconds):
            self.clock.advance(seconds=1)
            self.presenter.tick()

    @property
    def desk(self) -> Desk:
        return self.presenter.desk

    @property
    def own_state(self) -> State | None:
        return self.desk.own.state if self.desk.own else None

    def counter_name(self) -> str | None:
        return self.desk.counter.name if self.desk.counter else None

    @property
    def refusal(self) -> AntreanError | None:
        return self.desk.refusal

    def is_lost(self) -> bool:
        return self.desk.lost is not None

    @property
    def waiting(self) -> list[str]:
        return [leg.number for leg in self.desk.waiting]
