"""Addresses and devices: what is handed over, and what is told when it is not."""

from pathlib import Path

import pytest
from PIL import Image

from printer import devices
from printer.address import parse
from printer.blocks import Cut, Feed, Text
from printer.devices import open_printer
from printer.encoding import encode
from tests.printers import TcpPrinter
from ticketing.errors import Misconfigured, PrinterUnclear, PrinterUnreachable
from ticketing.ports import Printer

PAPER = encode([Text("A012"), Feed(40), Cut()])
LONG = PAPER * 100_000


def device(url: str, folder: Path = Path("/nowhere")) -> Printer:
    return open_printer(parse(url), folder)


@pytest.mark.parametrize(
    ("url", "width", "text"),
    [
        ("tcp://10.0.0.5:9100", 80, False),
        ("tcp://printer?width=58", 58, False),
        ("serial:///dev/ttyS0?baud=9600", 80, True),
        ("serial:///dev/ttyS0?baud=115200", 80, False),
        ("serial:///dev/ttyS0?baud=9600&text=0", 80, False),
        ("usb://04b8:0e15?text=1", 80, True),
        ("file:///dev/usb/lp0", 80, False),
        ("cups://kasir", 80, False),
        ("win32://EPSON TM-T82", 80, False),
        ("preview:", 80, False),
        ("preview:/tmp/papers?width=58", 58, False),
    ],
)
def test_an_address_tells_the_paper(url: str, width: int, text: bool) -> None:
    paper = parse(url).paper
    assert (paper.width_mm, paper.text) == (width, text)


@pytest.mark.parametrize(
    "url",
    ["", "lp0", "ftp://host", "tcp://", "tcp://host:port", "tcp://host/x", "usb://04b8", "usb://zz:yy", "serial:",
     "file:", "cups:", "tcp://h?width=70", "tcp://h?colour=1", "serial:///dev/ttyS0?baud=fast", "tcp://h?width"],
)  # fmt: skip
def test_a_wrong_address_is_refused(url: str) -> None:
    with pytest.raises(Misconfigured):
        parse(url)


def test_a_tcp_printer_gets_every_byte_on_a_connection_of_its_own() -> None:
    with TcpPrinter() as printer:
        one = device(printer.url)
        one.send(PAPER)
        one.send(PAPER * 3)
        assert printer.wait_for_papers(2) == [PAPER, PAPER * 3]


# The library drops the socket of a refused connection without closing it; Python closes it at once.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_refused_connection_handed_over_nothing() -> None:
    with TcpPrinter() as printer:
        url = printer.url
    with pytest.raises(PrinterUnreachable):
        device(url).send(PAPER)


def test_a_reset_in_the_middle_is_unclear() -> None:
    with TcpPrinter(resets_after=1) as printer, pytest.raises(PrinterUnclear):
        device(printer.url).send(LONG)


def test_a_printer_that_does_not_read_is_unclear_and_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "WRITE_S", 0.3)
    with TcpPrinter(mute=True) as printer, pytest.raises(PrinterUnclear):
        device(printer.url).send(LONG * 4)


def test_a_printer_that_never_stops_telling_its_state_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "WRITE_S", 0.5)
    with TcpPrinter(chatters=True) as printer:
        device(printer.url).send(PAPER)
        assert printer.wait_for_papers(1) == [PAPER]


def test_a_file_is_appended_to(tmp_path: Path) -> None:
    file = tmp_path / "lp0"
    file.touch()
    for _ in range(2):
        device(f"file://{file}").send(PAPER)
    assert file.read_bytes() == PAPER * 2


def test_a_missing_device_is_not_created(tmp_path: Path) -> None:
    missing = tmp_path / "lp0"
    with pytest.raises(PrinterUnreachable):
        device(f"file://{missing}").send(PAPER)
    assert not missing.exists()


def test_a_missing_serial_line_handed_over_nothing() -> None:
    with pytest.raises(PrinterUnreachable):
        device("serial:///dev/no-such-line").send(PAPER)


def test_a_preview_is_a_picture_of_the_bytes(tmp_path: Path) -> None:
    device("preview:?width=58", tmp_path).send(PAPER)
    with Image.open(tmp_path / "last.png") as picture:
        assert picture.width == 384 + 64
    assert len(list(tmp_path.glob("*.png"))) == 2
