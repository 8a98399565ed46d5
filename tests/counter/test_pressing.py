"""The calling window: keys and buttons do what they say, once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from counter.keys import KEYS
from tests.counter.rig import DEEDS, ENTER, KEY, Rig
from ticketing import lifecycle
from ticketing.lifecycle import Action, State
from ticketing.words import Language


def test_a_clerk_needs_one_key_only(rig: Rig) -> None:
    rig.open()
    rig.issue(2)
    for _ in range(6):
        rig.press(ENTER)
    assert rig.events() == [Action.CALL, Action.SERVE, Action.COMPLETE] * 2


@pytest.mark.parametrize(
    ("state", "action"),
    [
        (None, Action.CALL),
        (State.CALLED, Action.RECALL),
        (State.CALLED, Action.SERVE),
        (State.CALLED, Action.NO_SHOW),
        (State.SERVING, Action.COMPLETE),
    ],
)
def test_each_action_has_its_key_and_the_key_stands_on_its_button(
    rig: Rig, state: State | None, action: Action
) -> None:
    rig.open()
    rig.bring_to(state)
    assert KEYS[action] in rig.button(action).detail
    rig.press(KEY[action])
    assert rig.events()[-1] is action


@pytest.mark.parametrize("state", [None, State.CALLED, State.SERVING])
def test_buttons_are_enabled_by_the_lifecycle_and_one_is_filled(rig: Rig, state: State | None) -> None:
    rig.open()
    rig.bring_to(state)
    # A regular ticket cannot be made regular.
    allowed = lifecycle.allowed(state) - {Action.DEMOTE, Action.REPRINT} if state else {Action.CALL}
    for deed in DEEDS:
        assert rig.button(deed).isEnabled() == (deed in allowed)
        assert rig.button(deed).isVisible() == (deed in allowed)
    filled = [
        deed
        for deed in DEEDS
        if rig.button(deed).isVisible() and rig.button(deed).property("role") == "primary"
    ]
    assert len(filled) == 1
    assert rig.button(filled[0]).isEnabled()
    assert "Enter" in rig.button(filled[0]).detail


@pytest.mark.parametrize("state", [None, State.CALLED, State.SERVING])
def test_a_key_that_does_not_fit_does_nothing(rig: Rig, state: State | None) -> None:
    rig.open()
    rig.bring_to(state)
    before = rig.events()
    for action in set(KEY) - (lifecycle.allowed(state) if state else {Action.CALL}):
        rig.press(KEY[action])
    assert rig.events() == before


def test_a_double_click_is_one_action(rig: Rig) -> None:
    rig.open(settle_ms=10_000)
    rig.issue(3)
    button = rig.button(Action.CALL)
    for _ in range(2):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    rig.press(ENTER)
    assert rig.events() == [Action.CALL]


def test_buttons_rest_for_a_moment_and_then_go_on(rig: Rig) -> None:
    rig.open(settle_ms=200)
    rig.issue(3)
    rig.press(ENTER)
    assert not rig.button(Action.SERVE).isEnabled()
    rig.qtbot.waitUntil(rig.button(Action.SERVE).isEnabled)
    rig.press(ENTER)
    assert rig.state() is State.SERVING


def test_while_an_action_is_on_its_way_buttons_are_off_and_the_window_asks_for_patience(rig: Rig) -> None:
    rig.open()
    rig.issue(3)
    rig.worker.held = True
    rig.press(ENTER)
    rig.press(ENTER)
    assert not any(rig.button(action).isEnabled() for action in DEEDS)
    rig.qtbot.waitUntil(lambda: rig.window.pages.desk.patience == "Sebentar…")
    rig.worker.held = False
    rig.worker.finish()
    assert rig.events() == [Action.CALL]
    assert rig.window.pages.desk.patience == ""


def test_enter_presses_the_button_that_has_the_focus(rig: Rig) -> None:
    rig.open()
    rig.bring_to(State.CALLED)
    rig.button(Action.NO_SHOW).setFocus()
    rig.press(ENTER)
    assert rig.events()[-1] is Action.NO_SHOW


def test_the_focus_waits_for_the_next_action_and_does_not_wander(rig: Rig) -> None:
    rig.open()
    rig.issue(3)
    rig.button(Action.CALL).setFocus()
    rig.press(Qt.Key.Key_Space)
    assert rig.button(Action.SERVE).hasFocus()


def test_everything_is_reached_with_the_tab_key(rig: Rig) -> None:
    rig.open()
    rig.bring_to(State.CALLED)
    reached = set()
    for _ in range(30):
        rig.press(Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    wanted = {rig.button(action) for action in (Action.SERVE, Action.RECALL, Action.NO_SHOW)}
    # Of buttons that exclude each other Tab reaches the chosen one; the arrow keys go on from there.
    wanted |= {rig.window.head.leave_button, rig.window.head.switch.button(Language.ID)}
    assert wanted | {rig.window.pages.desk.queue} <= reached


def test_a_screen_reader_has_a_name_for_everything_that_takes_focus(rig: Rig) -> None:
    rig.open()
    rig.bring_to(State.CALLED)
    buttons = rig.window.findChildren(QPushButton)
    names = [button.accessibleName() for button in buttons if button.isVisible()]
    assert "" not in names
    assert "A001" in rig.window.pages.desk.card.accessibleName()
    index = rig.window.pages.desk.queue.rows.index(0)
    assert "A002" in index.data(Qt.ItemDataRole.AccessibleTextRole)
