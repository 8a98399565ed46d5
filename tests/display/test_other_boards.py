"""What other boards do wrong, one test for each."""

import sys
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from display.board import Pace
from display.settings import BoardSettings
from display.window import BoardWindow
from tests.display.hallway import colours_of
from tests.display.rig import LOST, Rig
from tests.fake_store import FakeStore
from tests.fakes import FakeClock, FakeWorker
from ticketing.hall import Hall
from ticketing.words import Language
from ui import theme
from voice.announcement import Announcements
from voice.announcer import Announcer, NullAnnouncer
from voice.clips import Clips
from voice.pronunciation import Pronunciation
from voice.sound import Sound, silence

#: Plays in the place of a sound device: fails at first, then plays; writes down what it did.
FAILS_ONCE = """
import struct, sys, time
log = open(sys.argv[1], "a+", buffering=1)
log.seek(0)
if not log.read():
    log.write("failed "); print("failed the device went away", flush=True); sys.exit(1)
print("ready", flush=True)
while len(head := sys.stdin.buffer.read(4)) == 4:
    sys.stdin.buffer.read(struct.unpack(">I", head)[0])
    log.write("played "); log.flush()
    print("begun", flush=True); time.sleep(0.02); print("ended", flush=True)
"""


class Hum(Announcements):
    """Every call sounds the same and short."""

    def __init__(self) -> None:
        super().__init__(Clips(None), Pronunciation({}), speech=None)  # type: ignore[arg-type]

    def of(self, *_: object, **__: object) -> Sound:
        return silence(0.02)


def test_a_call_is_not_swallowed_when_two_come_at_once(rig: Rig) -> None:
    rig.issue()
    rig.issue("PAJAK")
    rig.call("1")
    rig.call("3")
    rig.hear()
    rig.time.pass_s(60)
    assert rig.announcer.said == ["A001>1", "SM001>3"]
    assert rig.numbers == ["SM001", "A001"]


def test_the_newer_number_is_not_spoken_twice(rig: Rig) -> None:
    """Boards that ask for "the last call" when they are done with one speak the newest for each."""
    rig.announcer.is_slow = True
    rig.call_and_finish(1)
    rig.hear()
    rig.call_and_finish(1)
    rig.hear()
    rig.announcer.end()
    rig.time.pass_s(10)
    rig.announcer.end()
    rig.time.pass_s(60)
    for _ in range(60):
        rig.presenter.tick()
    assert rig.announcer.said == ["A001>1", "A002>1"]


def test_it_is_not_silent_for_good_after_one_audio_error(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "play.py").write_text(FAILS_ONCE)
    log = tmp_path / "log"
    store, clock = FakeStore(), FakeClock()
    hall, feed = Hall(store, clock), store.feed()
    announcer = Announcer(Hum(), program=[sys.executable, str(tmp_path / "play.py"), str(log)])
    settings = BoardSettings(pace=Pace(hold_s=0.05, rush_s=0.02))
    window = BoardWindow(store, FakeWorker(), clock, announcer, settings)
    qtbot.addWidget(window)
    window.open()
    try:
        for count in (1, 2, 3):
            hall.issue("KTP-BARU", Language.ID, uuid4())
            hall.call_next("1")
            window.presenter.hear(feed.poll())
            with qtbot.waitSignal(window.call_spoken):
                hall.no_show("1")
            assert window.presenter.board.large is not None
            assert window.presenter.board.large.number == f"A00{count}", "on the glass all the same"
        told = log.read_text().split()
        assert told[0] == "failed"
        assert told.count("played") >= 2
        assert not announcer.is_failing
    finally:
        announcer.stop()


def test_two_announcements_do_not_overlap(rig: Rig) -> None:
    rig.announcer.is_slow = True  # it fails on a second call before the end of the first
    rig.call_and_finish(5)
    rig.hear()
    for count in range(1, 6):
        rig.time.pass_s(5)
        assert len(rig.announcer.said) == count
        rig.announcer.end()
        rig.time.pass_s(4)


def test_the_large_place_moves_on_at_the_end_of_the_words_not_on_a_timer(rig: Rig) -> None:
    rig.announcer.is_slow = True
    rig.call_and_finish(2)
    rig.hear()
    for _ in range(18):
        rig.time.pass_s(1)
        assert rig.large == "A001"
    rig.announcer.end()
    assert rig.large == "A002"


def test_a_fault_of_the_database_does_not_empty_the_board(qtbot: QtBot) -> None:
    store, clock = FakeStore(), FakeClock()
    hall, feed = Hall(store, clock), store.feed()
    window = BoardWindow(store, FakeWorker(), clock, NullAnnouncer())
    qtbot.addWidget(window)
    window.open()
    hall.issue("KTP-BARU", Language.ID, uuid4())
    hall.call_next("1")
    window.presenter.hear(feed.poll())
    store.fault = LOST
    window.presenter.lose(LOST)
    for _ in range(600):
        clock.advance(seconds=1)
        window._on_second()
    assert window.presenter.board.large is not None
    assert theme.load("dark").gold in colours_of(window.grab().toImage(), QRectF(window.panel.geometry()))
    assert window.strips[1].texts[1] == "Data terakhir 07.30, 10 menit lalu"


@pytest.mark.parametrize("spoken", [True, False])
def test_a_restart_does_not_announce_everything_again(rig: Rig, spoken: bool) -> None:
    rig.call_and_finish(9)
    rig.hear()
    rig.time.pass_s(60)
    last = rig.presenter.board.spoken if spoken else 0
    rig.start(spoken=last)
    rig.hear()
    rig.time.pass_s(600)
    assert rig.announcer.said == []
    assert len(rig.numbers) == 7


def test_the_last_called_numbers_stay_on_the_board(rig: Rig) -> None:
    rig.call_and_finish(7)
    rig.hear()
    rig.time.pass_s(3600)
    for _ in range(600):
        rig.presenter.tick()
    assert rig.numbers == [f"A00{n}" for n in range(7, 0, -1)]
