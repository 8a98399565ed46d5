"""Learning from days that ended: after the action is stored, and never at its cost."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

import pytest

from tests.fake_store import FakeStore
from tests.fakes import FakeClock
from ticketing import learning
from ticketing.errors import CounterIdle, StoreBusy
from ticketing.hall import Hall
from ticketing.model import Event
from ticketing.waiting.lesson import Lesson
from ticketing.words import Language


class Watched(FakeStore):
    """Notes what was committed when somebody asked for the past; set `is_away` to have that fail."""

    def __init__(self) -> None:
        self.looked_after: list[int] = []
        self.read_after: list[int] = []
        self.is_away = False
        super().__init__()

    def not_learnt(self) -> Sequence[date]:
        self.looked_after.append(self.commits)
        if self.is_away:
            raise StoreBusy
        return super().not_learnt()

    def events(self, day: date, ticket_id: UUID | None = None) -> Sequence[Event]:
        self.read_after.append(self.commits)
        return super().events(day, ticket_id)


class Morning:
    """A hall that served somebody yesterday and has not opened yet."""

    def __init__(self) -> None:
        self.store, self.clock = Watched(), FakeClock()
        yesterday = Hall(self.store, self.clock)
        yesterday.issue("KTP-BARU", Language.ID, uuid4())
        yesterday.call_next("1")
        yesterday.serve("1")
        self.clock.advance(minutes=9)
        yesterday.complete("1")
        self.clock.advance(days=1)
        self.store.looked_after.clear()
        self.before = self.store.commits

    def issue(self, hall: Hall) -> str:
        return hall.issue("KTP-BARU", Language.ID, uuid4()).ticket.number


@pytest.fixture
def morning() -> Morning:
    return Morning()


def test_the_journal_is_read_when_the_action_is_stored_and_its_lock_given_back(morning: Morning) -> None:
    morning.issue(Hall(morning.store, morning.clock))
    assert morning.store.read_after == [morning.before + 1]
    assert morning.store.commits == morning.before + 2, "the lesson has a transaction of its own"
    assert [one.minutes for one in morning.store.lesson().stays] == [9.0]


def test_a_process_looks_once_a_day_when_all_is_learnt(morning: Morning) -> None:
    hall = Hall(morning.store, morning.clock)
    for _ in range(3):
        morning.issue(hall)
    assert len(morning.store.looked_after) == 1
    morning.clock.advance(days=1)
    morning.issue(hall)
    assert len(morning.store.looked_after) == 2


def test_a_store_that_goes_away_after_the_action_costs_the_lesson_and_not_the_number(
    morning: Morning, caplog: pytest.LogCaptureFixture
) -> None:
    morning.store.is_away = True
    assert morning.issue(Hall(morning.store, morning.clock)) == "A001"
    assert "nothing was learnt" in caplog.text
    assert morning.store.lesson() == Lesson()
    morning.store.is_away = False
    assert morning.issue(Hall(morning.store, morning.clock)) == "A002"
    assert [one.minutes for one in morning.store.lesson().stays] == [9.0], "who starts next learns it"


def test_a_journal_that_cannot_be_read_is_a_bug_in_the_log_and_not_read_again(
    morning: Morning, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Lesson:
        raise ValueError("strange")

    monkeypatch.setattr(learning, "lesson_of", fail)
    assert morning.issue(Hall(morning.store, morning.clock)) == "A001"
    (told,) = caplog.records
    assert told.getMessage() == "Bug: the journal of 2026-11-24 cannot be learnt from"
    assert told.exc_info is not None
    assert morning.issue(Hall(morning.store, morning.clock)) == "A002"
    assert len(morning.store.read_after) == 1
    assert morning.store.lesson() == Lesson()


def test_an_action_that_is_refused_opens_no_day_and_learns_nothing(morning: Morning) -> None:
    with pytest.raises(CounterIdle):
        Hall(morning.store, morning.clock).serve("1")
    assert not morning.store.looked_after
    assert morning.store.commits == morning.before
