"""When an agency gives numbers, and why it gives none.

An agency works by its week, by a second one in Ramadan, by national holidays and days of its own
(`ticketing.week`), and closes on the fly. All hours are wall-clock times of the hall's zone. An agency
without a week is always open, and so is everybody in a hall without hours; see
docs/decisions/calendar.md.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from ticketing.spans import Span, placed, without
from ticketing.week import (
    Holidays,
    Hours,
    NoHolidays,
    Plan,
    Ramadan,
    Season,
    Shift,
    SpecialDay,
    is_ramadan,
    plan_of,
)
from ticketing.words import Words

#: The whole calendar is met here; the week stands in a module of its own.
__all__ = [
    "LOOK_AHEAD_DAYS",
    "Closure",
    "Holidays",
    "Hours",
    "NoHolidays",
    "Opening",
    "Ramadan",
    "Reason",
    "Season",
    "Shift",
    "SpecialDay",
    "is_full",
    "is_ramadan",
    "opening",
    "pauses",
    "reopens",
    "work_ends",
    "working_minutes",
]

#: How far the next opening is looked for: past Eid, the longest row of holidays, and a rebuilding.
LOOK_AHEAD_DAYS = 60

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Closure:
    """A closure on the fly. Without agency and service it holds for the whole hall.

    Attributes:
        agency: Code of the closed agency, or empty.
        service: Code of the closed service, or empty.
        since: Aware; may lie ahead.
        until: Aware; None until somebody opens again.
        reason: What people are told, in the words of who closed.
    """

    agency: str
    service: str
    since: datetime
    until: datetime | None
    reason: str

    def concerns(self, agency: str, service: str) -> bool:
        """Tell whether it closes this service of this agency."""
        return self.agency in ("", agency) and self.service in ("", service)

    def holds_at(self, now: datetime) -> bool:
        """Tell whether it has begun and not ended."""
        return self.since <= now and (self.until is None or now < self.until)


class Reason(StrEnum):
    """Why numbers are given, or not."""

    OPEN = "open"
    NOT_YET = "not_yet"
    BREAK = "break"
    LAST_ISSUE = "last_issue"
    OVER = "over"
    CLOSED_DAY = "closed_day"
    HOLIDAY = "holiday"
    CLOSURE = "closure"
    FULL = "full"
    QUOTA = "quota"


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether numbers are given.

    Attributes:
        reason: Why, or why not. FULL and QUOTA are for who counts people; `reopens` has their time.
        opens_at: Aware, in the hall's zone: when numbers are given again; None while open and where
            nobody knows.
        until: While open: when the last number of this stretch is given; None where there is no end.
        name: Of the holiday or special day that closes.
        note: The reason of a closure.
    """

    reason: Reason
    opens_at: datetime | None = None
    until: datetime | None = None
    name: Words | None = None
    note: str = ""

    @property
    def is_open(self) -> bool:
        """Numbers are given."""
        return self.reason is Reason.OPEN


@dataclass(frozen=True, slots=True)
class _Giving:
    """When one service of one agency gives numbers, by the calendar of its hall."""

    hours: Hours
    holidays: Holidays
    closures: tuple[Closure, ...]
    agency: str
    zone: ZoneInfo

    def spans_on(self, day: date) -> list[Span]:
        """List when numbers are given on a day, in order."""
        holes = [(one.since, one.until or _NEVER) for one in self.closures]
        plan = plan_of(self.hours, self.holidays, self.agency, day)
        if plan.shifts is None:
            return without([self.span(day, time.min, None)], holes)
        spans = []
        for shift in plan.shifts:
            opens, closes = self.span(day, shift.opens, shift.closes)
            last = closes - timedelta(minutes=shift.last_issue_min)
            breaks = [self.span(day, *one) for one in shift.breaks]
            spans += without([(opens, last)] if opens < last else [], [*breaks, *holes])
        return sorted(spans)

    def span(self, day: date, start: time, end: time | None) -> Span:
        """Place wall-clock times of the hall on a day, as `spans.placed`."""
        return placed(day, start, end, self.zone)

    def starts_after(self, now: datetime, days: Iterator[date]) -> datetime | None:
        """Find the first moment after `now` at which numbers are given, on one of the days."""
        if any(one.until is None and one.since <= now for one in self.closures):
            return None
        starts = (start for day in days for start, _ in self.spans_on(day) if start > now)
        found = next(starts, None)
        return None if found is None else found.astimezone(self.zone)


def opening(
    hours: Hours,
    holidays: Holidays,
    closures: Sequence[Closure],
    agency: str,
    service: str,
    now: datetime,
    zone: str,
    is_given: Callable[[date], bool] = lambda day: True,
) -> Opening:
    """Tell whether a service gives numbers, why not, and when again.

    Args:
        hours: The hall's calendar.
        holidays: The country's.
        closures: All that are known; those of others do not matter.
        agency: Code of the agency that gives the service.
        service: Its code; empty to ask for the agency as a whole.
        now: Aware.
        zone: IANA name of the hall's time zone.
        is_given: Sorts out days whose quota gives no numbers: it does not open again on those.
    """
    one = _giving(hours, holidays, closures, agency, service, zone)
    day = now.astimezone(one.zone).date()
    plan = plan_of(hours, holidays, agency, day)
    for start, end in one.spans_on(day):
        if start <= now < end:
            endless = plan.shifts is None and end == one.span(day, time.min, None)[1]
            return Opening(Reason.OPEN, until=None if endless else end.astimezone(one.zone))
    again = one.starts_after(now, (later for later in _days(day, 0) if is_given(later)))
    closed = [closure for closure in one.closures if closure.holds_at(now)]
    if closed:
        longest = max(closed, key=lambda closure: closure.until or _NEVER)
        return Opening(Reason.CLOSURE, again, note=longest.reason)
    return Opening(_why_not(one, plan, day, now, again), again, name=plan.name)


def reopens(
    hours: Hours,
    holidays: Holidays,
    closures: Sequence[Closure],
    agency: str,
    service: str,
    now: datetime,
    zone: str,
    is_given: Callable[[date], bool] = lambda day: True,
) -> datetime | None:
    """Find when numbers are given again on a later day, for a day that is full or used up.

    What it takes is as for `opening`; `is_given` sorts out days whose quota gives no numbers.

    Returns:
        Aware, in the hall's zone; None where the next `LOOK_AHEAD_DAYS` have no such day.
    """
    one = _giving(hours, holidays, closures, agency, service, zone)
    today = now.astimezone(one.zone).date()
    return one.starts_after(now, (day for day in _days(today, 1) if is_given(day)))


def working_minutes(hours: Hours, holidays: Holidays, agency: str, now: datetime, zone: str) -> float | None:
    """Count the minutes of work that one counter has left today, breaks taken off.

    Returns:
        0 on a closed day and after work; None where the agency has no hours.
    """
    spans = _work(hours, holidays, agency, now, zone)
    if spans is None:
        return None
    left = sum((max(timedelta(), end - max(start, now)) for start, end in spans), timedelta())
    return left / timedelta(minutes=1)


def work_ends(hours: Hours, holidays: Holidays, agency: str, now: datetime, zone: str) -> datetime | None:
    """Tell when the work of an agency ends today; None where it has no hours, and on a closed day."""
    spans = _work(hours, holidays, agency, now, zone)
    return max(end for _, end in spans) if spans else None


def pauses(hours: Hours, holidays: Holidays, agency: str, now: datetime, zone: str) -> tuple[Span, ...]:
    """List when an agency rests between its working hours of today, in order; none where it has no hours."""
    spans = _work(hours, holidays, agency, now, zone) or []
    return tuple((end, start) for (_, end), (start, _) in pairwise(spans) if end < start)


def is_full(waiting_min: float, service_min: int, counters: int, left_min: float | None) -> bool:
    """Tell whether the people waiting fill the day, so that one more could not be served to the end.

    Args:
        waiting_min: Minutes at the counter of all who wait.
        service_min: Minutes of the one who comes.
        counters: How many share the work; none counts as one.
        left_min: Minutes of work left, as `working_minutes` counts them.
    """
    return left_min is not None and waiting_min / max(1, counters) + service_min > left_min


def _work(hours: Hours, holidays: Holidays, agency: str, now: datetime, zone: str) -> list[Span] | None:
    """List when an agency works today, in order; None where it has no hours."""
    one = _giving(hours, holidays, (), agency, "", zone)
    day = now.astimezone(one.zone).date()
    shifts = plan_of(hours, holidays, agency, day).shifts
    if shifts is None:
        return None
    spans: list[Span] = []
    for shift in shifts:
        breaks = [one.span(day, *pause) for pause in shift.breaks]
        spans += without([one.span(day, shift.opens, shift.closes)], breaks)
    return sorted(spans)


def _giving(
    hours: Hours, holidays: Holidays, closures: Sequence[Closure], agency: str, service: str, zone: str
) -> _Giving:
    felt = tuple(closure for closure in closures if closure.concerns(agency, service))
    return _Giving(hours, holidays, felt, agency, ZoneInfo(zone))


def _why_not(one: _Giving, plan: Plan, day: date, now: datetime, again: datetime | None) -> Reason:
    if not plan.shifts:
        return Reason.CLOSED_DAY if plan.name is None else Reason.HOLIDAY
    work = [one.span(day, shift.opens, shift.closes) for shift in plan.shifts]
    if now < min(start for start, _ in work):
        return Reason.NOT_YET
    if now >= max(end for _, end in work):
        return Reason.OVER
    pauses = [one.span(day, *pause) for shift in plan.shifts for pause in shift.breaks]
    rests = any(start <= now < end for start, end in pauses) or not any(
        start <= now < end for start, end in work
    )
    is_today = again is not None and again.date() == day
    return Reason.BREAK if rests and is_today else Reason.LAST_ISSUE


def _days(first: date, skipped: int) -> Iterator[date]:
    for ahead in range(skipped, LOOK_AHEAD_DAYS + 1):
        yield first + timedelta(days=ahead)
