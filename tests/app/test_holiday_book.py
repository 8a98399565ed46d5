"""Indonesia's calendar, as the library knows it."""

from datetime import date, timedelta

import pytest

from app.holiday_book import HolidayBook
from ticketing.words import Language

BOOK = HolidayBook()


@pytest.mark.parametrize(
    ("day", "indonesian"),
    [
        (date(2026, 8, 17), "Hari Kemerdekaan Republik Indonesia"),
        (date(2026, 3, 20), "Cuti Bersama Hari Raya Idul Fitri"),
        (date(2027, 3, 10), "Hari Raya Idul Fitri"),
    ],
)
def test_holidays_and_collective_leave_have_names_without_their_doubts(day: date, indonesian: str) -> None:
    name = BOOK.name_of(day)
    assert name is not None
    assert name.say(Language.ID) == indonesian
    assert name.say(Language.EN) not in ("", indonesian)


def test_an_ordinary_day_has_no_name() -> None:
    assert BOOK.name_of(date(2026, 11, 24)) is None
    assert BOOK.name_of(date(1700, 1, 1)) is None


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027, 2028])
def test_ramadan_has_29_or_30_days_and_ends_before_eid(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    fasting = [day for day in days if BOOK.is_ramadan(day) and day.year == year]
    assert len(fasting) in (29, 30)
    eid = BOOK.name_of(fasting[-1] + timedelta(days=1))
    assert eid is not None
    assert "Idul Fitri" in eid.id


def test_ramadan_of_2026() -> None:
    assert not BOOK.is_ramadan(date(2026, 2, 16))
    assert BOOK.is_ramadan(date(2026, 3, 1))
    assert BOOK.is_ramadan(date(2026, 3, 19))
    assert not BOOK.is_ramadan(date(2026, 3, 21))
