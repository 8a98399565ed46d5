"""Who is let in at a kiosk, and what is left of them afterwards."""

import pytest

from kiosk.attendant.screen import AttendantScreen, Page
from kiosk.attendant.words import AttendantWords
from tests.kiosk.attendant.rig import PINS, Rig
from ticketing.errors import Misconfigured, SignInRefused, StoreUnreachable, TooManyTries
from ticketing.words import Language

LOST = StoreUnreachable(path="hall.db", reason="missing")


@pytest.fixture
def rig() -> Rig:
    return Rig()


@pytest.mark.parametrize(("name", "may_close"), [("budi", True), ("siti", True), ("rina", False)])
def test_all_of_the_staff_come_in_and_supervisors_may_close(rig: Rig, name: str, may_close: bool) -> None:
    rig.enter(name)
    assert (rig.screen.who, rig.screen.may_close) == (name, may_close)
    assert rig.screen.reading is not None


def test_a_hall_without_staff_lets_nobody_in() -> None:
    rig = Rig(has_staff=False)
    rig.presenter.open()
    assert rig.page() is Page.NOBODY
    rig.type("budi")
    rig.presenter.confirm()
    rig.presenter.turn_to(Page.CLOSURES)
    assert rig.page() is Page.NOBODY


def test_whoever_left_the_staff_does_not_make_it_a_hall_with_staff(rig: Rig) -> None:
    for name in ("siti", "rina", "budi"):
        rig.house.dismiss(name, rig.house.identify("budi", PINS["budi"]))
    rig.presenter.open()
    assert rig.page() is Page.NOBODY


def test_a_wrong_pin_and_an_unknown_name_are_refused_alike(rig: Rig) -> None:
    rig.try_pin("siti", "9999")
    first = rig.screen
    rig.presenter.leave()
    rig.try_pin("sita", PINS["siti"])
    for screen in (first, rig.screen):
        assert (screen.page, screen.pin_length, screen.who) == (Page.PIN, 0, "")
        assert isinstance(screen.trouble, SignInRefused)


def test_after_too_many_wrong_pins_one_waits_and_sees_for_how_long(rig: Rig) -> None:
    rig.try_pin("siti", "9990")
    for pin in ("9991", "9992"):
        rig.type(pin)
        rig.presenter.confirm()
    rig.type(PINS["siti"])
    rig.presenter.confirm()
    assert isinstance(rig.trouble(), TooManyTries)
    assert rig.screen.wait_s == 5
    rig.type(PINS["siti"])
    rig.presenter.confirm()
    assert rig.screen.pin_length == 4, "no try was made, so the PIN is still there"
    rig.wait(3)
    assert rig.screen.wait_s == 2
    rig.wait(2)
    assert (rig.screen.wait_s, rig.trouble()) == (0, None)
    rig.presenter.confirm()
    assert rig.page() is Page.HOME


def test_to_go_out_and_in_again_does_not_shorten_the_wait(rig: Rig) -> None:
    rig.try_pin("siti", "9990")
    for pin in ("9991", "9992"):
        rig.type(pin)
        rig.presenter.confirm()
    rig.presenter.leave()
    rig.try_pin("rina", PINS["rina"])
    assert (rig.page(), rig.screen.who, rig.screen.wait_s) == (Page.PIN, "", 5)


def test_no_screen_ever_holds_a_pin(rig: Rig) -> None:
    rig.try_pin("siti", "48151623")
    rig.type(PINS["siti"])
    rig.presenter.confirm()
    assert rig.page() is Page.HOME
    for screen in rig.shown:
        assert "48151623" not in repr(screen)
        assert PINS["siti"] not in repr(screen)
        assert "#" not in repr(screen), "nor what is stored of one"


def test_letters_and_digits_can_be_taken_back(rig: Rig) -> None:
    rig.presenter.open()
    rig.type("sitx")
    rig.presenter.erase()
    rig.type("i")
    assert rig.screen.name == "siti"
    rig.presenter.confirm()
    rig.type("58219")
    rig.presenter.erase()
    rig.presenter.confirm()
    assert rig.screen.who == "siti"


def test_more_than_a_name_or_a_pin_can_have_is_left_out(rig: Rig) -> None:
    rig.presenter.open()
    rig.type("a" * 40)
    rig.presenter.confirm()
    rig.type("1" * 40)
    assert (len(rig.screen.name), rig.screen.pin_length) == (30, 12)


def test_without_a_name_there_is_no_pin_and_without_a_pin_no_try(rig: Rig) -> None:
    rig.presenter.open()
    rig.presenter.confirm()
    assert rig.page() is Page.NAME
    rig.type("siti")
    rig.presenter.confirm()
    rig.presenter.confirm()
    assert (rig.page(), rig.trouble()) == (Page.PIN, None)


def test_back_from_the_pin_forgets_it(rig: Rig) -> None:
    rig.presenter.open()
    rig.type("siti")
    rig.presenter.confirm()
    rig.type("58")
    rig.presenter.go_back()
    assert (rig.page(), rig.screen.name, rig.screen.pin_length) == (Page.NAME, "siti", 0)


def test_it_leaves_by_itself_after_a_minute_and_says_so_before(rig: Rig) -> None:
    rig.enter()
    rig.wait(49)
    assert rig.left_s() is None
    rig.wait(2)
    assert rig.left_s() == 9
    rig.presenter.touch()
    assert rig.left_s() is None
    rig.wait(59.5)
    assert rig.page() is Page.HOME
    rig.wait(0.5)
    assert rig.screen == AttendantScreen(language=Language.EN)


def test_where_nobody_came_in_it_leaves_sooner(rig: Rig) -> None:
    rig.presenter.open()
    rig.wait(20)
    assert rig.page() is Page.CLOSED


def test_whoever_leaves_is_signed_out_and_the_next_one_begins_anew(rig: Rig) -> None:
    rig.enter()
    rig.presenter.leave()
    rig.presenter.turn_to(Page.CLOSURES)
    rig.presenter.begin_sizing(700)
    rig.presenter.restart()
    assert (rig.page(), rig.restarts) == (Page.CLOSED, 0)
    rig.presenter.open()
    assert rig.screen == AttendantScreen(Page.NAME, Language.EN)


def test_an_answer_that_comes_after_leaving_lets_nobody_in(rig: Rig) -> None:
    rig.presenter.open()
    rig.type("siti")
    rig.presenter.confirm()
    rig.type(PINS["siti"])
    rig.worker.held = True
    rig.presenter.confirm()
    assert rig.screen.is_asking
    rig.presenter.leave()
    rig.worker.finish()
    assert rig.page() is Page.CLOSED
    rig.presenter.open()
    rig.worker.finish()
    assert (rig.page(), rig.screen.who) == (Page.NAME, "")


def test_a_second_press_while_a_pin_is_looked_at_is_no_second_try(rig: Rig) -> None:
    rig.presenter.open()
    rig.type("siti")
    rig.presenter.confirm()
    rig.type("9999")
    rig.worker.held = True
    rig.presenter.confirm()
    rig.type("1111")
    rig.presenter.confirm()
    assert (rig.worker.outstanding, rig.screen.pin_length) == (1, 0)


def test_a_queue_out_of_reach_is_told_and_lets_nobody_in(rig: Rig) -> None:
    rig.store.fault = LOST
    rig.try_pin("siti", PINS["siti"])
    assert (rig.page(), rig.trouble(), rig.screen.who) == (Page.PIN, LOST, "")
    rig.store.fault = None
    rig.type(PINS["siti"])
    rig.presenter.confirm()
    assert rig.page() is Page.HOME


def test_a_queue_that_is_lost_later_is_told_until_it_is_back(rig: Rig) -> None:
    rig.enter()
    known = rig.screen.reading
    rig.store.fault = LOST
    rig.wait(3)
    assert (rig.lost(), rig.screen.reading) == (LOST, known)
    rig.store.fault = None
    rig.wait(3)
    assert rig.lost() is None


def test_the_page_opens_once(rig: Rig) -> None:
    rig.enter()
    rig.presenter.open()
    assert rig.page() is Page.HOME


def test_a_key_that_is_wrong_is_told_without_its_place(
    rig: Rig, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(name: str, pin: str) -> None:
        raise Misconfigured("keys/pepper", "pepper_wrong")

    monkeypatch.setattr(rig.house, "identify", broken)
    rig.try_pin("siti", PINS["siti"])
    told = AttendantWords(Language.EN).trouble(rig.screen)
    assert "PIN" in told
    assert "pepper" not in told
    assert "pepper" in caplog.text
    assert PINS["siti"] not in caplog.text
