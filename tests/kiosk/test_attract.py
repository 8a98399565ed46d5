"""The first page tells those who stand before it what they want to know, or shows the hall's pictures."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.ease import Wish
from kiosk.extras import Extras
from kiosk.pages.attraction import Attraction
from kiosk.pages.welcome import WelcomePage
from kiosk.screen import Page
from kiosk.slides import slides
from kiosk.wardrobe import Wardrobe
from kiosk.window import KioskWindow
from tests.kiosk.stand import Stand
from tests.videos import picture
from ticketing.words import Language
from ui import theme
from ui.media.panel import MediaPanel


def attraction(window: KioskWindow) -> Attraction:
    page = window.page
    assert isinstance(page, WelcomePage)
    assert page.attraction is not None
    return page.attraction


def test_slides_tell_hours_queues_and_what_to_bring(stand: Stand) -> None:
    stand.issue(3)
    told = slides(stand.presenter.screen)
    assert told[0].title == "Jam layanan hari ini"
    assert told[0].lines == ("Selasa, 24 November 2026", "07.30–12.00", "13.00–15.30")
    assert told[1].title == "3 orang menunggu"
    assert told[1].lines == ("Dinas Kependudukan dan Pencatatan Sipil: 3",)
    assert all(slide.lines for slide in told[2:])
    assert len(told) == 6
    english = slides(replace(stand.presenter.screen, language=Language.EN))
    assert english[0].lines[1:] == ("07:30–12:00", "13:00–15:30")


@pytest.mark.parametrize(
    "size", [(972, 1728), (1080, 1800), (1080, 1920), (1440, 2560), (900, 1700), (1920, 1080)]
)
@pytest.mark.parametrize("language", list(Language))
def test_what_stands_on_the_first_page_never_lies_over_something_else(
    qtbot: QtBot, size: tuple[int, int], language: Language
) -> None:
    stand = Stand(size)
    stand.issue(3)
    stand.presenter.choose_language(language)
    stand.wait(20)
    page = stand.window.page
    assert isinstance(page, WelcomePage)
    parts = [one for one in page.children() if isinstance(one, QWidget) and one.isVisible()]
    over = [
        (one, other) for one, other in combinations(parts, 2) if one.geometry().intersects(other.geometry())
    ]
    stand.close()
    assert over == []


def test_a_day_on_which_the_hall_is_closed_is_told(stand: Stand) -> None:
    stand.clock.advance(hours=24 * 5)  # a Sunday
    stand.presenter.hall_changed()
    stand.wait(2)
    first = slides(stand.presenter.screen)[0]
    assert (first.title, first.lines[0]) == ("Tutup hari ini", "Minggu, 29 November 2026")


def test_a_hall_without_hours_tells_the_rest(stand: Stand) -> None:
    reading = stand.presenter.screen.reading
    assert reading is not None
    screen = replace(stand.presenter.screen, reading=replace(reading, opening=None))
    assert slides(screen)[0].title == "Tidak ada antrean"
    assert slides(replace(screen, reading=None)) == ()


def test_a_slide_stands_eight_seconds_and_a_touch_begins_with_the_first(qtbot: QtBot) -> None:
    stand = Stand()
    assert attraction(stand.window).title == "Jam layanan hari ini"
    stand.wait(7)
    assert attraction(stand.window).title == "Jam layanan hari ini"
    stand.wait(2)
    assert attraction(stand.window).title == "Tidak ada antrean"
    count = len(slides(stand.presenter.screen))
    stand.wait(8 * (count - 1))
    assert attraction(stand.window).title == "Jam layanan hari ini", "after the last comes the first"
    stand.wait(8)
    stand.presenter.touch()
    stand.wait(1)
    assert attraction(stand.window).title == "Jam layanan hari ini"
    stand.close()


def test_the_hour_of_a_rehearsal_is_not_told(qtbot: QtBot) -> None:
    stand = Stand()
    with stand.store.writing() as tx:
        tx.keep_hall(replace(tx.hall(), rehearsal=True))
    stand.clock.advance(hours=timedelta(days=1).total_seconds() / 3600)
    stand.presenter.hall_changed()
    stand.wait(2)
    assert attraction(stand.window).title == "Tidak ada antrean"
    stand.close()


def test_pictures_stand_in_place_of_slides_and_outlive_page_and_look(qtbot: QtBot, tmp_path: Path) -> None:
    picture(tmp_path / "1.png", "#204060")
    light = theme.load("light")
    panel = MediaPanel(light, tmp_path)
    stand = Stand()
    stand.window.leave()
    wardrobe = Wardrobe(light, theme.load("contrast"), motion=False)
    window = KioskWindow(
        stand.presenter, wardrobe, stand.clock, QSize(1080, 1920), extras=Extras(pictures=panel)
    )
    window.show()
    qtbot.waitUntil(lambda: panel.is_showing and panel.isVisible())
    assert attraction(window).title == ""
    for _ in range(3):
        stand.presenter.begin()
        assert stand.page() is Page.HOME
        assert not panel.isVisible()
        stand.presenter.finish()
        assert panel.isVisible()
    stand.presenter.switch(Wish.CONTRAST)
    assert panel.isVisible()
    stand.presenter.begin()
    stand.presenter.switch(Wish.LARGE)
    stand.presenter.finish()
    qtbot.waitUntil(lambda: panel.isVisible() and panel.is_showing)
    panel.stop()
    window.leave()
    stand.close()


def test_an_empty_folder_leaves_the_slides(qtbot: QtBot, tmp_path: Path) -> None:
    panel = MediaPanel(theme.load("light"), tmp_path)
    stand = Stand()
    stand.window.leave()
    wardrobe = Wardrobe(theme.load("light"), theme.load("contrast"), motion=False)
    window = KioskWindow(
        stand.presenter, wardrobe, stand.clock, QSize(1080, 1920), extras=Extras(pictures=panel)
    )
    window.show()
    qtbot.wait(300)
    assert attraction(window).title == "Jam layanan hari ini"
    panel.stop()
    window.leave()
    stand.close()
