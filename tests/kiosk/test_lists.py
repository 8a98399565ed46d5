"""Documents are ticked off; what is missing comes as a list on paper, and no number is used up."""

from dataclasses import replace

import pytest

from kiosk.screen import Page, Paper
from tests.kiosk.stand import Stand
from tests.kiosk.visit import LOST, Visit
from ticketing.errors import StoreUnreachable
from ticketing.outbox import PaperState
from ticketing.words import Words


def paper(place: Stand | Visit) -> Paper:
    return place.presenter.screen.list_paper


def test_a_touch_ticks_and_another_takes_it_back(stand: Stand) -> None:
    stand.walk_to(Page.SERVICE)
    assert "Sentuh yang sudah Anda bawa." in stand.words()
    stand.touch("Kartu Keluarga (KK)")
    assert stand.presenter.screen.ticked == {1}
    assert "1 dari 2 siap" in stand.words()
    assert stand.button("Kartu Keluarga (KK)").isChecked()
    assert "Cetak yang kurang" in stand.words()
    stand.touch("Kartu Keluarga (KK)")
    assert stand.presenter.screen.ticked == frozenset()
    assert "Cetak daftar ini" in stand.words()


def test_what_is_missing_is_printed_and_no_number_given(stand: Stand) -> None:
    stand.walk_to(Page.SERVICE)
    stand.presenter.tick(0)
    stand.presenter.print_list()
    stand.presenter.print_list()
    assert paper(stand) is Paper.COMING
    job = stand.store.claim("kiosk-1", stand.clock.now())
    assert job is not None
    assert job.checklist is not None
    assert (job.checklist.what, job.checklist.missing) == ("KTP-BARU", (1,))
    assert stand.store.claim("kiosk-1", stand.clock.now()) is None, "pressed twice, printed once"
    stand.store.sent(job)
    stand.presenter.hall_changed()
    assert paper(stand) is Paper.OUT
    assert not stand.store.waiting("1")
    stand.presenter.take_number()
    assert "A001" in stand.words(), "the visitor may take a number all the same"


@pytest.mark.parametrize("ticked", [(), (0, 1)])
def test_with_nothing_or_everything_ticked_all_is_printed(stand: Stand, ticked: tuple[int, ...]) -> None:
    stand.walk_to(Page.SERVICE)
    for place in ticked:
        stand.presenter.tick(place)
    stand.touch("Cetak daftar ini")
    job = stand.store.claim("kiosk-1", stand.clock.now())
    assert job is not None
    assert job.checklist is not None
    assert job.checklist.missing in ((), (0, 1))


def test_a_list_that_does_not_come_is_told_and_another_can_be_asked_for(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    rig.presenter.print_list()
    rig.presenter.touch()
    rig.wait(5)
    assert paper(rig) is Paper.TROUBLE
    rig.presenter.tick(0)
    assert paper(rig) is Paper.NONE
    rig.presenter.print_list()
    assert paper(rig) is Paper.COMING


def test_a_store_out_of_reach_is_told(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    rig.store.fault = StoreUnreachable(path="hall.db", reason="missing")
    rig.presenter.print_list()
    assert paper(rig) is Paper.TROUBLE
    assert rig.page() is Page.SERVICE


def test_the_next_visitor_finds_no_ticks(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    rig.presenter.tick(0)
    rig.presenter.print_list()
    rig.presenter.finish()
    rig.walk_to(Page.SERVICE)
    assert rig.screen.ticked == frozenset()
    assert paper(rig) is Paper.NONE


def test_a_place_that_is_not_on_the_list_ticks_nothing(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    for place in (-1, 1, 99):
        rig.presenter.tick(place)
    assert rig.screen.ticked == frozenset()
    rig.presenter.go_back()
    rig.presenter.tick(0)
    assert rig.screen.ticked == frozenset()


def test_it_is_told_on_the_button_and_without_paper_there_is_none(stand: Stand) -> None:
    stand.walk_to(Page.SERVICE)
    stand.touch("Cetak daftar ini")
    assert not stand.button("Daftar sedang dicetak …").isEnabled()
    job = stand.store.claim("kiosk-1", stand.clock.now())
    assert job is not None
    stand.store.sent(job)
    stand.presenter.hall_changed()
    assert "Silakan ambil daftarnya" in stand.words()


def test_a_late_answer_for_a_visitor_who_left_changes_nothing(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    rig.worker.held = True
    rig.presenter.print_list()
    rig.presenter.finish()
    rig.worker.finish()
    rig.worker.held = False
    rig.walk_to(Page.SERVICE)
    assert paper(rig) is Paper.NONE


def test_lost_paper_is_no_reason_to_leave_the_page(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    rig.presenter.print_list()
    job = rig.store.claim("kiosk-1", rig.clock.now())
    assert job is not None
    rig.store.unclear(job, "no answer")
    rig.presenter.hall_changed()
    assert paper(rig) is Paper.TROUBLE
    assert job.state is PaperState.SENDING
    rig.store.fault = LOST
    rig.presenter.hall_changed()
    assert rig.page() is Page.SERVICE


def test_another_catalogue_with_other_documents_begins_with_no_ticks(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    rig.presenter.tick(0)
    old = rig.store.catalogue()
    services = [
        replace(one, documents=(Words("Surat baru"), *one.documents)) if one.code == "KTP-BARU" else one
        for one in old.services
    ]
    rig.presenter.touch()
    rig.import_catalogue(replace(old, services=tuple(services)))
    assert rig.page() is Page.SERVICE
    assert rig.screen.ticked == frozenset()
