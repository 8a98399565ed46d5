"""The controls of `test_faults`: printing that does not ask, or that sends again, gets it wrong."""

import time
from collections.abc import Callable

import pytest

from printer import devices
from printer.address import parse
from tests.printer.scene import FAULTS, Scene, be_impatient
from tests.status_printer import TcpStatusPrinter
from tests.waiting import PATIENCE_S
from ticketing.outbox import PaperState


@pytest.fixture(autouse=True)
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    be_impatient(monkeypatch)


@pytest.mark.parametrize("fault", ["is_out", "is_open"])
def test_control_without_asking_old_numbers_come_out_of_a_new_roll(fault: str) -> None:
    with TcpStatusPrinter() as printer:
        setattr(printer, fault, True)
        scene = Scene(printer.plain_url)
        ticket = scene.issue()
        scene.print(seconds=2)
        assert scene.state(ticket) is PaperState.SENT, "it believes that the paper is out"
        wait_for(lambda: printer.buffered)
        assert printer.papers == []
        scene.clock.advance(minutes=10)
        printer.refill()
        assert scene.numbers(printer.papers) == ["A001"]


def test_control_without_a_fence_a_paper_that_nobody_read_counts_as_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    be_impatient(monkeypatch, "room")
    with TcpStatusPrinter() as printer:
        printer.stops_after = 100
        scene = Scene(printer.plain_url)
        ticket = scene.issue()
        scene.print()
        assert scene.state(ticket) is PaperState.SENT
        assert printer.papers == []


@pytest.mark.parametrize("name", ["closes after all", "no answer at the end"])
def test_control_sending_again_what_is_not_known_prints_two_originals(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    be_impatient(monkeypatch, *FAULTS[name].owed)
    with TcpStatusPrinter() as printer:
        FAULTS[name].set_up(printer)
        scene = Scene(printer.url, is_stubborn=True)
        scene.issue()
        for _ in range(3):
            scene.spooler.step()
            scene.clock.advance(seconds=2)
        assert len(scene.numbers(printer.papers)) > 1


@pytest.mark.parametrize("name", ["resets after 1 byte", "resets after 100 bytes", "resets after half"])
def test_control_sending_again_what_broke_off_leaves_more_than_one_piece(name: str) -> None:
    with TcpStatusPrinter() as printer:
        FAULTS[name].set_up(printer)
        scene = Scene(printer.url, is_stubborn=True)
        scene.issue()
        for _ in range(3):
            scene.spooler.step()
            scene.clock.advance(seconds=2)
        assert len(printer.halves) > 1


def test_control_a_fence_alone_does_not_know_that_the_roll_is_empty_before() -> None:
    with TcpStatusPrinter() as printer:
        printer.is_out = True
        device = devices.EscposPrinter(parse(printer.url))
        profile = parse(printer.url).profile
        assert profile is not None
        with device._connected() as line:
            line._raw(b"A001\n\x1dVB\x00")
            assert device._await_end(line, profile)
        assert printer.buffered


def wait_for(found: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not found():
        assert time.monotonic() < until
        time.sleep(0.01)
