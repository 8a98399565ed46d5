"""The office sees which papers came out last, and how they look."""

import json
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from app.cli import main
from app.config import Config
from app.orders import Orders
from app.parts import opened
from printer.address import parse
from printer.devices import open_printer
from printer.keeping import PaperKeeper
from printer.outlet import Outlet
from printer.spooler import Spooler
from ticketing.token import read_token


class Office:
    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.db = str(folder / "hall.db")
        self._capsys = capsys

    def ask(self, *argv: str, code: int = 0) -> dict[str, Any]:
        self._capsys.readouterr()
        assert main([*argv, "--db", self.db, "--json"]) == code
        told: dict[str, Any] = json.loads(self._capsys.readouterr().out or "{}")
        return told


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    made = Office(tmp_path, capsys)
    made.ask("import", "assets/catalogue", "--rehearsal")
    return made


def print_all(db: str, folder: Path) -> None:
    with opened(db, Config()) as parts:
        keeper = PaperKeeper(Orders(Config(), db).run_folder / "kept")
        to = parse("preview:")
        outlet = Outlet(1, to.url, open_printer(to, folder), to.paper)
        spooler = Spooler(parts.store.jobs(), parts.store, [outlet], parts.clock, "kiosk-1", keeper)
        while spooler.step():
            pass


def test_the_last_papers_are_listed_and_drawn_as_they_went_out(office: Office, tmp_path: Path) -> None:
    first = office.ask("issue", "KTP-BARU", "--kiosk", "kiosk-1")
    office.ask("issue", "KTP-BARU", "--kiosk", "kiosk-1")
    print_all(office.db, tmp_path / "previews")
    office.ask("reprint", "1", "--number", "A001")
    print_all(office.db, tmp_path / "previews")
    office.ask("issue", "KTP-BARU", "--kiosk", "elsewhere")
    told = office.ask("papers", "--pictures", str(tmp_path / "shown"))["papers"]
    assert [(one["number"], one["copy"], one["state"]) for one in told] == [
        ("A003", 0, "waiting"),
        ("A001", 1, "printed"),
        ("A002", 0, "printed"),
        ("A001", 0, "printed"),
    ]
    assert told[0]["picture"] is None
    assert (told[1]["kiosk"], told[1]["printer"]) == ("kiosk-1", "preview:")
    (code,) = zxingcpp.read_barcodes(Image.open(told[1]["picture"]))
    assert read_token(code.text) == first["token"]
    assert len(office.ask("papers", "--limit", "2")["papers"]) == 2


def test_a_checklist_is_printed_as_if_asked_for_at_the_kiosk_and_listed_by_its_service(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tap = "6f1c0000-0000-4000-8000-000000000001"
    argv = (
        "checklist",
        "SKCK-BARU",
        "--missing",
        "4",
        "1",
        "--lang",
        "en",
        "--tap",
        tap,
        "--kiosk",
        "kiosk-1",
    )
    told = office.ask(*argv)
    assert (told["checklist"], told["service"], told["of"], told["state"]) == (tap, "SKCK-BARU", 6, "waiting")
    assert len(told["documents"]) == 2
    whole = office.ask("checklist", "SKCK-BARU", "--lang", "en")
    assert told["documents"] == [whole["documents"][0], whole["documents"][3]]
    assert len(whole["documents"]) == whole["of"] == 6
    assert office.ask("checklist", "KTP-BARU", "--tap", tap) == told
    print_all(office.db, tmp_path / "previews")
    listed = office.ask("papers", "--pictures", str(tmp_path / "shown"))["papers"]
    assert [(one["number"], one["ticket"], one["service"]) for one in listed] == [
        (None, None, "SKCK-BARU")
    ] * 2
    assert listed[1]["checklist"] == tap
    assert listed[1]["state"] == "printed"
    assert "SKCK-BARU" in listed[1]["picture"]
    assert not zxingcpp.read_barcodes(Image.open(listed[1]["picture"]))
    assert main(["papers", "--db", office.db]) == 0
    assert capsys.readouterr().out.count("SKCK-BARU") == 2


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["NO-SUCH"], 1),
        (["SKCK-BARU", "--missing", "7"], 1),
        (["SKCK-BARU", "--tap", "x"], 78),
    ],
)
def test_a_checklist_that_cannot_be_is_refused_in_words(
    office: Office, capsys: pytest.CaptureFixture[str], argv: list[str], code: int
) -> None:
    assert main(["checklist", *argv, "--db", office.db]) == code
    assert capsys.readouterr().err.strip()
    assert office.ask("papers")["papers"] == []


def test_an_empty_hall_says_so_and_a_folder_that_cannot_be_written_is_refused(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["papers", "--db", office.db]) == 0
    assert capsys.readouterr().out.strip()
    assert office.ask("papers")["papers"] == []
    office.ask("issue", "KTP-BARU", "--kiosk", "kiosk-1")
    print_all(office.db, tmp_path / "previews")
    (tmp_path / "file").write_text("")
    assert main(["papers", "--db", office.db, "--pictures", str(tmp_path / "file" / "x")]) == 78
