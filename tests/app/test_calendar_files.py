"""hours.csv, special_days.csv and quotas.csv: what their cells may look like, and the shipped ones."""

from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.catalogue_files import agencies, hours, quotas, services, special_days
from app.holiday_book import HolidayBook
from app.parts import SHIPPED_CATALOGUE
from ticketing.calendar import Hours, Opening, Ramadan, Reason, Season, Shift, SpecialDay, opening
from ticketing.catalogue import Agency, Service
from ticketing.errors import Fault
from ticketing.quota import Channel, Quota, is_given, left
from ticketing.words import Words

AGENCIES = (Agency("DUKCAPIL", Words("Dukcapil"), "A"), Agency("IMIGRASI", Words("Imigrasi"), "W"))
SERVICES = (Service("KTP", "DUKCAPIL", Words("KTP"), 8), Service("PASPOR", "IMIGRASI", Words("Paspor"), 15))

HOURS = "agency_code,season,weekdays,opens,closes,breaks,last_issue_minutes,holidays\n"
DAYS = "date,agency_code,name_id,name_en,is_open,opens,closes,ramadan_until\n"
QUOTAS = "agency_code,service_code,weekdays,channel,count\n"

SHIFT = "DUKCAPIL,,mon-thu,07:30,15:30,12:00-13:00,30,\n"
CLOSED = "2026-11-24,,Rapat kerja,Meeting,no,,,\n"
QUOTA = "IMIGRASI,PASPOR,mon;wed,walk_in,5\n"


def read_hours(folder: Path, text: str, header: str = HOURS) -> tuple[tuple[Shift, ...], list[Fault]]:
    (folder / "hours.csv").write_text(header + text, encoding="utf-8")
    faults: list[Fault] = []
    return hours.read(folder, AGENCIES, faults), faults


def read_days(
    folder: Path, text: str, header: str = DAYS
) -> tuple[tuple[SpecialDay, ...], tuple[Ramadan, ...], list[Fault]]:
    (folder / "special_days.csv").write_text(header + text, encoding="utf-8")
    faults: list[Fault] = []
    return *special_days.read(folder, AGENCIES, faults), faults


def read_quotas(folder: Path, text: str) -> tuple[tuple[Quota, ...], list[Fault]]:
    (folder / "quotas.csv").write_text(QUOTAS + text, encoding="utf-8")
    faults: list[Fault] = []
    return quotas.read(folder, AGENCIES, SERVICES, faults), faults


def told(faults: list[Fault]) -> list[tuple[int, str]]:
    return [(fault.line, fault.problem) for fault in faults]


def test_none_of_the_files_must_be_there(tmp_path: Path) -> None:
    faults: list[Fault] = []
    assert hours.read(tmp_path, AGENCIES, faults) == ()
    assert special_days.read(tmp_path, AGENCIES, faults) == ((), ())
    assert quotas.read(tmp_path, AGENCIES, SERVICES, faults) == ()
    assert not faults


def test_files_with_a_header_only_say_nothing(tmp_path: Path) -> None:
    assert read_hours(tmp_path, "") == ((), [])
    assert read_days(tmp_path, "") == ((), (), [])
    assert read_quotas(tmp_path, "") == ((), [])


# --- hours.csv ----------------------------------------------------------------------------------


def test_a_row_of_hours_is_read(tmp_path: Path) -> None:
    (shift,), faults = read_hours(
        tmp_path, "DUKCAPIL,Ramadan,fri-sat,8:00,15.30,15:00-15:15; 11:30-13:00,30,open\n"
    )
    breaks = ((time(11, 30), time(13)), (time(15), time(15, 15)))
    expected = Shift("DUKCAPIL", Season.RAMADAN, frozenset({4, 5}), time(8), time(15, 30), breaks, 30, True)
    assert (shift, faults) == (expected, [])


def test_the_column_for_holidays_may_be_missing(tmp_path: Path) -> None:
    (shift,), faults = read_hours(tmp_path, SHIFT.replace(",\n", "\n"), HOURS.replace(",holidays", ""))
    assert (shift.on_holidays, faults) == (False, [])


@pytest.mark.parametrize(
    ("weekdays", "days"),
    [
        ("mon-thu", {0, 1, 2, 3}),
        ("fri", {4}),
        ("mon;wed", {0, 2}),
        ("Sat - Mon", {5, 6, 0}),
        ("mon-tue;sun", {0, 1, 6}),
        ("sun-sun", {6}),
    ],
)
def test_weekdays_are_stretches_and_lists(tmp_path: Path, weekdays: str, days: set[int]) -> None:
    (shift,), faults = read_hours(tmp_path, SHIFT.replace("mon-thu", weekdays))
    assert shift.weekdays == days
    assert not faults


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("mon-thu", "mon-", "wrong_weekday"),
        ("mon-thu", "mon-thu-fri", "wrong_weekday"),
        ("mon-thu", "", "empty_cell"),
        ("mon-thu", ";", "empty_cell"),
        ("07:30", "7.3", "wrong_hour"),
        ("15:30", "24:00", "wrong_hour"),
        ("15:30", "", "empty_cell"),
        ("07:30", "15:30", "closes_before_opens"),
        ("07:30", "16:00", "closes_before_opens"),
        ("12:00-13:00", "12:00", "wrong_break"),
        ("12:00-13:00", "12:00-25:00", "wrong_break"),
        ("12:00-13:00", "13:00-12:00", "break_outside"),
        ("12:00-13:00", "07:00-08:00", "break_outside"),
        ("12:00-13:00", "12:00-13:00;12:30-13:30", "breaks_overlap"),
        ("12:00-13:00", "07:30-11:30;11:30-15:30", "last_issue_too_early"),
        (",30,", ",480,", "last_issue_too_early"),
        (",30,", ",-1,", "not_a_count"),
        (",30,\n", ",30,sometimes\n", "unknown_word"),
    ],
)
def test_a_fault_of_the_hours_is_told_by_line(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in SHIFT
    _, faults = read_hours(tmp_path, SHIFT.replace("DUKCAPIL", "IMIGRASI") + SHIFT.replace(old, new, 1))
    assert told(faults) == [(3, problem)]


def test_a_break_may_touch_the_hours(tmp_path: Path) -> None:
    assert read_hours(tmp_path, SHIFT.replace("12:00-13:00", "07:30-08:00;15:00-15:30"))[1] == []


def test_hours_that_overlap_are_told_but_touching_ones_other_days_and_seasons_are_not(tmp_path: Path) -> None:
    fine = (
        "DUKCAPIL,,thu,15:30,17:00,,0,\nDUKCAPIL,,fri,07:30,15:30,,0,\nDUKCAPIL,ramadan,mon,08:00,15:00,,0,\n"
    )
    wrong = "DUKCAPIL,,wed-fri,15:00,15:45,,0,\n"
    _, faults = read_hours(tmp_path, SHIFT + fine + wrong + ",,mon,07:30,15:30,,0,\n")
    assert [(fault.line, fault.problem, fault.detail) for fault in faults] == [
        (6, "shifts_overlap", "wed;thu")
    ]


# --- special_days.csv ---------------------------------------------------------------------------


def test_special_days_are_read(tmp_path: Path) -> None:
    days, ramadans, faults = read_days(
        tmp_path, CLOSED + "2026-12-24,DUKCAPIL,Tetap buka,,yes,08:00,12:00,\n"
    )
    assert days == (
        SpecialDay(date(2026, 11, 24), "", Words("Rapat kerja", "Meeting"), False),
        SpecialDay(date(2026, 12, 24), "DUKCAPIL", Words("Tetap buka"), True, time(8), time(12)),
    )
    assert (ramadans, faults) == ((), [])


def test_a_row_tells_ramadan(tmp_path: Path) -> None:
    days, ramadans, faults = read_days(tmp_path, "2026-02-19,,Ramadan 1447 H,,,,,2026-03-20\n")
    assert (days, ramadans, faults) == ((), (Ramadan(date(2026, 2, 19), date(2026, 3, 20)),), [])


def test_the_column_for_ramadan_may_be_missing(tmp_path: Path) -> None:
    days, _, faults = read_days(tmp_path, CLOSED.replace(",\n", "\n"), DAYS.replace(",ramadan_until", ""))
    assert (len(days), faults) == (1, [])


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("24-11-2026,,Rapat,,no,,,", "wrong_date"),
        ("2026-02-30,,Rapat,,no,,,", "wrong_date"),
        ("0026-02-03,,Rapat,,no,,,", "wrong_date"),
        (",,Rapat,,no,,,", "empty_cell"),
        ("2026-11-25,SAMSAT,Rapat,,no,,,", "unknown_agency"),
        ("2026-11-25,,,,no,,,", "empty_cell"),
        ("2026-11-25,,Rapat,,,,,", "unknown_word"),
        ("2026-11-25,,Rapat,,yes,08:00,,", "empty_cell"),
        ("2026-11-25,,Rapat,,yes,,12:00,", "empty_cell"),
        ("2026-11-25,,Rapat,,yes,12:00,08:00,", "closes_before_opens"),
        ("2026-11-25,,Rapat,,yes,8 am,12:00,", "wrong_hour"),
        ("2026-02-19,,Ramadan,,,,,soon", "wrong_date"),
        ("2026-02-19,,Ramadan,,no,,,2026-03-20", "not_with_ramadan"),
        ("2026-02-19,DUKCAPIL,Ramadan,,,,,2026-03-20", "not_with_ramadan"),
    ],
)
def test_a_fault_of_the_special_days_is_told_by_line(tmp_path: Path, row: str, problem: str) -> None:
    assert told(read_days(tmp_path, CLOSED + row + "\n")[-1]) == [(3, problem)]


# --- quotas.csv ---------------------------------------------------------------------------------


def test_quotas_are_read(tmp_path: Path) -> None:
    found, faults = read_quotas(tmp_path, QUOTA + "IMIGRASI,,mon-fri,,30\n")
    assert found == (
        Quota("IMIGRASI", "PASPOR", frozenset({0, 2}), Channel.WALK_IN, 5),
        Quota("IMIGRASI", "", frozenset(range(5)), None, 30),
    )
    assert not faults


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("SAMSAT,,mon,,5", "unknown_agency"),
        (",,mon,,5", "empty_cell"),
        ("IMIGRASI,VISA,mon,,5", "unknown_service"),
        ("IMIGRASI,PASPOR,everyday,,5", "wrong_weekday"),
        ("IMIGRASI,PASPOR,mon,,-5", "not_a_count"),
        ("IMIGRASI,PASPOR,wed-fri,walk_in,6", "duplicate_quota"),
    ],
)
def test_a_fault_of_the_quotas_is_told_by_line(tmp_path: Path, row: str, problem: str) -> None:
    assert told(read_quotas(tmp_path, QUOTA + row + "\n")[1]) == [(3, problem)]


def test_another_day_or_channel_is_another_quota(tmp_path: Path) -> None:
    others = "IMIGRASI,PASPOR,tue,walk_in,6\nIMIGRASI,PASPOR,mon;wed,booked,6\nIMIGRASI,PASPOR,mon;wed,,9\n"
    assert read_quotas(tmp_path, QUOTA + others)[1] == []


# --- what is shipped ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped() -> tuple[Hours, tuple[Quota, ...]]:
    faults: list[Fault] = []
    its_agencies = agencies.read(SHIPPED_CATALOGUE, faults)
    its_services = services.read(SHIPPED_CATALOGUE, its_agencies, faults)
    calendar = Hours(
        hours.read(SHIPPED_CATALOGUE, its_agencies, faults),
        *special_days.read(SHIPPED_CATALOGUE, its_agencies, faults),
    )
    limits = quotas.read(SHIPPED_CATALOGUE, its_agencies, its_services, faults)
    assert not faults
    assert all((calendar.shifts, calendar.special_days, calendar.ramadans, limits))
    return calendar, limits


def at(shipped: tuple[Hours, tuple[Quota, ...]], agency: str, moment: str) -> Opening:
    now = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Asia/Jakarta"))
    return opening(shipped[0], HolidayBook(), (), agency, "", now, "Asia/Jakarta")


@pytest.mark.parametrize(
    ("agency", "moment", "reason"),
    [
        ("DUKCAPIL", "2026-11-24T07:30", Reason.OPEN),
        ("DUKCAPIL", "2026-11-24T12:30", Reason.BREAK),
        ("DUKCAPIL", "2026-11-27T12:59", Reason.BREAK),
        ("DUKCAPIL", "2026-11-28T09:00", Reason.CLOSED_DAY),
        ("SAMSAT", "2026-11-28T09:00", Reason.OPEN),
        ("POLRES", "2026-11-28T09:00", Reason.OPEN),
        ("BJB", "2026-11-28T09:00", Reason.OPEN),
        ("BJB", "2026-11-24T12:30", Reason.OPEN),
        ("DUKCAPIL", "2026-02-19T07:45", Reason.NOT_YET),
        ("DUKCAPIL", "2026-03-19T10:00", Reason.HOLIDAY),
        ("DUKCAPIL", "2026-12-24T10:00", Reason.HOLIDAY),
        ("SAMSAT", "2026-12-24T10:00", Reason.OPEN),
        ("BJB", "2026-12-31T10:00", Reason.HOLIDAY),
        ("DUKCAPIL", "2027-07-20T12:00", Reason.OVER),
    ],
)
def test_the_shipped_hours_are_those_of_such_a_hall(
    shipped: tuple[Hours, tuple[Quota, ...]], agency: str, moment: str, reason: Reason
) -> None:
    assert at(shipped, agency, moment).reason is reason


def test_the_shipped_hall_opens_again_after_eid(shipped: tuple[Hours, tuple[Quota, ...]]) -> None:
    found = at(shipped, "DUKCAPIL", "2026-03-17T15:00")
    assert found.opens_at == datetime(2026, 3, 25, 7, 30, tzinfo=ZoneInfo("Asia/Jakarta"))


def test_the_shipped_quotas_limit_passports_and_give_some_on_some_days_only(
    shipped: tuple[Hours, tuple[Quota, ...]],
) -> None:
    _, limits = shipped
    assert left(limits, {}, "IMIGRASI", "PASPOR-BARU", 0, Channel.WALK_IN) == 10
    assert left(limits, {}, "IMIGRASI", "PASPOR-BARU", 0, Channel.BOOKED) == 15
    days = [date(2026, 11, day) for day in (23, 24, 25, 26, 27)]
    given = [is_given(limits, "IMIGRASI", "PASPOR-RUSAKHILANG", Channel.WALK_IN, day) for day in days]
    assert given == [False, True, False, True, False]


def test_two_lines_for_one_ramadan_are_refused_and_those_of_two_years_are_not(tmp_path: Path) -> None:
    first = "2027-02-08,,Ramadan,Ramadan,,,,2027-03-09\n"
    again = "2027-02-09,,Ramadan,Ramadan,,,,2027-03-09\n"
    next_year = "2028-01-28,,Ramadan,Ramadan,,,,2028-02-26\n"
    assert told(read_days(tmp_path, first + again)[2]) == [(3, "two_ramadans")]
    assert told(read_days(tmp_path, first + next_year)[2]) == []
