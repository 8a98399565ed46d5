"""The board as people in the hall see it."""

from dataclasses import replace
from functools import partial
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from display.window import BoardWindow
from tests.display.hallway import LOST, Hallway, colours_of
from ticketing.words import Language
from ui import theme
from ui.feed import FeedBridge


def test_a_call_is_painted_large_and_tells_so_once(
    qtbot: QtBot, window: BoardWindow, hallway: Hallway
) -> None:
    window.open()
    hallway.call("DUKCAPIL")
    with qtbot.waitSignal(window.painted) as painted:
        window.presenter.hear(hallway.events())
    assert window.presenter.board.large is not None
    assert painted.args == [window.presenter.board.large.seq]
    told: list[int] = []
    window.painted.connect(told.append)
    window.panel.repaint()
    window.panel.repaint()
    qtbot.wait(20)
    assert told == []
    assert window.panel.accessibleName() == "A001, silakan menuju loket 6"


def test_calls_at_once_are_all_painted_in_order(qtbot: QtBot, window: BoardWindow, hallway: Hallway) -> None:
    window.open()
    painted: list[int] = []
    window.painted.connect(painted.append)
    for agency in ("DUKCAPIL", "SAMSAT", "DPMPTSP", "DUKCAPIL"):
        hallway.call(agency)
    window.presenter.hear(hallway.events())
    qtbot.waitUntil(lambda: len(painted) == 4)
    assert painted == sorted(painted)
    qtbot.waitUntil(lambda: not window.presenter.board.waiting)
    assert [call.number for call in window.recent.calls] == ["B001", "SM001", "A001"]
    assert len(painted) == 4, "each once, in the list or large"


def test_a_call_flashes_three_times_at_one_hertz_and_a_recall_again(
    qtbot: QtBot, window: BoardWindow, hallway: Hallway
) -> None:
    window.open()
    hallway.call("DUKCAPIL")
    window.presenter.hear(hallway.events())
    turns = [window.panel.is_turned]
    while window.panel.is_flashing:
        window.panel._on_half_flash()
        turns.append(window.panel.is_turned)
    assert turns == [True, False, True, False, True, False]
    assert window.panel._flash.interval() == 500
    hallway.hall.issue("KTP-BARU", Language.ID, uuid4())
    hallway.hall.call_next("1")
    window.presenter.hear(hallway.events())
    qtbot.waitUntil(lambda: window.panel.is_flashing)
    window.panel._end_flash()
    hallway.hall.recall("1")
    window.presenter.hear(hallway.events())
    qtbot.waitUntil(lambda: window.panel.is_flashing)
    assert window.panel.accessibleName().startswith("A002")


def test_after_a_restart_nothing_flashes(window: BoardWindow, hallway: Hallway) -> None:
    for agency in ("DUKCAPIL", "SAMSAT"):
        hallway.call(agency)
    window.open()
    assert window.presenter.board.large is not None
    assert not window.panel.is_flashing


def test_without_calls_the_board_greets_and_is_never_empty(window: BoardWindow, hallway: Hallway) -> None:
    window.open()
    assert window.panel.accessibleName().startswith("Selamat datang")
    image = window.grab().toImage()
    assert theme.load("dark").gold in colours_of(image, QRectF(window.panel.geometry()))


def test_a_fault_at_the_start_is_told_in_words_not_by_an_empty_board(
    window: BoardWindow, hallway: Hallway
) -> None:
    hallway.store.fault = LOST
    window.open()
    assert window.panel.accessibleName().startswith("Mohon tunggu sebentar")


def test_on_a_fault_the_calls_stay_and_their_age_is_told(window: BoardWindow, hallway: Hallway) -> None:
    window.open()
    hallway.call("DUKCAPIL")
    window.presenter.hear(hallway.events())
    hallway.clock.advance(hours=2, minutes=11)
    hallway.store.fault = LOST
    window.presenter.lose(LOST)
    hallway.clock.advance(minutes=2)
    window._on_second()
    assert window.panel.accessibleName().startswith("A001")
    assert window.strips[1].texts[1] == "Data terakhir 09.41, 2 menit lalu"
    hallway.store.fault = None
    window.presenter.recover()
    assert window.strips[1].texts[1] == ""


def test_clock_and_date_are_the_halls_own_in_the_boards_language(
    window: BoardWindow, hallway: Hallway
) -> None:
    window.open()
    assert window.strips[0].texts == ("MPP Bale Madukara", "07.30")
    assert window.strips[1].texts[0] == "Selasa, 24 November 2026"
    hallway.clock.advance(minutes=1)
    window._on_second()
    assert window.strips[0].texts[1] == "07.31"


def test_a_rehearsal_wears_its_ribbon(window: BoardWindow, hallway: Hallway) -> None:
    with hallway.store.writing() as tx:
        tx.keep_hall(replace(tx.hall(), rehearsal=True))
    window.open()
    assert window._ribbon is not None
    assert window._ribbon.accessibleName() == "LATIHAN"
    assert window._ribbon.isVisible()
    assert window.strips[0].geometry().top() >= window._ribbon.geometry().bottom()


def test_what_has_not_changed_is_not_painted_again(
    qtbot: QtBot, window: BoardWindow, hallway: Hallway, monkeypatch: pytest.MonkeyPatch
) -> None:
    for agency in ("DUKCAPIL", "SAMSAT"):
        hallway.call(agency)
    window.open()
    qtbot.wait(50)
    asked: list[str] = []
    for part in (window.panel, window.recent, *window.strips):
        monkeypatch.setattr(part, "update", partial(asked.append, type(part).__name__))
    window._on_second()
    window.presenter.hear(hallway.events())
    assert asked == []


def test_the_feed_of_the_hall_drives_the_board(qtbot: QtBot, window: BoardWindow, hallway: Hallway) -> None:
    feed = FeedBridge(hallway.store.feed, hallway.clock, interval_s=0.005)
    window.follow(feed)
    window.open()
    feed.start()
    try:
        qtbot.wait(50)
        with qtbot.waitSignal(window.painted):
            hallway.call("DUKCAPIL")
        hallway.store.fault = LOST
        qtbot.waitUntil(lambda: window.presenter.board.lost is not None)
        assert window.panel.accessibleName().startswith("A001")
        hallway.store.fault = None
        qtbot.waitUntil(lambda: window.presenter.board.lost is None)
    finally:
        assert feed.stop()


def test_identity_is_the_ticket_not_the_number(window: BoardWindow, hallway: Hallway) -> None:
    """Two days have an A001 each; a board that lists by number would drop one."""
    window.open()
    hallway.call("DUKCAPIL")
    call = hallway.events()[-2]
    window.presenter.hear([call])
    window.presenter.hear([replace(call, ticket_id=UUID(int=1), seq=call.seq + 1)])
    board = window.presenter.board
    assert board.large is not None
    assert [one.number for one in (board.large, *board.calls)] == ["A001", "A001"]
