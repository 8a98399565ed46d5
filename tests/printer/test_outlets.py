"""First printer and spare, how they are, and the papers that are kept."""

from pathlib import Path

import pytest

from printer import outlet
from printer.keeping import PaperKeeper
from printer.preview import picture
from printer.spooler import Spooler
from tests.printer.rig import Rig
from ticketing.errors import PrinterNotReady, PrinterUnclear, PrinterUnreachable, StoreBusy
from ticketing.outbox import PaperState, Readiness, can_print


@pytest.fixture
def rig() -> Rig:
    return Rig()


@pytest.fixture
def pair() -> Rig:
    return Rig(has_spare=True)


def test_the_spare_prints_what_the_first_did_not_take_on_its_own_width(pair: Rig) -> None:
    ticket = pair.issue()
    pair.printer.trouble = [PrinterUnreachable(url="tcp://first", reason="refused")]
    assert pair.spooler.step()
    assert pair.state(ticket) is PaperState.SENT
    assert pair.printer.papers == []
    assert picture(pair.spare.papers[0], 384).width < 576
    assert pair.store.papers(1)[0].job.printer == "tcp://spare"


def test_what_the_first_may_have_printed_is_not_given_to_the_spare(pair: Rig) -> None:
    ticket = pair.issue()
    pair.printer.trouble = [PrinterUnclear(url="tcp://first", reason="reset")]
    pair.spooler.step()
    assert pair.state(ticket) is PaperState.UNKNOWN
    assert pair.spare.papers == []
    assert pair.store.papers(1)[0].job.printer == "tcp://first"


def test_the_spare_comes_first_while_the_first_is_known_not_to_print(
    pair: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlet, "LOOK_S", 0.0)
    monkeypatch.setattr(outlet, "LOOK_SILENT_S", 0.0)
    tried: list[str] = []
    pair.printer.then = lambda: tried.append("first")
    pair.printer.state = Readiness.PAPER_OUT
    pair.spooler.look()
    pair.issue()
    pair.spooler.step()
    assert (tried, len(pair.spare.papers)) == ([], 1)
    pair.printer.state = Readiness.READY
    pair.spooler.look()
    pair.issue()
    pair.spooler.step()
    assert (tried, len(pair.printer.papers)) == (["first"], 1)


def test_both_out_of_reach_put_the_paper_off(pair: Rig) -> None:
    ticket = pair.issue()
    for printer in (pair.printer, pair.spare):
        printer.trouble = [PrinterNotReady(url="x", state=Readiness.PAPER_OUT)]
    pair.spooler.step()
    assert pair.state(ticket) is PaperState.WAITING
    pair.spooler.look()
    assert [one.readiness for one in pair.store.printers()] == [Readiness.PAPER_OUT] * 2
    pair.clock.advance(seconds=2)
    pair.spooler.step()
    assert pair.state(ticket) is PaperState.SENT


def test_how_the_printers_are_is_stored_once_and_again_when_it_changes(
    pair: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlet, "LOOK_S", 0.0)
    began = pair.clock.now()
    pair.printer.state = Readiness.READY
    pair.spooler.look()
    commits = pair.store.commits
    pair.clock.advance(minutes=1)
    pair.spooler.look()
    assert pair.store.commits == commits
    pair.printer.state = Readiness.PAPER_OUT
    pair.spooler.look()
    states = [(one.place, one.readiness, one.since) for one in pair.store.printers()]
    assert states == [
        (1, Readiness.PAPER_OUT, pair.clock.now()),
        (2, Readiness.UNTOLD, began),
    ]
    assert can_print(pair.store.printers(), "kiosk-1")
    assert can_print(pair.store.printers(), "another kiosk"), "of which nothing is known"


def test_a_printer_is_not_asked_more_often_than_it_needs(rig: Rig) -> None:
    asked: list[int] = []
    rig.printer.asked = lambda: asked.append(1)
    for _ in range(5):
        rig.spooler.look()
    assert asked == [1]


def test_a_state_that_could_not_be_stored_is_stored_later(rig: Rig) -> None:
    rig.store.fault = StoreBusy()
    with pytest.raises(StoreBusy):
        rig.spooler.look()
    rig.store.fault = None
    rig.spooler.look()
    assert [one.readiness for one in rig.store.printers()] == [Readiness.UNTOLD]


def test_a_copy_says_so_and_is_printed_like_any_paper(rig: Rig) -> None:
    ticket = rig.issue()
    rig.spooler.step()
    rig.hall.reprint(None, ticket)
    rig.spooler.step()
    original, copy = rig.printer.papers
    assert picture(copy, 576).height > picture(original, 576).height
    assert [(line.number, line.job.copy) for line in rig.store.papers(2)] == [("A001", 1), ("A001", 0)]


def test_the_last_hundred_papers_are_kept_as_they_went_out(rig: Rig, tmp_path: Path) -> None:
    keeper = PaperKeeper(tmp_path / "kept")
    rig.spooler = Spooler(rig.store, rig.store, rig.outlets(), rig.clock, "kiosk-1", keeper)
    for _ in range(103):
        rig.issue()
        rig.spooler.step()
    assert len(list((tmp_path / "kept").iterdir())) == 100
    last = rig.store.papers(1)[0].job.id
    shown = keeper.picture(last)
    assert shown is not None
    assert shown.tobytes() == picture(rig.printer.papers[-1], 576).tobytes()
    assert keeper.picture(1) is None


def test_a_disk_that_keeps_nothing_still_prints(rig: Rig, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file in its place")
    keeper = PaperKeeper(tmp_path / "kept")
    rig.spooler = Spooler(rig.store, rig.store, rig.outlets(), rig.clock, "kiosk-1", keeper)
    ticket = rig.issue()
    rig.spooler.step()
    assert rig.state(ticket) is PaperState.SENT
    assert keeper.picture(1) is None
