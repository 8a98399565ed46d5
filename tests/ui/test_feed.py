"""The journal as signals: every event once and in order, however often the store is lost."""

import sys
import threading
from collections.abc import Iterator
from types import TracebackType
from uuid import uuid4

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.fake_feed import FakeFeed
from tests.fake_store import FakeStore
from tests.fakes import FakeClock
from tests.waiting import PATIENCE_S
from ticketing.errors import AntreanError, StoreBusy
from ticketing.hall import Hall
from ticketing.model import Event
from ticketing.ports import ChangeFeed
from ticketing.words import Language
from ui.feed import FeedBridge


class Ear(QObject):
    """Hears the bridge as a window does."""

    def __init__(self, bridge: FeedBridge) -> None:
        super().__init__()
        self.told: list[str] = []
        self.seqs: list[int] = []
        self.troubles: list[AntreanError] = []
        self.threads: set[threading.Thread] = set()
        bridge.events_arrived.connect(self._on_events)
        bridge.changed.connect(self._on_changed)
        bridge.lost.connect(self._on_lost)
        bridge.back.connect(self._on_back)

    def _on_events(self, events: tuple[Event, ...]) -> None:
        self.seqs += [event.seq for event in events]
        self._note("events")

    def _on_changed(self) -> None:
        self._note("changed")

    def _on_lost(self, trouble: AntreanError) -> None:
        self.troubles.append(trouble)
        self._note("lost")

    def _on_back(self) -> None:
        self._note("back")

    def _note(self, what: str) -> None:
        self.told.append(what)
        self.threads.add(threading.current_thread())


class Rig:
    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.store, self.clock = FakeStore(), FakeClock()
        self.hall = Hall(self.store, self.clock)
        self.trouble: Exception | None = None
        self.tries = 0
        self.is_quiet = False
        self.opened: list[int | None] = []
        self.closed = 0
        self.bridge = self.make()

    def make(self, after: int | None = None) -> FeedBridge:
        bridge = FeedBridge(self.open, self.clock, after, interval_s=0.001)
        self.ear = Ear(bridge)
        return bridge

    def open(self, after: int | None) -> ChangeFeed:
        self.tries += 1
        if self.trouble is not None:
            raise self.trouble
        self.opened.append(after)
        return Feed(self, after)

    def start(self) -> None:
        self.bridge.start()
        self.qtbot.waitUntil(lambda: "changed" in self.ear.told)

    def lose(self) -> None:
        self.trouble = StoreBusy()
        self.qtbot.waitUntil(lambda: self.ear.told[-1:] == ["lost"])

    def issue(self, count: int = 1) -> None:
        for _ in range(count):
            self.hall.issue("KTP-BARU", Language.ID, uuid4())


class Feed(FakeFeed):
    """A feed that is lost whenever the rig says so."""

    def __init__(self, rig: Rig, after: int | None) -> None:
        super().__init__(rig.store, len(rig.store._state.events) if after is None else after)
        self._rig = rig

    def has_changed(self) -> bool:
        if self._rig.trouble is not None:
            raise self._rig.trouble
        return super().has_changed() and not self._rig.is_quiet

    def close(self) -> None:
        self._rig.closed += 1


@pytest.fixture
def rig(qtbot: QtBot) -> Iterator[Rig]:
    made = Rig(qtbot)
    yield made
    assert made.bridge.stop()


def test_every_event_arrives_once_in_order_and_on_the_thread_of_the_window(rig: Rig) -> None:
    rig.start()
    for _ in range(20):
        rig.issue(3)
        rig.qtbot.wait(1)
    rig.qtbot.waitUntil(lambda: len(rig.ear.seqs) >= 60)
    assert rig.ear.seqs == list(range(1, 61))
    assert rig.ear.threads == {threading.main_thread()}


def test_what_was_before_is_not_told_unless_asked_for(rig: Rig) -> None:
    rig.issue(3)
    rig.start()
    rig.issue()
    rig.qtbot.waitUntil(lambda: rig.ear.seqs != [])
    assert rig.ear.seqs == [4]


def test_it_begins_after_the_event_it_is_given(rig: Rig) -> None:
    rig.issue(5)
    rig.bridge = rig.make(after=2)
    rig.start()
    rig.qtbot.waitUntil(lambda: rig.ear.seqs == [3, 4, 5])


def test_a_commit_without_an_event_is_told_as_a_change(rig: Rig) -> None:
    rig.start()
    before = len(rig.ear.told)
    with rig.store.writing() as tx:
        tx.keep_hall(tx.hall())
    rig.qtbot.waitUntil(lambda: len(rig.ear.told) > before)
    assert rig.ear.told[before:] == ["changed"]


def test_nothing_is_told_while_nothing_happens(rig: Rig) -> None:
    rig.start()
    rig.qtbot.wait(30)
    assert rig.ear.told == ["changed"]


def test_a_lost_feed_is_told_once_with_its_time_and_tried_again(rig: Rig) -> None:
    rig.start()
    assert rig.bridge.lost_since is None
    rig.lose()
    assert rig.bridge.lost_since == rig.clock.now()
    assert isinstance(rig.ear.troubles[0], StoreBusy)
    lost_at, tries = rig.clock.now(), rig.tries
    rig.clock.advance(minutes=1)
    rig.qtbot.waitUntil(lambda: rig.tries >= tries + 2)
    assert rig.ear.told == ["changed", "lost"]
    assert rig.bridge.lost_since == lost_at


@pytest.mark.parametrize("before", [0, 3])
def test_what_happened_while_it_was_lost_is_told_when_it_is_back(rig: Rig, before: int) -> None:
    rig.start()
    rig.issue(before)
    rig.qtbot.waitUntil(lambda: len(rig.ear.seqs) == before)
    for _ in range(2):
        rig.lose()
        rig.issue(2)
        rig.trouble = None
        rig.qtbot.waitUntil(lambda: rig.ear.seqs[-1:] == [len(rig.store.feed(0).poll())])
    rig.issue()
    rig.qtbot.waitUntil(lambda: len(rig.ear.seqs) >= before + 5)
    assert rig.ear.seqs == list(range(1, before + 6))
    assert rig.bridge.lost_since is None


def test_it_is_back_before_its_events_come_and_a_change_follows(rig: Rig) -> None:
    rig.start()
    rig.lose()
    rig.is_quiet = True
    rig.trouble = None
    rig.qtbot.waitUntil(lambda: rig.ear.told[-1] == "changed")
    assert rig.ear.told == ["changed", "lost", "back", "changed"]


def test_a_store_out_of_reach_from_the_beginning_is_waited_for(rig: Rig) -> None:
    rig.trouble = StoreBusy()
    rig.bridge.start()
    rig.qtbot.waitUntil(lambda: rig.ear.told == ["lost"])
    rig.trouble = None
    rig.qtbot.waitUntil(lambda: rig.ear.told == ["lost", "back", "changed"])
    rig.issue()
    rig.qtbot.waitUntil(lambda: rig.ear.seqs == [1])


def test_every_feed_is_closed_the_lost_one_too(rig: Rig) -> None:
    rig.start()
    rig.lose()
    rig.trouble = None
    rig.qtbot.waitUntil(lambda: rig.ear.told[-1] == "changed")
    assert rig.closed == 1
    assert rig.bridge.stop()
    assert rig.closed == 2


def test_a_bug_goes_to_the_hook_of_the_program_and_the_feed_goes_on(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[tuple[BaseException, threading.Thread]] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        caught.append((error, threading.current_thread()))

    monkeypatch.setattr(sys, "excepthook", hook)
    rig.start()
    rig.trouble = bug = ZeroDivisionError()
    rig.qtbot.waitUntil(lambda: caught != [])
    rig.trouble = None
    assert caught[0] == (bug, threading.main_thread())
    rig.issue()
    rig.qtbot.waitUntil(lambda: rig.ear.seqs == [1])
    assert "lost" not in rig.ear.told


def test_after_the_end_nothing_is_told(rig: Rig) -> None:
    rig.start()
    assert rig.bridge.stop()
    told = list(rig.ear.told)
    rig.issue()
    rig.qtbot.wait(20)
    assert rig.ear.told == told


def test_a_bridge_that_never_began_can_be_ended(rig: Rig) -> None:
    assert rig.bridge.stop()
    assert rig.opened == []


def test_a_store_that_hangs_does_not_hold_up_the_end(qtbot: QtBot) -> None:
    gate, inside = threading.Event(), threading.Event()

    def hang(after: int | None) -> ChangeFeed:
        inside.set()
        gate.wait(PATIENCE_S)
        raise StoreBusy

    bridge = FeedBridge(hang, FakeClock(), interval_s=0.001)
    ear = Ear(bridge)
    bridge.start()
    assert inside.wait(PATIENCE_S)
    assert not bridge.stop(timeout_s=0.05)
    gate.set()
    assert bridge.stop()
    qtbot.wait(10)
    assert ear.told == []
