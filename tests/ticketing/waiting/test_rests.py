"""What is learnt of breaks: when they begin, how long they last, who still has one to take."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.fakes import small_catalogue
from ticketing.past_day import PastDay, Shift
from ticketing.waiting import rests
from ticketing.waiting.rests import Rests, RestSum

ZONE = ZoneInfo("Asia/Jakarta")
NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)  # twelve o'clock in the hall


def after(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def a_day(*breaks: tuple[float, float]) -> PastDay:
    spans = tuple((after(begins), after(ends)) for begins, ends in breaks)
    shifts = {"1": Shift(after(-240), after(180), spans), "2": Shift(after(-240), after(180))}
    return PastDay((), shifts)


def test_the_first_break_of_a_shift_is_counted_by_its_half_hour_in_the_halls_own_time() -> None:
    sums = rests.sums_of(a_day((-100, -98), (10, 40), (70, 80)), small_catalogue(), ZONE)
    assert set(sums) == {RestSum("DUKCAPIL", -1, 2), RestSum("DUKCAPIL", 24, 1, 30)}


def test_a_break_that_nobody_ended_counts_as_a_long_one() -> None:
    sums = rests.sums_of(a_day((10, 180)), small_catalogue(), ZONE)
    assert RestSum("DUKCAPIL", 24, 1, 90) in sums


def test_how_likely_it_has_begun_grows_through_its_hours() -> None:
    known = Rests([RestSum("DUKCAPIL", -1, 20), RestSum("DUKCAPIL", 24, 20, 600)], ZONE)
    expected = known.of("DUKCAPIL", after(-60))
    assert expected is not None
    assert expected.mean_min == 30
    shares = [expected.share_by(ahead) for ahead in (0, 60, 75, 90, 300)]
    assert shares == pytest.approx([0, 0, 0.5, 1, 1])
    later = known.of("DUKCAPIL", after(15))
    assert later is not None
    assert later.share_by(15) == pytest.approx(1)
    assert known.of("DUKCAPIL", after(31)) is None, "everybody has had theirs"
    assert known.of("SAMSAT", after(-60)) is None


def test_who_goes_without_is_counted_too() -> None:
    known = Rests([RestSum("DUKCAPIL", -1, 20), RestSum("DUKCAPIL", 24, 5, 150)], ZONE)
    expected = known.of("DUKCAPIL", after(-60))
    assert expected is not None
    assert expected.share_by(300) == pytest.approx(0.25)


def test_two_shifts_teach_nothing() -> None:
    known = Rests([RestSum("DUKCAPIL", -1, 2), RestSum("DUKCAPIL", 24, 2, 60)], ZONE)
    assert known.of("DUKCAPIL", NOON) is None


def test_a_break_goes_on_for_as_long_as_is_usual_and_then_soon_ends() -> None:
    known = Rests([RestSum("DUKCAPIL", -1, 20), RestSum("DUKCAPIL", 24, 20, 800)], ZONE)
    assert known.left_min("DUKCAPIL", 10) == 30
    assert known.left_min("SAMSAT", 5) == rests.USUAL_MIN - 5
    assert 0 < known.left_min("DUKCAPIL", 400) < 5
