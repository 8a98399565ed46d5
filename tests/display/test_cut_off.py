"""A board on its own PC whose cable to the server is cut: it keeps the last calls, says how old they are, comes back."""

from uuid import uuid4

from pytestqt.qtbot import QtBot

from benchmarks.cable import Cable
from display.window import BoardWindow
from store.store import SqlStore, open_store
from tests.display.rig import FakeAnnouncer
from tests.fakes import FakeClock
from tests.waiting import PATIENCE_S
from ticketing.hall import Hall
from ticketing.words import Language
from ui.background import Background
from ui.feed import FeedBridge


def shown(window: BoardWindow) -> list[str]:
    """List the numbers on the board, the newest first."""
    board = window.presenter.board
    return [call.number for call in (board.large, *board.calls) if call]


def test_a_board_whose_cable_is_cut(qtbot: QtBot, near: SqlStore, url: str, cable: Cable) -> None:
    clock, worker, announcer = FakeClock(), Background(), FakeAnnouncer()
    hall = Hall(near, clock)
    for _ in range(3):
        hall.issue("KTP-BARU", Language.ID, uuid4())
    far = open_store(cable.through(url), patience_s=1)
    window = BoardWindow(far, worker, clock, announcer)
    qtbot.addWidget(window)
    feed = FeedBridge(far.feed, clock, interval_s=0.005)
    window.follow(feed)
    window.show()
    window.open()
    feed.start()
    day = window.strips[1]
    try:
        qtbot.waitUntil(lambda: window.presenter.board.hall is not None)
        hall.call_next("1")
        qtbot.waitUntil(lambda: shown(window) == ["A001"])
        cable.fall_silent()
        qtbot.waitUntil(lambda: window.presenter.board.lost is not None)
        hall.no_show("1")
        hall.call_next("1")
        clock.advance(minutes=3)
        qtbot.waitUntil(lambda: "3" in day.texts[1])
        assert shown(window) == ["A001"], "the last calls stay"
        cable.mend()
        qtbot.waitUntil(lambda: shown(window) == ["A002", "A001"])
        qtbot.waitUntil(lambda: window.presenter.board.lost is None)
        qtbot.waitUntil(lambda: not day.texts[1])
    finally:
        cable.mend()
        assert feed.stop(PATIENCE_S)
        assert worker.stop(PATIENCE_S)
        far.close()
