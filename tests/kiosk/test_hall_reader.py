"""The kiosk's picture of the hall, and what it does without one."""

from dataclasses import replace
from datetime import time
from uuid import uuid4

import pytest

from kiosk.screen import Page
from tests.fakes import small_catalogue
from tests.kiosk.visit import LOST, Visit
from ticketing.calendar import Hours, Season, Shift
from ticketing.catalogue import Catalogue
from ticketing.errors import StoreBusy
from ticketing.hall import Hall
from ticketing.model import HallInfo
from ticketing.quota import Quota
from ticketing.words import Language


def test_who_waits_is_counted_by_agency_and_follows_the_hall(rig: Visit) -> None:
    hall = Hall(rig.store, rig.clock)
    for service in ("KTP-BARU", "KK-BARU", "PAJAK"):
        hall.issue(service, Language.ID, uuid4())
    rig.presenter.hall_changed()
    rig.wait(2)
    reading = rig.screen.reading
    assert reading is not None
    assert reading.waiting_in_all == 3
    assert [reading.waiting_at(agency) for agency in reading.catalogue.agencies] == [2, 1]


def test_many_changes_are_read_once_a_second_at_most(rig: Visit) -> None:
    rig.wait(5)
    rig.shown.clear()
    readings = 0
    hall = Hall(rig.store, rig.clock)
    before = rig.screen.reading
    for _ in range(40):
        hall.issue("PAJAK", Language.ID, uuid4())
        rig.presenter.hall_changed()
        rig.wait(0.25)
        readings += rig.screen.reading is not before
        before = rig.screen.reading
    assert 8 <= readings <= 11


def test_an_unchanged_hall_is_not_read_again(rig: Visit) -> None:
    rig.wait(2)
    rig.store.fault = LOST  # a reading would notice
    rig.wait(25)
    assert rig.page() is Page.WELCOME


def test_hours_that_begin_are_noticed_though_nothing_happens(rig: Visit) -> None:
    rig.wait(2)
    read_at = rig.screen.reading.read_at if rig.screen.reading else None
    rig.wait(35)
    assert rig.screen.reading is not None
    assert read_at is not None
    assert rig.screen.reading.read_at > read_at


def test_touching_before_the_hall_was_read_begins_as_soon_as_it_is() -> None:
    rig = Visit(fault=StoreBusy())
    rig.presenter.begin()
    assert rig.page() is Page.WELCOME
    assert rig.is_asking()
    rig.store.fault = None
    rig.wait(2)
    assert rig.page() is Page.HOME
    assert not rig.is_asking()


def test_a_hall_out_of_reach_is_told_on_the_welcome_page_and_recovers_by_itself(rig: Visit) -> None:
    rig.store.fault = LOST
    rig.presenter.hall_changed()
    rig.wait(2)
    assert rig.page() is Page.FAULT
    assert rig.screen.trouble is LOST
    rig.wait(60)
    assert rig.page() is Page.FAULT
    rig.store.fault = None
    rig.wait(3)
    assert rig.page() is Page.WELCOME
    assert rig.screen.trouble is None


def test_a_hall_out_of_reach_at_the_start_is_told_and_waited_for() -> None:
    rig = Visit(fault=LOST)
    assert rig.page() is Page.FAULT
    rig.presenter.go_home()
    assert rig.page() is Page.FAULT
    rig.store.fault = None
    rig.wait(3)
    assert rig.page() is Page.WELCOME


def test_who_is_choosing_keeps_the_page_while_the_hall_is_out_of_reach(rig: Visit) -> None:
    rig.walk_to(Page.SERVICES)
    rig.store.fault = LOST
    rig.presenter.hall_changed()
    rig.wait(5)
    assert rig.page() is Page.SERVICES
    rig.presenter.finish()
    rig.wait(3)
    assert rig.page() is Page.FAULT


def test_a_busy_hall_is_no_fault(rig: Visit) -> None:
    rig.store.fault = StoreBusy()
    rig.presenter.hall_changed()
    rig.wait(5)
    assert rig.page() is Page.WELCOME


def test_after_trouble_with_a_number_the_next_visitor_is_told_before_the_first_tap(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    rig.store.fault = LOST
    rig.presenter.take_number()
    rig.wait(8)
    rig.presenter.finish()
    rig.wait(3)
    assert rig.page() is Page.FAULT


def test_a_new_catalogue_is_offered_once_it_is_imported(rig: Visit) -> None:
    old = small_catalogue()
    rig.import_catalogue(replace(old, agencies=old.agencies[:1], services=old.services[:2]))
    rig.walk_to(Page.AGENCIES)
    rig.presenter.choose_agency("SAMSAT")
    assert rig.page() is Page.AGENCIES
    rig.presenter.choose_agency("DUKCAPIL")
    assert rig.page() is Page.SERVICES


def test_the_catalogue_is_not_read_again_while_its_version_stays(rig: Visit) -> None:
    assert rig.screen.reading is not None
    before = rig.screen.reading.catalogue
    rig.store._state.catalogue = Catalogue((), (), ())
    rig.presenter.hall_changed()
    rig.wait(2)
    assert rig.screen.reading.catalogue is before


def test_a_page_that_stands_follows_a_new_catalogue(rig: Visit) -> None:
    rig.walk_to(Page.SERVICE)
    old = small_catalogue()
    services = (replace(old.services[0], minutes=99), *old.services[1:])
    rig.import_catalogue(replace(old, services=services))
    assert rig.page() is Page.SERVICE
    assert rig.screen.service is not None
    assert rig.screen.service.minutes == 99


@pytest.mark.parametrize(
    ("kept", "page"), [(["KK-BARU", "PAJAK"], Page.SERVICES), (["PAJAK"], Page.AGENCIES)]
)
def test_who_chose_what_is_no_longer_offered_goes_back_to_what_is(
    rig: Visit, kept: list[str], page: Page
) -> None:
    rig.walk_to(Page.SERVICE)
    old = small_catalogue()
    services = tuple(service for service in old.services if service.code in kept)
    agencies = tuple(one for one in old.agencies if any(each.agency == one.code for each in services))
    rig.import_catalogue(replace(old, agencies=agencies, services=services))
    assert rig.page() is page
    assert rig.screen.service is None


def test_a_rehearsal_is_known_to_the_window(rig: Visit) -> None:
    with rig.store.writing() as tx:
        tx.keep_hall(replace(tx.hall(), rehearsal=True))
    rig.presenter.hall_changed()
    rig.wait(2)
    assert rig.screen.reading is not None
    assert rig.screen.reading.hall.rehearsal


def test_a_reading_under_way_is_waited_for(rig: Visit) -> None:
    rig.worker.held = True
    for _ in range(5):
        rig.presenter.hall_changed()
        rig.wait(2)
    assert rig.worker.outstanding == 1


def test_a_hall_out_of_reach_is_tried_every_two_seconds(rig: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = 0

    def hall() -> HallInfo:
        nonlocal tries
        tries += 1
        raise LOST

    monkeypatch.setattr(rig.store, "hall", hall)
    rig.presenter.hall_changed()
    rig.wait(20)
    assert 9 <= tries <= 11


def test_before_the_day_begins_nobody_waits_and_no_number_of_a_quota_is_used_up() -> None:
    rig = Visit()
    quota = Quota("SAMSAT", "PAJAK", frozenset(range(7)), None, 1)
    always = Hours(shifts=(Shift("", Season.REGULAR, frozenset(range(7)), time(), time(23, 59)),))
    with rig.store.writing() as tx:
        tx.replace_catalogue(replace(small_catalogue(), quotas=(quota,), hours=always))
        tx.keep_hall(replace(tx.hall(), catalogue_version=2))
    hall = Hall(rig.store, rig.clock)
    for service in ("KTP-BARU", "PAJAK"):
        hall.issue(service, Language.ID, uuid4())
    rig.presenter.hall_changed()
    rig.wait(2)
    reading = rig.screen.reading
    assert reading is not None
    assert (reading.waiting_in_all, set(reading.closed)) == (2, {"PAJAK"})
    rig.clock.advance(days=1)
    rig.wait(60)
    reading = rig.screen.reading
    assert reading is not None
    assert (reading.waiting_in_all, reading.closed) == (0, {})
    assert {one.ahead for one in reading.newcomers.values()} == {0}
    hall.issue("KTP-BARU", Language.ID, uuid4())
    rig.presenter.hall_changed()
    rig.wait(2)
    reading = rig.screen.reading
    assert reading is not None
    assert reading.waiting_in_all == 1
