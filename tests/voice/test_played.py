"""What a board really plays, recorded from a sound server: the chime, the words, the gaps, in order."""

import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from app.config import Config
from app.parts import SystemClock
from app.speaking import announcements_of
from benchmarks.roles import Role, running
from store.store import open_store
from tests.fakes import small_catalogue
from tests.voice.pulse import FRAMES, PulseServer, Recording, envelope, likeness, pulse_server, sounds
from tests.waiting import PATIENCE_S
from ticketing.hall import Hall
from ticketing.model import Call, HallInfo
from ticketing.words import Language


class Board:
    """A hall in a file, and a board of it as a process that plays on a server."""

    def __init__(self, folder: Path) -> None:
        self.db = folder / "hall.db"
        self.store = open_store(str(self.db), patience_s=5)
        with self.store.writing() as tx:
            tx.keep_hall(HallInfo("MPP Bale Madukara", "Asia/Jakarta", catalogue_version=1, rehearsal=True))
            tx.replace_catalogue(small_catalogue())
        self.hall = Hall(self.store, SystemClock())
        self._before = self.call("1")

    def wait_for_reader(self, role: Role) -> None:
        """Wait until a board has read the hall: it shows the call that was there before, and says nothing of it."""
        role.wait_for("painted", self._before.seq)

    def call(self, counter: str, language: Language = Language.ID) -> Call:
        self.hall.issue("KTP-BARU", language, uuid4(), paper=False)
        assert self.hall.call_next(counter) is not None
        call = self.store.recent_calls(1)[0]
        self.hall.no_show(counter)
        return call


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Board]:
    made = Board(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PulseServer]:
    (tmp_path / "pulse").mkdir(mode=0o700)
    with pulse_server(tmp_path / "pulse") as made:
        yield made


def expected(call: Call, *, is_short: bool = False) -> list[float]:
    loud = envelope(announcements_of(Config()).of(call, small_catalogue(), is_short=is_short).pcm)
    ((begun, ended),) = sounds(loud)
    return loud[begun:ended]


def heard(recording: Recording, count: int, role: Role) -> list[list[float]]:
    """Wait until so many announcements have ended; return the envelope of each."""
    until = time.monotonic() + PATIENCE_S
    while True:
        loud = envelope(recording.pcm())
        found = sounds(loud)
        if len(found) >= count and len(loud) - found[-1][1] > FRAMES:
            return [loud[begun:ended] for begun, ended in found]
        assert time.monotonic() < until, f"{len(found)} of {count} were heard: {role.last_words()}"
        time.sleep(0.2)


def test_chime_and_words_of_every_language_are_played_in_order_and_never_over_each_other(
    board: Board, server: PulseServer
) -> None:
    with running(["display"], board.db, variables=server.variables) as role, server.recording() as recording:
        board.wait_for_reader(role)
        calls = [board.call("1", language) for language in Language]
        parts = heard(recording, 3, role)
    assert len(parts) == 3
    for call, part in zip(calls, parts, strict=True):
        wanted = expected(call)
        assert abs(len(part) - len(wanted)) < FRAMES // 2, "as long as the words are: nothing lies over them"
        assert likeness(part, wanted) > 0.9
    assert likeness(parts[0], expected(calls[1])) < 0.9, "the control: another announcement sounds otherwise"


def test_when_many_wait_the_first_are_short_and_a_recall_is_spoken_again(
    board: Board, server: PulseServer
) -> None:
    with running(["display"], board.db, variables=server.variables) as role, server.recording() as recording:
        board.wait_for_reader(role)
        for counter in ("1", "2", "1"):
            board.call(counter)
        board.hall.issue("KTP-BARU", Language.ID, uuid4(), paper=False)
        board.hall.call_next("2")
        board.hall.recall("2")
        parts = heard(recording, 5, role)
    wanted = expected(board.store.recent_calls(1)[0])
    assert len(parts) == 5
    assert [likeness(part, wanted) > 0.9 for part in parts[-2:]] == [True, True]
    assert min(len(part) for part in parts) < len(wanted) * 0.8, "one of the first was short"


def test_a_device_that_goes_and_comes_back_is_heard_again_and_no_call_is_lost(
    board: Board, server: PulseServer
) -> None:
    with running(["display"], board.db, variables=server.variables) as role:
        board.wait_for_reader(role)
        with server.recording() as recording:
            board.call("1")
            heard(recording, 1, role)
        server.stop()
        silent = board.call("2")
        role.wait_for("painted", silent.seq)
        time.sleep(2)
        server.start()
        time.sleep(8)
        with server.recording() as recording:
            time.sleep(0.5)
            last = board.call("1")
            role.wait_for("painted", last.seq)
            (part,) = heard(recording, 1, role)
        assert likeness(part, expected(last)) > 0.9


def test_without_any_device_every_call_is_shown(board: Board, tmp_path: Path) -> None:
    nowhere = {"PULSE_SERVER": f"unix:{tmp_path / 'nothing'}", "XDG_RUNTIME_DIR": str(tmp_path)}
    with running(["display"], board.db, variables=nowhere) as role:
        board.wait_for_reader(role)
        for call in [board.call("1"), board.call("2")]:
            role.wait_for("painted", call.seq)
