"""The hall day and the clock guard.

The day is a stored row, moved on by the first action of a new hall-local date under the write
lock. UTC midnight falls at 07:00-09:00 in Indonesia, when the doors open; it means nothing here.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ticketing.errors import ClockJumped

#: A hall is never closed for longer than this; a larger step is a broken clock, not a holiday.
LONGEST_CLOSURE = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Today:
    """The time and day that an action counts for.

    Attributes:
        at: Guarded time: the clock, or the highest time seen if the clock went back.
        day: The business day.
        rolled: The stored day ends with this action.
    """

    at: datetime
    day: date
    rolled: bool


def today(now: datetime, zone: str, seen_at: datetime | None, day: date | None) -> Today:
    """Guard the clock and find the business day.

    A clock that went back stands still at the highest time seen until it has caught up: no day
    re-opens, no number comes twice, no elapsed time is negative.

    Args:
        now: What the clock says, aware.
        zone: IANA name of the hall's time zone.
        seen_at: The highest time any earlier action saw; None before the first.
        day: The stored business day; None before the first.

    Raises:
        ClockJumped: The clock is further ahead than any closure lasts; staff must confirm it.
    """
    if seen_at is not None and now - seen_at > LONGEST_CLOSURE:
        raise ClockJumped(seen=seen_at, now=now)
    at = now if seen_at is None else max(now, seen_at)
    local = at.astimezone(ZoneInfo(zone)).date()
    if day is None or local > day:
        return Today(at=at, day=local, rolled=day is not None)
    return Today(at=at, day=day, rolled=False)
