"""Dates and hours as people of the hall write them."""

from datetime import UTC, date, datetime

import pytest

from language import dates
from ticketing.words import Language

MOMENT = datetime(2026, 11, 24, 2, 41, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "written"),
    [(Language.ID, "09.41"), (Language.EN, "09:41"), (Language.SU, "09.41")],
)
def test_hours_are_hall_local_and_written_as_the_language_does(language: Language, written: str) -> None:
    assert dates.hour(MOMENT, "Asia/Jakarta", language) == written


def test_the_other_zones_of_indonesia_have_their_own_hour() -> None:
    assert dates.hour(MOMENT, "Asia/Makassar", Language.ID) == "10.41"
    assert dates.hour(MOMENT, "Asia/Jayapura", Language.ID) == "11.41"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        (Language.ID, "Selasa, 24 November 2026"),
        (Language.EN, "Tuesday, 24 November 2026"),
        (Language.SU, "Salasa, 24 Nopémber 2026"),
    ],
)
def test_a_date_is_written_in_full(language: Language, written: str) -> None:
    assert dates.day(date(2026, 11, 24), language) == written


def test_the_local_day_is_not_the_utc_day() -> None:
    late = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
    assert dates.local_day(late, "Asia/Jakarta", Language.EN) == "Wednesday, 25 November 2026"


@pytest.mark.parametrize(
    ("day", "written"), [(24, "Selasa"), (25, "Rabu"), (30, "Senin"), (1, "Selasa 1 Desember")]
)
def test_a_day_within_the_week_is_called_by_its_weekday_alone(day: int, written: str) -> None:
    again = datetime(2026, 11 if day > 1 else 12, day, 2, 41, tzinfo=UTC)
    assert dates.short_day(again, MOMENT, "Asia/Jakarta", Language.ID) == written
