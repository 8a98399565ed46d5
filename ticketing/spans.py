"""Stretches of time: half-open, both ends in UTC."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Span = tuple[datetime, datetime]


def placed(day: date, start: time, end: time | None, zone: ZoneInfo) -> Span:
    """Place wall-clock times of a zone on a day; without an end it reaches midnight."""
    last = datetime.combine(day + timedelta(days=end is None), end or time.min, zone)
    return datetime.combine(day, start, zone).astimezone(UTC), last.astimezone(UTC)


def without(spans: Sequence[Span], holes: Sequence[Span]) -> list[Span]:
    """Cut holes out of spans; a hole that ends before it begins is none."""
    left = list(spans)
    for start, end in holes:
        if start < end:
            pieces = [piece for a, b in left for piece in ((a, min(b, start)), (max(a, end), b))]
            left = [(a, b) for a, b in pieces if a < b]
    return left
