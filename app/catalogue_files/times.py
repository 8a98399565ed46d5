"""Reads weekdays, dates and times of day from the cells of a catalogue's files."""

import re
from datetime import date, time

from app.catalogue_files.lines import Line, Report, split

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def weekdays(line: Line, report: Report) -> frozenset[int]:
    """Read ``mon-thu`` or ``mon;wed``; a stretch may go over the week's end."""
    found: set[int] = set()
    for part in split(line.cells["weekdays"].lower()):
        first, _, last = (word.strip() for word in part.partition("-"))
        if first not in WEEKDAYS or (last or first) not in WEEKDAYS or part.endswith("-"):
            report.tell(line.number, "wrong_weekday", part)
            continue
        start = WEEKDAYS.index(first)
        length = (WEEKDAYS.index(last or first) - start) % 7
        found.update((start + step) % 7 for step in range(length + 1))
    if not found and not split(line.cells["weekdays"]):
        report.tell(line.number, "empty_cell", "weekdays")
    return frozenset(found)


def names(days: frozenset[int]) -> str:
    """Write weekdays as a cell says them."""
    return ";".join(WEEKDAYS[day] for day in sorted(days))


def time_of_day(line: Line, column: str, report: Report) -> time | None:
    """Read ``07:30``; None for an empty cell and, told, for a wrong one."""
    text = line.cells[column]
    found = parsed_time(text)
    if text and found is None:
        report.tell(line.number, "wrong_hour", f"{column}={text}")
    return found


def parsed_time(text: str) -> time | None:
    """Parse ``07:30``, as spreadsheets also write it: ``7.30``."""
    found = _TIME.fullmatch(text)
    return time(int(found[1]), int(found[2])) if found else None


def day(line: Line, text: str, report: Report) -> date | None:
    """Read ``2026-03-21``; None, told, for what is none. An empty cell is the caller's to judge."""
    try:
        found = date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        found = None
    if text and (found is None or not 2000 <= found.year <= 2200):
        report.tell(line.number, "wrong_date", text)
        return None
    return found


def choice(line: Line, column: str, text: str, words: tuple[str, ...], report: Report) -> str:
    """Read one of a few words; the first of them, told, for any other."""
    if text.lower() in words:
        return text.lower()
    report.tell(line.number, "unknown_word", f"{column}={text}")
    return words[0]
