"""Reads ``agencies.csv`` and ``services.csv``; tells every fault by file and line."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ticketing import numbering
from ticketing.errors import CatalogueRefused, Fault
from ticketing.model import Agency, Catalogue, Counter, Service, Words

AGENCIES = "agencies.csv"
SERVICES = "services.csv"

_AGENCY_COLUMNS = (
    "agency_code",
    "agency_name_id",
    "agency_name_en",
    "ticket_prefix",
    "assumed_counters",
    "zone",
)
_SERVICE_COLUMNS = (
    "agency_code", "service_code", "service_name_id", "service_name_en", "avg_minutes",
    "requirements_id", "requirements_en",
)  # fmt: skip
_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,39}")
_LARGEST = 5_000_000
_LONGEST = 200
_MOST_FAULTS = 100
_SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    cells: dict[str, str]


class _Report:
    """Collects faults of one file."""

    def __init__(self, file: str, faults: list[Fault]) -> None:
        self._file = file
        self._faults = faults

    def tell(self, line: int, problem: str, detail: str = "") -> None:
        if len(self._faults) < _MOST_FAULTS:
            self._faults.append(Fault(self._file, line, problem, detail))


def read(folder: Path) -> Catalogue:
    """Read a catalogue.

    Files are UTF-8, with or without a byte-order mark, or Windows-1252 as spreadsheets save it.
    Counters are numbered through the hall in the order of the agencies.

    Raises:
        CatalogueRefused: With every fault found, the first hundred at most.
    """
    faults: list[Fault] = []
    agency_lines = _lines(folder, AGENCIES, _AGENCY_COLUMNS, faults)
    agencies = _agencies(agency_lines, _Report(AGENCIES, faults))
    service_lines = _lines(folder, SERVICES, _SERVICE_COLUMNS, faults)
    services = _services(service_lines, {one.code for one in agencies}, _Report(SERVICES, faults))
    if faults:
        raise CatalogueRefused(faults)
    return Catalogue(tuple(agencies), tuple(services), tuple(_counters(agencies)))


def _lines(folder: Path, file: str, columns: tuple[str, ...], faults: list[Fault]) -> list[_Line]:
    report = _Report(file, faults)
    text = _text(folder / file, report)
    if text is None:
        return []
    lines: list[_Line] = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        header = [name.strip() for name in next(reader, [])]
        missing = [name for name in columns if name not in header]
        for name in missing:
            report.tell(1, "column_missing", name)
        if missing:
            return []
        start = reader.line_num + 1
        for row in reader:
            if row and len(row) != len(header):
                report.tell(start, "cells")
            elif row:
                lines.append(_Line(start, dict(zip(header, (cell.strip() for cell in row), strict=True))))
            start = reader.line_num + 1
    except csv.Error as wrong:
        report.tell(reader.line_num, "unreadable", str(wrong))
        return []
    if not lines:
        report.tell(1, "no_rows")
    return lines


def _text(path: Path, report: _Report) -> str | None:
    try:
        if path.exists() and not path.is_file():  # a pipe or a device may have no end
            report.tell(0, "unreadable", "not an ordinary file")
            return None
        if path.stat().st_size > _LARGEST:
            report.tell(0, "too_large")
            return None
        data = path.read_bytes()
    except FileNotFoundError:
        report.tell(0, "file_missing")
        return None
    except OSError as wrong:
        report.tell(0, "unreadable", wrong.strerror or "")
        return None
    if b"\0" in data:
        report.tell(0, "unreadable", "NUL")
        return None
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as wrong:
            line, reason = data.count(b"\n", 0, wrong.start) + 1, wrong.reason
    report.tell(line, "unreadable", reason)
    return None


def _agencies(lines: list[_Line], report: _Report) -> list[Agency]:
    agencies: list[Agency] = []
    codes: set[str] = set()
    prefixes: set[str] = set()
    for line in lines:
        cells = line.cells
        _check_cells(line, ("agency_code", "agency_name_id", "ticket_prefix"), report)
        code, prefix = cells["agency_code"], cells["ticket_prefix"]
        _check_code(line, code, codes, report)
        if prefix in prefixes:
            report.tell(line.number, "duplicate_prefix", prefix)
        elif prefix and not numbering.is_prefix(prefix):
            report.tell(line.number, "wrong_prefix", prefix)
        prefixes.add(prefix)
        counters = _count(line, "assumed_counters", 0, 99, report)
        name = Words(cells["agency_name_id"], cells["agency_name_en"], cells.get("agency_name_su", ""))
        agencies.append(Agency(code, name, prefix, cells.get("sector", ""), cells["zone"], counters))
    return agencies


def _services(lines: list[_Line], agencies: set[str], report: _Report) -> list[Service]:
    services: list[Service] = []
    codes: set[str] = set()
    for line in lines:
        cells = line.cells
        _check_cells(line, ("service_code", "service_name_id", "agency_code"), report)
        code, agency = cells["service_code"], cells["agency_code"]
        _check_code(line, code, codes, report)
        if agency and agency not in agencies:
            report.tell(line.number, "unknown_agency", agency)
        minutes = _count(line, "avg_minutes", 1, 480, report)
        name = Words(cells["service_name_id"], cells["service_name_en"], cells.get("service_name_su", ""))
        services.append(Service(code, agency, name, minutes, _documents(line, report)))
    return services


def _documents(line: _Line, report: _Report) -> tuple[Words, ...]:
    lists = [_split(line.cells[f"requirements_{language}"]) for language in ("id", "en")]
    if lists[1] and len(lists[0]) != len(lists[1]):
        report.tell(line.number, "documents_differ")
        return ()
    english = lists[1] or [""] * len(lists[0])
    return tuple(Words(own, other) for own, other in zip(lists[0], english, strict=True))


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(_SEPARATOR) if part.strip()]


def _check_cells(line: _Line, needed: tuple[str, ...], report: _Report) -> None:
    for name in needed:
        if not line.cells[name]:
            report.tell(line.number, "empty_cell", name)
    for name, cell in line.cells.items():
        longest = 2000 if name.startswith("requirements") else _LONGEST
        if len(cell) > longest:
            report.tell(line.number, "too_long", name)


def _check_code(line: _Line, code: str, codes: set[str], report: _Report) -> None:
    if code in codes:
        report.tell(line.number, "duplicate_code", code)
    elif code and not _CODE.fullmatch(code):
        report.tell(line.number, "wrong_code", code)
    codes.add(code)


def _count(line: _Line, column: str, least: int, most: int, report: _Report) -> int:
    text = line.cells[column]
    if text.isascii() and text.isdigit() and len(text) <= 6 and least <= int(text) <= most:
        return int(text)
    report.tell(line.number, "not_a_count", f"{column}={text}")
    return least


def _counters(agencies: list[Agency]) -> Iterator[Counter]:
    number = 0
    for agency in agencies:
        for _ in range(agency.counters):
            number += 1
            yield Counter(str(number), agency.code, agency.zone)
