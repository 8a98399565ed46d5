"""The visitor's window under the guard: what was meant walks on, what was not stays where it is."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screen import Page
from tests.kiosk.stand import Stand
from ui.widgets.scroll import FingerArea

#: It lives as long as the application.
DEVICES: list[QPointingDevice] = []


class Glass:
    """Fingers on the window of a stand."""

    def __init__(self, stand: Stand) -> None:
        if not DEVICES:
            DEVICES.append(QTest.createTouchDevice())
        self.stand = stand

    def fingers(self) -> QTest.QTouchEventSequence:
        return QTest.touchEvent(self.stand.window.windowHandle(), DEVICES[0], False)

    def middle(self, words: str) -> QPoint:
        button = self.stand.button(words)
        return button.mapTo(self.stand.window, button.rect().center())

    def tap(self, at: QPoint, *, with_second: bool = False) -> None:
        self.fingers().press(0, at).commit()
        if with_second:
            self.fingers().stationary(0).press(1, at + QPoint(60, 0)).commit()
            self.fingers().stationary(0).release(1, at + QPoint(60, 0)).commit()
        self.fingers().release(0, at).commit()
        QTest.qWait(5)


@pytest.fixture
def stand(qtbot: QtBot) -> Iterator[Stand]:
    # As large as the screen of the tests: the edge of the window is that of the screen.
    made = Stand(QApplication.primaryScreen().size().toTuple())
    made.window.move(0, 0)
    yield made
    made.close()


def test_one_finger_begins_and_two_do_not(stand: Stand) -> None:
    glass = Glass(stand)
    start = glass.middle("Sentuh untuk mulai")
    glass.tap(start, with_second=True)
    assert stand.page() is Page.WELCOME
    glass.tap(start)
    assert stand.page() is Page.HOME


def test_a_list_still_follows_the_finger(stand: Stand) -> None:
    stand.presenter.begin()
    QTest.qWait(20)
    glass = Glass(stand)
    area = next(one for one in stand.shown().findChildren(FingerArea) if one.has_more_below)
    at = area.mapTo(stand.window, QPoint(area.width() // 2, area.height() - 40))
    glass.fingers().press(0, at).commit()
    for y in range(at.y(), at.y() - 240, -12):
        glass.fingers().move(0, QPoint(at.x(), y)).commit()
        QTest.qWait(2)
    glass.fingers().release(0, at - QPoint(0, 240)).commit()
    QTest.qWait(5)
    assert area.verticalScrollBar().value() > 100
    assert stand.page() is Page.HOME
