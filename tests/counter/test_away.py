"""The counter itself: who works there, its break, and that it opens again by itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app import catalogue_files
from app.parts import SHIPPED_CATALOGUE
from counter.questions import BREAKS
from tests.counter.rig import ENTER, Rig
from ticketing.lifecycle import Action, Deed, State
from ticketing.presence import Presence, Standing
from ticketing.staff import StaffRole
from ticketing.words import Language


@pytest.fixture
def rig(qtbot: QtBot) -> Rig:
    return Rig(qtbot, catalogue_files.read(SHIPPED_CATALOGUE))


@pytest.fixture
def staffed(rig: Rig) -> Rig:
    budi = rig.house.enrol("budi", StaffRole.ADMINISTRATOR, "5820")
    rig.house.enrol("siti", StaffRole.CLERK, "5821", budi)
    rig.house.enrol("rina", StaffRole.CLERK, "5822", budi)
    rig.open()
    return rig


def stands(rig: Rig) -> Presence:
    return next((one for one in rig.store.presences() if one.counter == "3"), Presence("3"))


def type_in(rig: Rig, text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget() or rig.window, text)


def sign_in(rig: Rig, name: str = "siti", pin: str = "5821") -> None:
    page = rig.window.pages.sign_in
    page.name.setText(name)
    page.pin.setFocus()
    type_in(rig, pin)
    rig.press(ENTER)


@pytest.mark.parametrize("place", range(len(BREAKS)))
def test_a_break_is_two_keys_and_says_why_and_until_when(rig: Rig, place: int) -> None:
    rig.open()
    rig.issue(2)
    rig.press(Qt.Key.Key_I)
    assert rig.window.pages.options.title == "Berapa lama loket ditutup?"
    rig.press(Qt.Key(Qt.Key.Key_1 + place))
    _, minutes, _ = BREAKS[place]
    assert stands(rig).standing is (Standing.BREAK if minutes else Standing.CLOSED)
    told = rig.window.pages.desk.card.texts
    if minutes:
        assert told[0].endswith(f"sampai 07.{30 + minutes}" if minutes < 30 else "sampai 08.15")
    else:
        assert "sampai Anda" in told[1]
    assert rig.button(Deed.REOPEN).isVisible()
    assert not rig.button(Action.CALL).isVisible()


def test_a_counter_on_its_break_calls_nobody_and_opens_again_with_enter(rig: Rig) -> None:
    rig.open()
    rig.issue(2)
    rig.press(Qt.Key.Key_I)
    rig.press(Qt.Key.Key_1)
    for key in (Qt.Key.Key_F2, Qt.Key.Key_L, Qt.Key.Key_I):
        rig.press(key)
    assert rig.window.pages.desk.isVisible()
    assert rig.state() is None
    rig.press(ENTER)
    assert stands(rig).standing is Standing.OPEN
    rig.press(ENTER)
    assert rig.state() is State.CALLED


def test_a_break_ends_by_itself_on_the_screen_too(rig: Rig) -> None:
    rig.open()
    rig.issue(2)
    rig.press(Qt.Key.Key_I)
    rig.press(Qt.Key.Key_1)
    rig.clock.advance(minutes=15)
    rig.window._on_second()
    assert rig.button(Action.CALL).isEnabled()
    rig.press(ENTER)
    assert rig.state() is State.CALLED


def test_there_is_no_break_while_a_visitor_is_at_the_counter(rig: Rig) -> None:
    rig.open()
    rig.issue(2)
    rig.press(ENTER)
    rig.press(Qt.Key.Key_I)
    assert rig.window.pages.desk.isVisible()
    assert not rig.window.head.pause_button.isEnabled()


def test_a_hall_with_staff_asks_who_works_here_and_calls_nobody_before(staffed: Rig) -> None:
    rig = staffed
    rig.issue(2)
    assert rig.window.pages.sign_in.isVisible()
    for key in (Qt.Key.Key_F2, Qt.Key.Key_L, Qt.Key.Key_I):
        rig.press(key)
    assert rig.state() is None
    assert rig.window.pages.sign_in.isVisible()


def test_a_clerk_signs_in_by_keys_alone_and_works(staffed: Rig) -> None:
    rig = staffed
    rig.issue(2)
    type_in(rig, "siti")
    rig.press(ENTER)
    type_in(rig, "5821")
    rig.press(ENTER)
    assert stands(rig).staff == "siti"
    assert rig.window.pages.desk.isVisible()
    assert "siti" in rig.window.head.where
    rig.press(ENTER)
    assert rig.state() is State.CALLED
    assert rig.store.feed(0).poll()[-1].staff == "siti"


def test_a_wrong_pin_is_refused_the_field_is_empty_and_the_wait_grows(staffed: Rig) -> None:
    rig = staffed
    for _ in range(6):
        sign_in(rig, pin="1234")
        assert rig.window.pages.sign_in.pin.text() == ""
    assert rig.window.banner.isVisible()
    assert stands(rig).staff == ""
    sign_in(rig)
    assert stands(rig).staff == ""
    rig.clock.advance(hours=1)
    sign_in(rig)
    assert stands(rig).staff == "siti"


def test_the_pin_is_never_shown_and_no_order_tells_it(staffed: Rig) -> None:
    from counter.order import Order

    assert staffed.window.pages.sign_in.pin.echoMode() is QLineEdit.EchoMode.Password
    assert "5821" not in repr(Order(Deed.SIGN_IN, name="siti", pin="5821"))


def test_a_clerk_signs_out_and_another_signs_in(staffed: Rig) -> None:
    rig = staffed
    sign_in(rig)
    assert rig.window.head.leave_button.text() == "Keluar"
    QTest.mouseClick(rig.window.head.leave_button, Qt.MouseButton.LeftButton)
    assert stands(rig).staff == ""
    assert rig.window.pages.sign_in.isVisible()
    sign_in(rig, "rina", "5822")
    assert stands(rig).staff == "rina"


def test_nobody_signs_out_while_a_visitor_is_at_the_counter(staffed: Rig) -> None:
    rig = staffed
    sign_in(rig)
    rig.issue(1)
    rig.press(ENTER)
    assert not rig.window.head.leave_button.isEnabled()


def test_another_counter_is_chosen_before_signing_in(staffed: Rig) -> None:
    rig = staffed
    QTest.mouseClick(rig.window.head.leave_button, Qt.MouseButton.LeftButton)
    assert rig.window.pages.choice.isVisible()


def test_a_sign_in_elsewhere_shows_here(staffed: Rig) -> None:
    rig = staffed
    rig.house.sign_in("3", "rina", "5822")
    rig.hear()
    assert rig.window.pages.desk.isVisible()
    assert "rina" in rig.window.head.where


@pytest.mark.parametrize("language", list(Language))
def test_no_word_of_the_breaks_and_the_sign_in_is_cut(qtbot: QtBot, rig: Rig, language: Language) -> None:
    rig.open(language=language, size=(900, 600))
    rig.press(Qt.Key.Key_I)
    buttons = [*rig.window.pages.options.buttons, rig.window.pages.options.back]
    rig.press(Qt.Key.Key_Escape)
    rig.house.enrol("budi", StaffRole.ADMINISTRATOR, "5820")
    rig.hear()
    assert rig.window.pages.sign_in.isVisible()
    for button in (*buttons, rig.window.pages.sign_in.button):
        for place in button.places():
            assert place.isNull() or button._contents().adjusted(-1, -1, 1, 1).contains(place)
