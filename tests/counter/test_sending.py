"""A ticket is sent on: to another service or to one counter, found by typing, without a mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app import catalogue_files
from app.parts import SHIPPED_CATALOGUE
from tests.counter.rig import ENTER, Rig
from ticketing.lifecycle import Action, State
from ticketing.words import Language


@pytest.fixture
def rig(qtbot: QtBot) -> Rig:
    made = Rig(qtbot, catalogue_files.read(SHIPPED_CATALOGUE))
    made.open()
    made.bring_to(State.CALLED)
    return made


def type_in(rig: Rig, text: str) -> None:
    assert rig.window.pages.transfer.search.hasFocus()
    QTest.keyClicks(rig.window.pages.transfer.search, text)


def found(rig: Rig) -> list[str]:
    return [row.key for row in rig.window.pages.transfer.list.rows.rows]


def test_a_ticket_goes_to_a_service_of_another_agency(rig: Rig) -> None:
    rig.press(Qt.Key.Key_T)
    type_in(rig, "samsat pkb-tahunan")
    assert found(rig) == ["service PKB-TAHUNAN"]
    rig.press(ENTER)
    assert rig.state() is None
    leg = next(one for one in rig.store._state.legs.values() if one.number == "A001")
    assert (leg.service, leg.agency, leg.state) == ("PKB-TAHUNAN", "SAMSAT", State.WAITING)
    assert rig.window.pages.desk.isVisible()


def test_a_ticket_goes_to_one_counter_only(rig: Rig) -> None:
    rig.press(Qt.Key.Key_T)
    type_in(rig, "loket 5")
    assert found(rig)[0] == "counter 5"
    rig.press(ENTER)
    leg = next(one for one in rig.store._state.legs.values() if one.number == "A001")
    assert leg.for_counter == "5"


def test_what_is_near_comes_first_and_where_it_is_is_not_offered(rig: Rig) -> None:
    rig.press(Qt.Key.Key_T)
    own = rig.store.at_counter("3")
    assert own is not None
    keys = found(rig)
    assert f"service {own.service}" not in keys
    assert "counter 3" not in keys
    assert keys.index("counter 1") < keys.index("service PKB-TAHUNAN")
    assert len(keys) == 203 + 5


def test_escape_and_the_way_back_send_nothing(rig: Rig) -> None:
    before = rig.events()
    rig.press(Qt.Key.Key_T)
    rig.press(Qt.Key.Key_Escape)
    assert rig.window.pages.desk.isVisible()
    QTest.mouseClick(rig.button(Action.TRANSFER), Qt.MouseButton.LeftButton)
    QTest.mouseClick(rig.window.pages.transfer.back, Qt.MouseButton.LeftButton)
    assert rig.events() == before
    assert rig.state() is State.CALLED


def test_letters_that_fit_nothing_say_so_and_enter_sends_nothing(rig: Rig) -> None:
    rig.press(Qt.Key.Key_T)
    type_in(rig, "qqq")
    assert found(rig) == []
    before = rig.events()
    rig.press(ENTER)
    assert rig.events() == before


def test_a_ticket_that_is_gone_meanwhile_closes_the_page(rig: Rig) -> None:
    rig.press(Qt.Key.Key_T)
    rig.hall.no_show("3")
    rig.hear()
    assert rig.window.pages.desk.isVisible()


@pytest.mark.parametrize("language", list(Language))
def test_the_list_speaks_the_clerks_language(qtbot: QtBot, language: Language) -> None:
    rig = Rig(qtbot, catalogue_files.read(SHIPPED_CATALOGUE))
    rig.open(language=language, size=(900, 600))
    rig.bring_to(State.SERVING)
    rig.press(Qt.Key.Key_T)
    rows = {row.key: row.lead for row in rig.window.pages.transfer.list.rows.rows}
    assert rows["service KIA"] == rig.catalogue.service["KIA"].name.say(language)
