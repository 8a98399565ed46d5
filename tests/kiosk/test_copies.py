"""A kiosk without paper says so before the tap; a paper is printed again from the screen or by its code."""

from dataclasses import replace

import pytest

from kiosk.screen import Page, Paper
from tests.kiosk.visit import LOST, Visit
from ticketing.lifecycle import State
from ticketing.outbox import PaperState, PrinterState, Readiness


def put_printer(rig: Visit, *readiness: Readiness) -> None:
    states = [
        PrinterState("kiosk-1", place, f"tcp://{place}", one, rig.clock.now())
        for place, one in enumerate(readiness, 1)
    ]
    rig.store.keep_printers("kiosk-1", states)
    rig.presenter.hall_changed()
    rig.wait(2)


def has_paper(rig: Visit) -> bool:
    assert rig.screen.reading is not None
    return rig.screen.reading.has_paper


def may_reprint(rig: Visit) -> bool:
    return rig.screen.may_reprint


@pytest.mark.parametrize("readiness", list(Readiness))
def test_before_the_tap_it_is_known_whether_there_is_paper(rig: Visit, readiness: Readiness) -> None:
    put_printer(rig, readiness)
    assert has_paper(rig) is readiness.can_print
    put_printer(rig, readiness, Readiness.READY)
    assert has_paper(rig), "the spare prints"
    rig.store.keep_printers(
        "kiosk-2", [PrinterState("kiosk-2", 1, "tcp://x", Readiness.PAPER_OUT, rig.clock.now())]
    )
    rig.presenter.hall_changed()
    rig.wait(2)
    assert has_paper(rig), "another kiosk's printer is none of ours"


def test_without_paper_the_code_stands_there_at_once_and_paper_that_comes_after_all_is_told(
    rig: Visit,
) -> None:
    put_printer(rig, Readiness.PAPER_OUT)
    rig.walk_to(Page.NUMBER)
    assert rig.paper() is Paper.EMPTY
    assert rig.shows_qr()
    rig.wait(5)
    assert rig.paper() is Paper.EMPTY
    rig.print_ends(PaperState.SENT)
    assert rig.paper() is Paper.OUT
    assert rig.shows_qr()


def test_when_the_roll_is_changed_the_notice_goes_by_itself(rig: Visit) -> None:
    put_printer(rig, Readiness.PAPER_OUT)
    rig.walk_to(Page.SERVICE)
    assert not has_paper(rig)
    put_printer(rig, Readiness.READY)
    assert has_paper(rig)
    rig.presenter.take_number()
    assert rig.paper() is Paper.COMING


def test_a_paper_is_printed_again_once_for_two_presses(rig: Visit) -> None:
    rig.walk_to(Page.NUMBER)
    assert not may_reprint(rig), "the first is still coming"
    rig.print_ends(PaperState.UNKNOWN)
    assert may_reprint(rig)
    rig.worker.held = True
    rig.presenter.print_again()
    rig.presenter.print_again()
    assert rig.paper() is Paper.COMING
    assert not may_reprint(rig)
    rig.worker.held = False
    rig.worker.finish()
    assert [line.job.copy for line in rig.store.papers(9)] == [1, 0]
    rig.print_ends(PaperState.SENT)
    assert rig.paper() is Paper.OUT
    assert rig.number == "A001"
    assert rig.tickets == ["A001"]


def test_after_the_last_copy_no_more_is_offered(rig: Visit) -> None:
    rig.walk_to(Page.NUMBER)
    for _ in range(3):
        rig.print_ends(PaperState.SENT)
        rig.presenter.print_again()
    rig.print_ends(PaperState.SENT)
    assert may_reprint(rig)
    rig.presenter.print_again()
    assert (rig.paper(), may_reprint(rig), rig.shows_qr()) == (Paper.TROUBLE, False, True)
    rig.presenter.print_again()
    assert len(rig.store.papers(9)) == 4


def test_a_copy_that_the_store_cannot_take_may_be_asked_for_again(rig: Visit) -> None:
    rig.walk_to(Page.NUMBER)
    rig.print_ends(PaperState.UNKNOWN)
    rig.store.fault = LOST
    rig.presenter.print_again()
    assert rig.paper() is Paper.TROUBLE
    rig.store.fault = None
    rig.presenter.print_again()
    assert rig.paper() is Paper.COMING


def scan(rig: Visit) -> None:
    rig.presenter.go_home()
    leg = next(iter(rig.store._state.legs.values()))
    rig.presenter.scan(leg.ticket.token)
    assert rig.page() is Page.SCANNED


def test_a_scanned_ticket_is_printed_again(rig: Visit) -> None:
    rig.walk_to(Page.NUMBER)
    rig.print_ends(PaperState.SENT)
    scan(rig)
    assert may_reprint(rig)
    rig.presenter.print_again()
    assert (rig.page(), rig.paper()) == (Page.SCANNED, Paper.COMING)
    rig.print_ends(PaperState.SENT)
    assert rig.paper() is Paper.OUT
    assert rig.page() is Page.SCANNED
    rig.wait(70)
    assert rig.page() is Page.WELCOME


def test_neither_an_ended_ticket_nor_a_kiosk_without_paper_offers_a_copy(rig: Visit) -> None:
    rig.walk_to(Page.NUMBER)
    rig.print_ends(PaperState.SENT)
    put_printer(rig, Readiness.PAPER_OUT)
    scan(rig)
    assert not may_reprint(rig)
    put_printer(rig, Readiness.READY)
    number, leg = next(iter(rig.store._state.legs.items()))
    rig.store._state.legs[number] = replace(leg, state=State.COMPLETED)
    scan(rig)
    assert not may_reprint(rig)
    rig.presenter.print_again()
    assert len(rig.store.papers(9)) == 1
