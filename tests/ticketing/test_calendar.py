"""When numbers are given, why not, and when again."""

from datetime import date, datetime, time, timedelta

import pytest

from tests.ticketing.calendars import (
    FRIDAY,
    HALL,
    JAKARTA,
    JAYAPURA,
    SAMSAT_WEEK,
    SATURDAY,
    SUNDAY,
    TUESDAY,
    ZONES,
    Spring2026,
    ask,
    at,
)
from ticketing.calendar import (
    Closure,
    Hours,
    Opening,
    Reason,
    Season,
    Shift,
    SpecialDay,
    is_full,
    reopens,
    work_ends,
    working_minutes,
)
from ticketing.words import Words

# --- an ordinary week ---------------------------------------------------------------------------


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    ("clock", "reason", "again"),
    [
        ("00:00", Reason.NOT_YET, "07:30"),
        ("07:29", Reason.NOT_YET, "07:30"),
        ("07:30", Reason.OPEN, None),
        ("11:59", Reason.OPEN, None),
        ("12:00", Reason.BREAK, "13:00"),
        ("12:59", Reason.BREAK, "13:00"),
        ("13:00", Reason.OPEN, None),
        ("14:59", Reason.OPEN, None),
    ],
)
def test_a_day_goes_by_the_clock_of_the_hall(
    zone: str, clock: str, reason: Reason, again: str | None
) -> None:
    found = ask(at(TUESDAY, clock, zone), zone=zone)
    assert (found.reason, found.opens_at) == (reason, again and at(TUESDAY, again, zone))


@pytest.mark.parametrize(
    ("clock", "reason"), [("15:00", Reason.LAST_ISSUE), ("15:29", Reason.LAST_ISSUE), ("15:30", Reason.OVER)]
)
def test_after_the_last_number_the_next_day_is_told(clock: str, reason: Reason) -> None:
    found = ask(at(TUESDAY, clock))
    assert (found.reason, found.opens_at) == (reason, at(date(2026, 11, 25), "07:30"))


def test_the_same_moment_is_open_in_the_east_and_too_early_in_the_west() -> None:
    moment = at(TUESDAY, "08:00", JAYAPURA)
    assert [ask(moment, zone=zone).is_open for zone in ZONES] == [False, False, True]


def test_while_open_it_is_told_until_when() -> None:
    assert ask(at(TUESDAY, "08:00")).until == at(TUESDAY, "12:00")
    assert ask(at(TUESDAY, "13:00")).until == at(TUESDAY, "15:00")


def test_the_break_of_a_friday_is_longer() -> None:
    assert ask(at(FRIDAY, "11:45")).opens_at == at(FRIDAY, "13:00")
    assert ask(at(TUESDAY, "11:45")).is_open


def test_a_free_weekday_tells_the_next_week() -> None:
    found = ask(at(SATURDAY, "09:00"))
    assert (found.reason, found.opens_at) == (Reason.CLOSED_DAY, at(date(2026, 11, 30), "07:30"))


def test_an_agency_with_a_week_of_its_own_keeps_nothing_of_the_halls() -> None:
    assert ask(at(SATURDAY, "09:00"), agency="SAMSAT").is_open
    assert ask(at(SATURDAY, "11:00"), agency="SAMSAT").reason is Reason.OVER
    assert ask(at(TUESDAY, "12:15"), agency="SAMSAT").is_open
    assert ask(at(TUESDAY, "07:30"), agency="SAMSAT").reason is Reason.NOT_YET
    assert ask(at(SUNDAY, "09:00"), agency="SAMSAT").opens_at == at(date(2026, 11, 30), "08:00")


def test_between_two_shifts_of_a_day_is_a_break() -> None:
    halves = ((time(8), time(11)), (time(13), time(15)))
    hours = Hours(tuple(Shift("", Season.REGULAR, frozenset({1}), *half) for half in halves))
    found = ask(at(TUESDAY, "11:30"), hours=hours)
    assert (found.reason, found.opens_at) == (Reason.BREAK, at(TUESDAY, "13:00"))


# --- no hours -----------------------------------------------------------------------------------


@pytest.mark.parametrize("clock", ["00:00", "03:00", "23:59"])
def test_a_hall_without_hours_is_always_open(clock: str) -> None:
    assert ask(at(date(2026, 3, 21), clock), hours=Hours()) == Opening(Reason.OPEN)
    assert working_minutes(Hours(), Spring2026(), "DUKCAPIL", at(TUESDAY, clock), JAKARTA) is None


def test_an_agency_without_a_week_is_always_open_beside_others_that_have_one() -> None:
    assert ask(at(SUNDAY, "03:00"), hours=Hours(SAMSAT_WEEK)).is_open


def test_a_hall_without_hours_can_be_closed_for_a_day() -> None:
    hours = Hours(special_days=(SpecialDay(TUESDAY, "", Words("Pindah gedung"), is_open=False),))
    found = ask(at(TUESDAY, "10:00"), hours=hours)
    assert (found.reason, found.opens_at) == (Reason.HOLIDAY, at(date(2026, 11, 25), "00:00"))


def test_a_hall_without_hours_is_open_until_a_closure_that_is_announced() -> None:
    since = at(TUESDAY, "15:00")
    assert ask(at(TUESDAY, "10:00"), Closure("", "", since, None, "rapat"), hours=Hours()).until == since


# --- closures -----------------------------------------------------------------------------------


def closure(agency: str = "", service: str = "", until: str | None = None) -> Closure:
    return Closure(agency, service, at(TUESDAY, "09:00"), at(TUESDAY, until) if until else None, "listrik")


def test_a_closure_with_an_end_tells_it() -> None:
    found = ask(at(TUESDAY, "09:30"), closure(until="10:00"))
    assert found == Opening(Reason.CLOSURE, at(TUESDAY, "10:00"), note="listrik")
    assert ask(at(TUESDAY, "10:00"), closure(until="10:00")).is_open
    assert ask(at(TUESDAY, "08:59"), closure(until="10:00")).until == at(TUESDAY, "09:00")


def test_a_closure_without_an_end_tells_no_time() -> None:
    assert ask(at(TUESDAY, "09:30"), closure()) == Opening(Reason.CLOSURE, note="listrik")
    assert ask(at(SUNDAY, "09:30"), closure()).reason is Reason.CLOSURE


@pytest.mark.parametrize(
    ("until", "again"), [("12:30", "13:00"), ("12:00", "13:00"), ("14:59", "14:59"), ("15:00", None)]
)
def test_what_follows_a_closure_is_still_the_calendar(until: str, again: str | None) -> None:
    expected = at(TUESDAY, again) if again else at(date(2026, 11, 25), "07:30")
    assert ask(at(TUESDAY, "09:30"), closure(until=until)).opens_at == expected


@pytest.mark.parametrize(
    ("agency", "service", "closed"),
    [
        ("", "", [True, True, True]),
        ("DUKCAPIL", "", [True, True, False]),
        ("DUKCAPIL", "KTP", [True, False, False]),
    ],
)
def test_a_closure_holds_for_hall_agency_or_service(agency: str, service: str, closed: list[bool]) -> None:
    asked = [("DUKCAPIL", "KTP"), ("DUKCAPIL", "KK"), ("SAMSAT", "PKB")]
    found = [
        ask(at(TUESDAY, "09:30"), closure(agency, service), agency=one, service=other) for one, other in asked
    ]
    assert [one.reason is Reason.CLOSURE for one in found] == closed


def test_of_two_closures_the_longer_one_is_told() -> None:
    short = Closure("", "KTP", at(TUESDAY, "09:00"), at(TUESDAY, "10:00"), "cetak")
    found = ask(at(TUESDAY, "09:30"), short, closure(until="11:00"))
    assert (found.note, found.opens_at) == ("listrik", at(TUESDAY, "11:00"))


def test_a_closure_that_ends_before_it_begins_closes_nothing() -> None:
    assert ask(at(TUESDAY, "09:30"), closure(until="08:00")).until == at(TUESDAY, "12:00")


def test_a_closure_longer_than_anybody_looks_ahead_tells_no_time() -> None:
    long = Closure("", "", at(TUESDAY, "09:00"), at(TUESDAY, "09:00") + timedelta(days=90), "renovasi")
    assert ask(at(TUESDAY, "09:30"), long).opens_at is None


# --- full days ----------------------------------------------------------------------------------


def later(now: datetime, *closures: Closure, **asked: object) -> datetime | None:
    return reopens(HALL, Spring2026(), closures, "DUKCAPIL", "KTP", now, JAKARTA, **asked)  # type: ignore[arg-type]


def test_a_full_day_is_followed_by_the_next_day_of_work() -> None:
    assert later(at(TUESDAY, "09:00")) == at(date(2026, 11, 25), "07:30")
    assert later(at(TUESDAY, "06:00")) == at(date(2026, 11, 25), "07:30")
    assert later(at(FRIDAY, "09:00")) == at(date(2026, 11, 30), "07:30")
    assert later(at(date(2026, 3, 17), "09:00")) == at(date(2026, 3, 25), "07:30")


def test_a_full_day_is_followed_by_a_day_on_which_the_service_is_given() -> None:
    assert later(at(FRIDAY, "09:00"), is_given=lambda day: day.weekday() == 2) == at(
        date(2026, 12, 2), "07:30"
    )
    assert later(at(FRIDAY, "09:00"), is_given=lambda day: day.weekday() == 6) is None


def test_a_full_day_under_a_closure_without_an_end_tells_no_time() -> None:
    assert later(at(TUESDAY, "09:30"), closure()) is None


@pytest.mark.parametrize(
    ("day", "clock", "minutes"),
    [
        (TUESDAY, "06:00", 420),
        (TUESDAY, "07:30", 420),
        (TUESDAY, "12:00", 150),
        (TUESDAY, "12:40", 150),
        (TUESDAY, "15:15", 15),
        (TUESDAY, "16:00", 0),
        (FRIDAY, "07:30", 390),
        (SATURDAY, "09:00", 0),
        (date(2026, 2, 19), "08:00", 390),
        (date(2026, 3, 20), "09:00", 0),
    ],
)
def test_work_that_is_left_has_no_breaks(day: date, clock: str, minutes: float) -> None:
    assert working_minutes(HALL, Spring2026(), "DUKCAPIL", at(day, clock), JAKARTA) == minutes


def test_work_ends_with_its_last_shift_and_not_at_all_without_one() -> None:
    def ends(day: date, hours: Hours = HALL) -> datetime | None:
        return work_ends(hours, Spring2026(), "DUKCAPIL", at(day, "09:00"), JAKARTA)

    halves = ((time(8), time(11)), (time(13), time(15)))
    assert ends(TUESDAY) == at(TUESDAY, "15:30")
    parted = Hours(tuple(Shift("", Season.REGULAR, frozenset({1}), *half) for half in halves))
    assert ends(TUESDAY, parted) == at(TUESDAY, "15:00")
    assert ends(SATURDAY) is None
    assert ends(TUESDAY, Hours()) is None


@pytest.mark.parametrize(
    ("waiting_min", "service_min", "counters", "left_min", "full"),
    [
        (0, 10, 1, 10, False),
        (0, 11, 1, 10, True),
        (100, 10, 2, 60, False),
        (101, 10, 2, 60, True),
        (0, 10, 0, 10, False),
        (10_000, 10, 1, None, False),
        (0, 1, 1, 0, True),
    ],
)
def test_a_day_is_full_when_one_more_could_not_be_served_to_the_end(
    waiting_min: float, service_min: int, counters: int, left_min: float | None, full: bool
) -> None:
    assert is_full(waiting_min, service_min, counters, left_min) is full
