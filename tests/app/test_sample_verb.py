"""A technician sees how the papers of the hall look, before any visitor does."""

import json
import logging
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import zxingcpp
from PIL import Image

from app import printers
from app.cli import main
from app.config import Config, PaperConfig, load
from printer import template
from printer.address import parse
from printer.devices import open_printer
from printer.outlet import Outlet
from printer.spooler import Spooler
from printer.template import Part
from tests.fake_store import FakeStore
from tests.fakes import FakeClock
from tests.status_printer import TcpStatusPrinter
from ticketing.hall import Hall
from ticketing.token import qr_text
from ticketing.words import Language


@pytest.fixture
def config(tmp_path: Path) -> Path:
    Image.new("L", (200, 100), 0).save(tmp_path / "logo.png")
    (tmp_path / "paper.toml").write_text('logo = "logo.png"\n[note]\nid = "Pengaduan: 0812"\n')
    file = tmp_path / "hall.toml"
    file.write_text(f'[kiosk]\nprinter = "preview:{tmp_path / "out"}"\n[paper]\ntemplate = "paper.toml"\n')
    return file


def answer(capsys: pytest.CaptureFixture[str], config: Path, *argv: str) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["printer", "sample", "--config", str(config), *argv, "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_the_sample_is_drawn_with_the_template_and_is_no_ticket(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = answer(capsys, config)
    with Image.open(told["picture"]) as own:
        (code,) = zxingcpp.read_barcodes(own.convert("L"))
        assert code.text == qr_text("A" * 26)
        with_logo = own.height
    config.write_text(config.read_text().replace('template = "paper.toml"', 'template = ""'))
    with Image.open(answer(capsys, config)["picture"]) as shipped:
        assert shipped.height < with_logo - 100


def test_the_sample_has_the_code_that_tickets_will_have(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config.write_text(config.read_text() + '[phone]\naddress = "http://antrean.lan:8080"\n')
    with Image.open(answer(capsys, config)["picture"]) as own:
        (code,) = zxingcpp.read_barcodes(own.convert("L"))
    assert code.text == f"HTTP://ANTREAN.LAN:8080/T/{'A' * 26}"


def test_the_sample_comes_out_of_the_printer_that_is_named(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with TcpStatusPrinter() as printer:
        told = answer(capsys, config, "--printer", f"{printer.url}&text=1")
        assert told["printed"]
        assert b"LATIHAN" in printer.papers[0]
        assert b"Pengaduan: 0812" in printer.papers[0]


def test_a_printer_that_cannot_tell_is_said_to_be_one(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "lp").touch()
    told = answer(capsys, config, "--printer", f"file://{tmp_path / 'lp'}")
    assert not told["printed"]
    assert (tmp_path / "lp").stat().st_size == told["bytes"]
    none = f"file://{tmp_path / 'none'}"
    assert main(["printer", "sample", "--config", str(config), "--printer", none]) == 75
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("text", "line"), [('\nlogo = "none.png"\n', 2), ("order = []\n", 1), ("\n\nnot toml\n", 3)]
)
def test_a_wrong_template_is_refused_with_its_line_and_nothing_is_printed(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, line: int
) -> None:
    (tmp_path / "paper.toml").write_text(text)
    assert main(["printer", "sample", "--config", str(config)]) == 78
    assert f"{tmp_path / 'paper.toml'}:{line}: " in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


# --- at the spooler -----------------------------------------------------------------------------


def test_the_spooler_takes_the_template_of_the_configuration(config: Path) -> None:
    read = printers.template_of(load(config))
    assert read.logo is not None
    assert read.note.say(Language.ID) == "Pengaduan: 0812"
    assert printers.template_of(Config()) is template.DEFAULT


def test_a_wrong_template_is_told_with_its_line_and_the_shipped_paper_prints(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "paper.toml").write_text('\norder = ["agency"]\n')
    config = Config(paper=PaperConfig(str(tmp_path / "paper.toml")))
    with caplog.at_level(logging.ERROR):
        assert printers.template_of(config) is template.DEFAULT
    assert f"{tmp_path / 'paper.toml'}:2: " in caplog.text


def test_papers_leave_the_spooler_as_the_template_says(tmp_path: Path) -> None:
    store, clock = FakeStore(), FakeClock()

    to = parse(f"file://{tmp_path / 'lp'}?text=1")
    (tmp_path / "lp").touch()
    own = template.Template((Part.NUMBER, Part.SERVICE, Part.AGENCY))
    outlet = Outlet(1, to.url, open_printer(to, tmp_path), to.paper)
    spooler = Spooler(store, store, [outlet], clock, "kiosk-1", template=own)
    Hall(store, clock).issue("KTP-BARU", Language.ID, uuid4(), kiosk="kiosk-1")
    assert spooler.step()
    paper = (tmp_path / "lp").read_bytes()
    assert paper.index(b"A001") < paper.index(b"Penerbitan KTP") < paper.index(b"Dinas Kependudukan")
    assert b"Simpan nomor" not in paper
