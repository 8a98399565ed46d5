"""A counter on its own PC whose cable to the server is cut: it says so, keeps what it knew, calls nobody, comes back."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from benchmarks.cable import Cable
from counter.window import CounterWindow
from store.store import SqlStore, open_store
from tests.fakes import FakeClock, PlainPins
from tests.waiting import PATIENCE_S
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.words import Language
from ui import theme
from ui.background import Background
from ui.feed import FeedBridge
from ui.measure import desk_scale
from ui.theme import Look


@pytest.fixture
def far(near: SqlStore, url: str, cable: Cable) -> Iterator[SqlStore]:
    """The same hall at the other end of the cable."""
    store = open_store(cable.through(url), patience_s=1)
    yield store
    store.close()


def test_a_counter_whose_cable_is_cut(qtbot: QtBot, near: SqlStore, far: SqlStore, cable: Cable) -> None:
    clock, worker = FakeClock(), Background()
    near_hall = Hall(near, clock)
    for _ in range(3):
        near_hall.issue("KTP-BARU", Language.ID, uuid4())
    look = Look(theme.load("light"), desk_scale(15))
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.wear(application, look)
    house = House(far, clock, PlainPins(), "pc-1")
    window = CounterWindow(
        far, Hall(far, clock), house, worker, clock, look, counter="1", language=Language.ID, settle_ms=0
    )
    qtbot.addWidget(window)
    feed = FeedBridge(far.feed, clock, interval_s=0.005)
    window.follow(feed)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open()
    feed.start()
    try:
        qtbot.waitUntil(lambda: len(window.presenter.desk.waiting) == 3)
        press(window)
        qtbot.waitUntil(lambda: window.presenter.desk.own is not None)
        number = window.presenter.desk.own
        cable.fall_silent()
        qtbot.waitUntil(lambda: window.pages.desk.is_grey)
        assert window.presenter.desk.own == number, "what it knew stays, and is told to be old"
        assert len(window.presenter.desk.waiting) == 2
        for _ in range(5):
            press(window)
            qtbot.wait(20)
        near_hall.issue("KTP-BARU", Language.ID, uuid4())
        cable.mend()
        qtbot.waitUntil(lambda: not window.pages.desk.is_grey)
        qtbot.waitUntil(lambda: len(window.presenter.desk.waiting) == 3)
        assert [leg.number for leg in near.busy_counters()] == ["A001"], "nobody was called meanwhile"
        press(window, Qt.Key.Key_N)
        qtbot.waitUntil(lambda: window.presenter.desk.own is None)
        press(window)
        qtbot.waitUntil(lambda: window.presenter.desk.own is not None)
        assert [leg.number for leg in near.busy_counters()] == ["A002"]
        assert not near.check()
    finally:
        cable.mend()
        assert feed.stop(PATIENCE_S)
        assert worker.stop(PATIENCE_S)


def press(window: CounterWindow, key: Qt.Key = Qt.Key.Key_Return) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key)
