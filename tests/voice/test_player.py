"""The player never blocks, plays one sound after another, and survives any sound system."""

import logging
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes import MORNING, small_catalogue
from ticketing.model import Call
from ticketing.words import Language
from voice import device, helper
from voice.announcement import Announcements
from voice.announcer import Announcer, NullAnnouncer
from voice.clips import Clips
from voice.player import Player
from voice.pronunciation import Pronunciation
from voice.sound import Sound, silence
from voice.speech import NoSpeech

HALF = silence(0.05)
LONG = silence(5)  # more than a pipe holds

#: A program that speaks the protocol of `voice.playing`, writes down what it did, and has a fault.
FAKE = """
import struct, sys, time
fault, log = sys.argv[1], open(sys.argv[2], "a", buffering=1)
def tell(word): print(word, flush=True)
log.write("started\\n")
if fault == "no device": tell("failed there is no sound device"); sys.exit(1)
if fault == "hangs at start": time.sleep(60)
tell("ready")
while len(head := sys.stdin.buffer.read(4)) == 4:
    sys.stdin.buffer.read(struct.unpack(">I", head)[0])
    log.write("plays\\n")
    if fault == "dies": sys.exit(3)
    tell("begun")
    if fault == "hangs": time.sleep(60)
    time.sleep(0.05)
    tell("failed UnderrunError" if fault == "fails" else "ended")
    log.write("played\\n")
"""


class Rig:
    """A player whose device has a fault."""

    def __init__(self, folder: Path, fault: str) -> None:
        self.log = folder / "log"
        (folder / "fake.py").write_text(FAKE)
        self.program = [sys.executable, str(folder / "fake.py"), fault, str(self.log)]
        self.player = Player(lambda wish: HALF, program=self.program)
        self.begun: list[object] = []
        self.ended: list[object] = []
        self.player.begun.connect(self.begun.append)
        self.player.ended.connect(self.ended.append)

    def lines(self, word: str) -> int:
        return self.log.read_text().splitlines().count(word) if self.log.exists() else 0


@pytest.fixture
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a program with a fault; one without is waited for as long as in a hall."""
    monkeypatch.setattr(device, "_READY_S", 1.5)
    monkeypatch.setattr(device, "_BEGUN_S", 1.0)
    monkeypatch.setattr(device, "_GRACE_S", 0.5)


@pytest.fixture
def rig(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[Rig]:
    made = Rig(tmp_path, getattr(request, "param", "none"))
    yield made
    assert made.player.stop(10)


def test_sounds_are_played_one_after_another_by_one_process(qtbot: QtBot, rig: Rig) -> None:
    for wish in (1, 2, 3):
        rig.player.play(wish)
    qtbot.waitUntil(lambda: rig.ended == [1, 2, 3])
    assert rig.begun == [1, 2, 3]
    assert rig.log.read_text().split() == ["started", *["plays", "played"] * 3]


@pytest.mark.parametrize("rig", ["no device", "hangs at start", "dies", "hangs", "fails"], indirect=True)
def test_a_sound_system_with_a_fault_is_tried_again_for_every_sound_and_each_comes_to_an_end(
    qtbot: QtBot, little_patience: None, rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        began = time.monotonic()
        for wish in (1, 2, 3):
            rig.player.play(wish)
        assert time.monotonic() - began < 1, "asking returns at once"
        qtbot.waitUntil(lambda: rig.ended == [1, 2, 3])
    assert rig.lines("started") >= 3, "a new process for each"
    assert caplog.text.count("No sound") == 1, "told once"


def test_what_dies_between_two_sounds_is_back_for_the_next(qtbot: QtBot, rig: Rig) -> None:
    rig.player.play(1)
    qtbot.waitUntil(lambda: rig.ended == [1])
    process = rig.player._device._helper.process
    assert process is not None
    process.kill()
    process.wait()
    rig.player.play(2)
    qtbot.waitUntil(lambda: rig.ended == [1, 2])
    assert rig.begun == [1, 2]


def test_a_program_that_is_frozen_and_reads_nothing_is_ended(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(helper, "_TAKEN_S", 0.5)
    frozen = "import time; print('ready', flush=True); time.sleep(60)"
    player = Player(lambda wish: LONG, program=[sys.executable, "-c", frozen])
    ended: list[object] = []
    player.ended.connect(ended.append)
    player.play(1)
    player.play(2)
    qtbot.waitUntil(lambda: ended == [1, 2])
    assert player.stop(10)


def test_a_program_that_is_not_there_costs_the_sound_only(qtbot: QtBot) -> None:
    player = Player(lambda wish: HALF, program=["/nowhere/at-all"])
    ended: list[object] = []
    player.ended.connect(ended.append)
    player.play(1)
    qtbot.waitUntil(lambda: ended == [1])
    assert player.stop(10)


def test_a_bug_in_one_announcement_does_not_end_the_others(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def make(wish: object) -> Sound:
        if wish == 1:
            raise ValueError("a bug")
        return HALF

    rig = Rig(tmp_path, "none")
    assert rig.player.stop(10)
    player = Player(make, program=rig.program)
    ended: list[object] = []
    player.ended.connect(ended.append)
    player.play(1)
    player.play(2)
    qtbot.waitUntil(lambda: ended == [1, 2])
    assert "a bug" in caplog.text
    assert player.stop(10)


def test_it_ends_at_once_in_the_middle_of_a_sound(qtbot: QtBot, tmp_path: Path) -> None:
    rig = Rig(tmp_path, "hangs")
    rig.player.play(1)
    qtbot.waitUntil(lambda: rig.lines("plays") == 1)
    assert rig.player.stop(5)


# --- the announcer ------------------------------------------------------------------------------


def call(seq: int) -> Call:
    return Call(seq, MORNING, uuid4(), "A001", "DUKCAPIL", "1", Language.ID)


class Mute:
    def say(self, words: str, language: Language) -> Sound:
        raise NoSpeech("not here")


def mute() -> Announcements:
    return Announcements(Clips(None), Pronunciation({}), Mute())


def test_the_announcer_tells_the_window_when_each_call_was_spoken(qtbot: QtBot, tmp_path: Path) -> None:
    rig = Rig(tmp_path, "none")
    assert rig.player.stop(10)
    announcer = Announcer(mute(), program=rig.program)
    begun: list[int] = []
    ended: list[int] = []
    threads: set[threading.Thread] = set()

    def on_end(seq: int) -> None:
        ended.append(seq)
        threads.add(threading.current_thread())

    announcer.begun.connect(begun.append)
    for seq in (7, 8):
        announcer.announce(call(seq), small_catalogue(), partial(on_end, seq), is_short=False)
    qtbot.waitUntil(lambda: ended == [7, 8])
    assert begun == [7, 8]
    assert threads == {threading.current_thread()}
    assert announcer.stop(10)


def test_without_sound_a_call_has_ended_at_once() -> None:
    ended: list[int] = []
    NullAnnouncer().announce(call(1), None, lambda: ended.append(1), is_short=False)
    assert ended == [1]
    NullAnnouncer().stop()
