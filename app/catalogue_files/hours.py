"""Reads ``hours.csv``: when each agency works, week by week. A hall without the file is always open."""

from collections.abc import Sequence
from datetime import time
from itertools import pairwise
from pathlib import Path

from app.catalogue_files.lines import Line, Report, check_cells, count, split, table
from app.catalogue_files.times import choice, names, parsed_time, time_of_day, weekdays
from ticketing.calendar import Season, Shift
from ticketing.catalogue import Agency
from ticketing.errors import Fault

FILE = "hours.csv"
COLUMNS = ("agency_code", "season", "weekdays", "opens", "closes", "breaks", "last_issue_minutes")

_MOST_MIN = 480


def read(folder: Path, agencies: Sequence[Agency], faults: list[Fault]) -> tuple[Shift, ...]:
    """Read all shifts, in the order of the file; none where there is no such file."""
    found = table(folder, FILE, COLUMNS, faults, optional=True)
    known = {agency.code for agency in agencies}
    shifts: list[Shift] = []
    for line in found.lines:
        shift = _shift(line, known, found.report)
        if shift is not None:
            _check_overlap(line, shift, shifts, found.report)
            shifts.append(shift)
    return tuple(shifts)


def _shift(line: Line, known: set[str], report: Report) -> Shift | None:
    cells = line.cells
    check_cells(line, ("opens", "closes"), report)
    agency = cells["agency_code"]
    if agency and agency not in known:
        report.tell(line.number, "unknown_agency", agency)
    season = choice(line, "season", cells["season"], ("", "ramadan"), report)
    days = weekdays(line, report)
    opens, closes = (time_of_day(line, column, report) for column in ("opens", "closes"))
    breaks = _breaks(line, report)
    last_min = count(line, "last_issue_minutes", 0, _MOST_MIN, report)
    on_holidays = choice(line, "holidays", cells.get("holidays", ""), ("", "closed", "open"), report)
    if opens is None or closes is None:
        return None
    if closes <= opens:
        report.tell(line.number, "closes_before_opens", f"{opens:%H:%M}-{closes:%H:%M}")
        return None
    for start, end in breaks:
        if not opens <= start < end <= closes:
            report.tell(line.number, "break_outside", f"{start:%H:%M}-{end:%H:%M}")
    for (_, end), (start, _) in pairwise(breaks):
        if start < end:
            report.tell(line.number, "breaks_overlap", f"{start:%H:%M} < {end:%H:%M}")
    resting = sum(_minutes(end) - _minutes(start) for start, end in breaks)
    if last_min + resting >= _minutes(closes) - _minutes(opens):
        report.tell(line.number, "last_issue_too_early", str(last_min + resting))
    return Shift(agency, Season(season), days, opens, closes, breaks, last_min, on_holidays == "open")


def _breaks(line: Line, report: Report) -> tuple[tuple[time, time], ...]:
    breaks: list[tuple[time, time]] = []
    for part in split(line.cells["breaks"]):
        first, _, last = part.partition("-")
        start, end = parsed_time(first.strip()), parsed_time(last.strip())
        if start is None or end is None:
            report.tell(line.number, "wrong_break", part)
        else:
            breaks.append((start, end))
    return tuple(sorted(breaks))


def _check_overlap(line: Line, shift: Shift, before: Sequence[Shift], report: Report) -> None:
    for other in before:
        same_days = shift.weekdays & other.weekdays
        if (
            (shift.agency, shift.season) == (other.agency, other.season)
            and same_days
            and shift.opens < other.closes
            and other.opens < shift.closes
        ):
            report.tell(line.number, "shifts_overlap", names(same_days))
            return


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
