"""The board as people in the hall see it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from app import catalogue_files
from display import lettering
from display.board import Board, Pace
from display.notice_page import NoticePage
from display.running_text import RunningText
from display.settings import BoardSettings
from display.window import BoardWindow
from display.words import BoardWords
from display.zones import Zones
from tests.fake_store import FakeStore
from tests.fakes import FakeClock, FakeWorker, PlainPins
from tests.videos import picture
from ticketing.boards import Notice, NoticeKind
from ticketing.catalogue import Catalogue
from ticketing.errors import StoreUnreachable
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.model import Event
from ticketing.week import Hours
from ticketing.words import Language
from ui import theme
from ui.feed import FeedBridge
from ui.media.panel import MediaPanel, VideoSound
from voice.announcer import NullAnnouncer

LOST = StoreUnreachable(path="hall.db", reason="missing")
SIZES = [(1920, 1080), (1366, 768), (1024, 768), (3840, 2160), (1080, 1920)]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    shipped = catalogue_files.read(Path(__file__).parents[2] / "assets/catalogue")
    return replace(shipped, hours=Hours(), quotas=())  # open at any hour


class Hallway:
    """A hall with the shipped catalogue, and how to call in it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.store = FakeStore(catalogue)
        self.clock = FakeClock()
        self.hall = Hall(self.store, self.clock)
        self.house = House(self.store, self.clock, PlainPins(), "pc-1")
        self.catalogue = catalogue
        self.feed = self.store.feed()

    def call(self, agency: str) -> None:
        """Call a new ticket of an agency to its last counter, and let it go."""
        counter = self.catalogue.counters_of(agency)[-1].name
        self.hall.issue(self.catalogue.services_of(agency)[0].code, Language.ID, uuid4())
        leg = self.hall.call_next(counter)
        assert leg is not None
        self.hall.no_show(counter)

    def events(self) -> Sequence[Event]:
        return self.feed.poll()


@pytest.fixture
def hallway(catalogue: Catalogue) -> Hallway:
    return Hallway(catalogue)


@pytest.fixture
def window(qtbot: QtBot, hallway: Hallway) -> BoardWindow:
    made = BoardWindow(
        hallway.store,
        FakeWorker(),
        hallway.clock,
        NullAnnouncer(),
        BoardSettings(pace=Pace(hold_s=0.05, rush_s=0.02)),
    )
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    qtbot.waitExposed(made)
    return made


def colours_of(image: QImage, area: QRectF) -> set[str]:
    """Collect the colours of an area, sampled closely enough for large letters."""
    found = set()
    for x in range(int(area.left()), int(area.right()), 5):
        for y in range(int(area.top()), int(area.bottom()), 5):
            found.add(QColor(image.pixel(x, y)).name().upper())
    return found


@dataclass(frozen=True)
class Drawn:
    """A line of letters on the board: how wide it is, how wide its place, how high its capitals."""

    text: str
    wide: float
    room: float
    capital: float
    bottom: float = 0.0


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Drawn]:
    """Collect what the board draws."""
    found: list[Drawn] = []
    draw = lettering.draw

    def note(painter: QPainter, where: QRectF, text: str, font: QFont, *rest: Any) -> None:
        wide, capital = lettering.width_px(font, text), lettering.capital_px(font)
        found.append(Drawn(text, wide, where.width(), capital, where.center().y() + capital / 2))
        draw(painter, where, text, font, *rest)

    monkeypatch.setattr(lettering, "draw", note)
    return found


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


# --- who waits, running text, notices, logo -----------------------------------------------------


def wait_in(hallway: Hallway, agencies: Sequence[str], each: int = 1) -> None:
    for agency in agencies:
        for _ in range(each):
            hallway.hall.issue(hallway.catalogue.services_of(agency)[0].code, Language.ID, uuid4())


def test_who_waits_stands_beside_the_calls_page_by_page(
    window: BoardWindow, hallway: Hallway, drawn: list[Drawn]
) -> None:
    wait_in(hallway, [agency.code for agency in hallway.catalogue.agencies[:9]], 2)
    window.open()
    panel = window.queues
    assert panel.isVisible()
    assert len(panel.lines) == 9
    assert panel.pages > 1
    seen = set()
    for _ in range(panel.pages):
        drawn.clear()
        window.grab()
        assert {line.time for line in panel.shown} <= {one.text for one in drawn}
        seen |= set(panel.shown)
        panel.turn()
    assert seen == set(panel.lines)
    assert "Dinas Kependudukan dan Pencatatan Sipil: 2, ± 5 menit" in panel.accessibleName()


def test_where_nobody_waits_the_board_says_so(
    window: BoardWindow, hallway: Hallway, drawn: list[Drawn]
) -> None:
    window.open()
    window.grab()
    assert "Tidak ada yang menunggu" in {one.text for one in drawn}


#: What the board says before the first call, as far as it stands on one line.
_GREETING = (
    "Selamat datang. Welcome. Silakan duduk. Nomor yang dipanggil tampil di sini. "
    "Please have a seat. The number that is called appears here."
)


@pytest.mark.parametrize("size", SIZES)
def test_a_board_without_calls_is_read_from_afar_and_the_second_language_is_the_smaller(
    qtbot: QtBot, hallway: Hallway, drawn: list[Drawn], size: tuple[int, int]
) -> None:
    settings = BoardSettings(distance_m=4.0, second=Language.EN)
    window = BoardWindow(hallway.store, FakeWorker(), hallway.clock, NullAnnouncer(), settings)
    qtbot.addWidget(window)
    window.resize(*size)
    window.open()
    window.grab()
    high = {one.text: one.capital for one in drawn}
    hint = [one for one in drawn if "Silakan duduk. Nomor yang dipanggil tampil di sini.".find(one.text) >= 0]
    assert " ".join(one.text for one in hint) == "Silakan duduk. Nomor yang dipanggil tampil di sini."
    assert min(one.capital for one in hint) >= min(size) * 0.03
    assert high["Nobody is waiting"] < high["Tidak ada yang menunggu"]
    greeting = sorted((one for one in drawn if one.text in _GREETING), key=lambda one: one.bottom)
    assert {"Selamat datang", "Welcome"} <= {one.text for one in greeting}
    for above, below in pairwise(greeting):
        assert below.bottom - below.capital - above.bottom >= above.capital * 0.5, "letters have tails"
    assert [one.text for one in drawn if one.wide > one.room + 0.5] == []


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


def test_running_text_runs_and_gives_way_to_trouble(
    qtbot: QtBot, hallway: Hallway, drawn: list[Drawn]
) -> None:
    settings = BoardSettings(sentences=("Simpan nomor Anda.", "Gratis."))
    window = BoardWindow(hallway.store, FakeWorker(), hallway.clock, NullAnnouncer(), settings)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.open()
    text = window.running_text
    assert text.isVisible()
    before = text.offset_px
    qtbot.waitUntil(lambda: text.offset_px >= before + 20)
    window.grab()
    assert any("Simpan nomor Anda." in one.text and "Gratis." in one.text for one in drawn)
    window.presenter.lose(LOST)
    assert not text.isVisible()
    window.presenter.recover()
    assert text.isVisible()


@pytest.mark.parametrize(("height", "speed"), [(1080, 70), (2160, 140), (720, 70)])
def test_running_text_keeps_the_pace_of_people_who_read(qtbot: QtBot, height: int, speed: float) -> None:
    text = RunningText(theme.load("dark"), ["Gratis."])
    qtbot.addWidget(text)
    text.resize(height * 16 // 9, height)
    assert text.speed == speed


def test_without_motion_sentences_stand_one_after_the_other(qtbot: QtBot, drawn: list[Drawn]) -> None:
    text = RunningText(theme.load("dark"), ["Simpan nomor Anda.", "Gratis."], motion=False)
    qtbot.addWidget(text)
    text.resize(600, 40)
    text.grab()
    text._on_frame()
    text.grab()
    assert [one.text for one in drawn] == ["Simpan nomor Anda.", "Gratis."]
    assert text.offset_px == 0


def test_a_notice_covers_the_board_and_lets_an_announced_call_through(
    qtbot: QtBot, window: BoardWindow, hallway: Hallway
) -> None:
    window.open()
    hallway.house.show_notice(NoticeKind.PRAYER, minutes=30)
    window.presenter.hear(hallway.events())
    assert window.notice.isVisible()
    assert window.notice.geometry() == window.rect()
    assert window.notice.accessibleName() == "Waktu salat. Dilanjutkan pukul 08.00. Nomor Anda tetap berlaku."
    hallway.call("DUKCAPIL")
    window.presenter.hear(hallway.events())
    assert not window.notice.isVisible()
    while window.panel.is_flashing:
        window.panel._on_half_flash()
    window._on_second()
    assert window.notice.isVisible()
    hallway.clock.advance(minutes=30)
    window._on_second()
    assert not window.notice.isVisible()


def test_an_evacuation_lets_no_call_through(window: BoardWindow, hallway: Hallway) -> None:
    window.open()
    hallway.call("DUKCAPIL")
    window.presenter.hear(hallway.events())
    assert window.panel.is_flashing
    hallway.house.show_notice(NoticeKind.EVACUATION)
    window.presenter.hear(hallway.events())
    assert window.notice.isVisible()
    hallway.call("SAMSAT")
    window.presenter.hear(hallway.events())
    assert window.notice.isVisible()
    assert window.notice.accessibleName().startswith("Segera tinggalkan gedung")


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


def test_each_language_writes_the_hour_of_a_notice_in_its_own_way(hallway: Hallway) -> None:
    notice = Notice(NoticeKind.PRAYER, hallway.clock.now(), hallway.clock.now())
    board = Board(hall=hallway.store.hall())
    for language, second in ((Language.SU, Language.EN), (Language.EN, Language.ID)):
        hint = BoardWords(language, second).placard(board, notice).hint
        told = {language: hint.first, second: hint.second}
        for each, text in told.items():
            assert ("07:30" if each is Language.EN else "07.30") in text


def test_in_high_contrast_a_line_parts_each_call_and_each_agency_from_the_next(
    qtbot: QtBot, hallway: Hallway
) -> None:
    wait_in(hallway, ["SAMSAT", "KEMENAG"], 1)
    settings = BoardSettings(theme=theme.load("contrast"), distance_m=4.0)
    window = BoardWindow(hallway.store, FakeWorker(), hallway.clock, NullAnnouncer(), settings)
    qtbot.addWidget(window)
    window.resize(1080, 1920)
    for _ in range(3):
        hallway.call("DUKCAPIL")
    window.open()
    image = window.grab().toImage()
    for panel in (window.queues, window.recent):
        place = QRectF(panel.geometry())
        edge = QRectF(place.left(), place.top() + place.height() * 0.3, 3, place.height() * 0.4)
        assert "#FFFFFF" in colours_of(image, edge), panel


def test_the_logo_stands_beside_the_name_and_a_broken_one_is_told(
    qtbot: QtBot, hallway: Hallway, tmp_path: Path
) -> None:
    for name, is_whole in (("logo.png", True), ("gone.png", False)):
        if is_whole:
            picture(tmp_path / name, "#FF00FF")
        settings = BoardSettings(logo=tmp_path / name)
        window = BoardWindow(hallway.store, FakeWorker(), hallway.clock, NullAnnouncer(), settings)
        qtbot.addWidget(window)
        window.open()
        image = window.grab().toImage()
        found = "#FF00FF" in colours_of(image, QRectF(window.strips[0].geometry()))
        assert found is is_whole
        assert bool(window.troubles()) is not is_whole


def test_a_zone_without_a_counter_is_told_on_the_board(qtbot: QtBot, hallway: Hallway) -> None:
    settings = BoardSettings(zones=Zones(["Zona 7"]))
    window = BoardWindow(hallway.store, FakeWorker(), hallway.clock, NullAnnouncer(), settings)
    qtbot.addWidget(window)
    window.open()
    assert window.strips[1].texts[1] == "Tidak ada loket di Zona 7"
    assert window.troubles() == ("no counter in Zona 7",)


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


def test_videos_are_hushed_while_a_call_is_announced(qtbot: QtBot, hallway: Hallway, tmp_path: Path) -> None:
    media = MediaPanel(theme.load("dark"), tmp_path, VideoSound.MUTED)
    window = BoardWindow(hallway.store, FakeWorker(), hallway.clock, NullAnnouncer(), media=media)
    qtbot.addWidget(window)
    window.open()
    assert media.volume == 1
    hallway.call("DUKCAPIL")
    window.presenter.hear(hallway.events())
    assert media.volume == 0
    while window.panel.is_flashing:
        window.panel._on_half_flash()
    window._on_second()
    assert media.volume == 1
    hallway.house.show_notice(NoticeKind.PRAYER)
    window.presenter.hear(hallway.events())
    assert media.volume == 0, "and under a notice"
    media.stop()
