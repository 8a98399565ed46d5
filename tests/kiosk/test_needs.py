"""Who does not know the agency finds the service by what it is about."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.pages.needs import NeedPage, NeedsPage
from kiosk.screen import Page
from tests.kiosk.stand import Stand, shipped
from ticketing.words import Language


@pytest.fixture
def stand(qtbot: QtBot) -> Stand:
    made = Stand()
    made.walk_to(Page.AGENCIES)
    return made


def tiles(stand: Stand) -> list[str]:
    QApplication.processEvents()
    return [one.text() for one in stand.buttons() if one.property("role") == "tile"]


def test_a_need_leads_over_agencies_to_a_service_and_back(stand: Stand) -> None:
    stand.touch("Menurut kebutuhan")
    assert isinstance(stand.shown(), NeedsPage)
    assert tiles(stand) == [need.name.id for need in shipped().needs]
    stand.touch("Kendaraan, SIM, tilang")
    assert isinstance(stand.shown(), NeedPage)
    names = tiles(stand)
    assert "Perpanjangan SIM C" in names
    assert "Pajak kendaraan tahunan dan pengesahan STNK" in names
    stand.touch("Perpanjangan SIM C")
    screen = stand.presenter.screen
    assert stand.page() is Page.SERVICE
    assert screen.agency is not None
    assert screen.agency.code == "POLRES"
    stand.presenter.go_back()
    assert stand.page() is Page.NEED
    stand.presenter.go_back()
    assert stand.page() is Page.NEEDS
    stand.presenter.go_back()
    assert stand.page() is Page.AGENCIES
    stand.close()


def test_three_touches_from_the_first_page_to_a_service(stand: Stand) -> None:
    stand.presenter.go_home()
    stand.presenter.begin()
    stand.touch("Menurut kebutuhan")
    stand.touch("Tanah, rumah, bangunan")
    stand.touch("Pengecekan sertipikat")
    assert stand.page() is Page.SERVICE
    stand.close()


@pytest.mark.parametrize("language", list(Language))
def test_needs_are_in_the_visitors_language(stand: Stand, language: Language) -> None:
    stand.presenter.choose_language(language)
    stand.presenter.turn_to(Page.NEEDS)
    assert tiles(stand)[2] == shipped().need["KENDARAAN"].name.say(language)
    stand.close()


def test_every_shipped_service_is_found_by_a_need_or_is_for_officials() -> None:
    catalogue = shipped()
    listed = {code for need in catalogue.needs for code in need.services}
    rest = {service.code for service in catalogue.services} - listed
    assert listed <= set(catalogue.service)
    assert len(rest) < 45, "by agency and by typing they are found all the same"


def test_a_catalogue_without_needs_has_no_such_way(qtbot: QtBot) -> None:
    stand = Stand()
    with stand.store.writing() as tx:
        tx.replace_catalogue(replace(tx.catalogue(), needs=()))
        tx.keep_hall(replace(tx.hall(), catalogue_version=2))
    stand.presenter.hall_changed()
    stand.wait(2)
    stand.presenter.begin()
    assert "Menurut kebutuhan" not in tiles(stand)
    stand.close()


def test_a_need_that_a_new_catalogue_lacks_leads_back_to_the_others(stand: Stand) -> None:
    stand.touch("Menurut kebutuhan")
    stand.touch("Bank, pos, meterai")
    with stand.store.writing() as tx:
        catalogue = tx.catalogue()
        tx.replace_catalogue(replace(catalogue, needs=catalogue.needs[:-1]))
        tx.keep_hall(replace(tx.hall(), catalogue_version=2))
    stand.presenter.hall_changed()
    stand.wait(2)
    assert stand.page() is Page.NEEDS
    stand.close()
