"""A whole matter with one number: its way before the tap, after it, and on the paper."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from kiosk.screen import Page
from language import dates
from tests.kiosk.stand import Stand, shipped
from ticketing.foresight import Foresight
from ticketing.prospect import prospect_of
from ticketing.words import Language


@pytest.fixture
def at_errands(stand: Stand) -> Stand:
    stand.clock.advance(hours=1)  # every agency of the shipped catalogue is open
    stand.presenter.begin()
    stand.touch("Satu tiket, satu urusan")
    assert stand.page() is Page.ERRANDS
    return stand


def test_all_errands_are_listed_and_each_opens_its_page(at_errands: Stand) -> None:
    stand = at_errands
    assert len(shipped().errands) >= 6
    for errand in shipped().errands:
        stand.touch(errand.name.id)
        assert stand.page() is Page.ERRAND
        words = stand.words()
        for code in errand.services:
            name = shipped().service[code].name.id
            assert {name, f"{name} *"} & words, code
        stand.touch("Kembali")
        assert stand.page() is Page.ERRANDS


def test_mustika_madukara_is_one_of_them(at_errands: Stand) -> None:
    assert any(word.startswith("Mustika Madukara") for word in at_errands.words())


def test_documents_of_all_its_services_stand_there_once(at_errands: Stand) -> None:
    at_errands.presenter.choose_errand("LAHIR")
    shown = [one.text() for one in at_errands.window.findChildren(QLabel) if one.isVisible()]
    wanted = [one.id for one in shipped().documents_of(shipped().errand["LAHIR"].services)]
    assert len(set(wanted)) == len(wanted) > 8
    for document in wanted:
        assert shown.count(document) == 1, document


def test_where_the_order_is_free_it_is_said(at_errands: Stand) -> None:
    note = "* Urutan bisa berubah: Anda didahulukan ke antrean yang paling pendek."
    at_errands.presenter.choose_errand("LAHIR")
    assert note in at_errands.words()
    at_errands.presenter.go_back()
    at_errands.presenter.choose_errand("MUSTIKA-MADUKARA")
    assert note not in at_errands.words()


def test_one_number_for_all_of_it_and_its_way_beside_the_number(at_errands: Stand) -> None:
    stand = at_errands
    stand.presenter.choose_errand("LAHIR")
    stand.touch("Ambil nomor")
    assert stand.page() is Page.NUMBER
    issued = stand.presenter.screen.issued
    assert issued is not None
    assert issued.ticket.errand == "LAHIR"
    assert issued.leg.service == "AKTA-LAHIR"
    names = {shipped().service[code].name.id for code in shipped().errand["LAHIR"].services}
    assert names <= {word.removesuffix(" *") for word in stand.words()}


def test_beside_the_number_stands_when_each_later_service_calls(at_errands: Stand) -> None:
    stand = at_errands
    stand.issue(12, "AKTA-LAHIR")
    stand.presenter.choose_errand("LAHIR")
    stand.touch("Ambil nomor")
    issued = stand.presenter.screen.issued
    assert issued is not None
    assert set(issued.then) == set(shipped().errand["LAHIR"].services) - {"AKTA-LAHIR"}
    told = prospect_of(
        stand.store, Foresight(stand.store), lambda _: shipped(), issued.ticket, issued.ticket.issued_at
    )
    assert issued.then == told.then
    for one in told.then.values():
        assert dates.hours(one.called_from, one.called_until, "Asia/Jakarta", Language.ID) in stand.words()


def test_a_bug_in_later_hours_takes_no_number_away(
    at_errands: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("ticketing.waiting.outlook.Outlook.steps_of", fail)
    at_errands.presenter.choose_errand("LAHIR")
    at_errands.touch("Ambil nomor")
    issued = at_errands.presenter.screen.issued
    assert at_errands.page() is Page.NUMBER
    assert issued is not None
    assert issued.then == {}


def test_priority_goes_for_the_errand_too(at_errands: Stand) -> None:
    at_errands.presenter.choose_errand("DUKA")
    at_errands.touch("Prioritas")
    issued = at_errands.presenter.screen.issued
    assert issued is not None
    assert issued.ticket.priority


def test_a_double_tap_is_one_ticket(at_errands: Stand) -> None:
    at_errands.presenter.choose_errand("DUKA")
    for _ in range(2):
        at_errands.presenter.take_number()
    assert len(at_errands.store._state.legs) == 1


def test_another_language_says_everything_anew(at_errands: Stand) -> None:
    at_errands.presenter.choose_errand("LAHIR")
    at_errands.presenter.choose_language(Language.EN)
    assert {"A child is born", "Birth certificate"} <= at_errands.words()


def test_an_errand_that_is_taken_off_leads_back_to_the_list(at_errands: Stand) -> None:
    stand = at_errands
    stand.presenter.choose_errand("LAHIR")
    with stand.store.writing() as tx:
        rest = tuple(one for one in shipped().errands if one.code != "LAHIR")
        tx.replace_catalogue(replace(shipped(), errands=rest))
        tx.keep_hall(replace(tx.hall(), catalogue_version=tx.hall().catalogue_version + 1))
    stand.presenter.hall_changed()
    stand.wait(3)
    assert stand.page() is Page.ERRANDS
    assert "Kelahiran anak" not in stand.words()


def test_a_hall_without_errands_does_not_offer_any(stand: Stand) -> None:
    with stand.store.writing() as tx:
        tx.replace_catalogue(replace(shipped(), errands=()))
        tx.keep_hall(replace(tx.hall(), catalogue_version=tx.hall().catalogue_version + 1))
    stand.presenter.hall_changed()
    stand.wait(3)
    stand.presenter.begin()
    assert "Satu tiket, satu urusan" not in stand.words()
