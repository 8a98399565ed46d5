"""Reads ``standards.csv``: what services promise, beside the documents that they want to see."""

from collections.abc import Sequence
from pathlib import Path

from app.catalogue_files.lines import Line, Report, check_cells, split, table
from ticketing.catalogue import EVERY, Agency, Service, Standard
from ticketing.errors import Fault
from ticketing.words import Words

FILE = "standards.csv"
PARTS = ("procedure", "days", "cost", "product", "complaints")
COLUMNS = ("code", *(f"{part}_{language}" for part in PARTS for language in ("id", "en")))
OPTIONAL = tuple(f"{part}_su" for part in PARTS)


def read(
    folder: Path, agencies: Sequence[Agency], services: Sequence[Service], faults: list[Fault]
) -> dict[str, Standard]:
    """Read what is promised, by the code of a service, of an agency, or ``*`` for all."""
    found = table(folder, FILE, COLUMNS, faults, optional=True)
    known = {EVERY, *(agency.code for agency in agencies), *(service.code for service in services)}
    standards: dict[str, Standard] = {}
    for line in found.lines:
        code = line.cells["code"]
        check_cells(line, ("code",), found.report)
        if code in standards:
            found.report.tell(line.number, "duplicate_code", code)
        elif code and code not in known:
            found.report.tell(line.number, "unknown_duty", code)
        standards[code] = _standard(line, found.report)
    return standards


def _standard(line: Line, report: Report) -> Standard:
    for part in PARTS:
        _check_pair(line, part, report)
    days, cost, product, complaints = (_words(line, part) for part in PARTS[1:])
    return Standard(_procedure(line, report), days, cost, product, complaints)


def _check_pair(line: Line, part: str, report: Report) -> None:
    """Tell what is said in one language only; Sundanese may be missing, but does not stand alone."""
    names = (f"{part}_id", f"{part}_en")
    if any(line.cells.get(name) for name in (*names, f"{part}_su")):
        for name in names:
            if not line.cells[name]:
                report.tell(line.number, "empty_cell", name)


def _words(line: Line, part: str) -> Words | None:
    own, english, sundanese = (line.cells.get(f"{part}_{language}", "") for language in ("id", "en", "su"))
    return Words(own, english, sundanese) if own else None


def _procedure(line: Line, report: Report) -> tuple[Words, ...]:
    own, english, sundanese = (
        split(line.cells.get(f"procedure_{language}", "")) for language in ("id", "en", "su")
    )
    if own and english and {len(english), len(sundanese or own)} != {len(own)}:
        report.tell(line.number, "steps_differ")
        return ()
    if len(own) != len(english):
        return ()  # one of the two is missing, which is told already
    return tuple(map(Words, own, english, sundanese or [""] * len(own)))
