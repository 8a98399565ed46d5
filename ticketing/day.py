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

#: A clock may be set forward by so much, into another day, without anybody being asked.
LARGEST_DRIFT = timedelta(hours=1)


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


@dataclass(frozen=True, slots=True)
class Witness:
    """What this process saw of the clock: its time, and the seconds of a clock that nobody sets."""

    at: datetime
    steady_s: float

    def by(self, steady_s: float) -> datetime:
        """Tell what time it is by now, as far as this goes."""
        return self.at + timedelta(seconds=max(0.0, steady_s - self.steady_s))

    def latest(self, steady_s: float) -> datetime:
        """Tell the latest time that it can be by now."""
        return self.by(steady_s) + LARGEST_DRIFT


@dataclass(slots=True)
class Heard:
    """What a machine hears of the hall's time from others, so that its own clock is not believed alone."""

    _last: Witness | None = None
    _witness: Witness | None = None
    # The hall has come so far at least, unless its own time was wrong.
    _least: Witness | None = None

    def hear(self, seen_at: datetime, steady_s: float) -> None:
        """Note the highest time that the hall has seen.

        Only one that has moved since it was last heard tells what time it is: in a quiet hall it stands.
        A single machine whose clock is slow may have moved it: less time than went by since is not believed.
        """
        now = Witness(seen_at, steady_s)
        if self._last is None or self._least is None or seen_at < self._last.at:  # staff set the clock back
            self._least, self._witness = now, None
        elif seen_at > self._last.at:
            since = timedelta(seconds=max(0.0, steady_s - self._last.steady_s))
            self._witness = Witness(max(seen_at + since, self._least.by(steady_s)), steady_s)
            if seen_at > self._least.by(steady_s):
                self._least = now
        self._last = now

    def believed(self, clock: datetime, steady_s: float) -> datetime:
        """Tell what the time is: the clock's, but no later than it can be in the hall."""
        return clock if self._witness is None else min(clock, self._witness.latest(steady_s))


def today(
    now: datetime,
    zone: str,
    seen_at: datetime | None,
    day: date | None,
    witness: Witness | None = None,
    steady_s: float = 0.0,
) -> Today:
    """Guard the clock and find the business day.

    A clock that went back stands still at the highest time seen until it has caught up: no day
    re-opens, no number comes twice, no elapsed time is negative. A clock that ran into another day
    faster than time passes does not end the day.

    Args:
        now: What the clock says, aware.
        zone: IANA name of the hall's time zone.
        seen_at: The highest time any earlier action saw; None before the first.
        day: The stored business day; None before the first.
        witness: What this process saw before; None for its first action.
        steady_s: Seconds of the witness's clock now.

    Raises:
        ClockJumped: The clock is further ahead than any closure lasts, or than time has passed;
            staff must confirm it.
    """
    if seen_at is not None and now - seen_at > LONGEST_CLOSURE:
        raise ClockJumped(seen=seen_at, now=now)
    at = now if seen_at is None else max(now, seen_at)
    local = at.astimezone(ZoneInfo(zone)).date()
    if day is not None and local <= day:
        return Today(at=at, day=day, rolled=False)
    if day is not None and witness is not None:
        latest = witness.latest(steady_s).astimezone(ZoneInfo(zone)).date()
        if latest <= day:
            raise ClockJumped(seen=seen_at or witness.at, now=now)
    return Today(at=at, day=local, rolled=day is not None)
