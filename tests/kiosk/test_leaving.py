"""A visitor who goes away, and what the next one sees."""

from uuid import uuid4

import pytest

from kiosk.screen import Page, Paper, Screen
from tests.kiosk.visit import Visit
from ticketing.errors import ClockJumped, StoreBusy
from ticketing.hall import Hall
from ticketing.words import Language


@pytest.mark.parametrize("page", [Page.AGENCIES, Page.SERVICES, Page.SERVICE, Page.SORRY])
def test_who_stands_still_is_asked_with_a_countdown_and_then_all_traces_are_gone(
    rig: Visit, page: Page
) -> None:
    rig.walk_to(page)
    rig.wait(39)
    assert rig.left_s() is None
    rig.wait(1.5)
    assert rig.left_s() == 20
    rig.wait(19.25)
    assert rig.left_s() == 1
    rig.wait(0.25)
    assert rig.screen == Screen(reading=rig.screen.reading)


def test_the_countdown_is_told_once_a_second(rig: Visit) -> None:
    rig.walk_to(Page.AGENCIES)
    rig.wait(39)
    rig.shown.clear()
    rig.wait(20)
    counted = [screen.seconds_left for screen in rig.shown]
    assert counted == list(range(20, 0, -1))


def test_a_touch_answers_the_question_and_begins_the_time_anew(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    rig.wait(50)
    rig.presenter.touch()
    assert rig.left_s() is None
    assert rig.page() is Page.SERVICE
    rig.wait(39)
    assert rig.left_s() is None
    rig.wait(2)
    assert rig.left_s() is not None


def test_nobody_is_asked_while_a_number_is_on_its_way(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    rig.worker.held = True
    rig.presenter.take_number()
    rig.wait(120)
    assert rig.left_s() is None
    assert rig.page() is Page.SERVICE


def test_who_was_told_of_trouble_has_the_whole_time_to_read_it(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    rig.wait(30)
    rig.store.fault = StoreBusy()
    rig.presenter.take_number()
    rig.wait(31)
    assert rig.page() is Page.SORRY
    rig.wait(30)
    assert rig.left_s() is None


@pytest.mark.parametrize("page", [Page.SERVICE, Page.NUMBER])
def test_the_language_goes_back_with_the_visitor(rig: Visit, page: Page) -> None:
    rig.walk_to(page)
    rig.presenter.choose_language(Language.EN)
    rig.presenter.finish()
    assert rig.screen.language is Language.ID


def test_a_language_left_on_the_welcome_page_goes_back_by_itself(rig: Visit) -> None:
    rig.presenter.touch()
    rig.presenter.choose_language(Language.EN)
    rig.wait(39)
    assert [rig.screen.language, rig.left_s()] == [Language.EN, None]
    rig.wait(2)
    assert [rig.screen.language, rig.left_s(), rig.page()] == [Language.ID, None, Page.WELCOME]


def test_the_answer_for_a_visitor_who_left_is_not_shown_to_the_next(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    rig.worker.held = True
    rig.presenter.take_number()
    rig.presenter.go_home()
    rig.walk_to(Page.SERVICES)
    rig.worker.held = False
    rig.worker.finish()
    assert rig.page() is Page.SERVICES
    assert rig.number is None


def test_trouble_of_a_visitor_who_left_is_not_told_to_the_next(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    rig.worker.held = True
    rig.presenter.take_number()
    rig.presenter.go_home()
    rig.walk_to(Page.AGENCIES)
    rig.store.fault = ClockJumped(seen=0, now=0)
    rig.worker.finish()
    assert rig.page() is Page.AGENCIES
    assert rig.screen.trouble is None


def test_news_of_the_last_visitors_paper_is_not_told_to_the_next(rig: Visit) -> None:
    rig.walk_to(Page.NUMBER)
    job = rig.store.claim("kiosk-1", rig.clock.now())
    assert job is not None
    rig.worker.held = True
    rig.presenter.pass_time()
    late = rig.worker._waiting.pop()
    rig.worker.held = False
    rig.presenter.finish()
    rig.walk_to(Page.NUMBER)
    rig.store.unclear(job, "no answer")
    late()
    assert rig.paper() is Paper.COMING


def test_after_a_bug_that_swallowed_an_answer_the_kiosk_goes_on(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    rig.worker.held = True
    rig.presenter.take_number()
    rig.presenter.hall_changed()
    rig.wait(1)
    rig.worker._waiting.clear()  # never answered
    rig.worker.held = False
    rig.presenter.go_home()
    rig.walk_to(Page.NUMBER)
    assert rig.number == "A001"
    Hall(rig.store, rig.clock).issue("PAJAK", Language.ID, uuid4())
    rig.presenter.hall_changed()
    rig.wait(2)
    assert rig.screen.reading is not None
    assert rig.screen.reading.waiting_in_all == 2


def test_nothing_is_told_twice(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    rig.wait(30)
    told = [(one, other) for one, other in zip(rig.shown, rig.shown[1:], strict=False) if one == other]
    assert told == []
