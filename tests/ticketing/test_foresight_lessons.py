"""What past days taught is read anew now and then, and the day again only where that has changed."""

from collections.abc import Sequence
from datetime import date
from uuid import uuid4

from tests.fake_store import FakeStore
from tests.fakes import FakeClock
from ticketing.foresight import Foresight
from ticketing.hall import Hall
from ticketing.waiting.entry import Entry
from ticketing.waiting.lesson import Lesson
from ticketing.waiting.outlook import Outlook
from ticketing.waiting.stays import StaySum
from ticketing.words import Language

SLOW = Lesson((StaySum("KTP-BARU", "DUKCAPIL", 1000, 30_000.0),))


class TeachingStore(FakeStore):
    """Has what past days taught, and counts what is read."""

    def __init__(self) -> None:
        super().__init__()
        self.taught = Lesson()
        self.learnt = 0
        self.read: list[int] = []

    def lesson(self) -> Lesson:
        self.learnt += 1
        return self.taught

    def entries(self, day: date, since: int = 0) -> Sequence[Entry]:
        found = super().entries(day, since)
        self.read.append(len(found))
        return found


def issue(hall: Hall, count: int = 1) -> None:
    for _ in range(count):
        hall.issue("KTP-BARU", Language.ID, uuid4())


def outlook(foresight: Foresight, store: FakeStore, clock: FakeClock) -> Outlook:
    return foresight.read(store.hall(), store.catalogue(), clock.now())


def test_the_same_lesson_is_no_reason_to_read_the_day_again() -> None:
    store, clock = TeachingStore(), FakeClock()
    hall, foresight = Hall(store, clock), Foresight(store)
    issue(hall, 5)
    outlook(foresight, store, clock)
    store.read.clear()
    read = store.learnt
    clock.advance(minutes=61)
    outlook(foresight, store, clock)
    issue(hall)
    assert store.learnt == read + 2, "the window, and the hall before it takes the lock"
    assert store.read == [1, 2], "the last line known, and the number that the hall itself gave after it"


def test_what_was_learnt_since_is_told_after_some_minutes() -> None:
    store, clock = TeachingStore(), FakeClock()
    hall, foresight = Hall(store, clock), Foresight(store)
    issue(hall, 3)
    before = outlook(foresight, store, clock).of_new("KTP-BARU", clock.now())
    store.taught = SLOW
    clock.advance(minutes=15)
    after = outlook(foresight, store, clock).of_new("KTP-BARU", clock.now())
    assert after.middle_min > 2 * before.middle_min
    assert after.ahead == before.ahead == 3


def test_whoever_opens_a_day_does_not_read_the_one_before() -> None:
    store, clock = TeachingStore(), FakeClock()
    issue(Hall(store, clock), 5)
    clock.advance(days=1)
    store.read.clear()
    hall = Hall(store, clock)
    told = [hall.issue("KTP-BARU", Language.ID, uuid4()).told.ahead for _ in range(3)]
    assert told == [0, 1, 2]
    assert store.read == []
