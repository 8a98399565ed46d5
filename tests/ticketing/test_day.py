"""The clock guard and the hall day."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tests.fake_store import FakeStore
from tests.fakes import MORNING, FakeClock
from ticketing.day import LARGEST_DRIFT, Heard
from ticketing.errors import ClockJumped
from ticketing.hall import Hall
from ticketing.lifecycle import Deed, State
from ticketing.model import HallInfo
from ticketing.words import Language


def issue(hall: Hall) -> str:
    return hall.issue("KTP-BARU", Language.ID, uuid4()).ticket.number


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


def test_a_clock_that_runs_a_day_ahead_while_the_hall_works_does_not_end_the_day(store: FakeStore) -> None:
    clock = FakeClock()
    hall = Hall(store, clock)
    issue(hall)
    clock.advance(minutes=5)
    clock.time += timedelta(days=1)
    with pytest.raises(ClockJumped):
        issue(hall)
    with pytest.raises(ClockJumped):
        hall.call_next("1")
    assert store.waiting("1")[0].state is State.WAITING
    clock.time -= timedelta(days=1)
    assert issue(hall) == "A002"


def test_staff_may_say_that_such_a_clock_is_right(store: FakeStore) -> None:
    clock = FakeClock()
    hall = Hall(store, clock)
    issue(hall)
    clock.time += timedelta(days=1)
    hall.accept_clock()
    assert issue(hall) == "A001"
    assert Deed.ACCEPT_CLOCK in [event.action for event in store._state.events]


def test_a_night_passes_without_a_question(store: FakeStore) -> None:
    clock = FakeClock()
    hall = Hall(store, clock)
    issue(hall)
    clock.advance(hours=23)
    assert issue(hall) == "A001"


def test_a_program_that_has_just_started_takes_the_clock_as_it_is(store: FakeStore) -> None:
    clock = FakeClock()
    issue(Hall(store, clock))
    clock.time += timedelta(days=1)
    assert issue(Hall(store, clock)) == "A001"


def test_a_clock_that_was_wrong_and_is_put_right_bears_no_witness(store: FakeStore) -> None:
    clock = FakeClock()
    issue(Hall(store, clock))
    clock.time -= timedelta(days=300)  # the machine comes up without its time
    hall = Hall(store, clock)
    assert issue(hall) == "A002"
    clock.advance(minutes=1)
    clock.time += timedelta(days=301)  # the network tells it
    assert issue(hall) == "A001"


def test_a_clock_two_hours_back_stands_still_and_gives_each_number_once(store: FakeStore) -> None:
    clock = FakeClock()
    hall = Hall(store, clock)
    numbers = [issue(hall)]
    clock.time -= timedelta(hours=2)
    numbers += [issue(hall), issue(hall)]
    assert numbers == ["A001", "A002", "A003"]
    leg = hall.call_next("1")
    assert leg is not None
    assert leg.number == "A001"


@pytest.mark.parametrize(
    ("zone", "last", "first"),
    [
        ("Asia/Jakarta", "2026-11-24T16:59:59.9", "2026-11-24T17:00:00.1"),
        ("Asia/Makassar", "2026-11-24T15:59:59.9", "2026-11-24T16:00:00.1"),
        ("Asia/Jayapura", "2026-11-24T14:59:59.9", "2026-11-24T15:00:00.1"),
    ],
)
def test_the_day_rolls_at_the_halls_own_midnight_with_two_kiosks(
    store: FakeStore, zone: str, last: str, first: str
) -> None:
    with store.writing() as tx:
        tx.keep_hall(HallInfo("MPP", zone, catalogue_version=1))
    clock = FakeClock(datetime.fromisoformat(last).replace(tzinfo=UTC))
    kiosks = [Hall(store, clock), Hall(store, clock)]
    assert [issue(kiosk) for kiosk in kiosks] == ["A001", "A002"]
    clock.advance(seconds=0.2)
    assert clock.time == datetime.fromisoformat(first).replace(tzinfo=UTC)
    assert [issue(kiosk) for kiosk in kiosks] == ["A001", "A002"]
    assert [anchor.day.isoformat() for anchor in store.anchors()] == ["2026-11-24"]


def test_a_new_day_signs_everybody_out_and_stands_in_the_journal(store: FakeStore) -> None:
    clock = FakeClock()
    hall = Hall(store, clock)
    issue(hall)
    with store.writing() as tx:
        tx.keep_presence(tx.presence("1"))
    clock.advance(days=1)
    issue(hall)
    assert store.presences() == []
    assert Deed.OPEN_DAY in [event.action for event in store._state.events]


def test_the_day_after_number_999_has_four_digits(store: FakeStore) -> None:
    hall = Hall(store, FakeClock())
    store._state.series[datetime(2026, 11, 24).date(), "A"] = 998
    assert [issue(hall), issue(hall)] == ["A999", "A1000"]


def test_a_clock_is_believed_as_far_as_the_hall_can_have_come() -> None:
    heard, hour = Heard(), timedelta(hours=1)
    heard.hear(MORNING, 0)
    assert heard.believed(MORNING + 30 * hour, 0) == MORNING + 30 * hour, "it may have stood since yesterday"
    heard.hear(MORNING, 60)
    assert heard.believed(MORNING + 30 * hour, 60) == MORNING + 30 * hour, "and nobody has come since"
    heard.hear(MORNING + timedelta(seconds=90), 120)
    latest = MORNING + timedelta(seconds=150) + LARGEST_DRIFT
    assert heard.believed(MORNING + 30 * hour, 120) == latest
    assert heard.believed(MORNING + 30 * hour, 120 + 7200) == latest + 2 * hour
    assert heard.believed(MORNING, 120) == MORNING


def test_what_others_did_during_a_long_cut_is_not_taken_for_now() -> None:
    heard, hour = Heard(), timedelta(hours=1)
    heard.hear(MORNING, 0)
    heard.hear(MORNING + 2 * hour, 5 * 3600)
    noon = MORNING + 5 * hour
    assert heard.believed(noon, 5 * 3600) == noon


def test_a_machine_whose_clock_is_slow_does_not_hold_a_kiosk_back_in_yesterday() -> None:
    heard, day, minute = Heard(), timedelta(days=1), timedelta(minutes=1)
    for minutes in range(3):
        heard.hear(MORNING + minutes * minute, 60 * minutes)
    heard.hear(MORNING + 2 * minute, 86_400)
    heard.hear(MORNING + day / 6, 86_460)  # the first to act in the morning is 20 hours slow
    assert heard.believed(MORNING + day, 86_460) == MORNING + day
    ahead = heard.believed(MORNING + 3 * day, 86_460)
    assert ahead - (MORNING + day) <= LARGEST_DRIFT + 2 * minute, "nor is more believed than before"
    heard.hear(MORNING + day + 2 * minute, 86_520)
    assert heard.believed(MORNING + 3 * day, 86_520) - (MORNING + day) <= LARGEST_DRIFT + 3 * minute


def test_a_hall_whose_clock_was_set_back_is_heard_anew() -> None:
    heard, hour = Heard(), timedelta(hours=1)
    heard.hear(MORNING, 0)
    heard.hear(MORNING + 40 * hour, 60)  # it ran ahead
    heard.hear(MORNING, 120)
    assert heard.believed(MORNING + 30 * hour, 120) == MORNING + 30 * hour
    heard.hear(MORNING + hour / 60, 180)
    assert heard.believed(MORNING + 30 * hour, 180) < MORNING + 2 * hour
