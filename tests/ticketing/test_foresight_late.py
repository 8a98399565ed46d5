"""Who reads a day late, or goes on with another catalogue, tells what those tell who were there all the time."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.fake_store import FakeStore
from tests.fake_transaction import FakeTransaction
from tests.fakes import FakeClock, PlainPins, small_catalogue
from tests.ticketing.test_foresight import AnyDay, Follower
from ticketing.catalogue import Catalogue, Counter, Duty
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.lifecycle import Deed
from ticketing.policy import Kind
from ticketing.waiting.entry import Entry
from ticketing.waiting.layout import Layout
from ticketing.waiting.lesson import Lesson
from ticketing.waiting.outlook import Outlook
from ticketing.waiting.scene import Scene
from ticketing.waiting.stays import StaySum
from ticketing.waiting.story import Story
from ticketing.words import Language


def take(store: FakeStore, catalogue: Catalogue) -> None:
    with store.writing() as tx:
        tx.replace_catalogue(catalogue)
        tx.keep_hall(replace(tx.hall(), catalogue_version=tx.hall().catalogue_version + 1))


def other_catalogue(chance: random.Random, catalogue: Catalogue) -> Catalogue:
    """Let counters serve other services, and be of other agencies."""
    moved = [Counter(one.name, chance.choice(["DUKCAPIL", "SAMSAT"]), one.zone) for one in catalogue.counters]
    duties = [
        Duty(one.name, service.code, chance.randrange(2), chance.choice([None, None, 10]))
        for one in catalogue.counters
        for service in catalogue.services
        if chance.random() < 0.6
    ]
    return replace(catalogue, counters=tuple(moved), listed_duties=tuple(duties))


@pytest.mark.parametrize("seed", range(12))
def test_after_an_import_all_is_told_as_by_who_reads_the_day_anew(seed: int) -> None:
    day = AnyDay(f"import {seed}", list(Kind)[seed % len(Kind)])
    there = Follower(day.store, day.clock)
    for n in range(240):
        day.step()
        there.outlook()
        if n % 40 == 39:
            take(day.store, other_catalogue(day.chance, day.catalogue))
        if n % 8 == 7:
            anew = Follower(day.store, day.clock)
            assert answers(there.outlook(), day.clock) == answers(anew.outlook(), day.clock)


def answers(outlook: Outlook, clock: FakeClock) -> object:
    at = clock.now()
    everybody = outlook.everybody(at)
    return everybody, outlook.newcomers(at), {one: outlook.steps_of(one, at) for one in everybody}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many lines each reading of the journal found, under the hall's lock or not."""
    found: list[int] = []
    entries = FakeTransaction.entries

    def counted(self: FakeTransaction, day: date, since: int = 0) -> Sequence[Entry]:
        lines = entries(self, day, since)
        found.append(len(lines))
        return lines

    monkeypatch.setattr(FakeTransaction, "entries", counted)
    return found


class Teaching(FakeStore):
    taught = Lesson()

    def lesson(self) -> Lesson:
        return self.taught


def test_another_catalogue_makes_nobody_read_the_day_again(read: list[int]) -> None:
    store, clock = FakeStore(), FakeClock()
    hall, window = Hall(store, clock), Follower(store, clock)
    for _ in range(5):
        hall.issue("KTP-BARU", Language.ID, uuid4())
    window.outlook()
    read.clear()
    take(store, replace(small_catalogue(), services=small_catalogue().services[:2]))
    assert set(window.outlook().newcomers(clock.now())) == {"KTP-BARU", "KK-BARU"}
    assert hall.issue("KTP-BARU", Language.ID, uuid4()).told.ahead == 5
    assert read == [1, 2], (
        "the last line that the window knew, and the hall, which had not heard its own last number"
    )


def test_another_lesson_makes_nobody_read_the_day_again(read: list[int]) -> None:
    store, clock = Teaching(), FakeClock()
    hall, window = Hall(store, clock), Follower(store, clock)
    for _ in range(5):
        hall.issue("KTP-BARU", Language.ID, uuid4())
    before = window.outlook().of_new("KTP-BARU", clock.now())
    store.taught = Lesson((StaySum("KTP-BARU", "DUKCAPIL", 1000, 30_000.0),))
    clock.advance(minutes=11)
    read.clear()
    after = window.outlook().of_new("KTP-BARU", clock.now())
    assert after.middle_min > 2 * before.middle_min
    told = hall.issue("KTP-BARU", Language.ID, uuid4()).told
    assert told.called_from > clock.now() + timedelta(minutes=30)
    assert read == [1, 2, 1], "the window; the hall before it takes the lock, and under it"


@pytest.mark.parametrize("seed", range(12))
def test_who_reads_the_day_late_knows_of_lines_and_counters_what_those_know_who_were_there(seed: int) -> None:
    day = AnyDay(f"late {seed}", list(Kind)[seed % len(Kind)])
    layout, heard = Layout(day.catalogue), 0
    there = Story(layout)
    for n in range(300):
        day.step()
        today = day.store.hall().day
        for entry in day.store.entries(today, heard + 1) if today else ():
            there.hear(entry)
            heard = entry.event.seq
        if today and n % 10 == 9:
            late = Story(layout)
            for entry in day.store.entries(today):
                late.hear(entry)
            at = day.clock.now()
            assert _known(late.scene(at)) == _known(there.scene(at))


def _known(scene: Scene) -> object:
    return sorted(scene.line, key=lambda one: one.order), scene.desks, scene.runs


def test_a_counter_that_was_closed_and_opened_again_has_had_no_break() -> None:
    store, clock = FakeStore(), FakeClock()
    hall, house = Hall(store, clock), House(store, clock, PlainPins(), "pc-1")
    hall.issue("KTP-BARU", Language.ID, uuid4())
    house.close("1", "printer broken")
    clock.advance(minutes=20)
    house.reopen("1")
    today = store.hall().day
    assert today is not None
    assert [one.action for one in store.events(today)][-2:] == [Deed.CLOSE, Deed.REOPEN]
    late = Story(Layout(small_catalogue()))
    for entry in store.entries(today):
        late.hear(entry)
    assert [one.has_rested for one in late.scene(clock.now()).desks if one.counter == "1"] == [False]
