"""What past days taught is kept by every store, and added up over four weeks."""

from datetime import date, timedelta

import pytest

from tests.fakes import FakeClock
from ticketing.hall import Hall
from ticketing.ports import PrintJobs, Store
from ticketing.waiting.lesson import LEARNT_DAYS, Lesson
from ticketing.waiting.rests import RestSum
from ticketing.waiting.stays import StaySum

Both = tuple[Store, PrintJobs]

TODAY = date(2026, 11, 24)
FIRST = Lesson(
    (StaySum("KTP-BARU", "DUKCAPIL", 3, 20.1), StaySum("PAJAK", "SAMSAT", 1, 5.7)),
    (RestSum("DUKCAPIL", -1, 2), RestSum("DUKCAPIL", 24, 1, 15.3)),
)
SECOND = Lesson(
    (StaySum("KTP-BARU", "DUKCAPIL", 2, 10.2), StaySum("KTP-BARU", "SAMSAT", 1, 9.0)),
    (RestSum("DUKCAPIL", -1, 2), RestSum("DUKCAPIL", 9, 1, 12.0), RestSum("DUKCAPIL", 24, 1, 30.0)),
)


def open_day(store: Store) -> None:
    Hall(store, FakeClock()).accept_clock()
    assert store.hall().day == TODAY


def keep(store: Store, days_ago: int, lesson: Lesson | None) -> None:
    with store.writing() as tx:
        tx.keep_lesson(TODAY - timedelta(days=days_ago), lesson)


def assert_is(found: Lesson, wanted: Lesson) -> None:
    """Compare sums of minutes as such: in which order they are added is left to the store."""
    for ours, theirs in ((found.stays, wanted.stays), (found.rests, wanted.rests)):
        assert [(one.group, one.n) for one in ours] == [(one.group, one.n) for one in theirs]
        assert [one.minutes for one in ours] == pytest.approx([one.minutes for one in theirs])
    assert [one.service for one in found.stays] == [one.service for one in wanted.stays]
    assert [one.slot for one in found.rests] == [one.slot for one in wanted.rests]


def test_a_hall_that_never_opened_has_learnt_nothing(both: Both) -> None:
    store, _ = both
    assert store.lesson() == Lesson()
    assert list(store.not_learnt()) == []


def test_the_lesson_of_a_day_comes_back_as_it_went_in(both: Both) -> None:
    store, _ = both
    open_day(store)
    keep(store, 1, FIRST)
    assert store.lesson() == FIRST


def test_a_day_is_learnt_anew_in_the_place_of_what_was_learnt_before(both: Both) -> None:
    store, _ = both
    open_day(store)
    keep(store, 1, FIRST)
    keep(store, 1, SECOND)
    assert store.lesson() == SECOND
    keep(store, 1, None)
    assert store.lesson() == Lesson()


def test_four_weeks_are_added_up_and_neither_older_days_nor_this_one_nor_later_ones(both: Both) -> None:
    store, _ = both
    open_day(store)
    keep(store, 1, FIRST)
    keep(store, LEARNT_DAYS, SECOND)
    for other in (LEARNT_DAYS + 1, 0, -1):
        keep(store, other, SECOND)
    assert_is(
        store.lesson(),
        Lesson(
            (
                StaySum("KTP-BARU", "DUKCAPIL", 5, 30.3),
                StaySum("KTP-BARU", "SAMSAT", 1, 9.0),
                StaySum("PAJAK", "SAMSAT", 1, 5.7),
            ),
            (
                RestSum("DUKCAPIL", -1, 4),
                RestSum("DUKCAPIL", 9, 1, 12.0),
                RestSum("DUKCAPIL", 24, 2, 45.3),
            ),
        ),
    )
