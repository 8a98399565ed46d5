"""Dates and hours as they are written in each language."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from ticketing.words import Language

_DAYS = {
    Language.ID: ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    Language.EN: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    Language.SU: ("Senén", "Salasa", "Rebo", "Kemis", "Jumaah", "Saptu", "Minggu"),
}
_MONTHS = {
    Language.ID: (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
    Language.EN: (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    Language.SU: (
        "Januari", "Pébruari", "Maret", "April", "Méi", "Juni",
        "Juli", "Agustus", "Séptémber", "Oktober", "Nopémber", "Désémber",
    ),
}  # fmt: skip


def clock(at: time, language: Language) -> str:
    """Write a time of the clock: ``09.40`` in Indonesian and Sundanese, ``09:40`` in English."""
    return at.strftime("%H:%M" if language is Language.EN else "%H.%M")


def weekday(n: int, language: Language) -> str:
    """Name a day of the week; 0 is Monday."""
    return _DAYS[language][n]


def hour(moment: datetime, zone: str, language: Language) -> str:
    """Write a time of day: ``09.40`` in Indonesian and Sundanese, ``09:40`` in English."""
    return clock(moment.astimezone(ZoneInfo(zone)).time(), language)


def hours(start: datetime, end: datetime, zone: str, language: Language) -> str:
    """Write a range of times: ``09.40–10.05``."""
    return f"{hour(start, zone, language)}–{hour(end, zone, language)}"


def day(when: date, language: Language) -> str:
    """Write a date in full: ``Selasa, 24 November 2026``."""
    weekday = _DAYS[language][when.weekday()]
    return f"{weekday}, {when.day} {_MONTHS[language][when.month - 1]} {when.year}"


def local_date(moment: datetime, zone: str) -> date:
    """Return the hall-local date of a moment."""
    return moment.astimezone(ZoneInfo(zone)).date()


def short_day(moment: datetime, now: datetime, zone: str, language: Language) -> str:
    """Write a hall-local date in short: ``Rabu`` within six days of `now`, else ``Rabu 2 Desember``."""
    local = local_date(moment, zone)
    weekday = _DAYS[language][local.weekday()]
    if 0 <= (local - local_date(now, zone)).days < len(_DAYS[language]):
        return weekday
    return f"{weekday} {local.day} {_MONTHS[language][local.month - 1]}"


def local_day(moment: datetime, zone: str, language: Language) -> str:
    """Write the hall-local date of a moment in full."""
    return day(moment.astimezone(ZoneInfo(zone)).date(), language)
