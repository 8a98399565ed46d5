"""Reads the lines of a CSV file, and reports faults by file and line."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from ticketing.errors import Fault

_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,39}")
_LARGEST = 5_000_000
_LONGEST = 200
_MOST_FAULTS = 100
_SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its number in the file, from 1, and its stripped cells by column."""

    number: int
    cells: dict[str, str]


class Report:
    """Collects faults of one file."""

    def __init__(self, file: str, faults: list[Fault]) -> None:
        self._file = file
        self._faults = faults

    def tell(self, line: int, problem: str, detail: str = "") -> None:
        """Note a fault; what comes after the first hundred is not told."""
        if len(self._faults) < _MOST_FAULTS:
            self._faults.append(Fault(self._file, line, problem, detail))


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of one file, and where its faults are told."""

    lines: list[Line]
    report: Report


def table(
    folder: Path, file: str, columns: tuple[str, ...], faults: list[Fault], *, optional: bool = False
) -> Table:
    """Read one file of a catalogue.

    Args:
        folder: Where it is.
        file: Its name.
        columns: Those that it must have.
        faults: Takes what is wrong.
        optional: That there is no such file, or none of its lines is filled, is no fault.
    """
    report = Report(file, faults)
    if optional and not (folder / file).exists():
        return Table([], report)
    return Table(_lines(folder, file, columns, report, optional=optional), report)


def _lines(
    folder: Path, file: str, columns: tuple[str, ...], report: Report, *, optional: bool
) -> list[Line]:
    text = _text(folder / file, report)
    if text is None:
        return []
    lines: list[Line] = []
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
                lines.append(Line(start, dict(zip(header, (cell.strip() for cell in row), strict=True))))
            start = reader.line_num + 1
    except csv.Error as wrong:
        report.tell(reader.line_num, "unreadable", str(wrong))
        return []
    if not lines and not optional:
        report.tell(1, "no_rows")
    return lines


def _text(path: Path, report: Report) -> str | None:
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


def split(text: str) -> list[str]:
    """Split a cell that lists several things."""
    return [part.strip() for part in text.split(_SEPARATOR) if part.strip()]


def check_cells(line: Line, needed: tuple[str, ...], report: Report) -> None:
    """Tell empty cells that must be filled, and cells that are too long."""
    for name in needed:
        if not line.cells[name]:
            report.tell(line.number, "empty_cell", name)
    for name, cell in line.cells.items():
        longest = 2000 if name.startswith(("requirements", "words", "services", "procedure")) else _LONGEST
        if len(cell) > longest:
            report.tell(line.number, "too_long", name)


def check_code(line: Line, code: str, codes: set[str], report: Report) -> None:
    """Tell a code that is no code or was there before."""
    if code in codes:
        report.tell(line.number, "duplicate_code", code)
    elif code and not _CODE.fullmatch(code):
        report.tell(line.number, "wrong_code", code)
    codes.add(code)


def count(line: Line, column: str, least: int, most: int, report: Report) -> int:
    """Read a whole number from `least` to `most`; `least` where it is none."""
    text = line.cells[column]
    if text.isascii() and text.isdigit() and len(text) <= 6 and least <= int(text) <= most:
        return int(text)
    report.tell(line.number, "not_a_count", f"{column}={text}")
    return least
