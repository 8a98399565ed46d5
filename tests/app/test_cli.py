"""The command line as scripts use it: JSON, exit codes, sentences without a traceback."""

import json
import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.parts import SHIPPED_CATALOGUE, SystemClock
from tests.catalogues import always_open
from tests.waiting import PATIENCE_S

ROOT = Path(__file__).parents[2]


@pytest.fixture
def db(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    path = str(tmp_path / "hall.db")
    assert main(["import", str(always_open(tmp_path)), "--db", path]) == 0
    capsys.readouterr()
    return path


def asked(capsys: pytest.CaptureFixture[str], *argv: str) -> dict[str, Any]:
    assert main([*argv, "--json"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_a_visit_by_the_command_line(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    issued = asked(capsys, "issue", "KTP-BARU", "--db", db, "--lang", "su")
    assert {"ticket", "number", "service", "agency", "ahead", "called_from", "called_until", "token"} <= set(
        issued
    )
    assert (issued["number"], issued["agency"], issued["ahead"]) == ("A001", "DUKCAPIL", 0)
    assert issued["called_from"].endswith("+07:00")
    called = asked(capsys, "call", "1", "--db", db)
    assert called["number"] == "A001"
    assert called["ticket"] == issued["ticket"]
    for verb, state in (("recall", "called"), ("serve", "serving"), ("complete", "completed")):
        assert asked(capsys, verb, "1", "--db", db)["state"] == state
    assert asked(capsys, "call", "1", "--db", db)["number"] is None
    assert asked(capsys, "check", "--db", db)["ok"] is True
    status = asked(capsys, "status", "--db", db)
    assert [one["number"] for one in status["calls"]] == ["A001"]
    assert len(status["services"]) == 204
    assert len(status["counters"]) == 62


@pytest.mark.parametrize(
    ("locale", "says"),
    [
        ("en_GB.UTF-8", r"2 waiting, 1 at a counter; who comes now is called about \d\d:\d\d–\d\d:\d\d"),
        (
            "id_ID.UTF-8",
            r"2 menunggu, 1 di loket; yang datang sekarang dipanggil sekitar \d\d\.\d\d–\d\d\.\d\d",
        ),
        ("su_ID.UTF-8", r"2 ngantosan, 1 di loket; nu sumping ayeuna disaur kira-kira \d\d\.\d\d–\d\d\.\d\d"),
    ],
)
def test_status_says_in_words_who_waits_and_when_who_comes_now_is_called(
    db: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, locale: str, says: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    for _ in range(3):
        asked(capsys, "issue", "KTP-BARU", "--db", db)
    asked(capsys, "call", "1", "--db", db)
    assert main(["status", "--db", db]) == 0
    (line,) = [one for one in capsys.readouterr().out.splitlines() if "KTP-BARU" in one]
    assert re.fullmatch(rf"  KTP-BARU +{says}", line)


def test_the_same_tap_is_the_same_ticket(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    tap = "6f1c0000-0000-4000-8000-000000000001"
    one = asked(capsys, "issue", "KTP-BARU", "--db", db, "--tap", tap)
    two = asked(capsys, "issue", "KTP-BARU", "--db", db, "--tap", tap)
    assert (one["ticket"], one["number"]) == (two["ticket"], two["number"]) == (tap, "A001")


def test_search_finds_by_everyday_words(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    results = asked(capsys, "search", "ktp", "hilang", "--db", db)["results"]
    assert results[0]["code"] == "KTP-HILANG"
    english = asked(capsys, "search", "birth", "certificate", "--lang", "en", "--db", db)["results"]
    assert english[0]["code"] == "AKTA-LAHIR"


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["issue", "NO-SUCH"], 1),
        (["call", "99"], 1),
        (["serve", "1"], 1),
        (["issue", "KTP-BARU", "--at", "2026-11-24T09:30"], 1),
        (["import", "/no/such/folder"], 1),
        (["issue", "KTP-BARU", "--tap", "twice"], 78),
        (["status", "--config", "/no/such/file"], 78),
        (["status", "--db", "mysql://somewhere/db"], 78),
        (["status", "--db", "/proc/no-such/hall.db"], 75),
        (["status", "--db", "/tmp/" + 300 * "x"], 1),
        (["status", "--db", "~no-such-user/hall.db"], 78),
    ],
)
def test_what_goes_wrong_is_one_sentence_and_an_exit_code(
    db: str, capsys: pytest.CaptureFixture[str], argv: list[str], code: int
) -> None:
    given = argv if "--db" in argv else [*argv, "--db", db]
    assert main(given) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.strip()
    assert "Traceback" not in told.err


def test_usage_is_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["no-such-verb"])
    assert left.value.code == 2


@pytest.mark.parametrize("name", ["a\udcff", "a\x1b[31m", " ", 101 * "x"])
def test_a_kiosk_or_counter_has_a_name_that_can_be_printed_and_stored(db: str, name: str) -> None:
    for command in (
        ["issue", "KTP-BARU", "--kiosk", name],
        ["spooler", "--name", name],
        ["counter", "--counter", name],
    ):
        with pytest.raises(SystemExit) as left:
            main([*command, "--db", db])
        assert left.value.code == 2


def test_before_an_import_there_is_no_hall(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["issue", "KTP-BARU", "--db", str(tmp_path / "empty.db")]) == 1


def test_a_refused_catalogue_changes_nothing(
    db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "agencies.csv").write_text("agency_code\nX\n")
    (tmp_path / "services.csv").write_text("")
    assert main(["import", str(tmp_path), "--db", db]) == 1
    assert "agencies.csv:1" in capsys.readouterr().err
    assert len(asked(capsys, "status", "--db", db)["services"]) == 204


def test_a_rehearsal_hall_takes_a_time_and_a_real_one_is_not_overlaid(
    db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    practice = str(tmp_path / "practice.db")
    assert main(["import", str(SHIPPED_CATALOGUE), "--rehearsal", "--db", practice]) == 0
    capsys.readouterr()
    issued = asked(capsys, "issue", "KTP-BARU", "--db", practice, "--at", "2026-11-24T09:30")
    assert issued["called_from"] == "2026-11-24T09:30:00+07:00"
    assert main(["import", str(SHIPPED_CATALOGUE), "--rehearsal", "--db", db]) == 1


def test_check_names_what_is_broken(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    import sqlite3

    asked(capsys, "issue", "KTP-BARU", "--db", db)
    connection = sqlite3.connect(db)
    connection.execute("UPDATE series SET n = 7")
    connection.commit()
    connection.close()
    assert main(["check", "--db", db]) == 1
    assert "I2" in capsys.readouterr().out


def test_the_program_starts_from_the_shell(db: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "status", "--json", "--db", db],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["hall"]


def test_an_answer_that_nobody_reads_is_no_error(db: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "issue", "KTP-BARU", "--db", db, "--json"],
        stdout=writer,
        stderr=subprocess.PIPE,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_answer_that_cannot_be_written_is_told(db: str) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), "status", "--json", "--db", db],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 75
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("options", [["--json"], []])
def test_an_output_without_every_letter_takes_the_answer_all_the_same(db: str, options: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "issue", "KTP-BARU", "--db", db, *options],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "A001" in (json.loads(done.stdout)["number"] if options else done.stdout)


INTERRUPTED = """
import os, signal, sys

class Interrupts:
    def find_spec(self, name, path=None, target=None):
        if name == os.environ["AT"]:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupts())
from app.__main__ import run
sys.exit(run())
"""


@pytest.mark.parametrize("module", ["app.verbs", "PySide6.support", "PySide6.QtGui"])
def test_an_interruption_while_a_window_is_being_loaded_ends_it_quietly(module: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, "kiosk", "--db", str(tmp_path / "hall.db")],
        env={**os.environ, "AT": module, "QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    assert done.returncode in (130, -2)
    assert done.stderr == ""


def test_an_interrupted_command_ends_quietly(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.parts.opened", interrupted)
    assert main(["status", "--db", db]) == 130


def test_before_the_day_begins_status_tells_of_nobody_of_the_day_before(
    db: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        asked(capsys, "issue", "KTP-BARU", "--db", db)
    asked(capsys, "call", "1", "--db", db)
    before = asked(capsys, "status", "--db", db)
    own = {one["code"]: one for one in before["services"]}["KTP-BARU"]
    assert (own["waiting"], own["serving"], own["estimate"]["ahead"]) == (2, 1, 2)
    tomorrow = SystemClock().now() + timedelta(days=1)
    monkeypatch.setattr(SystemClock, "now", lambda _: tomorrow)
    status = asked(capsys, "status", "--db", db)
    own = {one["code"]: one for one in status["services"]}["KTP-BARU"]
    assert (own["waiting"], own["serving"], own["estimate"]["ahead"]) == (0, 0, 0)
    assert (status["day"], status["calls"]) == (None, [])
    assert {one["state"] for one in status["counters"]} == {"free"}
    assert [one["code"] for one in status["services"]] == [one["code"] for one in before["services"]]
