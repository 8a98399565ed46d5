"""A window shows life from its event loop, and tidies memory on its own thread only."""

import gc
import threading
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.pulse import Beat, Tidying


class Knot:
    """Garbage that only a collection can free; remembers on which thread it went."""

    ends: list[threading.Thread]

    def __init__(self, ends: list[threading.Thread]) -> None:
        self.ends = ends
        self.itself = self

    def __del__(self) -> None:
        self.ends.append(threading.current_thread())


@pytest.fixture
def tidying(qtbot: QtBot) -> Iterator[Tidying]:
    gc.collect()
    made = Tidying(every_ms=5)
    yield made
    made.stop()


def test_it_beats_at_once_and_then_again_and_again(qtbot: QtBot) -> None:
    beats: list[float] = []
    beat = Beat(lambda: beats.append(time.monotonic()), every_ms=20)
    assert len(beats) == 1
    qtbot.waitUntil(lambda: len(beats) >= 4)
    assert beats[3] - beats[0] >= 0.05
    beat.deleteLater()


def test_a_window_that_hangs_does_not_beat(qtbot: QtBot) -> None:
    beats: list[int] = []
    beat = Beat(lambda: beats.append(1), every_ms=5)
    time.sleep(0.05)
    assert len(beats) == 1
    qtbot.waitUntil(lambda: len(beats) > 1)
    beat.deleteLater()


def test_garbage_is_collected_on_the_thread_of_the_window_only(qtbot: QtBot, tidying: Tidying) -> None:
    ends: list[threading.Thread] = []

    def allocate() -> None:
        for _ in range(5000):
            Knot(ends)

    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    assert ends == []
    qtbot.waitUntil(lambda: len(ends) == 5000)
    assert set(ends) == {threading.main_thread()}


def test_memory_stays_flat_under_steady_garbage(qtbot: QtBot, tidying: Tidying) -> None:
    ends: list[threading.Thread] = []
    for _ in range(20):
        for _ in range(1000):
            Knot(ends)
        qtbot.wait(8)
    assert len(ends) > 15_000


def test_afterwards_python_collects_by_itself_again(qtbot: QtBot) -> None:
    made = Tidying(every_ms=5)
    assert not gc.isenabled()
    made.stop()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
