"""The journal tells at any moment who waits and who works."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from tests.fake_store import FakeStore
from tests.fakes import FakeClock, PlainPins, small_catalogue
from tests.ticketing.waiting.simulated import live, one_agency
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.model import HallInfo
from ticketing.waiting.layout import Layout
from ticketing.waiting.scene import Desk, Scene
from ticketing.waiting.story import Story
from ticketing.words import Language


class Rig:
    """A hall, and the story that its journal tells."""

    def __init__(self) -> None:
        self.store, self.clock = FakeStore(), FakeClock()
        with self.store.writing() as tx:
            tx.keep_hall(HallInfo("MPP", "Asia/Jakarta", catalogue_version=1))
            tx.replace_catalogue(small_catalogue())
        self.hall = Hall(self.store, self.clock)
        self.house = House(self.store, self.clock, PlainPins(), "pc-1")
        self.feed = self.store.feed()
        self.story = Story(Layout(small_catalogue()))

    def issue(self, service: str = "KTP-BARU", *, priority: bool = False) -> str:
        return self.hall.issue(service, Language.ID, uuid4(), priority=priority).ticket.number

    def scene(self) -> Scene:
        for event in self.feed.poll():
            self.story.hear(event)
        return self.story.scene(self.clock.now())

    def desk(self, counter: str) -> Desk | None:
        return next((desk for desk in self.scene().desks if desk.counter == counter), None)


@pytest.fixture
def rig() -> Rig:
    return Rig()


def test_after_every_step_of_a_day_the_story_has_whom_the_store_has() -> None:
    catalogue = one_agency(3)
    story = Story(Layout(catalogue))
    seen = 0
    compared = 0

    def watch(store: FakeStore, at: datetime) -> None:
        nonlocal seen, compared
        events = store.feed(0).poll()
        for event in events[seen:]:
            story.hear(event)
        seen = len(events)
        scene = story.scene(at)
        assert {one.key for one in scene.line} == {leg.ticket.id for leg in store.waiting("1")}
        busy = {(leg.counter, leg.service) for leg in store.busy_counters()}
        assert {(desk.counter, desk.service) for desk in scene.desks if desk.service} == busy
        compared += len(scene.line)

    live(catalogue, seed=5, number=1, watch=watch)
    assert compared > 1000


def test_who_is_held_sent_on_or_given_back_stands_where_they_are(rig: Rig) -> None:
    rig.issue()
    rig.hall.call_next("1")
    rig.hall.serve("1")
    held = rig.hall.hold("1", reason="copies")
    scene = rig.scene()
    assert not scene.line
    assert [desk.service for desk in scene.desks if desk.counter == "1"] == [""]
    rig.hall.resume("1", held.ticket.id)
    desk = rig.desk("1")
    assert desk is not None
    assert desk.service == "KTP-BARU"
    came_at = rig.clock.now()
    rig.clock.advance(minutes=5)
    rig.hall.transfer("1", service="PAJAK")
    scene = rig.scene()
    assert [(one.service, one.queued_at) for one in scene.line] == [("PAJAK", came_at)]
    rig.hall.call_next("3")
    rig.hall.return_to_queue("3")
    assert [one.service for one in rig.scene().line] == ["PAJAK"]


def test_priority_that_is_taken_back_counts_no_more(rig: Rig) -> None:
    rig.issue(priority=True)
    rig.issue()
    (leg, _) = rig.store.waiting("1")
    assert [one.priority for one in rig.scene().line] == [True, False]
    rig.hall.demote("1", leg.ticket.id)
    assert [one.priority for one in rig.scene().line] == [False, False]


def test_a_clerk_who_leaves_without_a_word_is_soon_missed_and_at_last_given_up(rig: Rig) -> None:
    for _ in range(3):
        rig.issue()
    rig.hall.call_next("1")
    rig.hall.no_show("1")
    free = Desk("1")
    assert rig.desk("1") == free
    rig.clock.advance(minutes=5)
    assert rig.desk("1") == free, "the next call may take a while"
    rig.clock.advance(minutes=5)
    missed = rig.desk("1")
    assert missed is not None
    assert missed.back_at is not None
    assert missed.back_at > rig.clock.now()
    rig.clock.advance(minutes=60)
    alone = rig.desk("1")
    assert alone is not None, "somebody will come: the agency has no other"
    assert alone.back_at is not None
    rig.hall.call_next("2")
    assert rig.desk("1") is None, "another one works, so this one does not any more"
    rig.hall.call_next("1")
    assert rig.desk("1") is not None


def test_a_clerk_whom_nobody_needs_is_not_missed(rig: Rig) -> None:
    rig.issue()
    rig.hall.call_next("1")
    rig.hall.no_show("1")
    rig.clock.advance(minutes=90)
    assert rig.desk("1") == Desk("1")


def test_a_counter_that_is_still_to_open_is_waited_for_a_quarter_of_an_hour(rig: Rig) -> None:
    rig.issue()
    rig.hall.call_next("1")
    other = rig.desk("2")
    assert other is not None
    assert other.back_at is not None
    assert other.back_at <= rig.clock.now() + timedelta(minutes=5)
    rig.clock.advance(minutes=16)
    assert rig.desk("2") is None


def test_a_break_is_known_from_its_begin_to_the_next_call(rig: Rig) -> None:
    rig.issue()
    rig.hall.call_next("1")
    rig.hall.no_show("1")
    rig.house.pause("1", "istirahat", 20)
    assert rig.desk("1") == Desk("1", rests_since=rig.clock.now(), has_rested=True)
    rig.clock.advance(minutes=20)
    rig.issue()
    rig.hall.call_next("1")
    desk = rig.desk("1")
    assert desk is not None
    assert (desk.service, desk.has_rested, desk.rests_since) == ("KTP-BARU", True, None)


def test_a_new_day_begins_with_nobody(rig: Rig) -> None:
    rig.issue()
    rig.hall.call_next("1")
    rig.clock.advance(days=1)
    rig.issue()
    scene = rig.scene()
    assert len(scene.line) == 1
    assert all(desk.back_at is not None and not desk.service for desk in scene.desks)
