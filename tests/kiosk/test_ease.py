"""Larger letters, high contrast, low buttons: a visitor switches them on, and they end with the visit."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.cover import Cover
from kiosk.ease import NO_EASE, Ease, Wish
from kiosk.screen import Page
from kiosk.wardrobe import REACH_MM, Wardrobe
from kiosk.window import KioskWindow
from tests.kiosk.stand import Stand
from tests.kiosk.visit import Visit
from ticketing.words import Language
from ui import theme

UPRIGHT = QSize(1080, 1920)
LIGHT, CONTRAST = theme.load("light"), theme.load("contrast")


def test_the_sheet_switches_what_is_seen_at_once(stand: Stand) -> None:
    stand.walk_to(Page.SERVICE)
    before = stand.look
    stand.touch("Tampilan")
    stand.touch("Huruf lebih besar")
    assert stand.look.scale.body > before.scale.body
    stand.touch("Kontras tinggi")
    assert stand.look.theme == CONTRAST
    stand.touch("Lanjutkan")
    assert "Lebih mudah untuk Anda" not in stand.words()
    assert stand.page() is Page.SERVICE
    stand.touch("Tampilan")
    stand.touch("Kontras tinggi")
    stand.touch("Huruf lebih besar")
    assert stand.look == before


def test_it_goes_on_from_page_to_page_and_a_number_can_be_taken(stand: Stand) -> None:
    stand.walk_to(Page.HOME)
    stand.presenter.switch(Wish.LARGE)
    stand.presenter.switch(Wish.LOW)
    stand.touch("Semua instansi")
    stand.touch("Dinas Kependudukan dan Pencatatan Sipil")
    stand.touch("Penerbitan KTP-el baru")
    stand.touch("Ambil nomor")
    assert stand.presenter.screen.ease == Ease(large=True, low=True)
    assert "A001" in stand.words()


def test_it_ends_with_the_visit(stand: Stand) -> None:
    usual = stand.look
    for end in (stand.presenter.finish, lambda: stand.wait(61)):
        stand.walk_to(Page.AGENCIES)
        stand.presenter.show_ease(is_open=True)
        for wish in Wish:
            stand.presenter.switch(wish)
        assert stand.look != usual
        end()
        assert stand.page() is Page.WELCOME
        assert stand.presenter.screen.ease == NO_EASE
        assert stand.look == usual
        assert "Lebih mudah untuk Anda" not in stand.words()


def test_going_back_to_the_first_page_ends_the_visit(rig: Visit) -> None:
    rig.presenter.choose_language(Language.EN)
    rig.presenter.begin()
    for wish in Wish:
        rig.presenter.switch(wish)
    rig.presenter.turn_to(Page.SEARCH)
    rig.presenter.type("k")
    rig.presenter.go_back()
    at_home = rig.screen
    assert (at_home.page, at_home.ease.large) == (Page.HOME, True)
    rig.presenter.go_back()
    left = rig.screen
    assert (left.page, left.ease, left.language, left.typed) == (Page.WELCOME, NO_EASE, Language.ID, "")


def test_what_somebody_switched_on_and_left_on_the_first_page_ends_too(rig: Visit) -> None:
    rig.presenter.switch(Wish.CONTRAST)
    rig.presenter.show_ease(is_open=True)
    rig.presenter.touch()
    rig.wait(30)
    assert rig.screen.ease.contrast
    rig.wait(20)
    assert rig.screen.ease == NO_EASE
    assert not rig.screen.shows_ease


def test_a_touch_beside_the_sheet_closes_it_and_one_on_it_does_not(stand: Stand) -> None:
    stand.walk_to(Page.HOME)
    stand.presenter.show_ease(is_open=True)
    (sheet,) = [one for one in stand.window.findChildren(Cover) if one.isVisible()]
    QTest.mouseClick(sheet.card, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert sheet.isVisible()
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert not stand.presenter.screen.shows_ease
    assert stand.page() is Page.HOME


def test_back_closes_the_sheet_before_it_leaves_the_page(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    rig.presenter.show_ease(is_open=True)
    rig.presenter.go_back()
    assert (rig.page(), rig.screen.shows_ease) == (Page.SERVICE, False)
    rig.presenter.go_back()
    assert rig.page() is Page.SERVICES


@pytest.mark.parametrize("page", [Page.WELCOME, Page.HOME, Page.SERVICE, Page.NUMBER])
def test_low_puts_everything_that_can_be_touched_within_reach(qtbot: QtBot, page: Page) -> None:
    stand = Stand((1080, 1920))
    if page is not Page.WELCOME:
        stand.walk_to(page)
    stand.presenter.switch(Wish.LOW)
    stand.presenter.show_ease(is_open=False)
    QApplication.processEvents()
    # Measured as on a screen of 32 inches that begins 800 mm above the floor.
    within_px = (REACH_MM - 800) * 1920 / 708
    for button in stand.buttons():
        top = button.mapTo(stand.window, QPoint(0, 0)).y()
        assert 1920 - top <= within_px + 1, button.text()
    stand.presenter.show_ease(is_open=True)
    for button in stand.buttons():
        assert 1920 - button.mapTo(stand.window, QPoint(0, 0)).y() <= within_px + 1
    stand.close()


@pytest.mark.parametrize(
    ("bottom_mm", "dots_per_mm", "high"),
    [
        (800.0, 2.0, 840),  # 420 mm of a tall screen
        (1000.0, 4.0, 880),
        (0.0, 1.0, 1220),
        (500.0, 4.0, 1920),  # all of it stands within reach
        (1200.0, 2.0, 640),  # too high for anything: a third of the screen at least
    ],
)
def test_the_reach_follows_the_height_of_the_screen(bottom_mm: float, dots_per_mm: float, high: int) -> None:
    wardrobe = Wardrobe(LIGHT, CONTRAST, dots_per_mm, bottom_mm)
    area = wardrobe.area(UPRIGHT, Ease(low=True))
    assert (area.height(), area.bottom()) == (high, 1919)
    assert wardrobe.can_be_low(UPRIGHT) is (high < 1920)
    assert wardrobe.area(UPRIGHT, NO_EASE).height() == 1920


def test_what_would_change_nothing_is_not_offered(qtbot: QtBot) -> None:
    stand = Stand((1024, 768))
    stand.window.leave()
    plain = Wardrobe(CONTRAST, CONTRAST, 3.4, 800)
    window = KioskWindow(stand.presenter, plain, stand.clock, QSize(1024, 768))
    window.show()
    stand.presenter.show_ease(is_open=True)
    seen = {one.text() for one in stand.buttons_of(window)}
    assert "Huruf lebih besar" in seen
    assert not seen & {"Kontras tinggi", "Tombol di bawah", "Dibacakan", "Suara"}
    window.leave()
    stand.close()


def test_a_scanned_ticket_keeps_the_view(rig: Visit) -> None:
    rig.presenter.switch(Wish.LARGE)
    rig.presenter.scan("A" * 26)
    assert rig.page() is Page.SCANNED
    assert rig.screen.ease.large


def test_the_sheet_is_in_the_visitors_language(stand: Stand) -> None:
    screen = replace(stand.presenter.screen, language=Language.EN, shows_ease=True)
    stand.window.show_screen(screen)
    assert {"Easier for you", "Larger letters", "High contrast", "Read aloud"} <= stand.words()
