"""The spooler: every paper once, again only when no byte went out."""

import pytest

from printer.preview import picture
from tests.printer.rig import Rig
from ticketing.errors import PrinterUnclear, PrinterUnreachable, StoreBusy
from ticketing.outbox import PaperState


@pytest.fixture
def rig() -> Rig:
    return Rig()


def test_a_paper_is_printed_once_and_is_a_whole_paper(rig: Rig) -> None:
    ticket = rig.issue()
    assert rig.spooler.step()
    assert not rig.spooler.step()
    assert rig.state(ticket) is PaperState.SENT
    (paper,) = rig.printer.papers
    assert picture(paper, 576).height > 400
    assert len(paper) <= 25_000


def test_a_printer_out_of_reach_is_tried_again_with_growing_pauses(rig: Rig) -> None:
    ticket = rig.issue()
    rig.printer.trouble = [PrinterUnreachable(url="tcp://x", reason="refused") for _ in range(3)]
    tries = []
    for second in range(20):
        if rig.spooler.step():
            tries.append(second)
        rig.clock.advance(seconds=1)
    assert tries == [0, 1, 3, 7]
    assert rig.state(ticket) is PaperState.SENT
    assert len(rig.printer.papers) == 1


def test_after_a_minute_a_paper_is_given_up(rig: Rig) -> None:
    ticket = rig.issue()
    rig.printer.trouble = [PrinterUnreachable(url="tcp://x", reason="refused") for _ in range(99)]
    for _ in range(70):
        rig.spooler.step()
        rig.clock.advance(seconds=1)
    rig.printer.trouble = []
    assert not rig.spooler.step()
    assert rig.state(ticket) is PaperState.EXPIRED
    assert rig.printer.papers == []


def test_what_may_have_come_out_is_never_sent_again(rig: Rig) -> None:
    ticket = rig.issue()
    rig.printer.trouble = [PrinterUnclear(url="tcp://x", reason="reset")]
    rig.spooler.step()
    for _ in range(30):
        rig.clock.advance(seconds=1)
        assert not rig.spooler.step()
    assert rig.state(ticket) is PaperState.UNKNOWN


def test_a_spooler_that_died_while_sending_does_not_print_twice(rig: Rig) -> None:
    ticket = rig.issue()
    rig.printer.trouble = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        rig.spooler.step()
    again = rig.fresh()
    again.recover()
    assert not again.step()
    assert rig.state(ticket) is PaperState.UNKNOWN


@pytest.mark.parametrize(
    ("trouble", "becomes"),
    [
        (None, PaperState.SENT),
        (PrinterUnclear(url="tcp://x", reason="reset"), PaperState.UNKNOWN),
        (PrinterUnreachable(url="tcp://x", reason="refused"), PaperState.WAITING),
    ],
)
def test_what_became_of_a_paper_is_written_when_the_store_is_back(
    rig: Rig, trouble: PrinterUnclear | PrinterUnreachable | None, becomes: PaperState
) -> None:
    ticket = rig.issue()
    rig.printer.trouble = [trouble] if trouble else []
    rig.printer.then = lambda: setattr(rig.store, "fault", StoreBusy())
    with pytest.raises(StoreBusy):
        rig.spooler.step()
    with pytest.raises(StoreBusy):
        rig.spooler.step()
    rig.store.fault = None
    rig.printer.then = lambda: None
    assert not rig.spooler.step()
    assert rig.state(ticket) is becomes
    rig.clock.advance(seconds=2)
    rig.spooler.step()
    assert len(rig.printer.papers) == (becomes is not PaperState.UNKNOWN)


def test_a_store_out_of_reach_before_the_first_byte_does_not_cost_the_paper(rig: Rig) -> None:
    ticket = rig.issue()
    with pytest.raises(StoreBusy):
        rig.spooler.step(lambda: setattr(rig.store, "fault", StoreBusy()))
    rig.store.fault = None
    rig.spooler.step()
    rig.clock.advance(seconds=2)
    rig.spooler.step()
    assert rig.state(ticket) is PaperState.SENT
    assert len(rig.printer.papers) == 1


def test_a_clock_that_went_back_holds_no_paper_back(rig: Rig) -> None:
    rig.issue()
    rig.spooler.step()
    rig.clock.advance(hours=-2)
    ticket = rig.issue()
    assert rig.spooler.step()
    assert rig.state(ticket) is PaperState.SENT


def test_a_paper_asked_for_before_the_clock_went_back_is_old(rig: Rig) -> None:
    ticket = rig.issue()
    rig.clock.advance(hours=-2)
    assert not rig.spooler.step()
    assert rig.state(ticket) is PaperState.EXPIRED
    rig.clock.advance(hours=2)
    assert not rig.spooler.step()
    assert rig.printer.papers == []


def test_it_waits_for_a_store_out_of_reach_and_goes_on(rig: Rig) -> None:
    ticket = rig.issue()
    rig.store.fault = StoreBusy()
    beats: list[int] = []

    def is_stopping() -> bool:
        beats.append(1)
        if len(beats) == 3:
            rig.store.fault = None
        return len(beats) > 3 and rig.state(ticket) is PaperState.SENT

    rig.spooler.run(rig.store.feed, is_stopping, lambda: None)
    assert len(rig.printer.papers) == 1
