"""A visitor types what they need, and is three taps from their number."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.finding import LONGEST, SHOWN
from kiosk.pages.search import SearchPage
from kiosk.screen import Page
from tests.kiosk.stand import Stand
from tests.kiosk.visit import LOST, Visit
from ticketing.words import Language


@pytest.fixture
def visit() -> Visit:
    made = Visit()
    made.walk_to(Page.HOME)
    made.presenter.turn_to(Page.SEARCH)
    return made


def type_(visit: Visit | Stand, text: str) -> None:
    for letter in text:
        visit.presenter.type(letter)


def test_what_is_typed_finds_services_letter_by_letter(visit: Visit) -> None:
    assert visit.page() is Page.SEARCH
    type_(visit, "paj")
    assert visit.screen.found == ("PAJAK",)
    for _ in range(3):
        visit.presenter.erase()
    assert visit.screen.typed == ""
    assert not list(visit.screen.found)


def test_what_was_found_leads_to_a_number_and_back_to_the_keyboard(visit: Visit) -> None:
    type_(visit, "ktp")
    visit.presenter.choose_service(visit.screen.found[0])
    assert visit.page() is Page.SERVICE
    assert visit.screen.agency is not None
    visit.presenter.go_back()
    assert (visit.page(), visit.screen.typed) == (Page.SEARCH, "ktp")
    visit.presenter.choose_service(visit.screen.found[0])
    visit.presenter.take_number()
    assert visit.tickets == ["A001"]


def test_each_visit_to_a_service_is_one_tap(visit: Visit) -> None:
    type_(visit, "ktp")
    code = visit.screen.found[0]
    for _ in range(2):
        visit.presenter.choose_service(code)
        visit.presenter.take_number()
        visit.presenter.take_number()
        visit.presenter.finish()
        visit.walk_to(Page.HOME)
        visit.presenter.turn_to(Page.SEARCH)
        type_(visit, "ktp")
    assert visit.tickets == ["A001", "A002"]


def test_nothing_of_it_is_left_for_the_next_visitor(visit: Visit) -> None:
    type_(visit, "cerai")
    visit.presenter.finish()
    assert (visit.screen.typed, visit.screen.found) == ("", ())
    visit.walk_to(Page.HOME)
    visit.presenter.turn_to(Page.SEARCH)
    assert visit.screen.typed == ""
    type_(visit, "cerai")
    visit.presenter.go_back()
    visit.presenter.go_back()
    visit.walk_to(Page.HOME)
    visit.presenter.turn_to(Page.SEARCH)
    assert visit.screen.typed == ""


def test_who_walks_away_while_typing_is_asked_and_forgotten(visit: Visit) -> None:
    type_(visit, "ktp")
    visit.wait(41)
    assert visit.left_s() is not None
    visit.wait(21)
    assert visit.page() is Page.WELCOME
    assert visit.screen.typed == ""


def test_another_language_searches_again(visit: Visit) -> None:
    type_(visit, "tax")
    visit.presenter.choose_language(Language.EN)
    assert visit.screen.found == ("PAJAK",)
    assert visit.page() is Page.SEARCH


def test_a_child_at_the_keyboard_is_stopped(visit: Visit) -> None:
    type_(visit, "  a" + "  b" * 100)
    assert len(visit.screen.typed) == LONGEST
    assert not visit.screen.typed.startswith(" ")
    assert "  " not in visit.screen.typed
    visit.presenter.clear()
    assert visit.screen.typed == ""
    visit.presenter.erase()
    assert visit.screen.typed == ""


def test_keys_elsewhere_do_nothing() -> None:
    visit = Visit()
    visit.presenter.type("a")
    visit.presenter.turn_to(Page.SEARCH)
    assert (visit.page(), visit.screen.typed) == (Page.WELCOME, "")


def test_a_lost_store_does_not_take_the_keyboard_away(visit: Visit) -> None:
    visit.store.fault = LOST
    visit.presenter.hall_changed()
    visit.wait(5)
    type_(visit, "ktp")
    assert visit.page() is Page.SEARCH
    assert visit.screen.found


@pytest.fixture
def stand(qtbot: QtBot) -> Stand:
    made = Stand()
    made.walk_to(Page.HOME)
    return made


def page(stand: Stand) -> SearchPage:
    shown = stand.shown()
    assert isinstance(shown, SearchPage)
    return shown


def test_the_keys_on_the_glass_type_and_results_are_touched(stand: Stand) -> None:
    stand.touch("Mau mengurus apa?")
    for letter in "skck":
        QTest.mouseClick(page(stand).keyboard.letters[letter], Qt.MouseButton.LeftButton)
    shown = [button.text() for button in page(stand).results if button.isVisible()]
    assert shown[0] == "SKCK baru"
    assert 1 < len(shown) <= SHOWN
    assert page(stand).hint == ""
    QTest.mouseClick(page(stand).keyboard.erase, Qt.MouseButton.LeftButton)
    assert stand.presenter.screen.typed == "skc"
    QTest.mouseClick(page(stand).keyboard.clear, Qt.MouseButton.LeftButton)
    assert page(stand).hint.startswith("Ketik")
    for letter in "zzz":
        QTest.mouseClick(page(stand).keyboard.letters[letter], Qt.MouseButton.LeftButton)
    QTest.mouseClick(page(stand).keyboard.space, Qt.MouseButton.LeftButton)
    assert page(stand).hint.startswith("Tidak ditemukan")
    stand.close()


def test_the_page_is_not_built_anew_with_each_letter(stand: Stand) -> None:
    stand.touch("Mau mengurus apa?")
    before = page(stand)
    type_(stand, "paspor")
    assert page(stand) is before
    QTest.mouseClick(before.results[0], Qt.MouseButton.LeftButton)
    assert stand.page() is Page.SERVICE
    stand.close()


def test_every_key_has_a_name(stand: Stand) -> None:
    stand.touch("Mau mengurus apa?")
    keyboard = page(stand).keyboard
    keys = [*keyboard.letters.values(), keyboard.space, keyboard.erase, keyboard.clear]
    names = [key.accessibleName() or key.text() for key in keys]
    assert all(names)
    assert len(set(names)) == 29
    stand.close()


@pytest.mark.parametrize("language", list(Language))
def test_results_are_in_the_visitors_language(stand: Stand, language: Language) -> None:
    stand.presenter.choose_language(language)
    stand.presenter.turn_to(Page.SEARCH)
    type_(stand, "ktp hilang")
    service = stand.store.catalogue().service["KTP-HILANG"]
    assert page(stand).results[0].text() == service.name.say(language)
    stand.close()
