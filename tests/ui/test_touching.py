"""What a visitor did not mean presses nothing: second fingers, palms, the frame, leaning on the glass."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTouchEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Wear
from tests.ui.fingers import LEFT, NONE, Rig, device


@pytest.fixture
def rig(qtbot: QtBot, wear: Wear) -> Iterator[Rig]:
    made = Rig(qtbot, wear)
    yield made
    made.window.close()


def test_a_tap_is_a_tap_with_finger_and_mouse(rig: Rig) -> None:
    rig.tap(rig.one)
    rig.tap(rig.other)
    at = rig.middle(rig.one)
    rig.press(at)
    assert rig.one.isDown()
    rig.release(at)
    assert rig.taps == ["one", "other", "one"]
    assert not rig.is_blocking()


@pytest.mark.parametrize("lifted_first", [0, 1])
def test_a_second_finger_takes_the_press_back_until_all_are_lifted(rig: Rig, lifted_first: int) -> None:
    at = {0: rig.middle(rig.one), 1: rig.middle(rig.other)}
    rig.put(0, at[0])
    assert rig.one.isDown()
    rig.put(1, at[1])
    assert not rig.one.isDown(), "it is seen to be taken back"
    assert rig.is_blocking()
    last = 1 - lifted_first
    rig.lift(lifted_first, at[lifted_first], stays=last)
    assert rig.is_blocking()
    rig.lift(last, at[last])
    assert rig.taps == []
    assert not rig.is_blocking()
    rig.tap(rig.other)
    assert rig.taps == ["other"], "the next finger is an ordinary one"


def test_what_a_second_finger_did_without_the_guard(qtbot: QtBot, wear: Wear) -> None:
    rig = Rig(qtbot, wear, is_guarded=False)
    rig.put(0, rig.middle(rig.one))
    rig.put(1, rig.middle(rig.other))
    rig.lift(1, rig.middle(rig.other), stays=0)
    rig.lift(0, rig.middle(rig.one))
    assert rig.taps == ["one"], "the control: Qt lets the first finger press"


def test_a_finger_that_moves_on_after_a_second_one_presses_nothing(rig: Rig) -> None:
    at, other = rig.middle(rig.one), rig.middle(rig.other)
    rig.put(0, at)
    rig.put(1, other)
    rig.touch().move(0, at + QPoint(5, 0)).stationary(1).commit()
    rig.touch().move(0, at).stationary(1).commit()
    assert not rig.one.isDown()
    rig.lift(1, other, stays=0)
    rig.lift(0, at)
    assert rig.taps == []


@pytest.mark.parametrize("count", [2, 3, 5])
def test_fingers_that_land_at_once_press_nothing(rig: Rig, count: int) -> None:
    at = rig.middle(rig.one)
    down, up = rig.touch(), rig.touch()
    for finger in range(count):
        down.press(finger, at + QPoint(finger * 8, 0))
    down.commit()
    assert not rig.one.isDown()
    for finger in range(count):
        up.release(finger, at + QPoint(finger * 8, 0))
    up.commit()
    assert rig.taps == []
    rig.tap(rig.one)
    assert rig.taps == ["one"]


@pytest.mark.parametrize(("diameter_mm", "taps"), [(0, ["one"]), (18, ["one"]), (24, ["one"]), (27, [])])
def test_a_palm_presses_nothing(rig: Rig, diameter_mm: float, taps: list[str]) -> None:
    at = rig.middle(rig.one)
    rig.broad(QEvent.Type.TouchBegin, diameter_mm)
    rig.press(at)
    assert rig.one.isDown() == bool(taps)
    rig.release(at)
    assert rig.taps == taps


def test_a_finger_that_becomes_a_palm_is_taken_back(rig: Rig) -> None:
    at = rig.middle(rig.one)
    rig.broad(QEvent.Type.TouchBegin, 12)
    rig.press(at)
    assert rig.one.isDown()
    rig.broad(QEvent.Type.TouchUpdate, 40)
    assert not rig.one.isDown()
    rig.release(at)
    assert rig.taps == []


def test_touches_that_the_system_calls_off_press_nothing(rig: Rig) -> None:
    rig.put(0, rig.middle(rig.one))
    assert rig.one.isDown()
    QApplication.sendEvent(rig.handle, QTouchEvent(QEvent.Type.TouchCancel, device()))
    assert not rig.one.isDown()
    assert not rig.is_blocking()
    rig.lift(0, rig.middle(rig.one))
    assert rig.taps == []


def test_a_press_from_the_edge_of_the_screen_does_nothing_nor_does_its_drag(rig: Rig) -> None:
    dots = rig.window.screen().size().width() / rig.window.screen().physicalSize().width()
    y = rig.middle(rig.one).y()
    near, inside = round(2 * dots), round(5 * dots)
    rig.put(0, QPoint(near, y))
    assert rig.is_blocking()
    assert not rig.one.isDown()
    rig.lift(0, QPoint(near, y))
    rig.press(QPoint(near, y))
    rig.release(QPoint(near, y))
    assert rig.taps == []
    rig.put(0, QPoint(inside, y))
    rig.lift(0, QPoint(inside, y))
    assert rig.taps == ["one"], "the same button, further in"
    low = rig.window.height() - near
    rig.drag(QPoint(200, low), QPoint(200, low - 250))
    assert rig.scrolled() == 0
    rig.lift(0, QPoint(200, low - 250))
    rig.drag(QPoint(200, low - inside), QPoint(200, low - 250))
    rig.lift(0, QPoint(200, low - 250))
    assert rig.scrolled() > 100, "the control: further in it scrolls"


def test_who_leans_on_the_glass_presses_nothing(qtbot: QtBot, wear: Wear) -> None:
    rig = Rig(qtbot, wear, held_ms=80)
    for widget in (rig.one, rig.tiles[0]):
        at = rig.middle(widget)
        rig.put(0, at)
        qtbot.waitUntil(rig.is_blocking)
        assert not any(button.isDown() for button in (rig.one, *rig.tiles))
        rig.lift(0, at)
        assert rig.taps == []
        assert not rig.is_blocking()


def test_slow_hands_press_as_quick_ones_do(rig: Rig) -> None:
    at = rig.middle(rig.one)
    rig.put(0, at)
    rig.qtbot.wait(1200)  # longer than any system waits before it calls a press a long one
    rig.lift(0, at)
    assert rig.taps == ["one"]


def test_a_press_counts_where_it_is_let_go(rig: Rig) -> None:
    at, other = rig.middle(rig.one), rig.middle(rig.other)
    rig.put(0, at)
    rig.touch().move(0, other).commit()
    assert not rig.one.isDown()
    rig.lift(0, other)
    assert rig.taps == []
    rig.put(0, at)
    rig.touch().move(0, other).commit()
    rig.touch().move(0, at).commit()
    rig.lift(0, at)
    assert rig.taps == ["one"], "who comes back meant it"


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_other_buttons_of_a_mouse_do_nothing(rig: Rig, button: Qt.MouseButton) -> None:
    seen: list[QEvent.Type] = []
    rig.window.contextMenuEvent = lambda event: seen.append(event.type())  # type: ignore[method-assign]
    rig.window.mousePressEvent = lambda event: seen.append(event.type())  # type: ignore[method-assign]
    QTest.mouseClick(rig.handle, button, NONE, rig.middle(rig.one))
    at = rig.middle(rig.one)
    menu = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, at)
    QApplication.sendEvent(rig.handle, menu)
    assert (rig.taps, seen) == ([], [])


def test_a_double_click_is_two_presses(rig: Rig) -> None:
    QTest.mouseDClick(rig.handle, LEFT, NONE, rig.middle(rig.one))
    assert rig.taps == ["one", "one"]


def test_a_drag_scrolls_and_presses_nothing_however_long_it_lasts(qtbot: QtBot, wear: Wear) -> None:
    rig = Rig(qtbot, wear, held_ms=400)
    start, end = QPoint(200, rig.window.height() - 60), QPoint(200, rig.window.height() - 400)
    rig.drag(start, end)
    qtbot.wait(500)
    before = rig.scrolled()
    assert before > 100
    assert not rig.is_blocking()
    rig.touch().move(0, end - QPoint(0, 60)).commit()
    qtbot.waitUntil(lambda: rig.scrolled() > before)
    rig.lift(0, end - QPoint(0, 60))
    assert rig.taps == []


def test_a_second_finger_ends_a_scroll_where_it_is(rig: Rig) -> None:
    start, end = QPoint(200, rig.window.height() - 60), QPoint(200, rig.window.height() - 300)
    rig.drag(start, end)
    before = rig.scrolled()
    assert before > 100
    rig.put(1, rig.middle(rig.one))
    rig.touch().move(0, end - QPoint(0, 90)).stationary(1).commit()
    rig.qtbot.wait(30)
    assert rig.scrolled() == before
    rig.lift(1, rig.middle(rig.one), stays=0)
    rig.lift(0, end - QPoint(0, 90))
    rig.qtbot.wait(30)
    assert rig.scrolled() == before
    assert rig.taps == []
    rig.tap(rig.other)
    assert rig.taps == ["other"]


def test_a_window_that_gets_a_new_handle_is_still_guarded(rig: Rig) -> None:
    rig.window.hide()
    rig.window.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    with rig.qtbot.waitExposed(rig.window):
        rig.window.show()
    rig.put(0, rig.middle(rig.one))
    rig.put(1, rig.middle(rig.other))
    assert rig.is_blocking()
    rig.lift(1, rig.middle(rig.other), stays=0)
    rig.lift(0, rig.middle(rig.one))
    assert rig.taps == []
