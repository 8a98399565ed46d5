"""What becomes of a bug: logged, home, and a fresh start after five in a minute."""

import logging
import sys
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from ui.watch import GAVE_UP, ExceptionWatch


class Rig:
    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.now = 1000.0
        self.codes: list[int] = []
        self.homes: list[threading.Thread] = []
        self.caught: list[str] = []
        self.watch = ExceptionWatch(
            lambda: self.homes.append(threading.current_thread()),
            leave=self.codes.append,
            seconds=lambda: self.now,
        )
        self.watch.caught.connect(self.caught.append)
        self.watch.install()

    def bug(self, after_s: float = 0) -> None:
        """Let a slot fail, and wait until that was dealt with."""
        self.now += after_s
        before = len(self.homes) + len(self.codes)
        QTimer.singleShot(0, divide)
        self.qtbot.waitUntil(lambda: len(self.homes) + len(self.codes) > before)


def divide() -> None:
    1 / 0  # noqa: B018


@pytest.fixture
def rig(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Rig:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    return Rig(qtbot)


def test_a_bug_in_a_slot_is_logged_with_its_trace_and_sends_the_window_home(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    rig.bug()
    (record,) = caplog.records
    assert record.levelno == logging.CRITICAL
    assert "division by zero" in record.getMessage()
    assert record.exc_text is not None
    assert "in divide" in record.exc_text
    assert (rig.homes, rig.caught, rig.codes) == ([threading.main_thread()], ["ZeroDivisionError"], [])


def test_the_slot_that_failed_is_left_before_the_window_goes_home(rig: Rig) -> None:
    rig.watch.catch(ZeroDivisionError, ZeroDivisionError())
    assert rig.homes == []
    rig.qtbot.waitUntil(lambda: len(rig.homes) == 1)


def test_a_bug_on_another_thread_sends_the_window_home_on_its_own(rig: Rig) -> None:
    thread = threading.Thread(target=divide)
    thread.start()
    thread.join()
    rig.qtbot.waitUntil(lambda: rig.homes == [threading.main_thread()])
    assert rig.caught == ["ZeroDivisionError"]


def test_the_fifth_bug_within_a_minute_ends_the_program(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    for after_s in (0, 15, 15, 15):
        rig.bug(after_s)
    assert (len(rig.homes), rig.codes) == (4, [])
    rig.bug(15)
    assert (len(rig.homes), rig.codes) == (4, [GAVE_UP])
    assert "giving up" in caplog.records[-1].getMessage()


def test_bugs_that_are_far_apart_never_end_the_program(rig: Rig) -> None:
    for _ in range(20):
        rig.bug(15.1)
    assert (len(rig.homes), rig.codes) == (20, [])


def test_bugs_of_an_earlier_minute_do_not_count(rig: Rig) -> None:
    for after_s in (0, 1, 1, 1, 61, 1, 1, 1):
        rig.bug(after_s)
    assert rig.codes == []
    rig.bug(1)
    assert rig.codes == [GAVE_UP]


@pytest.mark.parametrize(("kind", "code"), [(KeyboardInterrupt, 130), (SystemExit, 1)])
def test_an_interruption_ends_the_program_and_is_no_bug(
    rig: Rig, kind: Callable[[], BaseException], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    error = kind()
    rig.watch.catch(type(error), error)
    rig.qtbot.wait(5)
    assert (rig.codes, rig.homes, rig.caught) == ([code], [], [])
    capsys.readouterr()
