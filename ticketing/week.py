"""The hours that an agency works on a day: its week, Ramadan, holidays and days of its own.

All are wall-clock times of the hall's zone.
"""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Protocol

from ticketing.words import Words

_RAMADAN_MARGIN = timedelta(days=15)


class Season(StrEnum):
    """Which week counts."""

    REGULAR = ""
    RAMADAN = "ramadan"


@dataclass(frozen=True, slots=True)
class Shift:
    """Hours of work that come again each week.

    Attributes:
        agency: Its code; empty for every agency without rows of its own.
        season: In which part of the year; in Ramadan an agency without Ramadan rows keeps its regular ones.
        weekdays: On which days, Monday is 0.
        opens: First minute of work.
        closes: End of work, on the same day.
        breaks: When nobody works and no numbers are given, from and to.
        last_issue_min: Minutes before `closes` at which the last number is given.
        on_holidays: It is worked on national holidays too.
    """

    agency: str
    season: Season
    weekdays: frozenset[int]
    opens: time
    closes: time
    breaks: tuple[tuple[time, time], ...] = ()
    last_issue_min: int = 0
    on_holidays: bool = False


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that is not like its weekday; it goes before the national holidays.

    Attributes:
        day: Its date.
        agency: For whom; empty for all. An agency's own row goes before the one for all.
        name: Why, as people are told.
        is_open: Worked, though a holiday or a free weekday; else closed.
        opens: With `closes`, the hours of an open day; without them it keeps those of its weekday.
        closes: End of work.
    """

    day: date
    agency: str
    name: Words
    is_open: bool
    opens: time | None = None
    closes: time | None = None


@dataclass(frozen=True, slots=True)
class Ramadan:
    """What the hall says of one Ramadan, first and last day; the computed one then does not count."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Hours:
    """The calendar of a hall. An empty one means: always open."""

    shifts: tuple[Shift, ...] = ()
    special_days: tuple[SpecialDay, ...] = ()
    ramadans: tuple[Ramadan, ...] = ()


class Holidays(Protocol):
    """The country's calendar."""

    def name_of(self, day: date) -> Words | None:
        """Name the national holiday or collective leave of a day; None on an ordinary one."""

    def is_ramadan(self, day: date) -> bool:
        """Tell whether a day is one of fasting."""


class NoHolidays:
    """A year of ordinary days."""

    def name_of(self, day: date) -> Words | None:
        """Return None."""
        return None

    def is_ramadan(self, day: date) -> bool:
        """Return False."""
        return False


@dataclass(frozen=True, slots=True)
class NationalDays:
    """The country's calendar of some years, as the catalogue keeps it: `Holidays` without a library.

    A day outside of these years is an ordinary one.
    """

    named: tuple[tuple[date, Words], ...] = ()
    fasting: tuple[Ramadan, ...] = ()

    def name_of(self, day: date) -> Words | None:
        """Name the national holiday or collective leave of a day; None on an ordinary one."""
        return next((name for one, name in self.named if one == day), None)

    def is_ramadan(self, day: date) -> bool:
        """Tell whether a day is one of fasting."""
        return any(one.first <= day <= one.last for one in self.fasting)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an agency works on one day; `shifts` is None where it has no hours and is always open."""

    shifts: tuple[Shift, ...] | None
    name: Words | None = None


def is_ramadan(hours: Hours, holidays: Holidays, day: date) -> bool:
    """Tell whether the hall takes a day for one of Ramadan: its own word goes before the computed one."""
    for own in hours.ramadans:
        if own.first - _RAMADAN_MARGIN <= day <= own.last + _RAMADAN_MARGIN:
            return own.first <= day <= own.last
    return holidays.is_ramadan(day)


def plan_of(hours: Hours, holidays: Holidays, agency: str, day: date) -> Plan:
    """Tell what an agency works on a day, and the name of what closes it."""
    week = week_of(hours, holidays, agency, day)
    shifts = week and tuple(shift for shift in week if day.weekday() in shift.weekdays)
    special = _special_day(hours, agency, day)
    if special is not None:
        if not special.is_open:
            return Plan((), special.name)
        if special.opens is None or special.closes is None:
            return Plan(shifts)
        usual = next(
            iter(shifts or week or ()), Shift(agency, Season.REGULAR, frozenset(), time.min, time.max)
        )
        breaks = tuple(pause for shift in shifts or () for pause in shift.breaks)
        return Plan((replace(usual, opens=special.opens, closes=special.closes, breaks=breaks),))
    name = holidays.name_of(day) if shifts is not None else None
    if shifts and name is not None:
        shifts = tuple(shift for shift in shifts if shift.on_holidays)
    return Plan(shifts, None if shifts else name)


def week_of(hours: Hours, holidays: Holidays, agency: str, day: date) -> tuple[Shift, ...] | None:
    """List the hours of an agency's week as it is in the season of a day; None where it is always open."""
    own = [shift for shift in hours.shifts if shift.agency == agency]
    rows = own or [shift for shift in hours.shifts if not shift.agency]
    if not rows:
        return None
    season = Season.RAMADAN if is_ramadan(hours, holidays, day) else Season.REGULAR
    return tuple(shift for shift in rows if shift.season is season) or tuple(
        shift for shift in rows if shift.season is Season.REGULAR
    )


def _special_day(hours: Hours, agency: str, day: date) -> SpecialDay | None:
    rows = [row for row in hours.special_days if row.day == day and row.agency in ("", agency)]
    return max(rows, key=lambda row: bool(row.agency), default=None)
