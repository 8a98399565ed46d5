"""Pages that slide, arrive, and take no taps on their way."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Wear
from ui.widgets.stack import SlidingPages


class Rig:
    def __init__(self, qtbot: QtBot, wear: Wear, *, motion: bool = True) -> None:
        self.qtbot = qtbot
        self.stack = SlidingPages(wear(motion=motion))
        qtbot.addWidget(self.stack)
        self.taps: list[str] = []
        self.pages = {name: self._page(name) for name in ("red", "blue", "green")}
        self.stack.resize(300, 200)
        self.stack.show()
        self.qtbot.waitExposed(self.stack)

    def _page(self, name: str) -> QWidget:
        page = QWidget()
        page.setStyleSheet(f"QPushButton {{ background: {name}; border: none; margin: 0; }}")
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        button = QPushButton(page)
        button.setMinimumHeight(200)
        button.clicked.connect(lambda: self.taps.append(name))
        whole.addWidget(button)
        self.stack.addWidget(page)
        return page

    def go(self, name: str, direction: int = 1) -> None:
        self.stack.show_page(self.pages[name], direction)

    def tap(self) -> None:
        """Tap where a finger would: on whatever lies on top."""
        middle = QPoint(150, 100)
        target = self.stack.childAt(middle) or self.stack
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(self.stack, middle))

    def colour(self, x: int) -> str:
        return self.stack.grab().toImage().pixelColor(x, 100).name()

    def arrive(self) -> None:
        self.qtbot.waitUntil(lambda: not self.stack.is_sliding)


RED, BLUE, GREEN = "#ff0000", "#0000ff", "#008000"


def test_a_page_arrives_after_a_fifth_of_a_second(qtbot: QtBot, wear: Wear) -> None:
    rig = Rig(qtbot, wear)
    rig.go("blue")
    assert rig.stack.is_sliding
    rig.arrive()
    assert rig.stack.currentWidget() is rig.pages["blue"]
    assert rig.colour(5) == rig.colour(295) == BLUE


@pytest.mark.parametrize(("direction", "left", "right"), [(1, RED, BLUE), (-1, BLUE, RED)])
def test_pages_move_in_the_direction_of_travel(
    qtbot: QtBot, wear: Wear, direction: int, left: str, right: str
) -> None:
    rig = Rig(qtbot, wear)
    rig.go("blue", direction)
    slide = rig.stack._slide
    assert slide is not None
    slide.animation.pause()
    slide._on_moved(0.5)
    assert (rig.colour(5), rig.colour(295)) == (left, right)


def test_taps_during_the_slide_go_nowhere(qtbot: QtBot, wear: Wear) -> None:
    rig = Rig(qtbot, wear)
    rig.tap()
    rig.go("blue")
    for _ in range(3):
        rig.tap()
    assert rig.taps == ["red"]
    rig.arrive()
    rig.tap()
    assert rig.taps == ["red", "blue"]


def test_nothing_of_the_slide_stays_behind(qtbot: QtBot, wear: Wear) -> None:
    rig = Rig(qtbot, wear)
    widgets = len(rig.stack.findChildren(QWidget))
    for name in ("blue", "green", "red"):
        rig.go(name)
        rig.arrive()
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    assert len(rig.stack.findChildren(QWidget)) == widgets


def test_a_second_journey_begins_where_the_first_would_have_ended(qtbot: QtBot, wear: Wear) -> None:
    rig = Rig(qtbot, wear)
    rig.go("blue")
    rig.go("green")
    rig.stack.end_slide()
    assert rig.stack.currentWidget() is rig.pages["green"]
    assert rig.colour(150) == GREEN


def test_the_page_that_is_there_does_not_slide(qtbot: QtBot, wear: Wear) -> None:
    rig = Rig(qtbot, wear)
    rig.go("red")
    assert not rig.stack.is_sliding


def test_whom_motion_disturbs_sees_none(qtbot: QtBot, wear: Wear) -> None:
    rig = Rig(qtbot, wear, motion=False)
    rig.go("blue")
    assert not rig.stack.is_sliding
    assert rig.colour(150) == BLUE


def test_without_a_direction_or_unseen_pages_change_at_once(qtbot: QtBot, wear: Wear) -> None:
    rig = Rig(qtbot, wear)
    rig.go("blue", 0)
    assert not rig.stack.is_sliding
    rig.stack.hide()
    rig.go("green")
    assert not rig.stack.is_sliding
    assert rig.stack.currentWidget() is rig.pages["green"]
