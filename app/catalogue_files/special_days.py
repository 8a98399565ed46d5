"""Reads ``special_days.csv``: what the hall adds to the national holidays, and when its Ramadan is."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from app.catalogue_files.lines import Line, Report, check_cells, table
from app.catalogue_files.times import choice, day, time_of_day
from ticketing.calendar import Ramadan, SpecialDay
from ticketing.catalogue import Agency
from ticketing.errors import Fault
from ticketing.words import Words

FILE = "special_days.csv"
COLUMNS = ("date", "agency_code", "name_id", "name_en", "is_open", "opens", "closes")

_LENGTHS = (29, 30)


def read(
    folder: Path, agencies: Sequence[Agency], faults: list[Fault]
) -> tuple[tuple[SpecialDay, ...], tuple[Ramadan, ...]]:
    """Read the special days and the corrected Ramadans, in the order of the file."""
    found = table(folder, FILE, COLUMNS, faults, optional=True)
    known = {agency.code for agency in agencies}
    days: list[SpecialDay] = []
    ramadans: list[Ramadan] = []
    seen: set[tuple[date, str]] = set()
    for line in found.lines:
        check_cells(line, ("date",), found.report)
        first = day(line, line.cells["date"], found.report)
        until = line.cells.get("ramadan_until", "")
        if until:
            told = _ramadan(line, first, until, found.report)
            for one in told:
                if any(one.first <= other.last and other.first <= one.last for other in ramadans):
                    found.report.tell(line.number, "two_ramadans", f"{one.first} - {one.last}")
            ramadans += told
            continue
        special = _special_day(line, first, known, found.report)
        if special is not None:
            if (special.day, special.agency) in seen:
                found.report.tell(line.number, "duplicate_day", str(special.day))
            seen.add((special.day, special.agency))
            days.append(special)
    return tuple(days), tuple(ramadans)


def _special_day(line: Line, its_day: date | None, known: set[str], report: Report) -> SpecialDay | None:
    cells = line.cells
    check_cells(line, ("name_id",), report)
    agency = cells["agency_code"]
    if agency and agency not in known:
        report.tell(line.number, "unknown_agency", agency)
    is_open = choice(line, "is_open", cells["is_open"], ("no", "yes"), report) == "yes"
    opens, closes = (time_of_day(line, column, report) for column in ("opens", "closes"))
    if not is_open and (cells["opens"] or cells["closes"]):
        report.tell(line.number, "closed_with_hours", cells["opens"] or cells["closes"])
    elif bool(cells["opens"]) != bool(cells["closes"]):
        report.tell(line.number, "empty_cell", "closes" if cells["opens"] else "opens")
    elif opens and closes and closes <= opens:
        report.tell(line.number, "closes_before_opens", f"{opens:%H:%M}-{closes:%H:%M}")
    if its_day is None:
        return None
    name = Words(cells["name_id"], cells["name_en"], cells.get("name_su", ""))
    return SpecialDay(its_day, agency, name, is_open, opens, closes)


def _ramadan(line: Line, first: date | None, until: str, report: Report) -> list[Ramadan]:
    last = day(line, until, report)
    others = ("agency_code", "is_open", "opens", "closes")
    if any(line.cells[column] for column in others):
        report.tell(line.number, "not_with_ramadan")
    if first is None or last is None:
        return []
    if (last - first).days + 1 not in _LENGTHS:
        report.tell(line.number, "wrong_ramadan", f"{first} - {last}")
    return [Ramadan(first, last)]
