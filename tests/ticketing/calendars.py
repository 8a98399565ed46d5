"""A hall's calendar to ask, and the days around it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from ticketing.calendar import Closure, Holidays, Hours, Opening, Season, Shift, opening
from ticketing.words import Words

JAKARTA, MAKASSAR, JAYAPURA = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"
ZONES = [JAKARTA, MAKASSAR, JAYAPURA]
TUESDAY, FRIDAY, SATURDAY, SUNDAY = (date(2026, 11, day) for day in (24, 27, 28, 29))

EID = Words("Hari Raya Idul Fitri", "Eid al-Fitr")
PAUSE, LONG_PAUSE = (time(12), time(13)), (time(11, 30), time(13))
WEEK = (
    Shift("", Season.REGULAR, frozenset({0, 1, 2, 3}), time(7, 30), time(15, 30), (PAUSE,), 30),
    Shift("", Season.REGULAR, frozenset({4}), time(7, 30), time(15, 30), (LONG_PAUSE,), 30),
    Shift("", Season.RAMADAN, frozenset({0, 1, 2, 3}), time(8), time(15), ((time(12), time(12, 30)),), 30),
    Shift("", Season.RAMADAN, frozenset({4}), time(8), time(15, 30), ((time(11, 30), time(12, 30)),), 30),
)
SAMSAT_WEEK = (
    Shift("SAMSAT", Season.REGULAR, frozenset(range(5)), time(8), time(14)),
    Shift("SAMSAT", Season.REGULAR, frozenset({5}), time(8), time(11)),
)
POLICE_WEEK = (Shift("POLRES", Season.REGULAR, frozenset(range(7)), time(8), time(16), on_holidays=True),)
HALL = Hours((*WEEK, *SAMSAT_WEEK, *POLICE_WEEK))


class Spring2026:
    """Ramadan and the holidays around Eid of 2026."""

    def name_of(self, day: date) -> Words | None:
        return EID if date(2026, 3, 18) <= day <= date(2026, 3, 24) else None

    def is_ramadan(self, day: date) -> bool:
        return date(2026, 2, 19) <= day <= date(2026, 3, 20)


def at(day: date, clock: str, zone: str = JAKARTA) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZoneInfo(zone))


def ask(
    now: datetime,
    *closures: Closure,
    hours: Hours = HALL,
    agency: str = "DUKCAPIL",
    service: str = "KTP",
    zone: str = JAKARTA,
    holidays: Holidays | None = None,
) -> Opening:
    return opening(hours, holidays or Spring2026(), closures, agency, service, now, zone)
