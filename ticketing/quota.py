"""How many numbers a service gives on a day: by weekday and by the channel people come through.

Every quota that applies must have room: one for all services of an agency stands beside one for a
single service, and one for all channels beside one for a single channel. A service without any
quota has no limit; a count of 0 says that it is not given on that weekday.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum


class Channel(StrEnum):
    """How a visitor asked for the number."""

    WALK_IN = "walk_in"
    BOOKED = "booked"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Quota:
    """A limit of numbers a day.

    Attributes:
        agency: Code of the agency.
        service: Code of the service; empty for all of the agency together.
        weekdays: On which days, Monday is 0; each day has the whole count.
        channel: For whom; None for all channels together.
        count: Numbers a day; 0 where none is given.
    """

    agency: str
    service: str
    weekdays: frozenset[int]
    channel: Channel | None
    count: int


#: Numbers that one agency issued today, by service and channel.
Issued = Mapping[tuple[str, Channel], int]


def limits(
    quotas: Sequence[Quota], agency: str, service: str, weekday: int, channel: Channel
) -> tuple[Quota, ...]:
    """List the quotas that a ticket of this service, weekday and channel must respect."""
    return tuple(
        quota
        for quota in quotas
        if quota.agency == agency
        and quota.service in ("", service)
        and weekday in quota.weekdays
        and quota.channel in (None, channel)
    )


def left(
    quotas: Sequence[Quota], issued: Issued, agency: str, service: str, weekday: int, channel: Channel
) -> int | None:
    """Count the numbers that may still be given today.

    Args:
        quotas: All of the hall.
        issued: What this agency issued today; what it does not name counts as none.
        agency: Code of the agency that gives the service.
        service: Its code.
        weekday: Monday is 0.
        channel: How the visitor asks.

    Returns:
        0 or more; None where there is no limit.
    """
    rooms = [
        max(0, quota.count - _used(quota, issued))
        for quota in limits(quotas, agency, service, weekday, channel)
    ]
    return min(rooms, default=None)


def remaining(
    quotas: Sequence[Quota], issued: Mapping[str, Issued], own: Mapping[str, Issued], weekday: int
) -> tuple[Quota, ...]:
    """Write what others left of each quota on one weekday, for who counts only their own numbers.

    Args:
        quotas: All of the hall.
        issued: What each agency issued today.
        own: What is counted among that already, and again by who asks.
        weekday: Monday is 0; the other days keep their counts.
    """
    found: list[Quota] = []
    for one in quotas:
        if weekday not in one.weekdays:
            found.append(one)
            continue
        is_left = max(0, one.count - _used(one, issued.get(one.agency, {})))
        found.append(
            replace(one, weekdays=frozenset({weekday}), count=is_left + _used(one, own.get(one.agency, {})))
        )
        if others := one.weekdays - {weekday}:
            found.append(replace(one, weekdays=others))
    return tuple(found)


def is_used_up(
    quotas: Sequence[Quota], issued: Issued, agency: str, service: str, weekday: int, channel: Channel
) -> bool:
    """Tell whether no number is left; see `left`."""
    return left(quotas, issued, agency, service, weekday, channel) == 0


def is_given(quotas: Sequence[Quota], agency: str, service: str, channel: Channel, day: date) -> bool:
    """Tell whether the service is given at all on a day: no quota says 0."""
    return not is_used_up(quotas, {}, agency, service, day.weekday(), channel)


def next_day(
    quotas: Sequence[Quota], agency: str, service: str, channel: Channel, after: date
) -> date | None:
    """Find the next day whose quota has numbers, whatever the calendar says of it.

    Returns:
        A day of the week after `after`; None where every weekday says 0. With opening hours, hand
        `is_given` to `ticketing.calendar.reopens`.
    """
    days = (after + timedelta(days=ahead) for ahead in range(1, 8))
    return next((day for day in days if is_given(quotas, agency, service, channel, day)), None)


def _used(quota: Quota, issued: Issued) -> int:
    return sum(
        count
        for (service, channel), count in issued.items()
        if quota.service in ("", service) and quota.channel in (None, channel)
    )
