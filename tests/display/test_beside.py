"""What stands beside the calls: who waits, running text, notices, a logo, videos."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from display.board import Board
from display.running_text import RunningText
from display.settings import BoardSettings
from display.window import BoardWindow
from display.words import BoardWords
from display.zones import Zones
from tests.display.hallway import LOST, SIZES, Drawn, Hallway, colours_of, wait_in
from tests.fakes import FakeWorker
from tests.videos import picture
from ticketing.boards import Notice, NoticeKind
from ticketing.words import Language
from ui import theme
from ui.media.panel import MediaPanel, VideoSound
from voice.announcer import NullAnnouncer


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
