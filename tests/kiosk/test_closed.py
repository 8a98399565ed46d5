"""A service that gives no numbers now: the visitor is told why, and when again, in plain words."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.screen import Page
from tests.kiosk.stand import Stand
from ticketing.calendar import Reason
from ticketing.errors import NotOpen
from ticketing.words import Words

AGAIN = datetime(2026, 11, 25, 7, 30, tzinfo=ZoneInfo("Asia/Jakarta"))


def refused(stand: Stand, reason: Reason, **facts: object) -> set[str]:
    stand.walk_to(Page.SERVICE)
    told = {"service": "KTP-BARU", "reason": reason, "opens_at": None, "name": None, "note": "", **facts}
    stand.store.fault = NotOpen(**told)
    stand.presenter.take_number()
    return stand.words()


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason is not Reason.OPEN])
def test_every_reason_has_its_words_and_offers_no_second_try(stand: Stand, reason: Reason) -> None:
    words = refused(stand, reason)
    assert "Mohon hubungi petugas di meja informasi." in words
    assert "Coba lagi" not in words
    assert not any("Numbers" in word or reason.value in word for word in words)


def test_it_says_when_numbers_are_given_again(stand: Stand) -> None:
    words = refused(stand, Reason.BREAK, opens_at=AGAIN)
    assert "Layanan ini sedang istirahat" in words
    assert "Nomor diberikan lagi: Rabu, 25 November 2026, pukul 07.30.\nDatanglah sebelum 12.00." in words


def test_a_holiday_has_its_name_and_a_closure_its_reason(stand: Stand) -> None:
    words = refused(stand, Reason.HOLIDAY, name=Words("Hari Raya Natal", "Christmas"), opens_at=AGAIN)
    assert any(word.startswith("Hari Raya Natal") for word in words)
    stand.store.fault = None
    stand.presenter.go_home()
    words = refused(stand, Reason.CLOSURE, note="Jaringan putus")
    assert any(word.startswith("Jaringan putus") for word in words)
