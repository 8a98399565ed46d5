"""What stands on a screen is read as people say it, in each language."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.words import Language
from voice import pronunciation
from voice.pronunciation import SHIPPED
from voice.reading_aloud import spoken

LISTS = pronunciation.read(SHIPPED)
ID, EN, SU = Language.ID, Language.EN, Language.SU


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        (ID, "Nomor Anda A012", "Nomor Anda a nol satu dua"),
        (EN, "Your number is A012.", "Your number is A zero one two."),
        (SU, "AB1000", "a be hiji enol enol enol"),
        (ID, "KTP-el baru", "ka te pe elektronik baru"),
        (EN, "New KTP-el", "New e-K T P"),
        (ID, "ATR/BPN", "a te er be pe en"),
        (EN, "BP3MI & P3DW", "B P three M I and P three D W"),
        (ID, "RT/RW", "RT atau RW"),
        (EN, "Passport / visa", "Passport or visa"),
        (ID, "± 25 menit · 7 orang menunggu", "kira-kira dua puluh lima menit, tujuh orang menunggu"),
        (SU, "± 25 menit", "kirang langkung dua puluh lima menit"),
        (EN, "± 25 min", "about twenty five min"),
        (ID, "09.40–10.05", "pukul sembilan lewat empat puluh sampai sepuluh lewat lima"),
        (ID, "Dipanggil pukul 09.40", "Dipanggil pukul sembilan lewat empat puluh"),
        (EN, "Called at about 09:40–10:05", "Called at about nine forty to ten oh five"),
        (EN, "08:00", "eight o'clock"),
        (SU, "tabuh 08.00", "tabuh dalapan"),
        (ID, "Buka 08.00 - 15.30.", "Buka pukul delapan sampai lima belas lewat tiga puluh."),
        (SU, "Loket 3–5", "Loket tilu dugi ka lima"),
        (ID, "Rp 25.000", "25000 rupiah"),
        (EN, "50 % + 1", "fifty percent plus one"),
        (ID, "Paspor prioritas (lansia, balita)", "Paspor prioritas, lansia, balita"),
        (ID, "Kartu Keluarga\nBawa KTP.", "Kartu Keluarga. Bawa ka te pe."),
        (ID, "Loket 012", "Loket nol satu dua"),
        (EN, "24 November 2026", "twenty four November 2026"),
        (ID, "Layanan A → B", "Layanan A, B"),
        (EN, "Is that you? (yes)", "Is that you? yes"),
        (ID, "Sebentar...", "Sebentar."),
        (ID, "… · –", ""),
        (ID, "", ""),
    ],
)
def test_it_is_written_as_it_is_said(language: Language, written: str, said: str) -> None:
    assert spoken(written, language, LISTS) == said


def test_what_is_no_hour_and_no_ticket_is_left_alone() -> None:
    assert spoken("Pasal 12.345.678", ID) == "Pasal 12345678"
    assert spoken("versi 1.2.3", ID) == "versi 1.2.3"
    assert spoken("25.75 m", ID) == "25.75 m", "no day has 25 hours"
    assert spoken("I012 dan A12", ID) == "I012 dan A12", "no ticket begins with I or has two digits"


@given(st.text(max_size=60), st.sampled_from(list(Language)))
def test_any_text_is_read_without_signs_that_would_be_spelt(words: str, language: Language) -> None:
    text = spoken(words, language, LISTS)
    assert re.findall(r"[±&+%/·•→()\[\]{}*_#<>|\\\"\n–—…]", text) == []
    assert "  " not in text
    assert text == "" or any(char.isalnum() for char in text)
