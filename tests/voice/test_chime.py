"""The chime never blocks, and a fault of the sound system does not silence it for good."""

import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes import MORNING
from ticketing.model import Call
from ticketing.words import Language
from voice.chime import CHIME, Chime, NullChime

CALL = Call(1, MORNING, uuid4(), "A001", "DUKCAPIL", "1", Language.ID)


class FakeEffect:
    """A sound that counts."""

    def __init__(self) -> None:
        self.played = 0
        self.is_broken = False
        self.thread = threading.current_thread()

    def play(self) -> None:
        self.played += 1

    def has_failed(self) -> bool:
        return self.is_broken


class FakeSounds:
    """Opens sounds, or fails to."""

    def __init__(self) -> None:
        self.opened: list[FakeEffect] = []
        self.trouble: Exception | None = None
        self.attempts = 0
        self.gate = threading.Event()
        self.gate.set()

    def open(self, sound: Path, volume: float) -> FakeEffect:
        self.attempts += 1
        self.gate.wait(10)
        if self.trouble is not None:
            raise self.trouble
        self.opened.append(FakeEffect())
        return self.opened[-1]

    @property
    def played(self) -> int:
        return sum(effect.played for effect in self.opened)


@pytest.fixture
def sounds() -> FakeSounds:
    return FakeSounds()


@pytest.fixture
def chime(qtbot: QtBot, sounds: FakeSounds) -> Iterator[Chime]:
    made = Chime(open_effect=sounds.open)
    yield made
    sounds.gate.set()
    assert made.wait_until_ready(10)
    assert made.stop(10)


def test_each_call_is_chimed_away_from_the_window(qtbot: QtBot, sounds: FakeSounds, chime: Chime) -> None:
    assert chime.wait_until_ready(10)
    chime.announce(CALL)
    chime.announce(CALL)
    qtbot.waitUntil(lambda: sounds.played == 2)
    assert len(sounds.opened) == 1
    assert sounds.opened[0].thread is not threading.current_thread()


def test_a_sound_system_that_hangs_does_not_hold_the_caller(sounds: FakeSounds, qtbot: QtBot) -> None:
    sounds.gate.clear()
    chime = Chime(open_effect=sounds.open)
    chime.announce(CALL)
    assert not chime.wait_until_ready(0)
    assert not chime.stop(0)
    sounds.gate.set()
    assert chime.wait_until_ready(10)
    assert chime.stop(10)
    assert sounds.played == 0


def test_no_device_is_logged_once_and_asked_for_again(
    qtbot: QtBot, sounds: FakeSounds, caplog: pytest.LogCaptureFixture
) -> None:
    sounds.trouble = OSError("no device")
    with caplog.at_level(logging.WARNING):
        chime = Chime(open_effect=sounds.open)
        assert chime.wait_until_ready(10)
        for count in range(3):
            chime.announce(CALL)
            qtbot.waitUntil(lambda count=count: sounds.attempts == count + 2)  # type: ignore[misc]
        sounds.trouble = None
        chime.announce(CALL)
        qtbot.waitUntil(lambda: sounds.played == 1)
        assert chime.stop(10)
    assert [record.message for record in caplog.records] == [
        "No chime: no device. It is tried again on every call."
    ]


def test_one_error_does_not_silence_it_for_good(qtbot: QtBot, sounds: FakeSounds, chime: Chime) -> None:
    assert chime.wait_until_ready(10)
    chime.announce(CALL)
    qtbot.waitUntil(lambda: sounds.played == 1)
    sounds.opened[0].is_broken = True
    chime.announce(CALL)
    qtbot.waitUntil(lambda: len(sounds.opened) == 2 and sounds.opened[1].played == 1)


@pytest.mark.qt_log_ignore("qt.multimedia", "PulseAudioService", "QSoundEffect", extend=True)
def test_the_real_sound_system_is_reached_or_done_without(qtbot: QtBot) -> None:
    chime = Chime(CHIME)
    assert chime.wait_until_ready(30)
    chime.announce(CALL)
    qtbot.wait(50)
    assert chime.stop(10)


def test_no_chime_says_nothing() -> None:
    NullChime().announce(CALL)
    NullChime().stop()
