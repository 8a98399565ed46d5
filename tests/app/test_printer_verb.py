"""A technician asks a printer for its state, and proves that it tells the truth."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from printer import dialogue
from tests.status_printer import PtyStatusPrinter, StatusPrinter, TcpStatusPrinter


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Iterator[TcpStatusPrinter]:
    monkeypatch.setattr(dialogue, "ANSWER_S", 0.2)
    monkeypatch.setattr(dialogue, "FENCE_S", 0.3)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    with TcpStatusPrinter() as made:
        yield made


class Person:
    """Reads each request and does it, before Enter is pressed."""

    def __init__(self, printer: StatusPrinter, *, is_asleep: bool = False) -> None:
        self._printer = printer
        self._is_asleep = is_asleep
        self._steps = iter([(False, False), (True, False), (False, True), (False, False)])

    def readline(self) -> str:
        is_open, is_out = next(self._steps)
        if not self._is_asleep:
            self._printer.is_open, self._printer.is_out = is_open, is_out
        return "\n"


def answer(capsys: pytest.CaptureFixture[str], *argv: str, code: int) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["printer", *argv, "--json"]) == code
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_the_state_is_told_and_only_a_ready_printer_is_exit_0(
    printer: TcpStatusPrinter, capsys: pytest.CaptureFixture[str]
) -> None:
    told = answer(capsys, "state", "--printer", printer.url, code=0)
    assert (told["state"], told["paper"]) == ("ready", "enough")
    printer.is_out = True
    told = answer(capsys, "state", "--printer", printer.url, code=1)
    assert (told["state"], told["paper"]) == ("paper out", "paper out")
    assert main(["printer", "state", "--printer", printer.url]) == 1
    assert "it has no paper" in capsys.readouterr().out


def test_a_printer_that_tells_the_truth_passes_the_test(
    printer: TcpStatusPrinter, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Person(printer))
    told = answer(capsys, "test", "--printer", printer.url, code=0)
    assert [step["state"] for step in told["steps"]] == ["ready", "cover open", "paper out", "ready"]
    assert told["ok"]
    assert told["profile"] == "epson-id"


def test_a_printer_that_always_says_ready_fails_the_test(
    printer: TcpStatusPrinter, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Person(printer, is_asleep=True))
    told = answer(capsys, "test", "--printer", printer.url, code=1)
    assert [step["ok"] for step in told["steps"]] == [True, False, False, True]


def test_a_silent_printer_fails_every_step(
    printer: TcpStatusPrinter, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    printer.is_silent = True
    monkeypatch.setattr("sys.stdin", Person(printer))
    told = answer(capsys, "test", "--printer", printer.url, code=1)
    assert {step["state"] for step in told["steps"]} == {"no answer"}
    assert told["profile"] is None
    assert answer(capsys, "state", "--printer", printer.url, code=1)["state"] == "no answer"


@pytest.mark.parametrize("url", ["preview:", "file:///dev/null", "cups://kasir", "nonsense"])
def test_what_cannot_be_asked_is_refused_in_words(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["printer", "test", "--printer", url]) == 78
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err


@pytest.mark.parametrize(
    ("faults", "profile"),
    [
        ({"knows_processes": False}, "epson"),
        ({"knows_processes": False, "is_low": True}, "plain"),
        ({"forgets_end": True}, "basic"),
        ({"is_low": True, "forgets_end": True}, "basic"),
    ],
)
def test_the_test_names_the_profile_that_fits(
    printer: TcpStatusPrinter,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    faults: dict[str, bool],
    profile: str,
) -> None:
    for name, value in faults.items():
        setattr(printer, name, value)
    monkeypatch.setattr("sys.stdin", Person(printer))
    assert answer(capsys, "test", "--printer", printer.url, code=0)["profile"] == profile
    assert printer.papers == [], "a test prints nothing"


def test_a_serial_printer_is_tested_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogue, "ANSWER_S", 0.2)
    monkeypatch.setattr(dialogue, "FENCE_S", 0.3)
    with PtyStatusPrinter() as printer:
        monkeypatch.setattr("sys.stdin", Person(printer))
        assert answer(capsys, "test", "--printer", printer.url, code=0)["profile"] == "epson-id"


def test_of_a_printer_that_tells_nothing_it_is_said_that_nothing_is_known(
    printer: TcpStatusPrinter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for url in (printer.plain_url, "file:///dev/null", "cups://kasir"):
        told = answer(capsys, "state", "--printer", url, code=0)
        assert (told["state"], told["paper"]) == ("untold", None)
    assert main(["printer", "state", "--printer", printer.plain_url]) == 0
    assert "cannot be known" in capsys.readouterr().out
    assert answer(capsys, "state", "--printer", f"file://{tmp_path}/lp0", code=1)["state"] == "no answer"
    assert not (tmp_path / "lp0").exists()


def test_first_and_spare_of_the_configuration_are_told(
    printer: TcpStatusPrinter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printer.is_out = True
    config = tmp_path / "antrean.toml"
    config.write_text(f'[kiosk]\nprinter = "{printer.url}"\nspare = "file:///dev/null"\n')
    told = answer(capsys, "state", "--config", str(config), code=0)
    assert [one["state"] for one in told["printers"]] == ["paper out", "untold"]
