"""A supervisor covers the boards, and sees how they are."""

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app import config, parts
from app.cli import main
from ticketing.boards import BoardState, Sound
from ticketing.staff import StaffRole


class Hall:
    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.db = str(folder / "hall.db")
        self._capsys = capsys
        assert main(["import", "assets/catalogue", "--rehearsal", "--db", self.db]) == 0

    def ask(self, *words: str, code: int = 0) -> dict[str, Any]:
        self._capsys.readouterr()
        assert main([*words, "--db", self.db, "--json"]) == code
        told: dict[str, Any] = json.loads(self._capsys.readouterr().out or "{}")
        return told

    def lines(self, *words: str) -> list[str]:
        self._capsys.readouterr()
        assert main([*words, "--db", self.db]) == 0
        return self._capsys.readouterr().out.splitlines()

    def tell(self, board: BoardState) -> None:
        with parts.opened(self.db, config.load(None)) as opened:
            opened.store.keep_board(board)


@pytest.fixture
def hall(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Hall:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    return Hall(tmp_path, capsys)


def test_a_notice_is_set_told_and_taken_away(hall: Hall) -> None:
    assert hall.ask("notice") == {"notice": None, "until": None}
    assert hall.ask("notice", "evacuation") == {"notice": "evacuation", "until": None}
    told = hall.ask("notice", "prayer", "--minutes", "20")
    assert told["notice"] == "prayer"
    left = datetime.fromisoformat(told["until"]) - datetime.now(UTC)
    assert timedelta(minutes=19) < left <= timedelta(minutes=20)
    assert hall.lines("notice")[0].startswith("prayer")
    assert hall.ask("notice", "--end") == {"notice": None, "until": None}


def test_a_notice_that_is_none_is_refused(hall: Hall) -> None:
    with pytest.raises(SystemExit) as left:
        main(["notice", "party", "--db", hall.db])
    assert left.value.code == 2


def test_with_staff_a_notice_wants_a_supervisor(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    with parts.opened(hall.db, config.load(None)) as opened:
        house = parts.make_house(opened.store, opened.clock, opened.config)
        chief = house.enrol("budi", StaffRole.ADMINISTRATOR, "5820")
        house.enrol("rina", StaffRole.CLERK, "5822", chief)
    hall.ask("notice", "closing", code=1)
    monkeypatch.setattr("sys.stdin", io.StringIO("5822\n"))
    hall.ask("notice", "closing", "--by", "rina", code=1)
    monkeypatch.setattr("sys.stdin", io.StringIO("5820\n"))
    assert hall.ask("notice", "closing", "--by", "budi")["notice"] == "closing"


def test_status_tells_what_of_the_boards_a_supervisor_should_see_to(hall: Hall) -> None:
    now = datetime.now(UTC)
    hall.tell(BoardState("east", ("Zona 1",), 4, 21, Sound.ON, now))
    hall.tell(BoardState("lobby", (), 0, 0, Sound.OFF, now))
    hall.tell(BoardState("north", (), 1, 3, Sound.FAILING, now, ("a.mp4: it cannot be decoded",)))
    hall.tell(BoardState("west", (), 9, 90, Sound.ON, now - timedelta(minutes=5)))
    told = {one["name"]: one for one in hall.ask("status")["boards"]}
    assert told["east"] == {
        "name": "east",
        "zones": ["Zona 1"],
        "there": True,
        "waiting": 4,
        "behind_s": 21,
        "sound": "on",
        "troubles": [],
    }
    assert not told["west"]["there"]
    lines = [line for line in hall.lines("status") if ":" in line][1:]
    assert lines == [
        "  east: 4 calls wait to be announced, the first for 21 s",
        "  north: no sound",
        "  north: a.mp4: it cannot be decoded",
        "  west: not heard of any more",
    ]
