"""What a visitor is told about paper, and how long the number stays."""

from uuid import uuid4

import pytest

from kiosk.paper import PaperAsking, PaperWatch
from kiosk.patience import Patience
from kiosk.reach import Place
from kiosk.screen import Page, Paper
from tests.fake_store import FakeStore
from tests.fakes import FakeClock, FakeWorker
from tests.kiosk.visit import LOST, Visit
from ticketing.hall import Hall
from ticketing.outbox import PaperState
from ticketing.words import Language


def test_paper_comes_is_out_and_the_number_stays_ten_seconds_more(rig: Visit) -> None:
    rig.walk_to(Page.NUMBER)
    assert rig.paper() is Paper.COMING
    rig.wait(2)
    rig.print_ends(PaperState.SENT)
    assert rig.paper() is Paper.OUT
    rig.wait(9.5)
    assert rig.page() is Page.NUMBER
    rig.wait(1)
    assert rig.page() is Page.WELCOME


def test_paper_is_seen_without_the_feed_too(rig: Visit) -> None:
    rig.walk_to(Page.NUMBER)
    job = rig.store.claim("kiosk-1", rig.clock.now())
    assert job is not None
    rig.store.sent(job)
    rig.wait(0.5)
    assert rig.paper() is Paper.OUT


@pytest.mark.parametrize("state", [PaperState.UNKNOWN, PaperState.EXPIRED])
def test_paper_that_failed_is_told_and_the_number_offered_for_a_photograph(
    rig: Visit, state: PaperState
) -> None:
    rig.walk_to(Page.NUMBER)
    assert not rig.shows_qr()
    rig.print_ends(state)
    assert rig.paper() is Paper.TROUBLE
    assert rig.shows_qr()
    rig.wait(29)
    assert rig.page() is Page.NUMBER
    rig.wait(2)
    assert rig.page() is Page.WELCOME


def test_paper_that_does_not_come_within_four_seconds_is_trouble(rig: Visit) -> None:
    rig.walk_to(Page.NUMBER)
    rig.wait(3.5)
    assert rig.paper() is Paper.COMING
    rig.wait(1)
    assert rig.paper() is Paper.TROUBLE
    assert rig.shows_qr()


def test_paper_that_comes_late_is_out_and_the_code_stays(rig: Visit) -> None:
    rig.walk_to(Page.NUMBER)
    rig.wait(6)
    rig.print_ends(PaperState.SENT)
    assert rig.paper() is Paper.OUT
    assert rig.shows_qr()
    rig.wait(15)
    assert rig.page() is Page.NUMBER


def test_a_kiosk_without_a_printer_offers_the_photograph_at_once_and_asks_for_no_paper() -> None:
    rig = Visit(prints=False)
    rig.walk_to(Page.NUMBER)
    assert rig.paper() is Paper.NONE
    assert rig.shows_qr()
    assert rig.store.claim("kiosk-1", rig.clock.now()) is None
    rig.wait(29)
    assert rig.page() is Page.NUMBER
    rig.wait(2)
    assert rig.page() is Page.WELCOME


def test_a_store_that_cannot_tell_of_the_paper_leaves_the_number_on_the_screen(rig: Visit) -> None:
    rig.walk_to(Page.NUMBER)
    rig.store.fault = LOST
    rig.wait(5)
    assert rig.page() is Page.NUMBER
    assert rig.number == "A001"
    assert rig.paper() is Paper.TROUBLE


def test_a_touch_keeps_the_number_longer(rig: Visit) -> None:
    rig.walk_to(Page.NUMBER)
    rig.print_ends(PaperState.SENT)
    rig.wait(8)
    rig.presenter.touch()
    rig.wait(8)
    assert rig.page() is Page.NUMBER
    rig.wait(3)
    assert rig.page() is Page.WELCOME


def test_while_an_answer_about_the_paper_is_out_no_second_question_is_asked(rig: Visit) -> None:
    rig.walk_to(Page.NUMBER)
    rig.worker.held = True
    rig.wait(3)
    rig.presenter.hall_changed()
    rig.wait(0.25)
    assert rig.worker.outstanding == 2  # one for the paper, one for the hall


def test_once_the_paper_is_out_nobody_is_asked_about_it_any_more(rig: Visit) -> None:
    rig.walk_to(Page.NUMBER)
    rig.print_ends(PaperState.SENT)
    rig.wait(2)
    rig.worker.held = True
    rig.wait(3)
    assert rig.worker.outstanding == 0


def test_a_ticket_that_has_no_paper_is_offered_for_a_photograph(rig: Visit) -> None:
    rig.walk_to(Page.NUMBER)
    rig.store._state.jobs.clear()
    rig.wait(1)
    assert rig.paper() is Paper.NONE
    assert rig.shows_qr()


def test_a_number_does_not_leave_before_its_paper_however_slow_a_printer_is_allowed_to_be() -> None:
    watch = PaperWatch(Patience(paper_s=60, farewell_s=10), 0)
    watch.pass_time(50)
    assert not watch.is_over(50)


def test_the_paper_of_a_checklist_is_followed_as_that_of_a_ticket() -> None:
    store, clock, told = FakeStore(), FakeClock(), list[PaperWatch]()
    hall, tap = Hall(store, clock), uuid4()
    asking = PaperAsking(FakeWorker(), Patience(), clock.steady_s, told.append, kiosk="kiosk-1")
    hall.print_checklist("KTP-BARU", Language.ID, tap, kiosk="kiosk-1")
    watch = asking.begin(Place(hall, store), tap, Paper.COMING)
    asking.ask()
    assert not watch.is_settled
    job = store.claim("kiosk-1", clock.now())
    assert job is not None
    store.sent(job, is_told=True)
    asking.ask()
    assert watch.paper is Paper.OUT
