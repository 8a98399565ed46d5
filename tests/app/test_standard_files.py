"""``standards.csv``: what is read of it, what is told by line, and the standards that are shipped."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app import catalogue_files
from app.catalogue_files import standards
from app.config import Config
from app.furnishing import take_catalogue
from app.parts import SHIPPED_CATALOGUE
from store.store import open_store
from tests.fakes import small_catalogue
from ticketing.catalogue import EVERY, Standard
from ticketing.errors import Fault
from ticketing.words import Language, Words

HEADER = (*standards.COLUMNS, *standards.OPTIONAL)
LONGEST = 120


def read(folder: Path, *lines: dict[str, str]) -> tuple[dict[str, Standard], set[tuple[int, str, str]]]:
    """Read lines, each given by its filled cells; return what was read and the faults told."""
    with (folder / standards.FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER, restval="")
        writer.writeheader()
        writer.writerows(lines)
    faults: list[Fault] = []
    small = small_catalogue()
    found = standards.read(folder, small.agencies, small.services, faults)
    assert {fault.where for fault in faults} <= {standards.FILE}
    return found, {(fault.line, fault.problem, fault.detail) for fault in faults}


def test_each_part_is_read_and_steps_are_paired(tmp_path: Path) -> None:
    line = {
        "code": "KTP-BARU",
        "procedure_id": "Ambil nomor; Tunggu;",
        "procedure_en": "Take a number; Wait",
        "procedure_su": "Nyandak nomer; Antosan",
        "days_id": "1 hari",
        "days_en": "1 day",
        "cost_id": "Gratis",
        "cost_en": "Free",
        "cost_su": "Haratis",
        "product_id": "KTP-el",
        "product_en": "e-KTP",
        "complaints_id": "Loket 9; SMS 1708",
        "complaints_en": "Counter 9; SMS 1708",
    }
    found, faults = read(tmp_path, line)
    assert not faults
    steps = (Words("Ambil nomor", "Take a number", "Nyandak nomer"), Words("Tunggu", "Wait", "Antosan"))
    assert found == {
        "KTP-BARU": Standard(
            steps,
            Words("1 hari", "1 day"),
            Words("Gratis", "Free", "Haratis"),
            Words("KTP-el", "e-KTP"),
            Words("Loket 9; SMS 1708", "Counter 9; SMS 1708"),
        )
    }


def test_without_the_file_nothing_is_promised(tmp_path: Path) -> None:
    small = small_catalogue()
    faults: list[Fault] = []
    assert standards.read(tmp_path, small.agencies, small.services, faults) == {}
    assert not faults
    assert small.standard_of("KTP-BARU") == Standard()


def test_a_sundanese_column_may_be_missing(tmp_path: Path) -> None:
    header = ",".join(standards.COLUMNS)
    line = ",".join(("*", "Tunggu", "Wait", *("" for _ in standards.COLUMNS[3:])))
    (tmp_path / standards.FILE).write_text(f"{header}\n{line}\n", encoding="utf-8")
    faults: list[Fault] = []
    found = standards.read(tmp_path, (), (), faults)
    assert not faults
    assert found == {EVERY: Standard((Words("Tunggu", "Wait"),))}
    assert found[EVERY].procedure[0].say(Language.SU) == "Tunggu"


def test_a_service_goes_before_its_agency_and_that_before_all_part_by_part(tmp_path: Path) -> None:
    def line(code: str, *parts: str) -> dict[str, str]:
        cells = {f"{part}_{language}": f"{part} {code}" for part in parts for language in ("id", "en")}
        return {"code": code, **cells}

    found, faults = read(
        tmp_path,
        line("KTP-BARU", "product"),
        line("DUKCAPIL", "cost", "product"),
        line("*", "procedure", "cost", "product"),
    )
    assert not faults
    catalogue = replace(small_catalogue(), standards=found)

    def told(code: str) -> list[str]:
        merged = catalogue.standard_of(code)
        parts = (*merged.procedure, merged.days, merged.cost, merged.product, merged.complaints)
        return [part.id if part else "" for part in parts]

    assert told("KTP-BARU") == ["procedure *", "", "cost DUKCAPIL", "product KTP-BARU", ""]
    assert told("KK-BARU") == ["procedure *", "", "cost DUKCAPIL", "product DUKCAPIL", ""]
    assert told("PAJAK") == ["procedure *", "", "cost *", "product *", ""]
    assert told("NO-LONGER-OFFERED") == told("PAJAK")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([{"code": "NONE"}], {(2, "unknown_duty", "NONE")}),
        ([{"cost_id": "Gratis", "cost_en": "Free"}], {(2, "empty_cell", "code")}),
        ([{"code": "KK-BARU"}, {"code": "*"}, {"code": "KK-BARU"}], {(4, "duplicate_code", "KK-BARU")}),
        ([{"code": "*"}, {"code": "*"}], {(3, "duplicate_code", "*")}),
        ([{"code": "*", "cost_id": "Gratis"}], {(2, "empty_cell", "cost_en")}),
        ([{"code": "*", "cost_en": "Free"}], {(2, "empty_cell", "cost_id")}),
        (
            [{"code": "*", "product_su": "KTP"}],
            {(2, "empty_cell", "product_id"), (2, "empty_cell", "product_en")},
        ),
        ([{"code": "*", "procedure_id": "Satu; Dua"}], {(2, "empty_cell", "procedure_en")}),
        ([{"code": "*", "procedure_id": "Satu; Dua", "procedure_en": "One"}], {(2, "steps_differ", "")}),
        (
            [{"code": "*", "procedure_id": "Satu", "procedure_en": "One", "procedure_su": "Hiji; Dua"}],
            {(2, "steps_differ", "")},
        ),
        ([{"code": "*", "days_id": "x" * 201, "days_en": "x"}], {(2, "too_long", "days_id")}),
        ([{"code": "*", "procedure_id": "x" * 2001, "procedure_en": "x"}], {(2, "too_long", "procedure_id")}),
    ],
)
def test_each_fault_is_told_by_line(
    tmp_path: Path, lines: list[dict[str, str]], expected: set[tuple[int, str, str]]
) -> None:
    _, faults = read(tmp_path, *lines)
    assert faults == expected


def texts(standard: Standard) -> Iterator[Words]:
    yield from standard.procedure
    for part in (standard.days, standard.cost, standard.product, standard.complaints):
        if part is not None:
            yield part


def test_every_shipped_service_has_what_the_law_asks_for_in_two_languages() -> None:
    catalogue = catalogue_files.read(SHIPPED_CATALOGUE)
    for code in catalogue.service:
        merged = catalogue.standard_of(code)
        assert len(merged.procedure) >= 4, code
        assert None not in (merged.cost, merged.product, merged.complaints), code
        assert all(text.id and text.en for text in texts(merged)), code


def test_every_shipped_agency_and_service_has_its_line() -> None:
    catalogue = catalogue_files.read(SHIPPED_CATALOGUE)
    assert set(catalogue.standards) == {EVERY, *catalogue.agency, *catalogue.service}


def test_shipped_texts_have_room_on_a_screen() -> None:
    catalogue = catalogue_files.read(SHIPPED_CATALOGUE)
    for code, standard in catalogue.standards.items():
        for text in texts(standard):
            assert max(map(len, (text.id, text.en, text.su))) <= LONGEST, (code, text)


def test_sums_times_and_telephone_numbers_are_the_same_in_every_language() -> None:
    catalogue = catalogue_files.read(SHIPPED_CATALOGUE)
    for code, standard in catalogue.standards.items():
        for text in (standard.days, standard.cost, standard.complaints):
            if text is None:
                continue
            digits = ["".join(filter(str.isdigit, one)) for one in (text.id, text.en, text.su or text.id)]
            assert len(set(digits)) == 1, (code, text)


def test_the_shipped_ones_are_imported_whole(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "hall.db"))
    take_catalogue(store, Config(), SHIPPED_CATALOGUE)
    assert store.catalogue().standards == catalogue_files.read(SHIPPED_CATALOGUE).standards
    store.close()
