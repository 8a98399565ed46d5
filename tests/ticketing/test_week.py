"""What an agency works on holidays, in Ramadan and on days of its own."""

from datetime import date, time

import pytest

from tests.ticketing.calendars import EID, HALL, SATURDAY, TUESDAY, WEEK, ask, at
from ticketing.calendar import Hours, Ramadan, Reason, SpecialDay
from ticketing.words import Words


def test_a_holiday_is_named_and_the_first_working_day_after_eid_is_told() -> None:
    found = ask(at(date(2026, 3, 20), "09:00"))
    assert (found.reason, found.name) == (Reason.HOLIDAY, EID)
    assert found.opens_at == at(date(2026, 3, 25), "07:30")


def test_who_works_on_holidays_works_on_holidays() -> None:
    assert ask(at(date(2026, 3, 21), "09:00"), agency="POLRES").is_open


@pytest.mark.parametrize(
    ("day", "clock", "reason"),
    [
        (date(2026, 2, 18), "07:30", Reason.OPEN),  # the day before
        (date(2026, 2, 19), "07:30", Reason.NOT_YET),
        (date(2026, 2, 19), "08:00", Reason.OPEN),
        (date(2026, 2, 19), "12:29", Reason.BREAK),
        (date(2026, 2, 19), "12:30", Reason.OPEN),
        (date(2026, 2, 19), "14:30", Reason.LAST_ISSUE),
        (date(2026, 2, 20), "12:29", Reason.BREAK),  # a Friday
        (date(2026, 2, 20), "14:59", Reason.OPEN),
        (date(2026, 3, 25), "07:30", Reason.OPEN),  # after Eid
    ],
)
def test_ramadan_has_a_week_of_its_own(day: date, clock: str, reason: Reason) -> None:
    assert ask(at(day, clock)).reason is reason


def test_an_agency_without_ramadan_rows_keeps_its_week() -> None:
    assert ask(at(date(2026, 2, 19), "12:15"), agency="SAMSAT").is_open


def test_the_halls_own_word_on_ramadan_goes_before_the_computed_one() -> None:
    hours = Hours(WEEK, ramadans=(Ramadan(date(2026, 2, 18), date(2026, 3, 18)),))
    assert ask(at(date(2026, 2, 18), "07:45"), hours=hours).reason is Reason.NOT_YET
    later = Hours(WEEK, ramadans=(Ramadan(date(2026, 2, 20), date(2026, 3, 20)),))
    assert ask(at(date(2026, 2, 19), "07:45"), hours=later).is_open


def special(day: date, agency: str = "", *between: time, is_open: bool = True) -> SpecialDay:
    return SpecialDay(day, agency, Words("Hari khusus"), is_open, *between)


def with_days(*days: SpecialDay) -> Hours:
    return Hours(HALL.shifts, days)


def test_a_day_of_its_own_closes_everybody_named_but_not_who_says_otherwise() -> None:
    hours = with_days(special(TUESDAY, is_open=False), special(TUESDAY, "SAMSAT"))
    found = ask(at(TUESDAY, "09:00"), hours=hours)
    assert (found.reason, found.name) == (Reason.HOLIDAY, Words("Hari khusus"))
    assert ask(at(TUESDAY, "09:00"), hours=hours, agency="POLRES").reason is Reason.HOLIDAY
    assert ask(at(TUESDAY, "09:00"), hours=hours, agency="SAMSAT").is_open


def test_a_holiday_on_which_it_works_has_the_hours_of_its_weekday() -> None:
    hours = with_days(special(date(2026, 3, 24)))
    assert ask(at(date(2026, 3, 24), "12:30"), hours=hours).reason is Reason.BREAK
    assert ask(at(date(2026, 3, 20), "09:00"), hours=hours).opens_at == at(date(2026, 3, 24), "07:30")


def test_an_open_day_may_have_hours_of_its_own() -> None:
    hours = with_days(special(SATURDAY, "", time(9), time(11)), special(TUESDAY, "", time(9), time(14)))
    assert ask(at(SATURDAY, "08:59"), hours=hours).opens_at == at(SATURDAY, "09:00")
    assert ask(at(SATURDAY, "10:31"), hours=hours).reason is Reason.LAST_ISSUE
    assert ask(at(TUESDAY, "12:30"), hours=hours).reason is Reason.BREAK
    assert ask(at(TUESDAY, "14:00"), hours=hours).reason is Reason.OVER


def test_an_open_day_on_a_free_weekday_without_hours_stays_free() -> None:
    assert ask(at(SATURDAY, "09:00"), hours=with_days(special(SATURDAY))).reason is Reason.CLOSED_DAY
