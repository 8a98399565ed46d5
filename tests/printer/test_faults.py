"""Every fault of a printer, over TCP, a serial line and USB, and what the hall makes of it.

The printer's own paper is the judge, not the store: numbers are read off it with a QR reader that is
not the writer. `test_fault_controls` has the controls.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from printer import devices, dialogue, lines
from printer.address import parse
from printer.devices import open_printer
from tests.printer.scene import FAULTS, LINES, Scene, be_impatient
from tests.status_printer import PtyStatusPrinter, TcpStatusPrinter
from tests.usb_printer import UsbStatusPrinter
from tests.waiting import PATIENCE_S
from ticketing.errors import PrinterUnreachable
from ticketing.outbox import PaperState, Readiness


@pytest.fixture(autouse=True)
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    be_impatient(monkeypatch)


@pytest.fixture(params=sorted(LINES))
def printer(request: pytest.FixtureRequest) -> Iterator[TcpStatusPrinter | PtyStatusPrinter]:
    with LINES[request.param]("epson") as made:
        yield made


@pytest.mark.parametrize("name", FAULTS)
def test_no_fault_loses_a_ticket_or_prints_a_second_original(
    printer: TcpStatusPrinter | PtyStatusPrinter, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = FAULTS[name]
    fault.set_up(printer)
    be_impatient(monkeypatch, *fault.owed)
    scene = Scene(printer.url)
    ticket = scene.issue()
    scene.print(seconds=3)
    assert scene.state(ticket) is fault.becomes
    scene.clock.advance(seconds=60)
    scene.print()
    time.sleep(0.1)
    assert scene.numbers(printer.papers) == ["A001"] * fault.whole
    assert len(printer.halves) == fault.halves
    assert printer.buffered == [], "what waits in a printer comes out when its roll is changed"
    assert scene.store.leg_of(ticket) is not None


def test_a_line_that_breaks_before_the_last_byte_leaves_the_paper_unknown() -> None:
    with TcpStatusPrinter() as whole:
        scene = Scene(whole.url)
        scene.issue()
        scene.print()
        size = len(whole.papers[0])
    with TcpStatusPrinter() as printer:
        printer.resets_after = size - 1
        scene = Scene(printer.url)
        ticket = scene.issue()
        scene.print(seconds=3)
        assert scene.state(ticket) is PaperState.UNKNOWN
        assert [len(half) for half in printer.halves] == [size - 1]
        assert printer.papers == []


@pytest.fixture
def usb(monkeypatch: pytest.MonkeyPatch) -> UsbStatusPrinter:
    made = UsbStatusPrinter()
    monkeypatch.setattr("usb.backend.libusb1.get_backend", lambda *_, **__: made)
    return made


# Of a USB printer no answer comes late: it is fetched.
@pytest.mark.parametrize("name", sorted(FAULTS.keys() - {"answers late"}))
def test_a_usb_printer_with_a_fault_loses_nothing_either(
    usb: UsbStatusPrinter, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = FAULTS[name]
    fault.set_up(usb)
    be_impatient(monkeypatch, *fault.owed)
    scene = Scene(usb.url)
    ticket = scene.issue()
    scene.print(seconds=3)
    assert scene.state(ticket) is fault.becomes
    scene.clock.advance(seconds=60)
    scene.print()
    assert scene.numbers(usb.papers) == ["A001"] * fault.whole
    assert usb.buffered == []


def test_a_usb_printer_that_was_pulled_out_prints_when_it_is_back(usb: UsbStatusPrinter) -> None:
    usb.is_unplugged = True
    scene = Scene(usb.url)
    ticket = scene.issue()
    scene.spooler.look()
    assert [one.readiness for one in scene.store.printers()] == [Readiness.SILENT]
    scene.print(seconds=3)
    assert scene.state(ticket) is PaperState.WAITING
    usb.is_unplugged = False
    scene.print(seconds=10)
    assert scene.state(ticket) is PaperState.PRINTED
    assert scene.numbers(usb.papers) == ["A001"]


@pytest.mark.parametrize("profile", ["epson-id", "epson", "plain"])
def test_every_profile_with_an_end_confirms_a_paper(profile: str) -> None:
    for make in LINES.values():
        with make(profile) as printer:
            scene = Scene(printer.url)
            ticket = scene.issue()
            scene.print()
            assert scene.state(ticket) is PaperState.PRINTED
            assert scene.numbers(printer.papers) == ["A001"]


def test_a_printer_that_cannot_tell_the_end_is_said_to_have_been_sent_the_paper() -> None:
    with TcpStatusPrinter("basic") as printer:
        scene = Scene(printer.url)
        ticket = scene.issue()
        scene.print()
        assert scene.state(ticket) is PaperState.SENT
        printer.is_out = True
        second = scene.issue()
        scene.print()
        assert scene.state(second) is PaperState.WAITING


def test_with_process_numbers_the_end_of_an_earlier_paper_is_not_taken_for_this_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with PtyStatusPrinter("epson-id") as printer:
        scene = Scene(printer.url)
        printer.noise = b"\x37\x22AAAA\x00"
        ticket = scene.issue()
        scene.print()
        assert scene.state(ticket) is PaperState.PRINTED
        be_impatient(monkeypatch, "end")
        printer.knows_processes = False  # the paper is never confirmed, but an old answer is about
        second = scene.issue()
        scene.print(seconds=2)
        assert scene.state(second) is PaperState.UNKNOWN


def test_a_late_answer_on_a_line_that_stays_open_is_not_taken_for_the_next_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def is_told_open() -> bool:
        with PtyStatusPrinter() as printer:
            device = devices.EscposPrinter(parse(printer.url))
            with device._connected() as line:
                line.device.write(b"\x10\x04\x02")  # nobody waits for this answer
                until = time.monotonic() + PATIENCE_S
                while not line.device.in_waiting:
                    assert time.monotonic() < until, "no answer"
                    time.sleep(0.01)
                printer.is_open = True
                return bool(dialogue._asked(devices._line(line), 2) & 0b100)

    assert is_told_open()
    monkeypatch.setattr(lines, "_drain", lambda line: None)
    assert not is_told_open(), "the control: without draining an open printer passes for closed"


def test_a_refused_printer_prints_within_the_minute_it_comes_back_and_never_after() -> None:
    with TcpStatusPrinter() as printer:
        url = printer.url
    scene = Scene(url)
    ticket = scene.issue()
    scene.print(seconds=20)
    assert scene.state(ticket) is PaperState.WAITING
    scene.print(seconds=60)
    assert scene.state(ticket) is PaperState.EXPIRED


def test_a_device_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    gone = tmp_path / "lp0"
    device = open_printer(parse(f"file://{gone}"), tmp_path)
    with pytest.raises(PrinterUnreachable):
        device.send(b"A001")
    assert device.readiness() is Readiness.SILENT
    assert not gone.exists()
    with open(gone, "ab") as control:  # what a program does that opens it as any file
        control.write(b"A001")
    assert gone.read_bytes() == b"A001"
