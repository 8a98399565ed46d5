"""The range that a visitor is told: full steps of the hall's own hours, wide enough, never in the past."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.waiting.forecast import STEP, Forecast, range_of

ZONE = ZoneInfo("Asia/Jakarta")
AT = datetime(2026, 11, 24, 8, 3, 20, tzinfo=ZONE)


def test_the_range_is_wider_on_the_late_side_and_on_full_steps() -> None:
    told = Forecast(7, 40, 10).told(AT)
    assert (told.ahead, told.called_from, told.called_until) == (
        7,
        AT.replace(hour=8, minute=30, second=0),
        AT.replace(hour=9, minute=0, second=0),
    )


def test_who_is_called_at_once_is_told_the_next_minutes() -> None:
    told = Forecast(0, 0, 0).told(AT)
    assert told.called_from == AT.replace(second=0)
    assert told.called_until == AT.replace(minute=10, second=0)


@given(
    st.floats(0, 600),
    st.floats(0, 200),
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 30), timezones=st.just(ZONE)),
)
def test_any_range_holds_its_middle(middle: float, deviation: float, at: datetime) -> None:
    told = Forecast(3, middle, deviation).told(at)
    call = at + timedelta(minutes=middle)
    assert told.called_from <= call <= told.called_until
    assert told.called_from >= at.replace(second=0, microsecond=0)
    assert told.called_until - told.called_from >= STEP
    assert told.called_until.minute % 5 == 0
    assert told.called_until.second == told.called_until.microsecond == 0


def test_one_figure_is_later_than_the_middle_and_more_so_where_several_share_the_queue() -> None:
    alone, among = Forecast(5, 40, 10, 1).likely_min, Forecast(5, 40, 10, 6).likely_min
    assert 40 < alone < among < 46
    assert Forecast(0, 0, 0).likely_min == 0


def test_a_range_that_begins_before_now_begins_now() -> None:
    told = range_of(AT, 1, -30, -20)
    assert told.called_from == AT.replace(second=0)
    assert told.called_until - AT == pytest.approx(timedelta(minutes=6), abs=timedelta(minutes=4))
