"""A list moved by finger: a drag is no tap, and what stands below is pointed at."""

from itertools import count
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Wear
from ui.widgets import scroll
from ui.widgets.button import TouchButton
from ui.widgets.scroll import FingerArea

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Rig:
    def __init__(self, qtbot: QtBot, wear: Wear, count: int = 30, *, motion: bool = False) -> None:
        self.qtbot = qtbot
        look = wear(motion=motion)
        content = QWidget()
        column = QVBoxLayout(content)
        self.taps: list[int] = []
        self.buttons = [TouchButton(look, f"Layanan {n}", role="tile") for n in range(count)]
        for n, button in enumerate(self.buttons):
            button.clicked.connect(lambda _=False, n=n: self.taps.append(n))
            column.addWidget(button)
        self.area = FingerArea(look, content)
        qtbot.addWidget(self.area)
        self.area.resize(500, 700)
        self.area.show()
        qtbot.waitExposed(self.area)

    @property
    def value(self) -> int:
        return self.area.verticalScrollBar().value()

    def press(self, y: int) -> None:
        QTest.mousePress(self.area.windowHandle(), LEFT, NONE, QPoint(200, y))
        self.qtbot.wait(1)

    def release(self, y: int) -> None:
        QTest.mouseRelease(self.area.windowHandle(), LEFT, NONE, QPoint(200, y))
        self.qtbot.wait(1)

    def tap(self, y: int) -> int:
        """Tap; return the number of the button that is there."""
        there = self.at(y)
        self.press(y)
        self.release(y)
        return there

    def drag(self, start: int, end: int) -> None:
        self.press(start)
        for y in range(start, end, 12 if end > start else -12):
            QTest.mouseMove(self.area.windowHandle(), QPoint(200, y))
            self.qtbot.wait(2)
        self.release(end)

    def at(self, y: int) -> int:
        tops = [button.mapTo(self.area, QPoint(0, 0)).y() for button in self.buttons]
        return max(n for n, top in enumerate(tops) if top <= y)

    def arrows(self) -> tuple[bool, bool]:
        """Whether the arrows above and below are seen."""
        return self.area._above.isVisible(), self.area._below.isVisible()


@pytest.fixture
def rig(qtbot: QtBot, wear: Wear) -> Rig:
    return Rig(qtbot, wear)


def test_a_tap_is_a_tap(rig: Rig) -> None:
    wanted = rig.tap(200)
    assert (rig.taps, rig.value) == ([wanted], 0)


def test_a_press_is_seen_within_50_ms(rig: Rig) -> None:
    QTest.mousePress(rig.area.windowHandle(), LEFT, NONE, QPoint(200, 200))
    assert rig.buttons[rig.at(200)].isDown(), "at once: no timer lies between"
    rig.release(200)


def test_a_drag_moves_the_list_and_taps_nothing(rig: Rig) -> None:
    rig.drag(600, 100)
    assert rig.value > 300
    assert rig.taps == []
    assert not any(button.isDown() for button in rig.buttons)


def test_a_drag_down_at_the_top_moves_and_taps_nothing(rig: Rig) -> None:
    rig.drag(100, 600)
    assert (rig.value, rig.taps) == (0, [])


def test_after_a_drag_a_tap_is_a_tap_again(rig: Rig) -> None:
    rig.drag(600, 300)
    wanted = rig.tap(350)
    assert rig.taps == [wanted]


def test_whom_motion_disturbs_sees_no_list_glide(rig: Rig) -> None:
    rig.drag(600, 300)
    let_go_at = rig.value
    rig.qtbot.wait(50)
    assert rig.value == let_go_at > 0


def test_else_a_list_glides_on(qtbot: QtBot, wear: Wear, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = count()  # the finger is as quick as this, however busy the machine is
    monkeypatch.setattr(scroll, "time", SimpleNamespace(monotonic=lambda: next(moments) * 0.004))
    rig = Rig(qtbot, wear, motion=True)
    rig.drag(600, 300)
    let_go_at = rig.value
    qtbot.waitUntil(lambda: rig.value > let_go_at + 50)


def test_arrows_point_to_what_is_not_seen(rig: Rig) -> None:
    assert rig.arrows() == (False, True)
    bar = rig.area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    assert rig.arrows() == (True, True)
    bar.setValue(bar.maximum())
    assert rig.arrows() == (True, False)
    rig.area.to_top()
    assert rig.arrows() == (False, True)


def test_the_last_one_can_be_brought_into_sight(rig: Rig) -> None:
    bar = rig.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    last = rig.buttons[-1]
    assert last.mapTo(rig.area, QPoint(0, last.height())).y() <= rig.area.height()


def test_a_list_that_fits_has_no_arrows_and_does_not_move(qtbot: QtBot, wear: Wear) -> None:
    rig = Rig(qtbot, wear, 2)
    assert rig.arrows() == (False, False)
    rig.drag(60, 10)
    assert rig.value == 0


def test_taps_go_through_the_arrow(rig: Rig) -> None:
    assert rig.area._below.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    where = QPoint(250, rig.area.height() - 20)
    assert rig.area.childAt(where) is not rig.area._below
