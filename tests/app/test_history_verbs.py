"""Why a ticket was called when it was, and a past day under another policy: through the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.parts import SHIPPED_CATALOGUE

DAY = "2026-11-24"


class Cli:
    """A rehearsal hall in a file, at any hour of one day."""

    def __init__(self, db: str, capsys: pytest.CaptureFixture[str]) -> None:
        self._db, self._capsys = db, capsys
        assert main(["import", str(SHIPPED_CATALOGUE), "--rehearsal", "--db", db]) == 0

    def at(self, hour: str, *argv: str, day: str = DAY) -> dict[str, Any]:
        self._capsys.readouterr()
        assert main([*argv, "--json", "--db", self._db, "--at", f"{day}T{hour}"]) == 0, argv
        answer: dict[str, Any] = json.loads(self._capsys.readouterr().out)
        return answer

    def said(self, *argv: str, code: int = 0) -> str:
        self._capsys.readouterr()
        assert main([*argv, "--db", self._db]) == code
        told = self._capsys.readouterr()
        return told.out if code == 0 else told.err


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    return Cli(str(tmp_path / "practice.db"), capsys)


def a_morning(cli: Cli) -> None:
    cli.at("08:00", "issue", "KTP-BARU", "--no-paper")
    cli.at("08:16", "issue", "KTP-BARU", "--no-paper", "--priority")
    cli.at("08:30", "call", "1")
    cli.at("08:31", "recall", "1")
    cli.at("08:32", "serve", "1")
    cli.at("08:35", "hold", "1", "--reason", "copying")
    cli.at("08:36", "call", "1")
    cli.at("08:37", "serve", "1")
    cli.at("08:45", "complete", "1")
    cli.at("08:50", "resume", "1")
    cli.at("08:55", "transfer", "1", "--service", "PKB-TAHUNAN")


def test_why_tells_the_way_of_a_ticket_and_what_decided(cli: Cli) -> None:
    a_morning(cli)
    answer = cli.at("09:00", "why", "A002")
    assert [one["action"] for one in answer["events"]] == [
        "issue", "call", "recall", "serve", "hold", "resume", "transfer",
    ]  # fmt: skip
    call = answer["events"][1]
    # 14 minutes with weight 4 against 30.
    assert (call["rule"], call["own"], call["other"], call["over"]) == ("ageing", 56, 30, "A001")
    assert call["waited_min"] == 14
    assert call["reason"] is None
    told = cli.said("why", "A002")
    assert "its weighted wait was 56 min, that of A001 30 min" in told
    assert "08:30" in told
    assert "held by counter 1: copying" in told
    assert "sent on to PKB-TAHUNAN" in told


def test_who_was_alone_is_told_so(cli: Cli) -> None:
    a_morning(cli)
    assert cli.at("09:00", "why", "a 001")["events"][1]["rule"] == "alone"
    assert "nobody else waited whom the counter could call" in cli.said("why", "A001")


def test_a_call_out_of_order_tells_the_reason_of_staff(cli: Cli) -> None:
    for _ in range(2):
        cli.at("08:00", "issue", "KTP-BARU", "--no-paper")
    cli.at("08:10", "call", "1", "--number", "A002", "--reason", "[alone 0 0 -] unwell")
    call = cli.at("09:00", "why", "A002")["events"][1]
    assert call["rule"] is None
    assert call["reason"] == "alone 0 0 -] unwell"
    assert "out of order, for the reason that staff gave" in cli.said("why", "A002")


def test_the_rule_that_left_a_counter_free_is_told(cli: Cli) -> None:
    cli.at("08:00", "issue", "KTP-BARU", "--no-paper")
    cli.at("08:01", "call", "1")
    cli.at("08:30", "call", "2")
    assert "back in the queue for KTP-BARU: its clerk had left" in cli.said("why", "A001")


def test_a_past_day_is_named(cli: Cli) -> None:
    cli.at("08:00", "issue", "KTP-BARU", "--no-paper")
    cli.at("08:00", "issue", "KTP-BARU", "--no-paper", day="2026-11-25")
    assert cli.at("09:00", "why", "A001", "--day", DAY, day="2026-11-25")["events"][-1]["action"] == "expire"
    assert "expired with the day" in cli.said("why", "A001", "--day", DAY)


@pytest.mark.parametrize(
    ("argv", "code", "told"),
    [
        (("why", "A099"), 1, "There is no ticket A099"),
        (("why", "A001", "--day", "2020-01-01"), 1, "There is no ticket A001"),
        (("why", "nonsense"), 78, "Not a number of a ticket"),
        (("preview", "--day", "2020-01-01"), 1, "Nobody was called on 2020-01-01"),
        (("preview", "--day", DAY, "--service", "NONE"), 1, "NONE"),
    ],
)
def test_nonsense_is_refused_in_words(cli: Cli, argv: tuple[str, ...], code: int, told: str) -> None:
    a_morning(cli)
    said = cli.said(*argv, code=code)
    assert told in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "argv",
    [("--policy", "none"), ("--weight", "0.5"), ("--weight", "x"), ("--n", "0"), ("--bound", "-1")],
)
def test_a_wrong_value_of_a_policy_is_a_matter_of_usage(cli: Cli, argv: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.said("preview", "--day", DAY, *argv)
    assert left.value.code == 2


def test_a_preview_shows_both_groups_under_both_policies(cli: Cli) -> None:
    for minute in range(4):
        cli.at(f"08:0{minute}", "issue", "KTP-BARU", "--no-paper", *(["--priority"] if minute == 3 else []))
    for minute in range(0, 40, 10):
        cli.at(f"08:{minute + 10}", "call", "1")
        cli.at(f"08:{minute + 10}", "serve", "1")
        cli.at(f"08:{minute + 19}", "complete", "1")
    answer = cli.at("09:00", "preview", "--day", DAY, "--policy", "strict")
    assert answer["tickets"] == 4
    assert answer["policy"]["kind"] == "strict"
    assert answer["measured"]["priority"]["n"] == 1
    assert answer["measured"]["regular"]["n"] == 3
    assert answer["present"] == {**answer["measured"], "overdue": 0}
    assert answer["other"]["priority"]["mean_min"] == 7.0
    lighter = cli.at(
        "09:00", "preview", "--day", DAY, "--policy", "ageing", "--weight", "1", "--bound", "500"
    )
    # Last, after two stays of ten minutes and one of nine: after the last one nobody waited.
    assert lighter["other"]["priority"]["mean_min"] == 36.0
    table = cli.said("preview", "--day", DAY, "--policy", "strict")
    assert "present policy, priority" in table
    assert "other policy, regular" in table
    only = cli.at("09:00", "preview", "--day", DAY, "--policy", "strict", "--service", "KK-BARU")
    assert only["other"] == only["present"]
