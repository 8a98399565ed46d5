"""A visitor fetches something: held with a reason by one key, resumed by another, or given back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app import catalogue_files
from app.parts import SHIPPED_CATALOGUE
from counter.questions import REASONS
from counter.words import CounterWords
from tests.counter.rig import Rig
from ticketing.lifecycle import Action, State
from ticketing.words import Language


@pytest.fixture
def rig(qtbot: QtBot) -> Rig:
    made = Rig(qtbot, catalogue_files.read(SHIPPED_CATALOGUE))
    made.open()
    made.bring_to(State.SERVING)
    return made


def held(rig: Rig) -> list[str]:
    return [leg.number for leg in rig.store.held("3")]


@pytest.mark.parametrize("place", range(len(REASONS[Action.HOLD])))
def test_a_hold_asks_for_the_reason_and_one_key_answers(rig: Rig, place: int) -> None:
    rig.press(Qt.Key.Key_H)
    assert rig.window.pages.options.isVisible()
    rig.press(Qt.Key(Qt.Key.Key_1 + place))
    assert rig.state() is None
    assert held(rig) == ["A001"]
    told = rig.store.feed(0).poll()[-1].reason
    assert told == CounterWords(Language.ID).say(REASONS[Action.HOLD][place])
    assert rig.window.pages.desk.isVisible()
    assert "Ditahan: A001" in rig.window.pages.desk.held


def test_escape_and_the_way_back_hold_nobody(rig: Rig) -> None:
    rig.press(Qt.Key.Key_H)
    rig.press(Qt.Key.Key_Escape)
    assert rig.window.pages.desk.isVisible()
    QTest.mouseClick(rig.button(Action.HOLD), Qt.MouseButton.LeftButton)
    QTest.mouseClick(rig.window.pages.options.back, Qt.MouseButton.LeftButton)
    assert rig.state() is State.SERVING
    assert held(rig) == []


def test_keys_of_the_counter_rest_while_the_reason_is_asked(rig: Rig) -> None:
    before = rig.events()
    rig.press(Qt.Key.Key_H)
    for key in (Qt.Key.Key_F4, Qt.Key.Key_B, Qt.Key.Key_R):
        rig.press(key)
    assert rig.events() == before
    assert rig.window.pages.options.isVisible()


def test_the_counter_calls_others_meanwhile_and_goes_on_with_who_was_held_longest(rig: Rig) -> None:
    rig.press(Qt.Key.Key_H)
    rig.press(Qt.Key.Key_1)
    rig.press(Qt.Key.Key_F2)
    assert rig.state() is State.CALLED
    assert not rig.button(Action.RESUME).isEnabled()
    rig.press(Qt.Key.Key_N)
    rig.press(Qt.Key.Key_G)
    assert rig.state() is State.SERVING
    own = rig.store.at_counter("3")
    assert own is not None
    assert own.number == "A001"
    assert held(rig) == []


def test_a_ticket_is_given_back_by_one_key_and_comes_next(rig: Rig) -> None:
    rig.press(Qt.Key.Key_B)
    assert rig.state() is None
    assert rig.store.waiting("3")[0].number == "A001"


def test_a_reason_that_comes_too_late_changes_nothing(rig: Rig) -> None:
    rig.press(Qt.Key.Key_H)
    rig.hall.complete("3")
    rig.hear()
    assert rig.window.pages.desk.isVisible()
    assert held(rig) == []


@pytest.mark.parametrize("language", list(Language))
def test_no_reason_is_cut(qtbot: QtBot, language: Language) -> None:
    rig = Rig(qtbot, catalogue_files.read(SHIPPED_CATALOGUE))
    rig.open(language=language, size=(900, 600))
    rig.bring_to(State.SERVING)
    rig.press(Qt.Key.Key_H)
    for button in (*rig.window.pages.options.buttons, rig.window.pages.options.back):
        for place in button.places():
            assert place.isNull() or button._contents().adjusted(-1, -1, 1, 1).contains(place)
