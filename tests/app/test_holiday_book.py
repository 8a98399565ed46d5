"""Indonesia's calendar, as the library knows it."""

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.config import Config
from app.furnishing import renew_calendar, take_catalogue
from app.holiday_book import HolidayBook, national_days
from app.parts import SHIPPED_CATALOGUE
from store.store import open_store
from ticketing.words import Language

BOOK = HolidayBook()
ROOT = Path(__file__).parents[2]


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


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2022, 4, 3), date(2022, 5, 1)),
        (date(2023, 3, 23), date(2023, 4, 21)),
        (date(2024, 3, 12), date(2024, 4, 9)),
        (date(2026, 2, 19), date(2026, 3, 20)),
    ],
)
def test_ramadan_is_the_one_that_indonesia_kept(first: date, last: date) -> None:
    around = [first + timedelta(days=n) for n in range(-40, 70)]
    fasting = [day for day in around if BOOK.is_ramadan(day)]
    assert (fasting[0], fasting[-1], len(fasting)) == (first, last, (last - first).days + 1)


def test_a_ramadan_over_the_new_year_is_whole() -> None:
    days = [date(2030, 12, 1) + timedelta(days=n) for n in range(62)]
    assert sum(BOOK.is_ramadan(day) for day in days) in (29, 30)
    assert BOOK.is_ramadan(date(2030, 12, 31))
    assert BOOK.is_ramadan(date(2031, 1, 1))


def test_two_holidays_of_one_day_are_both_named() -> None:
    name = BOOK.name_of(date(2021, 5, 13))
    assert name is not None
    assert name.id == "Hari Raya Idul Fitri; Kenaikan Yesus Kristus"


@pytest.mark.parametrize("day", [date.min, date(1900, 1, 1), date(2101, 1, 1), date.max])
def test_far_away_years_are_ordinary(day: date) -> None:
    assert (BOOK.name_of(day), BOOK.is_ramadan(day)) == (None, False)


def test_the_calendar_of_some_years_says_the_same_without_the_library() -> None:
    kept = national_days(2026, 2)
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(730)]
    assert [kept.name_of(day) for day in days] == [BOOK.name_of(day) for day in days]
    assert [kept.is_ramadan(day) for day in days] == [BOOK.is_ramadan(day) for day in days]
    assert kept.name_of(date(2031, 1, 1)) is None


def test_a_calendar_that_has_passed_is_written_anew_once(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "hall.db"))
    take_catalogue(store, Config(), SHIPPED_CATALOGUE)
    assert not renew_calendar(store)
    fresh, before = store.catalogue(), store.hall().catalogue_version
    with store.writing() as tx:
        tx.replace_catalogue(replace(fresh, national=national_days(2001, 1)))
    assert renew_calendar(store)
    assert not renew_calendar(store)
    assert store.catalogue() == fresh
    assert store.hall().catalogue_version == before + 1
    store.close()


def test_a_window_never_loads_the_library(tmp_path: Path) -> None:
    db = str(tmp_path / "hall.db")
    store = open_store(db)
    take_catalogue(store, Config(), SHIPPED_CATALOGUE)
    store.close()
    program = (
        "import sys; from app.config import Config; from app.late_store import late_parts\n"
        f"parts = late_parts({db!r}, Config())\n"
        "from uuid import uuid4; from ticketing.words import Language\n"
        "from ticketing.errors import NotOpen\n"
        "try: parts.hall.issue('KTP-BARU', Language.ID, uuid4())\n"
        "except NotOpen: pass\n"
        "assert parts.store.catalogue().national.named\n"
        "assert 'holidays' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
