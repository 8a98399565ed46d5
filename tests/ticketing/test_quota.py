"""How many numbers a service gives, by weekday and channel."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.quota import Channel, Issued, Quota, is_given, is_used_up, left, limits, next_day

WORKDAYS = frozenset(range(5))
MONDAY, TUESDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 27)

ALL_OF_IMIGRASI = Quota("IMIGRASI", "", WORKDAYS, None, 30)
PASPOR = Quota("IMIGRASI", "PASPOR", WORKDAYS, None, 15)
WALK_IN = Quota("IMIGRASI", "PASPOR", WORKDAYS, Channel.WALK_IN, 5)
BAP = Quota("IMIGRASI", "BAP", frozenset({1, 3}), None, 4)
NO_BAP = Quota("IMIGRASI", "BAP", frozenset({0, 2, 4}), None, 0)
QUOTAS = (ALL_OF_IMIGRASI, PASPOR, WALK_IN, BAP, NO_BAP)


def left_of(service: str, channel: Channel = Channel.WALK_IN, issued: Issued | None = None) -> int | None:
    return left(QUOTAS, issued or {}, "IMIGRASI", service, 1, channel)


def test_those_of_the_agency_of_the_service_and_of_the_channel_apply_together() -> None:
    assert limits(QUOTAS, "IMIGRASI", "PASPOR", 0, Channel.WALK_IN) == (ALL_OF_IMIGRASI, PASPOR, WALK_IN)
    assert limits(QUOTAS, "IMIGRASI", "PASPOR", 0, Channel.BOOKED) == (ALL_OF_IMIGRASI, PASPOR)
    assert limits(QUOTAS, "IMIGRASI", "BAP", 1, Channel.PHONE) == (ALL_OF_IMIGRASI, BAP)
    assert limits(QUOTAS, "IMIGRASI", "PASPOR", 6, Channel.WALK_IN) == ()
    assert limits(QUOTAS, "DUKCAPIL", "KTP", 0, Channel.WALK_IN) == ()


def test_a_service_without_quota_has_no_limit() -> None:
    assert left(QUOTAS, {("KTP", Channel.WALK_IN): 999}, "DUKCAPIL", "KTP", 0, Channel.WALK_IN) is None
    assert not is_used_up(QUOTAS, {}, "DUKCAPIL", "KTP", 0, Channel.WALK_IN)


@pytest.mark.parametrize(
    ("issued", "walk_in", "booked"),
    [
        ({}, 5, 15),
        ({("PASPOR", Channel.WALK_IN): 5}, 0, 10),
        ({("PASPOR", Channel.BOOKED): 12}, 3, 3),
        ({("PASPOR", Channel.BOOKED): 15}, 0, 0),
        ({("AMBIL", Channel.PHONE): 28}, 2, 2),
        ({("PASPOR", Channel.WALK_IN): 50}, 0, 0),
    ],
)
def test_the_tightest_quota_counts(issued: Issued, walk_in: int, booked: int) -> None:
    assert [left_of("PASPOR", one, issued) for one in (Channel.WALK_IN, Channel.BOOKED)] == [walk_in, booked]


def test_a_count_of_nothing_says_that_a_weekday_does_not_give_the_service() -> None:
    assert [is_given(QUOTAS, "IMIGRASI", "BAP", Channel.WALK_IN, day) for day in (MONDAY, TUESDAY)] == [
        False,
        True,
    ]
    assert is_used_up(QUOTAS, {}, "IMIGRASI", "BAP", MONDAY.weekday(), Channel.WALK_IN)


def test_the_next_day_with_numbers_is_found() -> None:
    days = [next_day(QUOTAS, "IMIGRASI", "BAP", Channel.WALK_IN, day) for day in (MONDAY, TUESDAY)]
    assert days == [TUESDAY, date(2026, 11, 26)]
    assert next_day(QUOTAS, "IMIGRASI", "PASPOR", Channel.WALK_IN, TUESDAY) == date(2026, 11, 25)


def test_a_service_given_once_a_week_comes_again_after_a_week() -> None:
    weekly = (
        Quota("BPN", "X", frozenset(range(7)) - {4}, None, 0),
        Quota("BPN", "X", frozenset({4}), None, 3),
    )
    assert next_day(weekly, "BPN", "X", Channel.WALK_IN, FRIDAY) == date(2026, 12, 4)


def test_a_channel_that_is_never_given_has_no_next_day() -> None:
    never = (Quota("BPN", "X", frozenset(range(7)), Channel.PHONE, 0),)
    assert next_day(never, "BPN", "X", Channel.PHONE, FRIDAY) is None
    assert next_day(never, "BPN", "X", Channel.WALK_IN, FRIDAY) is not None


_QUOTAS = st.lists(
    st.builds(
        Quota,
        st.sampled_from(["IMIGRASI", "BPN"]),
        st.sampled_from(["", "PASPOR", "BAP"]),
        st.frozensets(st.integers(0, 6)),
        st.none() | st.sampled_from(Channel),
        st.integers(0, 20),
    ),
    max_size=6,
)
_TICKETS = st.lists(
    st.tuples(st.sampled_from(["PASPOR", "BAP", "AMBIL"]), st.sampled_from(Channel)), max_size=60
)


@given(_QUOTAS, _TICKETS, st.integers(0, 6))
def test_who_asks_before_each_ticket_never_passes_a_quota(
    quotas: list[Quota], tickets: list[tuple[str, Channel]], weekday: int
) -> None:
    issued: dict[tuple[str, Channel], int] = {}
    for service, channel in tickets:
        room = left(quotas, issued, "IMIGRASI", service, weekday, channel)
        if room is None or room > 0:
            issued[service, channel] = issued.get((service, channel), 0) + 1
            assert room is None or left(quotas, issued, "IMIGRASI", service, weekday, channel) == room - 1
    for quota in quotas:
        if quota.agency == "IMIGRASI" and weekday in quota.weekdays:
            given_away = sum(
                count
                for (service, channel), count in issued.items()
                if quota.service in ("", service) and quota.channel in (None, channel)
            )
            assert given_away <= quota.count
