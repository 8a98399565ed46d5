"""What a tap at the kiosk means, without a window."""

from dataclasses import replace
from uuid import UUID

import pytest

from kiosk.screen import Page
from tests.fakes import small_catalogue
from tests.kiosk.visit import LOST, Visit
from ticketing.errors import AntreanError, ClockJumped, StoreBusy, UnknownService
from ticketing.hall import Hall
from ticketing.words import Language


def test_three_taps_and_a_press_lead_to_a_number(rig: Visit) -> None:
    pages = []
    rig.presenter.begin()
    pages.append(rig.page())
    rig.presenter.turn_to(Page.AGENCIES)
    rig.presenter.choose_agency("DUKCAPIL")
    pages.append(rig.page())
    rig.presenter.choose_service("KTP-BARU")
    pages.append(rig.page())
    rig.presenter.take_number()
    assert pages == [Page.HOME, Page.SERVICES, Page.SERVICE]
    assert rig.page() is Page.NUMBER
    assert rig.number == "A001"


def test_the_ticket_is_in_the_visitors_language_and_asks_this_kiosks_spooler_for_paper(rig: Visit) -> None:
    rig.presenter.choose_language(Language.SU)
    rig.walk_to(Page.NUMBER)
    assert rig.screen.issued is not None
    assert rig.screen.issued.ticket.language is Language.SU
    assert rig.screen.issued.ticket.kiosk == "kiosk-1"
    assert rig.store.claim("kiosk-1", rig.clock.now()) is not None


@pytest.mark.parametrize("priority", [False, True])
def test_priority_is_what_was_pressed(rig: Visit, priority: bool) -> None:
    rig.walk_to(Page.SERVICE)
    rig.presenter.take_number(priority=priority)
    assert rig.screen.issued is not None
    assert rig.screen.issued.ticket.priority is priority


def test_back_goes_one_page_back_and_ends_at_the_welcome(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    pages = []
    for _ in range(5):
        rig.presenter.go_back()
        pages.append(rig.page())
    assert pages == [Page.SERVICES, Page.AGENCIES, Page.HOME, Page.WELCOME, Page.WELCOME]


@pytest.mark.parametrize("page", [Page.SORRY, Page.NUMBER])
def test_there_is_no_way_back_from_an_answer_to_the_question(rig: Visit, page: Page) -> None:
    rig.walk_to(page)
    rig.presenter.go_back()
    assert rig.page() is page


def test_a_tap_that_does_not_belong_to_the_page_does_nothing(rig: Visit) -> None:
    for tap in (
        rig.presenter.take_number,
        rig.presenter.try_again,
        lambda: rig.presenter.choose_agency("DUKCAPIL"),
        lambda: rig.presenter.choose_service("KTP-BARU"),
    ):
        tap()
    assert rig.page() is Page.WELCOME
    rig.walk_to(Page.AGENCIES)
    rig.presenter.choose_service("KTP-BARU")
    rig.presenter.choose_agency("NOWHERE")
    assert rig.page() is Page.AGENCIES
    assert rig.tickets == []


def test_another_language_changes_nothing_else(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    before = rig.screen
    rig.presenter.choose_language(Language.EN)
    assert rig.screen == replace(before, language=Language.EN)


def test_done_shows_the_welcome_to_the_next_visitor(rig: Visit) -> None:
    rig.walk_to(Page.NUMBER)
    rig.presenter.finish()
    assert rig.page() is Page.WELCOME


def test_a_double_tap_is_one_ticket(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    rig.worker.held = True
    rig.presenter.take_number()
    rig.presenter.take_number()
    rig.presenter.take_number(priority=True)
    assert rig.worker.outstanding == 1
    rig.worker.finish()
    assert rig.tickets == ["A001"]
    rig.presenter.take_number()
    assert rig.tickets == ["A001"]


def test_while_a_number_is_on_its_way_nothing_leaves_the_page(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    rig.worker.held = True
    rig.presenter.take_number()
    rig.presenter.go_back()
    rig.presenter.finish()
    assert rig.page() is Page.SERVICE
    assert rig.is_asking()


def test_the_next_visitor_for_the_same_service_gets_a_ticket_of_their_own(rig: Visit) -> None:
    for _ in range(2):
        rig.walk_to(Page.NUMBER)
        rig.presenter.finish()
    assert rig.tickets == ["A001", "A002"]


def test_a_busy_queue_is_asked_again_while_the_page_says_so_and_gives_one_ticket(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    rig.store.fault = StoreBusy()
    rig.presenter.take_number()
    rig.wait(25)
    assert rig.is_asking()
    assert rig.page() is Page.SERVICE
    rig.store.fault = None
    rig.wait(1)
    assert rig.number == "A001"
    assert rig.tickets == ["A001"]


@pytest.mark.parametrize(("trouble", "patience_s"), [(StoreBusy(), 30), (LOST, 6)])
def test_patience_with_a_store_ends_and_the_visitor_is_told(
    rig: Visit, trouble: AntreanError, patience_s: float
) -> None:
    rig.walk_to(Page.SERVICE)
    rig.store.fault = trouble
    rig.presenter.take_number()
    rig.wait(patience_s - 1)
    assert rig.is_asking()
    rig.wait(2)
    assert rig.page() is Page.SORRY
    assert rig.screen.trouble is trouble
    assert not rig.is_asking()


def test_tries_are_not_made_more_often_than_twice_a_second(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    asked = 0

    def run(work: object, done: object, failed: object) -> None:
        nonlocal asked
        asked += 1
        assert callable(failed)
        failed(StoreBusy())

    rig.worker.run = run  # type: ignore[method-assign]  # counts instead
    rig.presenter.take_number()
    rig.wait(10)
    assert 10 <= asked <= 21


def test_no_try_starts_while_the_last_has_not_answered(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    rig.store.fault = StoreBusy()
    rig.presenter.take_number()
    rig.worker.held = True
    rig.wait(20)
    assert rig.worker.outstanding == 1


@pytest.mark.parametrize("trouble", [ClockJumped(seen=0, now=0), UnknownService(service="KTP-BARU")])
def test_a_refusal_is_told_at_once(rig: Visit, trouble: AntreanError) -> None:
    rig.walk_to(Page.SERVICE)
    rig.store.fault = trouble
    rig.presenter.take_number()
    assert rig.page() is Page.SORRY
    assert rig.screen.trouble is trouble


def test_after_a_commit_whose_end_was_unclear_trying_again_shows_that_very_ticket(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    hall = Hall(rig.store, rig.clock)
    given = hall.issue("KTP-BARU", Language.ID, UUID(int=1), kiosk="kiosk-1")  # the tap of this page
    rig.store.fault = LOST
    rig.presenter.take_number()
    rig.wait(8)
    assert rig.page() is Page.SORRY
    rig.store.fault = None
    rig.presenter.try_again()
    assert rig.page() is Page.NUMBER
    assert rig.number == given.ticket.number
    assert rig.tickets == ["A001"]


def test_trying_again_keeps_the_priority_and_a_second_press_does_nothing(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    rig.store.fault = ClockJumped(seen=0, now=0)
    rig.presenter.take_number(priority=True)
    rig.store.fault = None
    rig.worker.held = True
    rig.presenter.try_again()
    rig.presenter.try_again()
    assert rig.worker.outstanding == 1
    rig.worker.finish()
    assert rig.screen.issued is not None
    assert rig.screen.issued.ticket.priority
    assert rig.tickets == ["A001"]


def test_a_second_trouble_has_its_own_patience(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    rig.store.fault = LOST
    rig.presenter.take_number()
    rig.wait(8)
    rig.presenter.try_again()
    rig.wait(4)
    assert rig.is_asking()
    rig.wait(4)
    assert not rig.is_asking()
    assert rig.page() is Page.SORRY


def test_a_service_taken_off_while_its_number_is_on_its_way_keeps_the_page_until_the_answer(
    rig: Visit,
) -> None:
    rig.walk_to(Page.SERVICE)
    rig.worker.held = True
    rig.presenter.take_number()
    ask = rig.worker._waiting.pop()
    rig.worker.held = False
    old = small_catalogue()
    rig.import_catalogue(replace(old, services=old.services[1:]))
    assert rig.page() is Page.SERVICE
    ask()
    assert rig.page() is Page.SORRY
    assert isinstance(rig.screen.trouble, UnknownService)
