"""Paper as a visitor meets it: a real kiosk, its own spooler, a printer that tells its state."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp

from printer.preview import picture
from tests.endtoend.screen import RunningHall, Screen, running, virtual_screen
from tests.status_printer import TcpStatusPrinter


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    with virtual_screen(1080, 1920) as made:
        yield made


def codes(screen: Screen) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(screen.picture().convert("L"))]


def on_paper(paper: bytes) -> str:
    (code,) = zxingcpp.read_barcodes(picture(paper, 576).convert("L"))
    return code.text


def states(hall: RunningHall) -> list[tuple[int, str]]:
    return [(one["copy"], one["state"]) for one in hall.ask("papers")["papers"]]


def test_out_of_paper_the_number_stands_on_the_screen_and_a_new_roll_prints_it(
    screen: Screen, tmp_path: Path
) -> None:
    with TcpStatusPrinter() as printer:
        printer.is_out = True
        with running(screen, tmp_path, "kiosk", "--printer", printer.url) as hall:
            hall.touch("kiosk", "Sentuh untuk mulai")
            hall.touch("kiosk", "Semua instansi")
            hall.touch("kiosk", "Dinas Kependudukan")
            hall.touch("kiosk", "Penerbitan KTP-el baru")
            hall.button("kiosk", "Ambil nomor")
            time.sleep(1)
            screen.picture().save(tmp_path / "before-the-tap.png")
            hall.touch("kiosk", "Ambil nomor")
            (code,) = hall.wait(lambda: codes(screen), "the code of the number on the screen")
            screen.picture().save(tmp_path / "number.png")
            assert states(hall) == [(0, "waiting")]
            assert printer.buffered == printer.papers == []

            printer.refill()
            hall.wait(lambda: printer.papers, "the paper after the roll was changed")
            assert on_paper(printer.papers[0]) == code
            hall.wait(lambda: states(hall) == [(0, "printed")], "that it is printed")

            hall.touch("kiosk", "Cetak lagi")
            hall.wait(lambda: len(printer.papers) == 2, "the copy")
            hall.touch("kiosk", "Selesai")
            hall.button("kiosk", "Sentuh untuk mulai")
            time.sleep(0.5)
            screen.scan("^Antrean$", code)
            hall.touch("kiosk", "Cetak lagi")
            hall.wait(lambda: len(printer.papers) == 3, "the copy for a scanned code")
            assert {on_paper(paper) for paper in printer.papers} == {code}
            hall.wait(
                lambda: states(hall) == [(2, "printed"), (1, "printed"), (0, "printed")], "all of it told"
            )
            assert hall.ask("check")["ok"]
            screen.picture().save(tmp_path / "scanned.png")


def test_the_spare_prints_when_the_first_printer_is_out_of_paper(screen: Screen, tmp_path: Path) -> None:
    with TcpStatusPrinter() as first, TcpStatusPrinter() as spare:
        first.is_out = True
        config = tmp_path / "kiosk.toml"
        config.write_text(f'[kiosk]\nspare = "{spare.url}"\n')
        orders = ("kiosk", "--config", str(config), "--printer", first.url)
        with running(screen, tmp_path, *orders) as hall:
            hall.touch("kiosk", "Sentuh untuk mulai")
            hall.touch("kiosk", "Semua instansi")
            hall.touch("kiosk", "Dinas Kependudukan")
            hall.touch("kiosk", "Penerbitan KTP-el baru")
            hall.touch("kiosk", "Ambil nomor")
            hall.wait(lambda: spare.papers, "a paper from the spare")
            hall.wait(lambda: states(hall) == [(0, "printed")], "that it is printed")
            assert codes(screen) == []
            assert first.papers == first.buffered == []
