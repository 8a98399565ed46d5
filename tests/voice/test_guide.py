"""A kiosk speaks the newest words only, forgets the rest, and goes on where it cannot speak."""

import logging
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.waiting import PATIENCE_S, wait_until
from ticketing.words import Language
from voice import helper
from voice.guide import Guide
from voice.pronunciation import Pronunciation
from voice.shelf import Shelf
from voice.sound import Sound, silence
from voice.speech import NoSpeech

#: A program that speaks the protocol of `voice.playing`, and writes down what it did with each sound.
FAKE = """
import queue, struct, sys, threading
fault, log = sys.argv[1], open(sys.argv[2], "a", buffering=1)
def tell(word): print(word, flush=True)
log.write("started\\n")
if fault == "no device": tell("failed there is no sound device"); sys.exit(1)
came = queue.Queue()
def listen():
    while len(head := sys.stdin.buffer.read(4)) == 4:
        came.put(sys.stdin.buffer.read(struct.unpack(">I", head)[0]))
    came.put(None)
threading.Thread(target=listen, daemon=True).start()
tell("ready")
while (sound := came.get()) is not None:
    if not sound: continue
    log.write(f"plays {len(sound)}\\n")
    if fault == "dies": sys.exit(3)
    tell("begun")
    try:
        if came.get(timeout=len(sound) / 44100) is None: break
        log.write("cut off\\n")
    except queue.Empty:
        log.write("played\\n")
    tell("ended")
"""


class Reader:
    """Speaks each text as a silence whose length tells which it was."""

    def __init__(self, seconds: float = 20.0) -> None:
        self.said: list[tuple[str, Language]] = []
        self.threads: set[threading.Thread] = set()
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.seconds = seconds

    def say(self, words: str, language: Language) -> Sound:
        self.said.append((words, language))
        self.threads.add(threading.current_thread())
        assert self.may_go_on.wait(PATIENCE_S)
        if words == "mute":
            raise NoSpeech("not here")
        if words == "bug":
            raise ZeroDivisionError
        return Sound(silence(self.seconds).pcm + bytes(2 * len(words)))


class Rig:
    def __init__(
        self, folder: Path, fault: str = "none", *, seconds: float = 20.0, pause_s: float = 0.0
    ) -> None:
        self.log = folder / "log"
        (folder / "fake.py").write_text(FAKE)
        program = [sys.executable, str(folder / "fake.py"), fault, str(self.log)]
        self.reader = Reader(seconds)
        self.guide = Guide(self.reader, Pronunciation({}), program=program, pause_s=pause_s)

    def lines(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []

    def has_more(self, line: str, before: int) -> bool:
        return self.lines().count(line) > before

    def has_said(self, count: int) -> bool:
        return len(self.reader.said) == count

    def length(self, words: str) -> str:
        return f"plays {len(silence(self.reader.seconds).pcm) + 2 * len(words)}"


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = Rig(tmp_path)
    yield made
    made.reader.may_go_on.set()
    assert made.guide.stop(10)


def test_what_is_said_is_cut_off_by_what_is_newer(rig: Rig) -> None:
    rig.guide.say("one", Language.ID)
    wait_until(lambda: rig.length("one") in rig.lines())
    rig.guide.say("three", Language.EN)
    wait_until(lambda: rig.length("three") in rig.lines())
    assert rig.lines() == ["started", rig.length("one"), "cut off", rig.length("three")]
    assert rig.reader.said == [("one", Language.ID), ("three", Language.EN)]


def test_of_many_at_once_only_the_last_is_spoken(rig: Rig) -> None:
    rig.reader.may_go_on.clear()
    rig.guide.say("the first", Language.ID)
    wait_until(lambda: rig.reader.said)
    for words in ("a", "bb", "ccc", "the last of all"):
        rig.guide.say(words, Language.ID)
    rig.reader.may_go_on.set()
    wait_until(lambda: rig.length("the last of all") in rig.lines())
    assert rig.lines() == ["started", rig.length("the last of all")], "the first was not even begun"
    assert [words for words, _ in rig.reader.said] == ["the first", "the last of all"]


def test_asking_returns_while_the_voice_is_still_at_work_on_a_thread_of_its_own(rig: Rig) -> None:
    rig.reader.may_go_on.clear()
    rig.guide.say("one", Language.ID)
    wait_until(lambda: rig.reader.said)
    rig.guide.hush()
    rig.guide.say("two", Language.ID)
    assert [words for words, _ in rig.reader.said] == ["one"], (
        "it still waits for the first, and nobody else does"
    )
    assert threading.current_thread() not in rig.reader.threads


def test_hush_cuts_off_and_nothing_follows(rig: Rig) -> None:
    rig.guide.say("one", Language.ID)
    wait_until(lambda: rig.length("one") in rig.lines())
    rig.guide.hush()
    wait_until(lambda: "cut off" in rig.lines())
    rig.guide.say("", Language.ID)
    rig.guide.say("· …", Language.ID)
    rig.guide.say("four", Language.ID)
    wait_until(lambda: rig.length("four") in rig.lines())
    assert rig.lines() == ["started", rig.length("one"), "cut off", rig.length("four")]


def test_what_is_said_to_its_end_is_spoken_again_from_the_shelf(tmp_path: Path) -> None:
    rig = Rig(tmp_path, seconds=0.02)
    for n in (1, 2, 3):
        rig.guide.say("Ambil nomor A012", Language.ID)
        wait_until(partial(rig.has_more, "played", n - 1))
    assert rig.reader.said == [("Ambil nomor a nol satu dua", Language.ID)]
    rig.guide.say("Ambil nomor A012", Language.EN)
    wait_until(lambda: rig.lines().count("played") == 4)
    assert len(rig.reader.said) == 2, "another language is another sound"
    assert rig.guide.stop(10)


def test_the_shelf_keeps_what_was_asked_for_last_and_no_more_than_it_has_room_for() -> None:
    shelf = Shelf(100)
    for name in "abcd":
        shelf.keep(name, Sound(bytes(30)))
    assert [name for name in "abcd" if shelf.find(name)] == ["b", "c", "d"]
    shelf.find("b")
    shelf.keep("e", Sound(bytes(40)))
    assert shelf.used_bytes == 100
    assert [name for name in "abcde" if shelf.find(name)] == ["b", "d", "e"], "b was asked for after c"
    shelf.keep("large", Sound(bytes(101)))
    assert shelf.find("large") is None
    assert shelf.find("b") is not None, "what is too large throws nothing out"
    shelf.keep("b", Sound(bytes(10)))
    assert shelf.used_bytes == sum(len(found.pcm) for name in "abcde" if (found := shelf.find(name)))


def test_what_the_guide_keeps_is_bounded(tmp_path: Path) -> None:
    rig = Rig(tmp_path, seconds=0.0)
    room = Guide(rig.reader, Pronunciation({}), program=["/nowhere"], room_bytes=500, pause_s=0)
    for n in range(40):
        rig.reader.said.clear()
        room.say("x" * (50 + n), Language.ID)
        wait_until(lambda: rig.reader.said)
    assert room.stop(10)
    assert 300 < room._shelf.used_bytes <= 500
    assert rig.guide.stop(10)


@pytest.mark.parametrize("fault", ["no device", "dies"])
def test_without_a_device_it_is_told_once_and_silent(
    tmp_path: Path, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    rig = Rig(tmp_path, fault)
    with caplog.at_level(logging.WARNING):
        for n in (1, 2, 3):
            rig.guide.say(f"words {n}", Language.ID)
            wait_until(partial(rig.has_said, n))
        wait_until(lambda: rig.guide.is_failing)
        assert rig.guide.stop(10)
    assert caplog.text.count("cannot speak") == 1


def test_a_device_that_failed_is_left_alone_for_a_while(tmp_path: Path) -> None:
    rig = Rig(tmp_path, "dies", pause_s=600)
    rig.guide.say("one", Language.ID)
    wait_until(lambda: rig.guide.is_failing)
    before = rig.lines()
    for n in range(20):
        rig.guide.say(f"words {n}", Language.ID)
    assert rig.guide.stop(10)
    assert rig.lines() == before
    assert len(rig.reader.said) == 1


def test_words_that_cannot_be_made_cost_themselves_only(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        for n, words in enumerate(("mute", "mute", "bug"), 1):
            rig.guide.say(words, Language.ID)
            wait_until(partial(rig.has_said, n))
        rig.guide.say("heard", Language.ID)
        wait_until(lambda: rig.length("heard") in rig.lines())
    assert caplog.text.count("cannot speak") == 1
    assert caplog.text.count("words could not be spoken") == 1


def test_a_program_that_hangs_is_ended_and_started_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(helper, "_TAKEN_S", 0.3)
    log = tmp_path / "log"
    hangs = f"import time; open({str(log)!r}, 'a').write('x'); print('ready', flush=True); time.sleep(60)"
    guide = Guide(Reader(), Pronunciation({}), program=[sys.executable, "-c", hangs], pause_s=0)
    guide.say("one", Language.ID)
    wait_until(lambda: guide.is_failing)
    assert log.read_text() == "x"
    guide.say("two", Language.ID)
    wait_until(lambda: log.read_text() == "xx")
    assert guide.stop(10)
