"""Catalogues: the shipped one is taken, a wrong one is told by file and line, nothing half."""

import os
import random
from pathlib import Path

import pytest

from app import catalogue_files
from app.parts import SHIPPED_CATALOGUE
from ticketing.errors import CatalogueRefused

AGENCIES = "agency_code,agency_name_id,agency_name_en,ticket_prefix,assumed_counters,zone\n"
SERVICES = (
    "agency_code,service_code,service_name_id,service_name_en,avg_minutes,requirements_id,requirements_en\n"
)
AGENCY = "DUKCAPIL,Dinas Kependudukan,Population Office,A,2,Zona 1\n"
SERVICE = "DUKCAPIL,KTP-BARU,KTP-el baru,New e-KTP,8,KK; Foto,Family card; Photo\n"


def write(
    folder: Path, agencies: str | bytes = AGENCIES + AGENCY, services: str | bytes = SERVICES + SERVICE
) -> Path:
    for name, content in (("agencies.csv", agencies), ("services.csv", services)):
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def faults(folder: Path) -> set[tuple[str, int, str]]:
    with pytest.raises(CatalogueRefused) as refused:
        catalogue_files.read(folder)
    return {(fault.where, fault.line, fault.problem) for fault in refused.value.faults}


def test_the_shipped_catalogue_has_36_agencies_and_204_services() -> None:
    catalogue = catalogue_files.read(SHIPPED_CATALOGUE)
    assert (len(catalogue.agencies), len(catalogue.services), len(catalogue.counters)) == (36, 204, 62)
    assert [one.name for one in catalogue.counters_of("DPMPTSP")] == ["7", "8", "9", "10"]


def test_documents_are_paired_between_the_languages(tmp_path: Path) -> None:
    service = catalogue_files.read(write(tmp_path)).service["KTP-BARU"]
    assert [(one.id, one.en) for one in service.documents] == [("KK", "Family card"), ("Foto", "Photo")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_files_are_read_as_spreadsheets_save_them(tmp_path: Path, encoding: str) -> None:
    folder = write(tmp_path, (AGENCIES + AGENCY.replace("Dinas", "Dinas é")).encode(encoding))
    assert catalogue_files.read(folder).agencies[0].name.id == "Dinas é Kependudukan"


@pytest.mark.parametrize(
    ("agencies", "services", "expected"),
    [
        (
            AGENCIES.replace("zone", "area") + AGENCY,
            SERVICES + SERVICE,
            ("agencies.csv", 1, "column_missing"),
        ),
        (AGENCIES + AGENCY * 2, SERVICES + SERVICE, ("agencies.csv", 3, "duplicate_code")),
        (
            AGENCIES + AGENCY + AGENCY.replace("DUK", "X"),
            SERVICES + SERVICE,
            ("agencies.csv", 3, "duplicate_prefix"),
        ),
        (AGENCIES + AGENCY.replace(",A,", ",O,"), SERVICES + SERVICE, ("agencies.csv", 2, "wrong_prefix")),
        (AGENCIES + AGENCY.replace(",2,", ",two,"), SERVICES + SERVICE, ("agencies.csv", 2, "not_a_count")),
        (AGENCIES + AGENCY, SERVICES + SERVICE.replace("DUK", "SAM"), ("services.csv", 2, "unknown_agency")),
        (AGENCIES + AGENCY, SERVICES + SERVICE * 2, ("services.csv", 3, "duplicate_code")),
        (AGENCIES + AGENCY, SERVICES + SERVICE.replace(",8,", ",0,"), ("services.csv", 2, "not_a_count")),
        (
            AGENCIES + AGENCY,
            SERVICES + SERVICE.replace("; Photo", ""),
            ("services.csv", 2, "documents_differ"),
        ),
        (AGENCIES + AGENCY, SERVICES + SERVICE.replace(",8,", ","), ("services.csv", 2, "cells")),
        (
            AGENCIES + AGENCY,
            SERVICES + SERVICE.replace("KTP-el baru", "x" * 4096),
            ("services.csv", 2, "too_long"),
        ),
        (AGENCIES + AGENCY, SERVICES + SERVICE.replace("KTP-el baru", ""), ("services.csv", 2, "empty_cell")),
        (AGENCIES + AGENCY, SERVICES, ("services.csv", 1, "no_rows")),
        (AGENCIES + '"' + AGENCY, SERVICES + SERVICE, ("agencies.csv", 2, "unreadable")),
    ],
)
def test_each_fault_is_told_by_file_and_line(
    tmp_path: Path, agencies: str, services: str, expected: tuple[str, int, str]
) -> None:
    assert expected in faults(write(tmp_path, agencies, services))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert ("agencies.csv", 0, "file_missing") in faults(tmp_path)


def test_a_pipe_or_a_folder_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "agencies.csv")
    (tmp_path / "services.csv").mkdir()
    assert faults(tmp_path) == {("agencies.csv", 0, "unreadable"), ("services.csv", 0, "unreadable")}


def test_noise_is_refused_without_reading_it_all(tmp_path: Path) -> None:
    noise = random.Random(7).randbytes(10_000_000)
    assert ("agencies.csv", 0, "too_large") in faults(write(tmp_path, noise))
    assert ("agencies.csv", 0, "unreadable") in faults(write(tmp_path, noise[:100_000]))
