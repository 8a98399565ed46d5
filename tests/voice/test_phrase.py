"""What is said of a call, word for word."""

from pathlib import Path
from uuid import uuid4

import pytest

from app import catalogue_files
from app.config import Config, VoiceConfig
from app.parts import SHIPPED_CATALOGUE
from app.speaking import pronunciation_of
from language.sentences import explain
from tests.fakes import MORNING, small_catalogue
from ticketing.errors import Misconfigured
from ticketing.model import Call
from ticketing.words import Language
from voice import pronunciation
from voice.phrase import cardinal, counter, phrase, slug, spell
from voice.pronunciation import SHIPPED

READ = pronunciation.read(SHIPPED)


def call(language: Language, number: str = "A012", counter: str = "12") -> Call:
    return Call(1, MORNING, uuid4(), number, "DUKCAPIL", counter, language)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.ID, "Nomor antrean. a nol satu dua. Dinas Kependudukan. silakan ke loket dua belas."),
        (Language.EN, "Number. A zero one two. Population Office. please go to counter twelve."),
        (Language.SU, "Nomer antrian. a enol hiji dua. Dinas Kependudukan. mangga ka loket dua welas."),
    ],
)
def test_a_call_is_said_in_the_language_of_its_ticket(language: Language, words: str) -> None:
    pieces = phrase(call(language), small_catalogue(), READ)
    said = " ".join(f"{piece.words}." if piece.ends else piece.words for piece in pieces)
    assert said.casefold() == words.casefold()


def test_when_others_wait_only_number_and_counter_are_said() -> None:
    pieces = phrase(call(Language.ID), small_catalogue(), READ, is_short=True)
    assert [piece.words for piece in pieces] == ["a", "nol", "satu", "dua", "loket", "dua belas"]
    assert [piece.key for piece in pieces][-2:] == ["counter", "counter-12"]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("number", ["A001", "SM1012", "Z999", "X000"])
def test_a_number_is_spelt_character_by_character(number: str, language: Language) -> None:
    pieces = spell(number, language)
    assert len(pieces) == len(number)
    for char, piece in zip(number, pieces, strict=True):
        assert piece.key == (f"digit-{char}" if char.isdigit() else f"letter-{char.lower()}")
        assert not any(one.isdigit() for one in piece.words)


@pytest.mark.parametrize(
    ("n", "indonesian", "english", "sundanese"),
    [
        (0, "nol", "zero", "enol"),
        (10, "sepuluh", "ten", "sapuluh"),
        (11, "sebelas", "eleven", "sabelas"),
        (19, "sembilan belas", "nineteen", "salapan welas"),
        (20, "dua puluh", "twenty", "dua puluh"),
        (31, "tiga puluh satu", "thirty one", "tilu puluh hiji"),
        (62, "enam puluh dua", "sixty two", "genep puluh dua"),
        (100, "seratus", "one hundred", "saratus"),
        (111, "seratus sebelas", "one hundred and eleven", "saratus sabelas"),
        (205, "dua ratus lima", "two hundred and five", "dua ratus lima"),
    ],
)
def test_counters_are_counted_as_people_do(n: int, indonesian: str, english: str, sundanese: str) -> None:
    assert [cardinal(n, language) for language in Language] == [indonesian, english, sundanese]


def test_every_count_to_999_has_words_of_its_own() -> None:
    for language in Language:
        assert len({cardinal(n, language) for n in range(1000)}) == 1000
    for wrong in (-1, 1000):
        with pytest.raises(ValueError, match=str(wrong)):
            cardinal(wrong, Language.ID)


def test_other_names_of_counters_are_read() -> None:
    assert counter("VIP", Language.ID, READ).words == "vi ai pi"
    assert counter("3A", Language.EN, READ).words == "3A"
    assert counter("01234", Language.EN, READ).key == "counter-01234"
    assert slug("Loket  Ä/3!") == "loket-ä-3"
    assert slug("//") == "none"


def test_an_agency_that_is_not_listed_is_not_named() -> None:
    unknown = Call(1, MORNING, uuid4(), "A012", "GONE", "3", Language.ID)
    assert [piece.key for piece in phrase(unknown, small_catalogue(), READ)][-2:] == [
        "go-to-counter",
        "counter-3",
    ]


# --- how names are read -------------------------------------------------------------------------


def test_abbreviations_are_read_and_signs_are_not() -> None:
    assert READ.read("Polres SIM, SKCK, SPKT", Language.ID) == "Polres sim, es ka ce ka, es pe ka te"
    assert READ.read("Kantor ATR/BPN & SIM", Language.ID) == "Kantor a te er be pe en sim"
    assert READ.read("Polres (SIM, SKCK)", Language.ID) == "Polres", "a hall that waits wants it short"
    assert READ.read("(SIM)", Language.ID) == "sim"
    assert READ.read("Simpang KTPX", Language.ID) == "Simpang KTPX", "whole words only"
    assert READ.read("KTP-el", Language.SU) == "ka té pé éléktronik", "the longer one first"


def test_no_agency_of_the_shipped_catalogue_is_spelt_letter_by_letter_unheard() -> None:
    for agency in catalogue_files.read(SHIPPED_CATALOGUE).agencies:
        for language in (Language.ID, Language.SU):
            words = READ.read(agency.name.say(language), language).replace(",", "").split()
            capitals = [word for word in words if len(word) > 1 and word.isupper()]
            assert capitals == [], agency.name


def test_a_hall_adds_its_own_list(tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text("\ufeffwritten,id,en,su\nDukcapil,duk capil,,\nSIM,es i em,,\n", encoding="utf-8")
    read = pronunciation.read(SHIPPED, file)
    assert read.read("DUKCAPIL dan SIM", Language.EN) == "duk capil dan es i em"
    assert read.read("KTP", Language.ID) == "ka te pe"


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("", 1, "column_missing"),
        ("written,id,en\n", 1, "column_missing"),
        ("written,id,en,su\nSIM,sim\n", 2, "cells"),
        ("written,id,en,su\n\nSIM,,sim,\n", 3, "empty_cell"),
        ("written,id,en,su\n,sim,,\n", 2, "empty_cell"),
    ],
)
def test_a_wrong_list_is_told_with_its_line_and_the_shipped_one_is_used(
    tmp_path: Path, text: str, line: int, problem: str
) -> None:
    file = tmp_path / "names.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Misconfigured) as refused:
        pronunciation.read(file)
    assert (refused.value.facts["line"], refused.value.facts["problem"]) == (line, problem)
    assert str(file) in explain(refused.value, Language.ID)
    config = Config(voice=VoiceConfig(pronunciation=str(file)))
    assert pronunciation_of(config).read("KTP", Language.ID) == "ka te pe"


@pytest.mark.parametrize("name", ["none.csv", "", "latin.csv"])
def test_a_list_that_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "latin.csv").write_bytes(b"written,id,en,su\nR\xe9,x,,\n")
    with pytest.raises(Misconfigured):
        pronunciation.read(tmp_path / name)
