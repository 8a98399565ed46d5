"""Work away from the window: in order, answered on the window's thread, and never in its way."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from types import TracebackType

import pytest
from pytestqt.qtbot import QtBot

from tests.waiting import PATIENCE_S
from ticketing.errors import AntreanError, StoreBusy
from ui.background import Background


class Rig:
    def __init__(self, qtbot: QtBot, slow_after_ms: int = 30) -> None:
        self.qtbot = qtbot
        self.gate, self.inside = threading.Event(), threading.Event()
        self.background = Background(slow_after_ms=slow_after_ms)
        self.answers: list[object] = []
        self.refusals: list[AntreanError] = []
        self.threads: list[threading.Thread] = []
        self.told: list[str] = []
        self.background.slow_began.connect(lambda: self.told.append("began"))
        self.background.slow_ended.connect(lambda: self.told.append("ended"))

    def run(self, work: Callable[[], object]) -> None:
        self.background.run(work, self._done, self._failed)

    def run_gated(self, result: object = "gated") -> None:
        def work() -> object:
            self.inside.set()
            assert self.gate.wait(PATIENCE_S)
            return result

        self.run(work)

    def wait_for(self, count: int) -> None:
        self.qtbot.waitUntil(lambda: len(self.answers) + len(self.refusals) >= count)

    def _done(self, result: object) -> None:
        self.answers.append(result)
        self.threads.append(threading.current_thread())

    def _failed(self, refusal: AntreanError) -> None:
        self.refusals.append(refusal)
        self.threads.append(threading.current_thread())


@pytest.fixture
def rig(qtbot: QtBot) -> Iterator[Rig]:
    made = Rig(qtbot)
    yield made
    made.gate.set()
    assert made.background.stop()


def fail(trouble: Exception) -> Callable[[], object]:
    def work() -> object:
        raise trouble

    return work


def test_work_is_done_in_order_elsewhere_and_answered_here(rig: Rig) -> None:
    workers: list[threading.Thread] = []

    def work(n: int) -> int:
        workers.append(threading.current_thread())
        return n

    for n in range(20):
        rig.run(partial(work, n))
    rig.wait_for(20)
    assert rig.answers == list(range(20))
    assert set(rig.threads) == {threading.main_thread()}
    assert threading.main_thread() not in workers
    assert len(set(workers)) == 1


def test_nothing_is_answered_before_the_event_loop_is_reached(rig: Rig) -> None:
    rig.run(lambda: 1)
    time.sleep(0.05)
    assert rig.answers == []
    rig.wait_for(1)


def test_a_refusal_is_told_as_such_and_the_next_work_is_done(rig: Rig) -> None:
    trouble = StoreBusy()
    rig.run(fail(trouble))
    rig.run(lambda: "next")
    rig.wait_for(2)
    assert (rig.refusals, rig.answers) == ([trouble], ["next"])
    assert set(rig.threads) == {threading.main_thread()}


def test_a_bug_goes_to_the_hook_of_the_program_and_the_next_work_is_done(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[tuple[BaseException, threading.Thread, bool]] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        caught.append((error, threading.current_thread(), trace is not None))

    monkeypatch.setattr(sys, "excepthook", hook)
    bug = ZeroDivisionError()
    rig.run(fail(bug))
    rig.run(lambda: "next")
    rig.wait_for(1)
    assert caught == [(bug, threading.main_thread(), True)]
    assert (rig.refusals, rig.answers) == ([], ["next"])


def test_slow_work_is_told_once_and_so_is_its_end(rig: Rig) -> None:
    rig.run_gated()
    rig.run(lambda: "quick")
    rig.qtbot.waitUntil(lambda: rig.told == ["began"])
    assert rig.background.is_slow
    rig.qtbot.wait(50)
    assert rig.told == ["began"]
    rig.gate.set()
    rig.wait_for(2)
    assert rig.told == ["began", "ended"]
    assert not rig.background.is_slow


def test_quick_work_is_not_told_as_slow_however_much_there_is(qtbot: QtBot) -> None:
    rig = Rig(qtbot, slow_after_ms=300)  # ten times what one piece takes, and less than all of them
    for _ in range(15):
        rig.run(lambda: time.sleep(0.03))
    rig.wait_for(15)
    qtbot.wait(350)
    assert rig.told == []
    assert rig.background.stop()


def test_the_second_slow_work_is_told_too(rig: Rig) -> None:
    second = threading.Event()
    rig.run_gated()
    rig.run(lambda: second.wait(PATIENCE_S))
    rig.qtbot.waitUntil(lambda: rig.told == ["began"])
    rig.gate.set()
    rig.qtbot.waitUntil(lambda: rig.told == ["began", "ended", "began"])
    second.set()
    rig.wait_for(2)
    assert rig.told == ["began", "ended", "began", "ended"]


def test_work_that_hangs_does_not_hold_up_the_end_and_is_never_answered(qtbot: QtBot) -> None:
    rig = Rig(qtbot)
    rig.run_gated()
    rig.run(lambda: "after")
    assert rig.inside.wait(PATIENCE_S)
    began = time.monotonic()
    assert not rig.background.stop(timeout_s=0.05)
    assert time.monotonic() - began < 1
    rig.gate.set()
    qtbot.wait(30)
    assert rig.answers == []
    assert rig.background.stop()


def test_after_the_end_no_work_is_taken(qtbot: QtBot) -> None:
    rig = Rig(qtbot)
    assert rig.background.stop()
    rig.run(lambda: "late")
    qtbot.wait(30)
    assert (rig.answers, rig.told) == ([], [])


def test_an_answer_under_way_at_the_end_is_dropped(qtbot: QtBot) -> None:
    rig = Rig(qtbot)
    done = threading.Event()
    rig.run(done.set)
    assert done.wait(PATIENCE_S)
    rig.background.stop()
    qtbot.wait(20)
    assert rig.answers == []


def test_what_the_work_refers_to_is_let_go_on_the_thread_of_the_window(rig: Rig) -> None:
    ends: list[threading.Thread] = []

    class Widget:
        def __del__(self) -> None:
            ends.append(threading.current_thread())

        def work(self) -> str:
            return "done"

    for _ in range(50):
        rig.run(Widget().work)
    rig.wait_for(50)
    rig.qtbot.waitUntil(lambda: len(ends) == 50)
    assert set(ends) == {threading.main_thread()}


def test_a_window_that_goes_away_leaves_the_thread_in_peace(qtbot: QtBot) -> None:
    gate = threading.Event()
    background = Background()
    background.run(lambda: gate.wait(PATIENCE_S), lambda _: None, lambda _: None)
    thread = background._thread
    background.deleteLater()
    del background
    qtbot.wait(10)
    gate.set()
    qtbot.wait(10)
    assert thread.daemon
