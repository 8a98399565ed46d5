"""Indonesia's holidays, collective leave and Ramadan, from the `holidays` library."""

import re
from datetime import date, timedelta
from functools import cache

from ticketing.week import NationalDays, Ramadan
from ticketing.words import Words

_COUNTRY = "ID"
_CATEGORIES = ("public", "government")  # the second holds collective leave (cuti bersama)
_EID = "Eid al-Fitr"

#: Brunei sights the moon as Indonesia does, and makes the first day of Ramadan a holiday.
_RAMADAN_COUNTRY, _RAMADAN = "BN", "First Day of Ramadan"

_YEARS = range(1946, 2101)
_BETWEEN_NAMES = "; "
_ESTIMATED = re.compile(r"\s*\((?:perkiraan|estimated)\)")


def national_days(first_year: int, years: int) -> NationalDays:
    """Write the calendar of some years down, for a catalogue.

    The library takes long to load and eighteen megabytes: no window has it, and nobody loads it while
    it holds the lock of the queue.
    """
    named: list[tuple[date, Words]] = []
    fasting: set[date] = set()
    for year in range(first_year, first_year + years):
        named += sorted(_holidays(year).items())
        fasting |= _fasting_days(year)
    starts = sorted(day for day in fasting if day - timedelta(days=1) not in fasting)
    ends = sorted(day for day in fasting if day + timedelta(days=1) not in fasting)
    return NationalDays(tuple(named), tuple(map(Ramadan, starts, ends)))


class HolidayBook:
    """The country's calendar; see `ticketing.week.Holidays`.

    A year is reckoned when it is first asked for. Outside 1946-2100 every day is an ordinary one.
    """

    def name_of(self, day: date) -> Words | None:
        """Name the national holiday or collective leave of a day; None on an ordinary one."""
        return _holidays(day.year).get(day)

    def is_ramadan(self, day: date) -> bool:
        """Tell whether a day is one of fasting."""
        return day in _fasting_days(day.year)


@cache
def _holidays(year: int) -> dict[date, Words]:
    """Name the holidays of a year. That a date is an estimate is no part of the name people read."""
    english = _named(_COUNTRY, year, "en_US")
    return {
        day: Words(_joined(names), _joined(english.get(day, [])))
        for day, names in _named(_COUNTRY, year, "id").items()
    }


@cache
def _fasting_days(year: int) -> frozenset[date]:
    """List the days of Ramadan that fall in a year; one that began in the last year may reach into it."""
    days: set[date] = set()
    for first in (*_starts(year - 1), *_starts(year)):
        eid = _eid_after(first)
        first = min(max(first, eid - timedelta(days=30)), eid - timedelta(days=29))
        days.update(first + timedelta(days=ahead) for ahead in range((eid - first).days))
    return frozenset(day for day in days if day.year == year)


def _starts(year: int) -> list[date]:
    found = _named(_RAMADAN_COUNTRY, year, "en_US")
    return [day for day, names in found.items() if _RAMADAN in names]


def _eid_after(first: date) -> date:
    """Find Indonesia's own Eid that ends the Ramadan which elsewhere begins on `first`."""
    nearby = [first + timedelta(days=ahead) for ahead in range(28, 33)]
    eids = [day for day in nearby if _EID in _named(_COUNTRY, day.year, "en_US").get(day, [])]
    return min(eids, default=first + timedelta(days=30))


@cache
def _named(country: str, year: int, language: str) -> dict[date, list[str]]:
    if year not in _YEARS:
        return {}
    from holidays import country_holidays

    categories = _CATEGORIES if country == _COUNTRY else None
    found = country_holidays(country, years=year, categories=categories, language=language)
    return {day: [_ESTIMATED.sub("", name) for name in found.get_list(day)] for day in sorted(found)}


def _joined(names: list[str]) -> str:
    return _BETWEEN_NAMES.join(names)
