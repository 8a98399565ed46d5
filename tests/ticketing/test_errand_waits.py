"""What comes next in an errand is chosen by waits that are mostly known before the hall's lock is taken."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from uuid import uuid4

from tests.fake_store import FakeStore
from tests.fake_transaction import FakeTransaction
from tests.fakes import FakeClock, small_catalogue
from ticketing.errand import Errand, Step
from ticketing.hall import Hall
from ticketing.waiting.entry import Entry
from ticketing.words import Language, Words

FIRST, *FREE = "KTP-BARU", "KK-BARU", "PAJAK"
MOVING = Errand("MOVE", Words("Pindah", "Moving"), (Step(FIRST), *(Step(one, (FIRST,)) for one in FREE)))


class NotingTransaction(FakeTransaction):
    """Notes how many lines of the journal were read by whoever holds the lock, each time."""

    noted: list[int]

    def entries(self, day: date, since: int = 0) -> Sequence[Entry]:
        read = super().entries(day, since)
        self.noted.append(len(read))
        return read


class NotingStore(FakeStore):
    """Lends such transactions."""

    def __init__(self) -> None:
        self.noted: list[int] = []
        super().__init__(replace(small_catalogue(), errands=(MOVING,)))

    @contextmanager
    def writing(self) -> Iterator[FakeTransaction]:
        with super().writing():
            made = NotingTransaction(self._state)
            made.noted = self.noted
            yield made


def serve(hall: Hall, clock: FakeClock, wish: str) -> None:
    """Let one visitor come and be served at once."""
    hall.issue(wish, Language.ID, uuid4())
    clock.advance(seconds=30)
    assert hall.call_next("1") is not None
    hall.serve("1")


def test_a_clerks_new_window_reads_the_day_before_it_takes_the_lock() -> None:
    store, clock = NotingStore(), FakeClock()
    hall = Hall(store, clock)
    for _ in range(20):
        serve(hall, clock, FIRST)
        hall.complete("1")
    serve(hall, clock, "MOVE")
    for _ in range(3):
        hall.issue("KK-BARU", Language.ID, uuid4())
    store.noted.clear()
    ended = Hall(store, clock).complete("1")
    assert [leg.service for leg in store.legs_of(ended.ticket.id)] == [FIRST, "PAJAK"], "the shorter wait"
    assert store.noted
    assert max(store.noted) <= 2, "the last line known, and the end of the service itself"
