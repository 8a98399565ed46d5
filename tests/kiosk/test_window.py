"""The kiosk's window: from a touch to a number, and nothing else that a touch could do."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.pages.agencies import AgenciesPage
from kiosk.pages.home import HomePage
from kiosk.pages.number import NumberPage
from kiosk.pages.service import ServicePage
from kiosk.pages.welcome import WelcomePage
from kiosk.screen import Page
from kiosk.walk import BACK
from tests.kiosk.stand import DUKCAPIL, Stand
from tests.kiosk.visit import LOST
from ticketing.errors import UnknownService
from ui.widgets.ribbon import Ribbon
from ui.widgets.scroll import FingerArea


def test_from_the_first_touch_to_a_number(stand: Stand) -> None:
    assert isinstance(stand.shown(), WelcomePage)
    stand.touch("Sentuh untuk mulai")
    assert isinstance(stand.shown(), HomePage)
    stand.touch("Semua instansi")
    assert isinstance(stand.shown(), AgenciesPage)
    stand.touch(DUKCAPIL)
    stand.touch("Penerbitan KTP-el baru")
    assert isinstance(stand.shown(), ServicePage)
    stand.touch("Ambil nomor")
    assert isinstance(stand.shown(), NumberPage)
    assert "A001" in stand.words()
    stand.touch("Selesai")
    assert stand.page() is Page.WELCOME


def test_priority_is_a_button_of_its_own_and_stands_beside_the_number(stand: Stand) -> None:
    stand.walk_to(Page.SERVICE)
    stand.touch("Prioritas")
    issued = stand.presenter.screen.issued
    assert issued is not None
    assert issued.ticket.priority
    assert "Prioritas" in stand.words()


def test_a_double_click_is_one_ticket(stand: Stand) -> None:
    stand.walk_to(Page.SERVICE)
    stand.worker.held = True
    take = stand.button("Ambil nomor")
    QTest.mouseDClick(take, Qt.MouseButton.LeftButton)
    QTest.mouseClick(take, Qt.MouseButton.LeftButton)
    assert not take.isEnabled()
    assert stand.worker.outstanding == 1
    stand.worker.finish()
    assert len(stand.store.waiting("1")) == 1


def test_the_second_tap_of_two_does_not_choose_on_the_next_page(stand: Stand, qtbot: QtBot) -> None:
    stand.walk_to(Page.AGENCIES)
    stand.touch(DUKCAPIL)
    stand.window._settle_ms = 60_000  # far longer than this machine can take for a touch
    stand.touch("Penerbitan KTP-el baru")
    assert stand.page() is Page.SERVICES
    stand.window._settle_ms = 200
    qtbot.wait(220)
    stand.touch("Penerbitan KTP-el baru")
    assert stand.page() is Page.SERVICE


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_only_a_plain_touch_presses(stand: Stand, button: Qt.MouseButton) -> None:
    QTest.mouseClick(stand.button("Sentuh untuk mulai"), button)
    assert stand.page() is Page.WELCOME


def test_a_drag_over_tiles_scrolls_and_chooses_nothing(stand: Stand, qtbot: QtBot) -> None:
    stand.walk_to(Page.AGENCIES)
    area = stand.window.findChild(FingerArea)
    assert isinstance(area, FingerArea)
    assert area.has_more_below
    qtbot.wait(20)
    where = area.viewport()
    middle = where.rect().center()
    QTest.mousePress(where, Qt.MouseButton.LeftButton, pos=middle)
    for step in range(1, 12):
        QTest.mouseMove(where, middle - QPoint(0, 20 * step))
        qtbot.wait(15)
    QTest.mouseRelease(where, Qt.MouseButton.LeftButton, pos=middle - QPoint(0, 220))
    assert area.verticalScrollBar().value() > 50
    assert stand.page() is Page.AGENCIES


def test_the_language_changes_in_place_and_is_always_offered(stand: Stand) -> None:
    for page in (Page.AGENCIES, Page.SERVICES, Page.SERVICE, Page.NUMBER):
        stand.walk_to(page)
        assert {"Indonesia", "English", "Sunda"} <= stand.words()
    stand.walk_to(Page.AGENCIES)
    stand.touch("Sunda")
    assert "Badé ka instansi mana?" in stand.words()
    stand.walk_to(Page.SERVICES)
    stand.touch("English")
    assert "New e-KTP issuance" in stand.words()
    assert stand.page() is Page.SERVICES


@pytest.mark.parametrize("page", [Page.AGENCIES, Page.SERVICES, Page.SERVICE])
def test_back_and_home_stand_on_every_page_of_choice(stand: Stand, page: Page) -> None:
    stand.walk_to(page)
    stand.touch("Kembali")
    assert stand.page() is BACK[page]
    stand.walk_to(page)
    stand.touch("Ke awal")
    assert stand.page() is Page.WELCOME


def test_the_largest_pages_are_ready_before_they_are_asked_for(stand: Stand, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: stand.window.findChild(AgenciesPage) is not None)
    home, agencies = stand.window.findChild(HomePage), stand.window.findChild(AgenciesPage)
    stand.touch("Sentuh untuk mulai")
    assert stand.shown() is home
    stand.touch("Semua instansi")
    assert stand.shown() is agencies


def test_agencies_keep_their_place_for_who_comes_back_and_begin_anew_for_the_next(stand: Stand) -> None:
    stand.walk_to(Page.AGENCIES)
    area = stand.shown().findChild(FingerArea)
    assert isinstance(area, FingerArea)
    QApplication.processEvents()
    area.verticalScrollBar().setValue(300)
    stand.presenter.choose_agency("PN")
    stand.presenter.go_back()
    assert area.verticalScrollBar().value() == 300
    stand.walk_to(Page.AGENCIES)
    assert area.verticalScrollBar().value() == 0


def test_how_many_wait_is_counted_anew_while_a_page_stands(stand: Stand) -> None:
    stand.walk_to(Page.AGENCIES)
    page = stand.shown()
    assert stand.button(DUKCAPIL).detail == "Tidak ada antrean"
    stand.issue(2)
    assert stand.button(DUKCAPIL).detail == "2 orang menunggu"
    assert stand.shown() is page
    stand.walk_to(Page.SERVICE)
    page = stand.shown()
    stand.issue(1)
    assert "3 orang menunggu" in stand.words()
    assert stand.shown() is page
    stand.walk_to(Page.AGENCIES)
    assert stand.button(DUKCAPIL).detail == "3 orang menunggu"
    stand.presenter.go_home()
    assert "Nomor sampai 12.00  ·  3 orang menunggu" in stand.words()


def test_a_store_out_of_reach_is_told_in_three_languages_and_recovers(stand: Stand) -> None:
    stand.store.fault = LOST
    stand.presenter.hall_changed()
    stand.wait(2)
    assert {
        "Nomor belum bisa diberikan",
        "Numbers cannot be given right now",
        "Nomer teu acan tiasa dipasihkeun",
    } <= stand.words()
    stand.store.fault = None
    stand.wait(3)
    assert isinstance(stand.shown(), WelcomePage)


def test_trouble_with_a_number_is_told_and_can_be_tried_again(stand: Stand) -> None:
    stand.walk_to(Page.SERVICE)
    stand.store.fault = LOST
    stand.presenter.take_number()
    stand.wait(8)
    assert "Nomor belum bisa diberikan" in stand.words()
    stand.store.fault = None
    stand.touch("Coba lagi")
    assert "A001" in stand.words()


def test_a_service_that_is_gone_is_not_offered_again(stand: Stand) -> None:
    stand.walk_to(Page.SERVICE)
    stand.store.fault = UnknownService(service="KTP-BARU")
    stand.presenter.take_number()
    words = stand.words()
    assert "Layanan ini sedang tidak tersedia" in words
    assert "Coba lagi" not in words


def test_who_stands_still_is_asked_and_a_touch_anywhere_answers(stand: Stand) -> None:
    stand.walk_to(Page.SERVICE)
    stand.wait(43)
    assert {"Masih di sini?", "Kembali ke awal dalam 17 detik"} <= stand.words()
    QTest.mousePress(stand.button("Ya, lanjutkan"), Qt.MouseButton.LeftButton)
    assert "Masih di sini?" not in stand.words()
    assert stand.page() is Page.SERVICE


def test_a_touch_beside_the_question_presses_nothing_under_it(stand: Stand) -> None:
    stand.walk_to(Page.SERVICE)
    stand.wait(43)
    take = stand.button("Ambil nomor")
    where = take.mapTo(stand.window, take.rect().center())
    seen = stand.window.childAt(where)
    assert seen is not None
    QTest.mouseClick(seen, Qt.MouseButton.LeftButton)
    assert stand.page() is Page.SERVICE
    assert "Masih di sini?" not in stand.words()


def test_slow_answers_ask_for_a_moment_and_no_longer_than_they_last(stand: Stand) -> None:
    stand.walk_to(Page.SERVICE)
    stand.worker.held = True
    stand.presenter.take_number()
    assert "Sebentar …" not in stand.words()
    stand.worker.finish()
    stand.worker.held = False
    stand.walk_to(Page.SERVICE)
    stand.window.show_slow(True)
    assert "Sebentar …" not in stand.words()
    stand.worker.held = True
    stand.presenter.take_number()
    assert "Sebentar …" in stand.words()
    stand.worker.finish()
    stand.window.show_slow(False)
    assert "Sebentar …" not in stand.words()


def test_a_rehearsal_wears_its_ribbon_on_every_page(stand: Stand) -> None:
    ribbon = stand.window.findChild(Ribbon)
    assert isinstance(ribbon, Ribbon)
    assert not ribbon.isVisible()
    with stand.store.writing() as tx:
        tx.keep_hall(replace(tx.hall(), rehearsal=True))
    stand.presenter.hall_changed()
    stand.wait(2)
    for page in (Page.AGENCIES, Page.SERVICE, Page.NUMBER):
        stand.walk_to(page)
        assert ribbon.isVisible()
        assert stand.shown().mapTo(stand.window, QPoint(0, 0)).y() >= ribbon.geometry().bottom()


def test_a_new_catalogue_is_shown_while_the_page_stands(stand: Stand) -> None:
    stand.walk_to(Page.AGENCIES)
    with stand.store.writing() as tx:
        old = tx.catalogue()
        gone = {one.code for one in old.agencies[1:]}
        kept = tuple(one for one in old.services if one.agency not in gone)
        tx.replace_catalogue(replace(old, agencies=old.agencies[:1], services=kept, errands=()))
        tx.keep_hall(replace(tx.hall(), catalogue_version=2))
    stand.presenter.hall_changed()
    stand.wait(2)
    tiles = [one.text() for one in stand.buttons() if one.property("role") == "tile"]
    assert tiles == [DUKCAPIL]
