"""The command line as a clerk, a supervisor and an administrator use it."""

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.config import Config
from app.parts import SHIPPED_CATALOGUE

NINE = ("--at", "2026-11-24T09:00")


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.setattr(Config, "__init__", _with_data(Config.__init__, tmp_path / "data"))
    made = str(tmp_path / "practice.db")
    assert main(["import", str(SHIPPED_CATALOGUE), "--rehearsal", "--db", made]) == 0
    capsys.readouterr()
    return made


def _with_data(make: Any, data: Path) -> Any:
    def init(self: Config, *args: Any, **settings: Any) -> None:
        make(self, *args, **{"data": data, **settings})

    return init


class Clerk:
    def __init__(self, db: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._db, self._capsys, self._monkeypatch = db, capsys, monkeypatch

    def run(self, *argv: str, typed: str = "") -> int:
        self._monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return main([*argv, "--db", self._db, *NINE])

    def ask(self, *argv: str, typed: str = "") -> dict[str, Any]:
        self._capsys.readouterr()
        assert self.run(*argv, "--json", typed=typed) == 0
        answer: dict[str, Any] = json.loads(self._capsys.readouterr().out)
        return answer

    def refused(self, *argv: str, typed: str = "", code: int = 1) -> str:
        self._capsys.readouterr()
        assert self.run(*argv, typed=typed) == code
        told = self._capsys.readouterr()
        assert told.out == ""
        assert "Traceback" not in told.err
        return told.err


@pytest.fixture
def clerk(db: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Clerk:
    return Clerk(db, capsys, monkeypatch)


def test_a_visitor_is_held_resumed_and_sent_on(clerk: Clerk) -> None:
    clerk.ask("issue", "KTP-BARU", "--no-paper")
    assert clerk.ask("call", "1")["number"] == "A001"
    clerk.ask("serve", "1")
    clerk.refused("hold", "1")
    assert clerk.ask("hold", "1", "--reason", "fotokopi")["state"] == "held"
    assert clerk.ask("resume", "1")["state"] == "serving"
    sent = clerk.ask("transfer", "1", "--service", "PKB-TAHUNAN", "--place", "front")
    assert (sent["state"], sent["service"], sent["number"]) == ("waiting", "PKB-TAHUNAN", "A001")
    status = clerk.ask("status")
    assert [one["waiting"] for one in status["services"] if one["code"] == "PKB-TAHUNAN"] == [1]


def test_a_chosen_visitor_is_called_given_up_and_taken_back(clerk: Clerk) -> None:
    for _ in range(2):
        clerk.ask("issue", "KTP-BARU", "--priority", "--no-paper")
    clerk.refused("call", "1", "--number", "A002")
    assert clerk.ask("call", "1", "--number", "a 002", "--reason", "small child")["number"] == "A002"
    assert clerk.ask("no-show", "1")["state"] == "no_show"
    assert clerk.ask("return", "1", "--number", "A002")["state"] == "waiting"
    assert clerk.ask("demote", "1", "--number", "A002")["priority"] is False
    assert clerk.ask("cancel", "1", "--number", "A002", "--reason", "left")["state"] == "cancelled"
    clerk.refused("cancel", "1", "--number", "A002")
    clerk.refused("cancel", "1", "--number", "A099")
    clerk.refused("cancel", "1", "--number", "nonsense", code=78)


def test_a_paper_is_printed_again_and_no_second_one_while_it_is_coming(clerk: Clerk) -> None:
    clerk.ask("issue", "KTP-BARU", "--no-paper")
    made = clerk.ask("reprint", "1", "--number", "A001", "--kiosk", "lobby")
    assert (made["number"], made["copy"], made["kiosk"], made["state"]) == ("A001", 1, "lobby", "waiting")
    assert clerk.ask("reprint", "1", "--number", "A001")["copy"] == 1
    clerk.refused("reprint", "1")
    clerk.refused("reprint", "1", "--number", "A009")
    assert clerk.ask("check")["ok"]


def test_a_ticket_goes_to_one_counter_only(clerk: Clerk) -> None:
    clerk.ask("issue", "KTP-BARU", "--no-paper")
    clerk.ask("call", "1")
    clerk.ask("transfer", "1", "--to", "2")
    assert clerk.ask("call", "1")["number"] is None
    assert clerk.ask("call", "2")["number"] == "A001"
    clerk.refused("transfer", "2", "--to", "999")


def test_an_errand_is_one_ticket_that_tells_what_comes_next(clerk: Clerk) -> None:
    issued = clerk.ask("issue", "LAHIR", "--no-paper")
    assert (issued["errand"], issued["service"]) == ("LAHIR", "AKTA-LAHIR")
    clerk.ask("call", "1")
    clerk.ask("serve", "1")
    assert clerk.ask("complete", "1")["next"] == {"service": "KK-UBAH", "agency": "DUKCAPIL"}
    assert clerk.ask("call", "1")["number"] == issued["number"]


def test_a_counter_takes_a_break(clerk: Clerk) -> None:
    clerk.ask("issue", "KTP-BARU", "--no-paper")
    clerk.refused("pause", "1")
    paused = clerk.ask("pause", "1", "--reason", "salat", "--minutes", "15")
    assert (paused["state"], paused["until"]) == ("break", "2026-11-24T09:15:00+07:00")
    assert "salat" in clerk.refused("call", "1")
    state = {one["code"]: one["state"] for one in clerk.ask("status")["counters"]}
    assert (state["1"], state["2"]) == ("break", "free")
    clerk.ask("reopen", "1")
    assert clerk.ask("call", "1")["number"] == "A001"


def test_staff_sign_in_with_a_pin_from_standard_input(clerk: Clerk) -> None:
    clerk.ask("issue", "KTP-BARU", "--no-paper")
    assert clerk.ask("staff") == {"staff": []}
    clerk.refused("staff", "--add", "budi", "--role", "administrator", typed="1234\n")
    clerk.ask("staff", "--add", "budi", "--role", "administrator", typed="4711\n")
    clerk.refused("staff", "--add", "rina", typed="5820\n")
    people = clerk.ask("staff", "--add", "rina", "--by", "budi", typed="4711\n5820\n")["staff"]
    assert people == [{"name": "budi", "role": "administrator"}, {"name": "rina", "role": "clerk"}]
    clerk.refused("call", "1")
    clerk.refused("sign-in", "1", "rina", typed="0001\n")
    assert clerk.ask("sign-in", "1", "rina", typed="5820\n") == {"counter": "1", "staff": "rina"}
    assert clerk.ask("call", "1")["number"] == "A001"
    clerk.refused("sign-out", "1")
    clerk.ask("no-show", "1")
    clerk.ask("sign-out", "1")
    clerk.ask("staff", "--pin", "rina", "--by", "budi", typed="4711\n7531\n")
    assert len(clerk.ask("staff", "--remove", "rina", "--by", "budi", typed="4711\n")["staff"]) == 1


def test_a_service_is_shut_and_opened_again(clerk: Clerk) -> None:
    shut = clerk.ask("shut", "--service", "KTP-BARU", "--reason", "server mati", "--minutes", "30")
    assert shut["closures"][0]["until"] == "2026-11-24T09:30:00+07:00"
    assert clerk.ask("unshut", str(shut["closure"]))["closures"] == []
    clerk.refused("unshut", "7")


def test_check_holds_after_all_of_it(clerk: Clerk, db: str) -> None:
    clerk.ask("issue", "DOMPET", "--no-paper")
    clerk.ask("shut", "--agency", "SAMSAT", "--reason", "jaringan")
    assert main(["check", "--db", db]) == 0


def test_a_hall_in_service_keeps_its_hours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime

    from app.parts import SystemClock

    db = str(tmp_path / "real.db")
    assert main(["import", str(SHIPPED_CATALOGUE), "--db", db]) == 0

    def at(text: str) -> int:
        moment = datetime.fromisoformat(text).astimezone(UTC)
        monkeypatch.setattr(SystemClock, "now", lambda _: moment)
        return main(["issue", "KTP-BARU", "--no-paper", "--db", db])

    assert at("2026-11-24T07:29:00+07:00") == 1
    assert at("2026-11-24T07:31:00+07:00") == 0
    assert at("2026-11-24T12:10:00+07:00") == 1, "the break"
    assert at("2026-11-27T12:50:00+07:00") == 1, "the longer one of Friday"
    assert at("2026-11-27T13:05:00+07:00") == 0
    assert at("2026-11-28T09:00:00+07:00") == 1, "Saturday"
    assert at("2026-12-25T09:00:00+07:00") == 1, "Christmas"
    assert "tutup karena hari libur" in capsys.readouterr().err


def test_each_channel_has_its_own_quota(tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    shutil.copytree(SHIPPED_CATALOGUE, folder)
    rows = "agency_code,service_code,weekdays,channel,count\nDUKCAPIL,KTP-BARU,mon-sun,walk_in,1\n"
    (folder / "quotas.csv").write_text(rows + "DUKCAPIL,KTP-BARU,mon-sun,booked,1\n", encoding="utf-8")
    for name in ("hours.csv", "special_days.csv"):
        (folder / name).unlink()
    real = str(tmp_path / "real.db")
    assert main(["import", str(folder), "--db", real]) == 0
    given = [
        main(["issue", "KTP-BARU", "--no-paper", "--channel", channel, "--db", real])
        for channel in ("walk_in", "walk_in", "booked", "booked")
    ]
    assert given == [0, 1, 0, 1]
