"""The search finds what people mean, in their words, with their typing errors, in three languages."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import catalogue_files
from app.parts import SHIPPED_CATALOGUE
from language import search
from language.search import Index
from tests.fakes import small_catalogue
from ticketing.catalogue import Catalogue
from ticketing.words import Language

QUERIES = Path(__file__).parents[2] / "benchmarks" / "queries.csv"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return catalogue_files.read(SHIPPED_CATALOGUE)


@pytest.fixture(scope="module")
def index(catalogue: Catalogue) -> dict[Language, Index]:
    return {language: Index(catalogue, language) for language in Language}


def found(index: Index, text: str) -> list[str]:
    return [hit.service.code for hit in index.search(text)]


def asked() -> list[tuple[Language, str, set[str]]]:
    with QUERIES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [(Language(row["language"]), row["query"], set(row["service"].split(";"))) for row in rows]


def test_what_a_citizen_means_is_among_the_first_three(index: dict[Language, Index]) -> None:
    queries = asked()
    missed = [
        query
        for language, query, services in queries
        if not services & set(found(index[language], query)[:3])
    ]
    assert len(queries) >= 150
    assert min(Counter(language for language, *_ in queries).values()) >= 15
    assert len(missed) <= len(queries) * 0.05, missed


def test_the_queries_name_services_that_there_are(catalogue: Catalogue) -> None:
    for _, query, services in asked():
        assert services <= set(catalogue.service), query


def test_every_service_is_found_first_by_its_own_name(catalogue: Catalogue) -> None:
    for language in Language:
        index = Index(catalogue, language)
        for service in catalogue.services:
            assert service.code in found(index, service.name.say(language))[:3], service.code


def test_every_service_is_found_by_its_code(catalogue: Catalogue, index: dict[Language, Index]) -> None:
    for service in catalogue.services:
        assert found(index[Language.ID], service.code)[0] == service.code


def test_every_shipped_service_has_everyday_words(catalogue: Catalogue) -> None:
    assert set(catalogue.keywords) == set(catalogue.service)
    assert all(catalogue.keywords.values())


@pytest.mark.parametrize("typed", ["antrian", "antrean", "ANTRIAN", "Antréan"])
def test_spellings_of_one_word_are_one(typed: str) -> None:
    assert search.words_of(typed) == ("antrean",)


@pytest.mark.parametrize(
    "typed", ["paspor", "pasport", "paspro", "papsor", "passpor", "paspr", "PASPOR!", "  paspor  "]
)
def test_typing_errors_find_the_same(index: dict[Language, Index], typed: str) -> None:
    assert all(code.startswith("PASPOR") for code in found(index[Language.ID], typed)[:3])


@pytest.mark.parametrize("letters", range(2, 9))
def test_results_come_while_somebody_types(index: dict[Language, Index], letters: int) -> None:
    assert found(index[Language.ID], "kelahiran"[:letters])


@pytest.mark.parametrize("typed", ["", "   ", "qwertyuiop", "zzz", "?!", "a" * 10_000, "日本"])
def test_nonsense_finds_nothing(index: dict[Language, Index], typed: str) -> None:
    assert found(index[Language.ID], typed) == []


def test_words_that_mean_nothing_are_passed_over(index: dict[Language, Index]) -> None:
    plain = found(index[Language.ID], "paspor hilang")
    assert found(index[Language.ID], "saya mau urus paspor yang hilang")[0] == plain[0]


def test_a_hall_without_everyday_words_is_searched_by_names() -> None:
    assert found(Index(small_catalogue(), Language.EN), "vehicle tax") == ["PAJAK"]
    assert found(Index(small_catalogue(), Language.ID), "ktp")[0] == "KTP-BARU"


def test_a_halls_own_words_go_before(catalogue: Catalogue) -> None:
    words = {"kartusakti": ("paspor",)}
    assert found(Index(catalogue, Language.ID, words), "kartusakti")[0].startswith("PASPOR")


@given(st.text(max_size=60))
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    hits = Index(small_catalogue(), Language.SU).search(text)
    assert all(0 < hit.score <= 1 for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
