"""Whatever the calendar, what is told is true."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tests.ticketing.calendars import JAKARTA, ZONES, Spring2026, ask
from ticketing.calendar import (
    Closure,
    Holidays,
    Hours,
    NoHolidays,
    Season,
    Shift,
    SpecialDay,
    reopens,
    working_minutes,
)
from ticketing.words import Words

_DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
_TIMES = st.times()
_SHIFTS = st.builds(
    Shift,
    st.sampled_from(["", "DUKCAPIL", "SAMSAT"]),
    st.sampled_from(Season),
    st.frozensets(st.integers(0, 6)),
    _TIMES,
    _TIMES,
    st.lists(st.tuples(_TIMES, _TIMES), max_size=3).map(tuple),
    st.integers(0, 600),
    st.booleans(),
)
_SPECIAL_DAYS = st.builds(
    SpecialDay,
    st.dates(date(2026, 11, 20), date(2026, 12, 5)),
    st.sampled_from(["", "DUKCAPIL"]),
    st.just(Words("Hari khusus")),
    st.booleans(),
    st.none() | _TIMES,
    st.none() | _TIMES,
)
_HOURS = st.builds(
    Hours, st.lists(_SHIFTS, max_size=4).map(tuple), st.lists(_SPECIAL_DAYS, max_size=3).map(tuple)
)
#: Zones with a change of the clock too: nothing may break where it exists.
_ZONES = st.sampled_from([*ZONES, "Europe/Berlin", "America/Havana"])
_MOMENTS = st.datetimes(datetime(2026, 11, 20), datetime(2026, 12, 5), timezones=st.just(ZoneInfo(JAKARTA)))
_CLOSURES = st.lists(
    st.builds(
        Closure,
        st.sampled_from(["", "DUKCAPIL", "SAMSAT"]),
        st.sampled_from(["", "KTP"]),
        _MOMENTS,
        st.none() | _MOMENTS,
        st.just("rapat"),
    ),
    max_size=3,
)
_NOW = _MOMENTS | st.datetimes(
    datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(ZoneInfo(JAKARTA))
)
_HOLIDAYS = st.sampled_from([NoHolidays(), Spring2026()])


@given(_HOURS, _HOLIDAYS, _CLOSURES, _NOW, _ZONES)
def test_whatever_is_told_is_true(
    hours: Hours, holidays: Holidays, closures: list[Closure], now: datetime, zone: str
) -> None:
    found = ask(now, *closures, hours=hours, holidays=holidays, zone=zone)
    if found.is_open:
        assert found.opens_at is None
        assert not any(one.concerns("DUKCAPIL", "KTP") and one.holds_at(now) for one in closures)
        if found.until is not None:
            assert found.until > now
            just_before = found.until - timedelta(microseconds=1)
            assert ask(just_before, *closures, hours=hours, holidays=holidays, zone=zone).is_open
            after = ask(found.until, *closures, hours=hours, holidays=holidays, zone=zone)
            assert not after.is_open or len(hours.shifts) > 1  # shifts may touch or overlap
    elif found.opens_at is not None:
        assert found.opens_at > now
        assert ask(found.opens_at, *closures, hours=hours, holidays=holidays, zone=zone).is_open


@given(_HOURS, _HOLIDAYS, _CLOSURES, _NOW, st.integers(0, 10_000), _ZONES)
def test_nothing_is_open_before_the_moment_that_is_told(
    hours: Hours, holidays: Holidays, closures: list[Closure], now: datetime, sooner_min: int, zone: str
) -> None:
    found = ask(now, *closures, hours=hours, holidays=holidays, zone=zone)
    between = now + timedelta(minutes=sooner_min)
    if not found.is_open and found.opens_at is not None and between < found.opens_at:
        assert not ask(between, *closures, hours=hours, holidays=holidays, zone=zone).is_open


@given(_HOURS, _HOLIDAYS, _NOW, st.integers(0, 1440), _ZONES)
def test_minutes_of_work_never_run_below_nothing_nor_grow_within_a_day(
    hours: Hours, holidays: Holidays, now: datetime, later_min: int, zone: str
) -> None:
    first = working_minutes(hours, holidays, "DUKCAPIL", now, zone)
    assert first is None or first >= 0
    then = now + timedelta(minutes=later_min)
    if then.astimezone(ZoneInfo(zone)).date() == now.astimezone(ZoneInfo(zone)).date():
        second = working_minutes(hours, holidays, "DUKCAPIL", then, zone)
        assert (second is None) == (first is None)
        assert second is None or first is None or second <= first


@given(_HOURS, _HOLIDAYS, _CLOSURES, _NOW, _ZONES)
def test_a_full_day_never_opens_again_on_the_same_day(
    hours: Hours, holidays: Holidays, closures: list[Closure], now: datetime, zone: str
) -> None:
    found = reopens(hours, holidays, closures, "DUKCAPIL", "KTP", now, zone)
    if found is not None:
        assert found.date() > now.astimezone(ZoneInfo(zone)).date()
        assert ask(found, *closures, hours=hours, holidays=holidays, zone=zone).is_open
