"""The page at home: what many come for, what it is about, all agencies, or the keyboard."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.pages.home import SHOWN, HomePage
from kiosk.pages.need import NeedPage
from kiosk.screen import Page
from tests.kiosk.stand import Stand, shipped
from ticketing.catalogue import Catalogue
from ticketing.words import Language


@pytest.fixture
def stand(qtbot: QtBot) -> Iterator[Stand]:
    made = Stand()
    made.walk_to(Page.HOME)
    yield made
    made.close()


def buttons(stand: Stand, role: str) -> list[str]:
    QApplication.processEvents()
    return [one.text() for one in stand.buttons() if one.property("role") == role]


def take_catalogue(stand: Stand, catalogue: Catalogue) -> None:
    with stand.store.writing() as tx:
        tx.replace_catalogue(catalogue)
        tx.keep_hall(replace(tx.hall(), catalogue_version=tx.hall().catalogue_version + 1))
    stand.presenter.hall_changed()
    stand.wait(2)


def test_a_need_leads_over_agencies_to_a_service_and_back(stand: Stand) -> None:
    assert isinstance(stand.shown(), HomePage)
    assert buttons(stand, "need") == [need.name.id for need in shipped().needs]
    stand.touch("Kendaraan, SIM, tilang")
    assert isinstance(stand.shown(), NeedPage)
    names = buttons(stand, "tile")
    assert "Perpanjangan SIM C" in names
    assert "Pajak kendaraan tahunan dan pengesahan STNK" in names
    stand.touch("Perpanjangan SIM C")
    screen = stand.presenter.screen
    assert stand.page() is Page.SERVICE
    assert screen.agency is not None
    assert screen.agency.code == "POLRES"
    for page in (Page.NEED, Page.HOME, Page.WELCOME):
        stand.presenter.go_back()
        assert stand.page() is page


def test_three_touches_from_the_first_page_to_a_number(stand: Stand) -> None:
    stand.presenter.go_home()
    stand.touch("Sentuh untuk mulai")
    stand.touch(buttons(stand, "tile")[1])
    stand.touch("Ambil nomor")
    assert stand.page() is Page.NUMBER
    stand.presenter.go_home()
    stand.touch("Sentuh untuk mulai")
    stand.touch("Tanah, rumah, bangunan")
    stand.touch("Pengecekan sertipikat")
    assert stand.page() is Page.SERVICE


def test_what_many_came_for_of_late_stands_first(qtbot: QtBot) -> None:
    stand = Stand()
    stand.issue(3, "IKD")
    stand.issue(5, "KK-BARU")
    stand.presenter.go_home()
    stand.wait(640)
    stand.presenter.touch()
    stand.presenter.begin()
    tiles = buttons(stand, "tile")
    catalogue = shipped()
    assert tiles[1:3] == [catalogue.service[code].name.id for code in ("KK-BARU", "IKD")]
    assert len(tiles) == 1 + SHOWN, "a new hall begins with the first service of each need"
    assert stand.button(tiles[1]).detail == catalogue.agency["DUKCAPIL"].name.id
    stand.close()


def test_tiles_keep_their_places_while_somebody_chooses(stand: Stand) -> None:
    before = buttons(stand, "tile")
    stand.issue(9, "IKD")
    for _ in range(200):
        stand.presenter.touch()
        stand.wait(4)
    assert buttons(stand, "tile") == before


def test_a_popular_service_that_is_closed_says_so(stand: Stand) -> None:
    first = buttons(stand, "tile")[1]
    stand.clock.advance(hours=20)
    stand.presenter.hall_changed()
    stand.wait(2)
    assert stand.button(first).detail.startswith("Tutup")


@pytest.mark.parametrize("language", list(Language))
def test_needs_are_in_the_visitors_language(stand: Stand, language: Language) -> None:
    stand.presenter.choose_language(language)
    assert buttons(stand, "need")[2] == shipped().need["KENDARAAN"].name.say(language)


def test_every_shipped_service_is_found_by_a_need_or_is_for_officials() -> None:
    catalogue = shipped()
    listed = {code for need in catalogue.needs for code in need.services}
    rest = {service.code for service in catalogue.services} - listed
    assert listed <= set(catalogue.service)
    assert len(rest) < 45, "by agency and by typing they are found all the same"


def test_a_catalogue_without_needs_and_errands_has_no_such_ways(stand: Stand) -> None:
    take_catalogue(stand, replace(shipped(), needs=(), errands=()))
    stand.walk_to(Page.HOME)
    words = stand.words()
    assert "Menurut kebutuhan" not in words
    assert "Satu tiket, satu urusan" not in words
    assert "Semua instansi" in words


def test_a_need_that_a_new_catalogue_lacks_leads_back_home(stand: Stand) -> None:
    stand.touch("Bank, pos, meterai")
    take_catalogue(stand, replace(shipped(), needs=shipped().needs[:-1]))
    assert stand.page() is Page.HOME
    assert "Bank, pos, meterai" not in buttons(stand, "need")
