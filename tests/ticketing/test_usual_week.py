"""In which hours of an ordinary week a service gives numbers."""

from dataclasses import replace
from datetime import date, time

from tests.fakes import small_catalogue
from ticketing.catalogue import Catalogue
from ticketing.quota import Quota
from ticketing.usual_week import Weekdays, usual_week
from ticketing.week import Hours, Ramadan, Season, Shift

TUESDAY = date(2026, 11, 24)
FASTING = date(2026, 3, 3)
EIGHT, NOON, ONE, THREE = time(8), time(12), time(13), time(15)
WORKDAYS = frozenset(range(5))


def hall(*shifts: Shift, quotas: tuple[Quota, ...] = ()) -> Catalogue:
    ramadan = Ramadan(date(2026, 2, 19), date(2026, 3, 19))
    return replace(small_catalogue(), hours=Hours(shifts, (), (ramadan,)), quotas=quotas)


def week(catalogue: Catalogue, service: str = "KTP-BARU", day: date = TUESDAY) -> tuple[Weekdays, ...]:
    return usual_week(catalogue, catalogue.service[service], day)


def test_days_alike_are_one_row_and_breaks_and_the_last_number_are_cut_out() -> None:
    daily = Shift("", Season.REGULAR, frozenset(range(4)), EIGHT, THREE, ((NOON, ONE),), 30)
    friday = replace(daily, weekdays=frozenset({4}), breaks=())
    assert week(hall(friday, daily)) == (
        Weekdays(0, 3, ((EIGHT, NOON), (ONE, time(14, 30)))),
        Weekdays(4, 4, ((EIGHT, time(14, 30)),)),
    )


def test_days_with_a_free_one_between_are_two_rows() -> None:
    shift = Shift("", Season.REGULAR, frozenset({0, 1, 3}), EIGHT, NOON)
    assert [(row.first, row.last) for row in week(hall(shift))] == [(0, 1), (3, 3)]


def test_two_shifts_of_a_day_stand_in_order_and_a_break_may_reach_the_end() -> None:
    late = Shift("", Season.REGULAR, WORKDAYS, ONE, THREE, ((time(14), THREE),), 15)
    early = Shift("", Season.REGULAR, WORKDAYS, EIGHT, NOON)
    (row,) = week(hall(late, early))
    assert row.spans == ((EIGHT, NOON), (ONE, time(14)))


def test_an_agency_with_a_week_of_its_own_keeps_that_and_ramadan_has_its_hours() -> None:
    common = Shift("", Season.REGULAR, WORKDAYS, EIGHT, THREE)
    own = Shift("SAMSAT", Season.REGULAR, WORKDAYS, EIGHT, NOON)
    fasting = Shift("", Season.RAMADAN, WORKDAYS, time(9), NOON)
    full = hall(common, own, fasting)
    assert week(full)[0].spans == ((EIGHT, THREE),)
    assert week(full, "PAJAK")[0].spans == ((EIGHT, NOON),)
    assert week(full, day=FASTING)[0].spans == ((time(9), NOON),)


def test_a_day_whose_quota_is_none_is_left_out() -> None:
    shift = Shift("", Season.REGULAR, WORKDAYS, EIGHT, THREE)
    quota = Quota("DUKCAPIL", "KTP-BARU", frozenset({2}), None, 0)
    full = hall(shift, quotas=(quota,))
    assert [(row.first, row.last) for row in week(full)] == [(0, 1), (3, 4)]
    assert [(row.first, row.last) for row in week(full, "KK-BARU")] == [(0, 4)]


def test_a_hall_without_hours_has_no_rows() -> None:
    assert week(hall()) == ()
