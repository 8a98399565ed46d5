"""What past days taught is kept by every store, and added up over four weeks."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.fakes import FakeClock
from ticketing.hall import Hall
from ticketing.lifecycle import Action
from ticketing.model import Event
from ticketing.ports import PrintJobs, Store
from ticketing.waiting.lesson import LEARNT_DAYS, Lesson
from ticketing.waiting.rests import RestSum
from ticketing.waiting.stays import StaySum
from ticketing.words import Language

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


def keep(store: Store, days_ago: int, lesson: Lesson) -> None:
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


def serve_somebody(store: Store, clock: FakeClock, minutes: int) -> None:
    """One visitor keeps counter 1 for so long."""
    hall = Hall(store, clock)
    hall.issue("KTP-BARU", Language.ID, uuid4(), kiosk="kiosk-1")
    hall.call_next("1")
    hall.serve("1")
    clock.advance(minutes=minutes)
    hall.complete("1")


def test_the_first_action_of_a_day_learns_from_the_one_before(both: Both) -> None:
    store, _ = both
    clock = FakeClock()
    serve_somebody(store, clock, 9)
    assert store.lesson() == Lesson(), "a day that goes on teaches nothing yet"
    clock.advance(days=1)
    issue(store, clock)
    stays = (StaySum("KTP-BARU", "DUKCAPIL", 1, 9.0),)
    assert store.lesson() == Lesson(stays, (RestSum("DUKCAPIL", -1, 1),))
    assert not store.not_learnt()
    assert not store.check()


def test_a_day_that_ends_once_more_after_its_clock_was_set_back_is_learnt_anew(both: Both) -> None:
    store, _ = both
    clock = FakeClock()
    serve_somebody(store, clock, 9)
    clock.advance(days=1)
    issue(store, clock)
    clock.advance(days=-1, minutes=30)
    Hall(store, clock).accept_clock()
    serve_somebody(store, clock, 5)
    assert store.lesson() == Lesson(), "it goes on again"
    clock.advance(days=1)
    issue(store, clock)
    assert store.lesson().stays == (StaySum("KTP-BARU", "DUKCAPIL", 2, 14.0),)
    assert not store.not_learnt()


def test_a_hall_that_comes_with_past_days_learns_one_with_each_action(both: Both) -> None:
    store, _ = both
    clock = FakeClock()
    came_with(store, clock, 3)
    hall, left = Hall(store, clock), []
    for _ in range(4):
        hall.issue("KTP-BARU", Language.ID, uuid4(), kiosk="kiosk-1")
        left.append([day.day for day in store.not_learnt()])
    assert left == [[24, 25], [24], [], []]
    assert store.lesson().stays == (StaySum("KTP-BARU", "DUKCAPIL", 3, 18.0),)


def came_with(store: Store, clock: FakeClock, days: int) -> None:
    """Write journals of days as they were before anything was learnt; the clock is at the day after them."""
    for _ in range(days):
        today, ticket, at = clock.now().date(), uuid4(), clock.now()
        with store.writing() as tx:
            if tx.hall().day is not None:
                tx.anchor(today - timedelta(days=1))
            tx.keep_hall(replace(tx.hall(), day=today, seen_at=at))
            for action, minutes in (
                (Action.ISSUE, 0),
                (Action.CALL, 1),
                (Action.SERVE, 2),
                (Action.COMPLETE, 7),
            ):
                counter = None if action is Action.ISSUE else "1"
                moment = at + timedelta(minutes=minutes)
                tx.append(Event(moment, action, ticket, "A001", "KTP-BARU", "DUKCAPIL", counter=counter))
        clock.advance(days=1)


def issue(store: Store, clock: FakeClock) -> None:
    Hall(store, clock).issue("KTP-BARU", Language.ID, uuid4(), kiosk="kiosk-1")
