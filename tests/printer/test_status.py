"""What a printer tells of itself decides what becomes of a paper; silence is never taken for consent."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printer import dialogue, status
from printer.address import parse
from printer.blocks import Cut, Feed, Text
from printer.devices import open_printer
from printer.encoding import encode
from printer.status import Sheet, Status, decode
from tests.printers import TcpPrinter
from tests.status_printer import TcpStatusPrinter
from ticketing.errors import Misconfigured, PrinterNotReady, PrinterUnclear, PrinterUnreachable
from ticketing.outbox import Readiness
from ticketing.ports import Printer

PAPER = encode([Text("A012"), Feed(40), Cut()])
FIXED = 0b00010010


@pytest.fixture
def nothing_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait shortly for an answer that never comes."""
    monkeypatch.setattr(dialogue, "ANSWER_S", 0.2)


@pytest.fixture
def no_end_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait shortly for the end of a paper, which is never told."""
    monkeypatch.setattr(dialogue, "FENCE_S", 0.4)


def device(url: str) -> Printer:
    return open_printer(parse(url), Path("/nowhere"))


def test_a_ready_printer_is_asked_three_times_and_gets_the_paper_once() -> None:
    with TcpStatusPrinter() as printer:
        device(printer.url).send(PAPER)
    assert printer.asked == [1, 2, 4]
    assert printer.papers == [PAPER]


@pytest.mark.parametrize(
    ("state", "told"), [("is_open", Readiness.COVER_OPEN), ("is_out", Readiness.PAPER_OUT)]
)
def test_a_printer_that_says_it_cannot_print_gets_no_byte_of_the_paper(state: str, told: Readiness) -> None:
    with TcpStatusPrinter() as printer:
        setattr(printer, state, True)
        with pytest.raises(PrinterNotReady) as refused:
            device(printer.url).send(PAPER)
        setattr(printer, state, False)
        device(printer.url).send(PAPER)
    assert refused.value.facts["state"] == told.value
    assert printer.papers == [PAPER]


@pytest.mark.usefixtures("nothing_comes")
def test_a_printer_that_does_not_answer_is_not_believed_to_be_ready() -> None:
    with TcpStatusPrinter() as printer:
        printer.is_silent = True
        with pytest.raises(PrinterUnreachable):
            device(printer.url).send(PAPER)
    assert printer.papers == []


@pytest.mark.usefixtures("nothing_comes")
def test_a_mute_printer_is_left_in_time() -> None:
    with TcpPrinter(mute=True) as printer:
        began = time.monotonic()
        with pytest.raises(PrinterUnreachable):
            device(printer.url + "?status=epson").send(PAPER)
        assert time.monotonic() - began < 5


@pytest.mark.usefixtures("no_end_comes")
def test_without_the_answer_at_the_end_nobody_knows_what_came_out() -> None:
    with TcpStatusPrinter() as printer:
        printer.forgets_end = True
        with pytest.raises(PrinterUnclear):
            device(printer.url).send(PAPER)


def test_a_roll_that_ends_within_the_paper_is_unclear() -> None:
    with TcpStatusPrinter() as printer:
        printer.runs_out = True
        with pytest.raises(PrinterUnclear) as unclear:
            device(printer.url).send(PAPER)
    assert unclear.value.facts["reason"] == "paper out"


def test_noise_before_an_answer_is_passed_over() -> None:
    with TcpStatusPrinter() as printer:
        printer.noise = b"\xff\x91\xb7"
        device(printer.url).send(PAPER)
    assert printer.papers == [PAPER]


@pytest.mark.usefixtures("nothing_comes")
@pytest.mark.parametrize("garbage", [b"\xff", b"OK\r\n" * 50, b"\x93"])
def test_nonsense_is_no_answer(garbage: bytes) -> None:
    with TcpStatusPrinter() as printer:
        printer.garbage = garbage
        with pytest.raises(PrinterUnreachable):
            device(printer.url).send(PAPER)
    assert printer.papers == []


def test_a_late_answer_to_a_question_is_not_taken_for_the_end_of_the_paper() -> None:
    assert not any(status.is_fence(byte) for byte in range(256) if status.is_answer(byte))


def test_without_the_option_no_question_is_asked() -> None:
    with TcpStatusPrinter() as printer:
        device(printer.plain_url).send(PAPER)
    assert printer.asked == []


@pytest.mark.parametrize(
    "url", ["tcp://h?status=2", "cups://h?status=epson", "preview:?status=epson", "file:///x?status=epson"]
)
def test_the_option_is_for_printers_that_are_read_back(url: str) -> None:
    with pytest.raises(Misconfigured):
        parse(url)
    assert parse("tcp://h?status=epson").profile
    assert not parse("tcp://h").profile


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ((0, 0, 0), Status()),
        ((0, 0, 0b1100), Status(Sheet.NEAR_END)),
        ((0b1000, 0b100000, 0), Status(Sheet.OUT, is_online=False)),
        ((0b1000, 0, 0b1100000), Status(Sheet.OUT, is_online=False)),
        ((0b1000, 0b100, 0), Status(is_online=False, is_cover_open=True)),
        ((0b1000, 0b1000000, 0), Status(is_online=False, has_error=True)),
    ],
)
def test_the_bits_mean_what_the_reference_says(answers: tuple[int, int, int], told: Status) -> None:
    first, second, third = (FIXED | byte for byte in answers)
    assert decode(first, second, third) == told


def test_a_roll_near_its_end_still_prints() -> None:
    assert Status(Sheet.NEAR_END).readiness is Readiness.LOW
    assert Status(is_online=False).readiness is Readiness.OFFLINE


@given(st.integers(0, 255), st.integers(0, 255), st.integers(0, 255))
def test_any_three_bytes_are_a_state_or_refused(first: int, second: int, third: int) -> None:
    fit = all(byte & 0b10010011 == FIXED for byte in (first, second, third))
    if fit:
        assert isinstance(decode(first, second, third), Status)
    else:
        with pytest.raises(ValueError, match=r"^$"):
            decode(first, second, third)
