"""A ticket's code before the scanner: it types like a keyboard, and who comes late is taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.scanning import Wedge
from kiosk.screen import Page
from language import dates
from tests.kiosk.stand import Stand
from tests.kiosk.visit import LOST
from ticketing.lifecycle import Action, State
from ticketing.model import Leg
from ticketing.token import qr_text, read_token
from ticketing.words import Language

TOKEN = "MFRGGZDFMZTWQ2LKNNWG23TPOA"


def scan(stand: Stand, text: str) -> None:
    """Type as a scanner does, to whatever has the focus."""
    target = stand.window
    QTest.keyClicks(target, text)
    QTest.keyClick(target, Qt.Key.Key_Return)


def ticket(stand: Stand) -> Leg:
    return stand.hall.issue("KTP-BARU", Language.ID, stand.new_tap()).leg


def state_of(stand: Stand, leg: Leg) -> State:
    found = stand.store.leg_of(leg.ticket.id)
    assert found is not None
    return found.state


def given_up(stand: Stand) -> Leg:
    leg = ticket(stand)
    stand.hall.call_next("1")
    stand.hall.no_show("1")
    return leg


@pytest.mark.parametrize("page", [Page.WELCOME, Page.AGENCIES, Page.SERVICE])
def test_a_late_visitor_is_taken_back_from_any_page(stand: Stand, page: Page) -> None:
    leg = given_up(stand)
    if page is not Page.WELCOME:
        stand.walk_to(page)
    scan(stand, qr_text(leg.ticket.token))
    assert stand.page() is Page.SCANNED
    assert state_of(stand, leg) is State.WAITING
    assert {
        "A001",
        "Anda kembali dalam antrean. Silakan tunggu sampai nomor Anda dipanggil.",
    } <= stand.words()
    stand.touch("Selesai")
    assert stand.page() is Page.WELCOME


def test_the_journal_tells_it_and_no_clerk_stands_there(stand: Stand) -> None:
    leg = given_up(stand)
    scan(stand, qr_text(leg.ticket.token))
    last = stand.store.feed(0).poll()[-1]
    assert (last.action, last.counter, last.staff) == (Action.RETURN, None, "")


@pytest.mark.parametrize(
    ("deeds", "told"),
    [
        ((), "Anda masih dalam antrean."),
        (("call_next",), "Nomor Anda sedang dipanggil. Silakan ke loket 1."),
        (("call_next", "serve"), "Nomor Anda sedang dilayani di loket 1."),
        (("call_next", "serve", "hold"), "Silakan kembali ke loket 1 bila semua sudah siap."),
        (("call_next", "serve", "complete"), "Nomor ini sudah dilayani. Terima kasih."),
        (("call_next", "cancel"), "Nomor ini tidak berlaku lagi."),
    ],
)
def test_every_other_ticket_is_told_how_it_stands_and_nothing_changes(
    stand: Stand, deeds: tuple[str, ...], told: str
) -> None:
    leg = ticket(stand)
    for deed in deeds:
        if deed == "hold":
            stand.hall.hold("1", reason="copy")
        else:
            getattr(stand.hall, deed)("1")
    before = len(stand.store.feed(0).poll())
    scan(stand, qr_text(leg.ticket.token))
    assert any(word.startswith(told) for word in stand.words())
    assert len(stand.store.feed(0).poll()) == before


def waiting_behind(stand: Stand, people: int) -> Leg:
    stand.issue(people)
    stand.hall.call_next("1")  # the only counter at work
    return ticket(stand)


def test_who_waits_is_told_how_many_are_ahead_and_the_hours_of_the_paper(stand: Stand) -> None:
    leg = waiting_behind(stand, 8)
    scan(stand, qr_text(leg.ticket.token))
    told = leg.ticket.told
    hours = dates.hours(told.called_from, told.called_until, "Asia/Jakarta", Language.ID)
    assert {"Dipanggil sekitar pukul", hours, "Di depan Anda", "7 orang"} <= stand.words()
    assert not any(word.startswith("Jam berubah") for word in stand.words())


def test_hours_that_have_changed_are_told_with_those_on_the_paper(stand: Stand) -> None:
    leg = waiting_behind(stand, 8)
    stand.clock.advance(minutes=40)
    scan(stand, qr_text(leg.ticket.token))
    scanned = stand.presenter.screen.scanned
    assert scanned is not None
    assert scanned.now is not None
    was, now = (
        dates.hours(one.called_from, one.called_until, "Asia/Jakarta", Language.ID)
        for one in (leg.ticket.told, scanned.now)
    )
    assert {now, f"Jam berubah: {now}, semula {was}"} <= stand.words()
    stand.presenter.choose_language(Language.SU)
    assert f"Jam robah: {now}, tadina {was}" in stand.words()


def test_who_is_taken_back_is_told_the_new_hours(stand: Stand) -> None:
    leg = given_up(stand)
    stand.issue(5)
    stand.clock.advance(minutes=30)
    scan(stand, qr_text(leg.ticket.token))
    scanned = stand.presenter.screen.scanned
    assert scanned is not None
    assert scanned.is_back
    assert scanned.before == leg.ticket.told
    assert any(word.startswith("Jam berubah") for word in stand.words())


def test_a_later_service_of_an_errand_has_present_hours_only(stand: Stand) -> None:
    stand.clock.advance(hours=1)  # every agency is open
    leg = stand.hall.issue("LAHIR", Language.ID, stand.new_tap()).leg
    stand.hall.call_next("1")
    stand.hall.serve("1")
    stand.clock.advance(minutes=30)
    stand.hall.complete("1")
    scan(stand, qr_text(leg.ticket.token))
    scanned = stand.presenter.screen.scanned
    assert scanned is not None
    assert scanned.shown == scanned.now
    assert scanned.shown is not None
    assert scanned.before is None


def test_where_nobody_knows_the_hours_the_rest_is_told(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    leg = waiting_behind(stand, 3)

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("ticketing.waiting.outlook.Outlook.steps_of", fail)
    scan(stand, qr_text(leg.ticket.token))
    assert any(word.startswith("Anda masih dalam antrean.") for word in stand.words())
    assert "Dipanggil sekitar pukul" not in stand.words()


def test_a_ticket_of_another_day_is_none_of_today(stand: Stand) -> None:
    leg = given_up(stand)
    stand.clock.advance(days=1)
    ticket(stand)
    scan(stand, qr_text(leg.ticket.token))
    assert "Kode ini bukan nomor hari ini. Silakan ambil nomor baru." in stand.words()


def test_an_unknown_code_is_told_kindly(stand: Stand) -> None:
    scan(stand, qr_text(TOKEN))
    assert "Kode ini bukan nomor hari ini. Silakan ambil nomor baru." in stand.words()


@pytest.mark.parametrize(
    "text", ["", "12345", "ANTREAN:" + TOKEN[:-1], "HTTPS://X.ID/" + TOKEN, TOKEN, "x" * 500]
)
def test_nonsense_and_half_codes_do_nothing(stand: Stand, text: str) -> None:
    stand.walk_to(Page.SERVICES)
    scan(stand, text)
    assert stand.page() is Page.SERVICES


def test_what_is_typed_by_hand_is_no_code() -> None:
    wedge = Wedge()
    for n, letter in enumerate(qr_text(TOKEN)):
        wedge.feed(letter, n * 0.2)
    assert wedge.end(7.2) is None


def test_two_codes_in_a_row_are_two_codes() -> None:
    wedge = Wedge()
    for start in (0.0, 5.0):
        for n, letter in enumerate(qr_text(TOKEN)):
            wedge.feed(letter, start + n * 0.01)
        assert wedge.end(start + 0.4) == TOKEN


def test_letters_before_a_pause_are_forgotten() -> None:
    wedge = Wedge()
    wedge.feed("XYZ", 0.0)
    for n, letter in enumerate(qr_text(TOKEN)):
        wedge.feed(letter, 3 + n * 0.01)
    assert wedge.end(3.4) == TOKEN


ADDRESS = "http://antrean.lan:8080"


@pytest.mark.parametrize(
    "text",
    [
        f"ANTREAN:{TOKEN}",
        f"antrean:{TOKEN.lower()}",
        f"]Q3ANTREAN>{TOKEN} ",
        f"HTTP://ANTREAN.LAN:8080/T/{TOKEN}",
        f"https://antrean.lan/t/{TOKEN.lower()}",
        f"]Q3HTTPÖ--ANTREAN.LANÖ8080-T-{TOKEN}",
        f"http^&&antrean.lan^8080&t&{TOKEN.lower()}",
        qr_text(TOKEN, ADDRESS),
    ],
)
def test_a_code_is_read_as_scanners_write_it(text: str) -> None:
    assert read_token(text) == TOKEN


@pytest.mark.parametrize(
    "text",
    [
        TOKEN,
        f"HTTP://ANTREAN.LAN:8080/{TOKEN}",
        f"HTTP://ANTREAN.LAN:8080/T/{TOKEN}A",
        f"HTTP://ANTREAN.LAN:8080/T/{TOKEN[1:]}",
        f"HTTP://ANTREAN.LAN:8080/T/{TOKEN}/STATE",
        f"HTTP://EXAMPLE/CART{TOKEN}",
    ],
)
def test_what_is_no_ticket_is_not_read_as_one(text: str) -> None:
    assert read_token(text) is None


def test_the_code_of_a_page_is_written_in_the_letters_that_a_code_packs_tightly() -> None:
    text = qr_text(TOKEN.lower(), ADDRESS)
    assert text == f"HTTP://ANTREAN.LAN:8080/T/{TOKEN}"
    assert set(text) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


def test_out_of_reach_the_staff_are_named_and_nothing_breaks(stand: Stand) -> None:
    leg = given_up(stand)
    stand.store.fault = LOST
    scan(stand, qr_text(leg.ticket.token))
    assert any("meja informasi" in word for word in stand.words())
    stand.store.fault = None
    scan(stand, qr_text(leg.ticket.token))
    assert state_of(stand, leg) is State.WAITING


def test_nobody_is_disturbed_whose_number_is_just_being_asked_for(stand: Stand) -> None:
    leg = given_up(stand)
    stand.walk_to(Page.SERVICE)
    stand.worker.held = True
    stand.presenter.take_number()
    scan(stand, qr_text(leg.ticket.token))
    stand.worker.held = False
    stand.worker.finish()
    assert stand.page() is Page.NUMBER
    assert state_of(stand, leg) is State.NO_SHOW


def test_who_walks_away_from_the_answer_leaves_a_welcome(stand: Stand) -> None:
    scan(stand, qr_text(given_up(stand).ticket.token))
    stand.wait(70)
    assert stand.page() is Page.WELCOME


def test_a_clerk_who_is_quicker_is_no_trouble(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    leg = given_up(stand)
    seen = stand.store.leg_of(leg.ticket.id)
    assert seen is not None
    stand.hall.return_to_queue("1", leg.ticket.id)
    answers = iter([replace(seen, state=State.NO_SHOW), stand.store.leg_of(leg.ticket.id)])
    monkeypatch.setattr(stand.store, "leg_of", lambda ticket_id: next(answers))
    stand.presenter.scan(leg.ticket.token)
    assert any(word.startswith("Anda masih dalam antrean.") for word in stand.words())


def test_hours_do_not_matter_to_who_comes_back(stand: Stand) -> None:
    leg = given_up(stand)
    stand.clock.time += timedelta(hours=9)
    scan(stand, qr_text(leg.ticket.token))
    assert state_of(stand, leg) is State.WAITING


def test_before_the_day_begins_the_ticket_of_the_day_before_is_none_of_today(stand: Stand) -> None:
    leg = ticket(stand)
    stand.clock.advance(days=1)
    scan(stand, qr_text(leg.ticket.token))
    assert "Kode ini bukan nomor hari ini. Silakan ambil nomor baru." in stand.words()
