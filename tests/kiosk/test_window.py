"""The kiosk's window: from a touch to a number, in every size and language, nothing clipped."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app import catalogue_files
from app.parts import SHIPPED_CATALOGUE
from kiosk.pages.choice import ChoicePage
from kiosk.pages.number import NumberPage
from kiosk.pages.service import ServicePage
from kiosk.pages.welcome import WelcomePage
from kiosk.presenter import Presenter
from kiosk.screen import Page
from kiosk.window import KioskWindow
from tests.fakes import FakeClock, FakeStore, FakeWorker
from ticketing.errors import StoreUnreachable
from ticketing.hall import Hall
from ticketing.model import Language
from ui import measure, theme
from ui.widgets.button import TouchButton

SIZES = [(1024, 768), (1366, 768), (1920, 1080), (768, 1024), (1080, 1920)]


class Rig:
    def __init__(self, qtbot: QtBot, size: tuple[int, int] = (1080, 1920)) -> None:
        self.store = FakeStore(catalogue_files.read(SHIPPED_CATALOGUE))
        self.worker, self.clock = FakeWorker(), FakeClock()
        look = theme.Look(theme.load("light"), measure.touch_scale(QSize(*size)), motion=False)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.wear(application, look)
        self.presenter = Presenter(Hall(self.store, self.clock), self.store, self.worker, kiosk="kiosk-1")
        self.window = KioskWindow(self.presenter, look, self.clock)
        self.window.resize(*size)
        self.window.show()
        self.presenter.tick()

    def page(self) -> object:
        return self.window._page

    def place(self) -> Page:
        return self.presenter.screen.page

    def button(self, words: str) -> TouchButton:
        found = [
            one for one in self.window.findChildren(TouchButton) if one.text() == words and one.isVisible()
        ]
        assert found, f"no button {words!r}"
        return found[0]

    def close(self) -> None:
        self.window.leave()
        self.window.deleteLater()


@pytest.fixture
def rig(qtbot: QtBot) -> Iterator[Rig]:
    made = Rig(qtbot)
    yield made
    made.close()


def touch(button: TouchButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_from_the_first_touch_to_a_number(rig: Rig) -> None:
    assert isinstance(rig.page(), WelcomePage)
    touch(rig.button("Sentuh untuk mulai"))
    assert isinstance(rig.page(), ChoicePage)
    touch(rig.button("Dinas Kependudukan dan Pencatatan Sipil"))
    touch(rig.button("Penerbitan KTP-el baru"))
    assert isinstance(rig.page(), ServicePage)
    touch(rig.button("Ambil nomor"))
    assert isinstance(rig.page(), NumberPage)
    assert rig.presenter.screen.issued is not None
    assert rig.presenter.screen.issued.ticket.number == "A001"


def test_a_double_tap_is_one_ticket(rig: Rig) -> None:
    rig.presenter.begin()
    rig.presenter.choose_agency("DUKCAPIL")
    rig.presenter.choose_service("KTP-BARU")
    rig.worker.held = True
    take = rig.button("Ambil nomor")
    touch(take)
    touch(take)
    assert not take.isEnabled()
    rig.worker.finish()
    assert len(rig.store.waiting("1")) == 1


def test_the_language_changes_in_place(rig: Rig) -> None:
    rig.presenter.begin()
    rig.presenter.choose_agency("DUKCAPIL")
    touch(rig.button("EN"))
    assert rig.button("New e-KTP issuance").isVisible()
    assert rig.place() is Page.SERVICES


def test_nobody_closes_the_window(rig: Rig) -> None:
    rig.window.close()
    assert rig.window.isVisible()


def test_keys_outside_the_list_do_nothing_and_escape_goes_back(rig: Rig) -> None:
    rig.presenter.begin()
    QTest.keyClick(rig.window, Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(rig.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert rig.place() is Page.AGENCIES
    QTest.keyClick(rig.window, Qt.Key.Key_Escape)
    assert rig.place() is Page.WELCOME


def test_a_store_out_of_reach_is_told_in_three_languages_and_recovers(qtbot: QtBot) -> None:
    rig = Rig(qtbot)
    page = rig.window
    screen = rig.presenter.screen
    trouble = StoreUnreachable(path="x", reason="missing")
    page.show_screen(replace(screen, page=Page.FAULT, trouble=trouble))
    told = {one.text() for one in page.findChildren(QLabel)}
    assert "Nomor belum dapat diberikan saat ini" in told
    assert "Numbers cannot be given right now" in told
    page.show_screen(screen)
    assert isinstance(rig.page(), WelcomePage)
    rig.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", list(Language))
def test_no_button_cuts_its_words(qtbot: QtBot, size: tuple[int, int], language: Language) -> None:
    rig = Rig(qtbot, size)
    rig.presenter.choose_language(language)

    def clipped() -> list[str]:
        QApplication.processEvents()
        found = []
        for button in rig.window.findChildren(TouchButton):
            if not button.isVisible() or not button.text():
                continue
            _, words, detail = button.places()
            inner = button.rect()
            if not inner.contains(words) or not (detail.isNull() or inner.contains(detail)):
                found.append(button.text())
        assert rig.window.width() == size[0], "the page is wider than the screen"
        assert rig.window.height() == size[1], "the page is higher than the screen"
        return found

    assert clipped() == []
    rig.presenter.begin()
    assert clipped() == []
    for agency in ("DUKCAPIL", "DISPANGTAN", "KEJARI"):
        rig.presenter.choose_agency(agency)
        assert clipped() == []
        rig.presenter.go_back()
    rig.presenter.choose_agency("DUKCAPIL")
    rig.presenter.choose_service("AKTA-LAHIR")
    assert clipped() == []
    rig.presenter.take_number()
    assert clipped() == []
    rig.close()
