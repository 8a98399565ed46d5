"""Nothing on the board is cut, whatever its size and language, and what is large enough is read from afar."""

import pytest
from pytestqt.qtbot import QtBot

from display.board import Board
from display.notice_page import NoticePage
from display.settings import BoardSettings
from display.window import BoardWindow
from display.words import BoardWords
from tests.display.hallway import LOST, SIZES, Drawn, Hallway, wait_in
from tests.fakes import FakeWorker
from ticketing.boards import Notice, NoticeKind
from ticketing.words import Language
from ui import theme
from voice.announcer import NullAnnouncer


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", list(Language))
def test_nothing_is_cut_whatever_the_size_and_language(
    qtbot: QtBot, hallway: Hallway, drawn: list[Drawn], size: tuple[int, int], language: Language
) -> None:
    settings = BoardSettings(language=language)
    window = BoardWindow(hallway.store, FakeWorker(), hallway.clock, NullAnnouncer(), settings)
    qtbot.addWidget(window)
    window.resize(*size)
    window.open()
    window.grab()
    for agency in [agency.code for agency in hallway.catalogue.agencies]:
        hallway.call(agency)
        window.presenter._known.note([call := hallway.store.recent_calls(1)[0]])
        window.presenter._list(call)
        window.presenter.lose(LOST)
        window.grab()
    assert len(drawn) > 36 * 10
    assert [one.text for one in drawn if one.wide > one.room + 0.5] == []
    assert [one for one in drawn if one.capital < min(size) * 0.009] == []


@pytest.mark.parametrize("size", [(1920, 1080), (3840, 2160), (1080, 1920)])
def test_numbers_are_read_from_ten_metres(
    qtbot: QtBot, hallway: Hallway, drawn: list[Drawn], size: tuple[int, int]
) -> None:
    """Capitals of 10 mm per metre for the call and 5 mm for the rest, on 55 inches (1218 × 685 mm)."""
    settings = BoardSettings(distance_m=10, dots_per_mm=max(size) / 1218)
    window = BoardWindow(hallway.store, FakeWorker(), hallway.clock, NullAnnouncer(), settings)
    qtbot.addWidget(window)
    window.resize(*size)
    for agency in ("DUKCAPIL", "SAMSAT", "DISNAKER", "DPMPTSP"):
        hallway.call(agency)
    window.open()
    window.grab()
    px_per_mm = max(size) / 1218
    height_mm = {one.text: one.capital / px_per_mm for one in drawn}
    newest, rest = window.presenter.board.large, window.presenter.board.calls
    assert newest is not None
    assert height_mm[newest.number] >= 100
    assert height_mm[newest.counter] >= 100
    assert min(height_mm[call.number] for call in rest) >= 50
    assert window.places.reach_m >= 10
    assert window.troubles() == ()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", list(Language))
def test_no_queue_is_cut_whatever_the_size_and_language(
    qtbot: QtBot, hallway: Hallway, drawn: list[Drawn], size: tuple[int, int], language: Language
) -> None:
    wait_in(hallway, [agency.code for agency in hallway.catalogue.agencies], 12)
    window = BoardWindow(
        hallway.store, FakeWorker(), hallway.clock, NullAnnouncer(), BoardSettings(language=language)
    )
    qtbot.addWidget(window)
    window.resize(*size)
    window.open()
    for _ in range(window.queues.pages):
        window.grab()
        window.queues.turn()
    assert [one.text for one in drawn if one.wide > one.room + 0.5] == []
    assert [one for one in drawn if one.capital < min(size) * 0.009] == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", list(NoticeKind))
@pytest.mark.parametrize("language", list(Language))
def test_no_notice_is_cut(
    qtbot: QtBot,
    hallway: Hallway,
    drawn: list[Drawn],
    size: tuple[int, int],
    kind: NoticeKind,
    language: Language,
) -> None:
    page = NoticePage(theme.load("dark"))
    qtbot.addWidget(page)
    page.resize(*size)
    words = BoardWords(language, Language.EN)
    board = Board(hall=hallway.store.hall())
    for until in (None, hallway.clock.now()):
        page.say(words.placard(board, Notice(kind, hallway.clock.now(), until)))
        page.grab()
    assert len(drawn) >= 4
    assert [one.text for one in drawn if one.wide > one.room + 0.5 or "…" in one.text] == []
    assert max(one.bottom for one in drawn) <= size[1]


def test_a_board_that_cannot_be_read_from_its_distance_says_so(
    qtbot: QtBot, window: BoardWindow, hallway: Hallway
) -> None:
    settings = BoardSettings(distance_m=30, dots_per_mm=2.0)
    far = BoardWindow(hallway.store, FakeWorker(), hallway.clock, NullAnnouncer(), settings)
    qtbot.addWidget(far)
    far.resize(1920, 1080)
    for agency in ("DUKCAPIL", "SAMSAT"):
        hallway.call(agency)
    far.open()
    (trouble,) = far.troubles()
    assert trouble.startswith("read from ")
    assert trouble.endswith("not 30 m")
    assert not far.queues.isVisible()
