"""What gives no numbers now is told before the tap: a word and a clock on the lists, the reason on the page."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from kiosk.screen import Page
from tests.kiosk.stand import Stand, shipped
from ticketing import offer
from ticketing.calendar import Closure
from ticketing.quota import Channel
from ticketing.words import Language


def by_night(stand: Stand) -> None:
    stand.clock.advance(hours=13)
    stand.wait(40)


def test_by_night_every_agency_says_when_it_opens(stand: Stand) -> None:
    by_night(stand)
    stand.presenter.begin()
    told = [one.detail for one in stand.buttons() if one.property("role") == "tile"]
    told = told[3:]  # above them are the search, the needs and the errands
    assert told
    assert all(one.startswith("Tutup · buka ") for one in told)


def test_a_closed_service_has_a_clock_and_can_still_be_read(stand: Stand) -> None:
    by_night(stand)
    stand.walk_to(Page.SERVICES)
    button = stand.button("Penerbitan KTP-el baru")
    assert button.detail == "Tutup · buka Rabu, 07.30"
    assert button._icon == "clock"
    stand.touch("Penerbitan KTP-el baru")
    words = stand.words()
    assert "Kartu Keluarga (KK)" in words
    assert "Layanan ini sudah tutup untuk hari ini" in words
    assert "Ambil nomor" not in words
    assert "Prioritas" not in words


def test_what_staff_close_is_told_with_their_words_while_the_page_is_open(stand: Stand) -> None:
    stand.walk_to(Page.SERVICE)
    assert "Ambil nomor" in stand.words()
    with stand.store.writing() as tx:
        tx.add_closure(Closure("", "KTP-BARU", stand.clock.now(), None, "Listrik padam"))
    stand.presenter.hall_changed()
    stand.wait(3)
    assert "Ambil nomor" not in stand.words()
    assert any("Listrik padam" in word for word in stand.words())
    stand.presenter.go_back()
    assert stand.button("Penerbitan KTP-el baru").detail == "Tutup"
    assert stand.button("Penggantian KTP-el hilang atau rusak").detail.startswith("±")


def test_it_opens_by_itself_when_the_hour_comes(stand: Stand) -> None:
    stand.clock.time -= timedelta(hours=1)
    stand.wait(40)
    stand.walk_to(Page.SERVICE)
    assert "Ambil nomor" not in stand.words()
    stand.clock.advance(hours=2)
    stand.wait(40)
    stand.walk_to(Page.SERVICE)
    assert "Ambil nomor" in stand.words()


def test_an_errand_whose_beginning_is_closed_says_so(stand: Stand) -> None:
    by_night(stand)
    stand.presenter.begin()
    stand.presenter.turn_to(Page.ERRANDS)
    stand.presenter.choose_errand("LAHIR")
    assert "Ambil nomor" not in stand.words()
    assert "Layanan ini sudah tutup untuk hari ini" in stand.words()


def test_the_reckoning_agrees_with_the_hall_for_every_service(stand: Stand) -> None:
    info = stand.store.hall()
    for hours in range(0, 24 * 6, 5):
        now = stand.clock.now() + timedelta(hours=hours)
        issued = {"IMIGRASI": stand.store.standing("IMIGRASI", now).issued}
        found = offer.openings(shipped(), info, [], stand.store.loads(), issued, now)
        for service in shipped().services:
            standing = partial(stand.store.standing, service.agency, now)
            alone = offer.opening_of(service.code, Channel.WALK_IN, shipped(), info, standing, now)
            assert found[service.code] == alone, (service.code, now)


def test_the_first_page_says_until_when_numbers_are_given_and_from_when_on(stand: Stand) -> None:
    stand.presenter.go_home()
    stand.wait(2)
    (told,) = [words for words in stand.words() if "antrean" in words]
    assert told == "Nomor sampai 12.00  ·  Tidak ada antrean"
    stand.presenter.choose_language(Language.EN)
    assert "Numbers until 12:00  ·  Nobody is waiting" in stand.words()
    stand.presenter.choose_language(Language.ID)
    by_night(stand)
    assert "Tutup · buka Rabu, 07.30  ·  Tidak ada antrean" in stand.words()
    with stand.store.writing() as tx:
        tx.keep_hall(replace(tx.hall(), rehearsal=True))
    stand.presenter.hall_changed()
    stand.wait(3)
    assert "Tidak ada antrean" in stand.words(), "a hall for practice is always open"
