"""Who only looks at the hall sees no queue of a day that is over."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.fake_store import FakeStore
from tests.fakes import FakeClock
from ticketing.day import LONGEST_CLOSURE
from ticketing.hall import Hall
from ticketing.model import HallInfo
from ticketing.sight import Sight
from ticketing.words import Language


class Rig:
    """A hall in which one number was given, and somebody who looks at it."""

    def __init__(self) -> None:
        self.store, self.clock = FakeStore(), FakeClock()
        self.hall, self.sight = Hall(self.store, self.clock), Sight(self.clock)
        self.act()

    def act(self) -> None:
        self.hall.issue("KTP-BARU", Language.ID, uuid4())

    def seen(self) -> HallInfo:
        return self.sight.of(self.store.hall())


@pytest.fixture
def rig() -> Rig:
    return Rig()


def test_the_hall_is_seen_as_it_is_while_its_day_is_on_and_without_one_until_the_next_begins(
    rig: Rig,
) -> None:
    today = rig.store.hall()
    assert rig.seen() == today
    rig.clock.advance(hours=16)  # 23:30 in the hall
    assert rig.seen() == today
    rig.clock.advance(hours=1)
    assert rig.seen() == replace(today, day=None)
    rig.act()
    assert rig.seen() == rig.store.hall()
    assert rig.seen().day == today.day + timedelta(days=1) if today.day else False


def test_a_hall_for_practice_keeps_its_day(rig: Rig) -> None:
    with rig.store.writing() as tx:
        tx.keep_hall(replace(tx.hall(), rehearsal=True))
    rig.clock.advance(days=1)
    assert rig.seen() == rig.store.hall()


def test_a_clock_that_is_wrong_empties_no_queue(rig: Rig) -> None:
    rig.clock.advance(seconds=LONGEST_CLOSURE.total_seconds() + 1)
    assert rig.seen().day is not None, "an action would be refused until staff have looked at the clock"


def test_a_clock_that_is_set_into_another_day_meanwhile_empties_no_queue(rig: Rig) -> None:
    today = rig.seen()
    rig.clock.time += timedelta(days=1)
    assert rig.seen() == today, "an action would be refused, as a day has not gone by"
    rig.clock.time -= timedelta(days=1)
    rig.clock.advance(days=1)
    assert rig.seen() == replace(today, day=None)


def test_a_machine_whose_clock_runs_a_day_ahead_sees_the_queue_of_a_hall_that_moves(rig: Rig) -> None:
    ahead = FakeClock(rig.clock.now() + timedelta(days=1))
    rig.sight = Sight(ahead)
    rig.seen()
    for _ in range(3):
        rig.clock.advance(minutes=5)
        ahead.advance(minutes=5)
        rig.act()
        assert rig.seen() == rig.store.hall()
