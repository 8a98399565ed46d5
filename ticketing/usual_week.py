"""In which hours of an ordinary week a service gives numbers: for who will come another day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from ticketing import quota
from ticketing.catalogue import Catalogue, Service
from ticketing.quota import Channel
from ticketing.week import Shift, week_of

_Spans = tuple[tuple[time, time], ...]


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Days of the week that follow each other and have the same hours.

    Attributes:
        first: Monday is 0.
        last: The same day where it is a single one.
        spans: From when to when numbers are given, in order.
    """

    first: int
    last: int
    spans: _Spans


def usual_week(catalogue: Catalogue, service: Service, day: date) -> tuple[Weekdays, ...]:
    """List when a service gives numbers to who walks in, from Monday on, without holidays and closures.

    Args:
        catalogue: Has the hours and the quotas.
        service: A service of it.
        day: In whose season, as Ramadan has hours of its own.

    Returns:
        Nothing where it is always open.
    """
    week = week_of(catalogue.hours, catalogue.national, service.agency, day) or ()
    monday = day - timedelta(days=day.weekday())
    found: list[Weekdays] = []
    for n in range(7):
        that = monday + timedelta(days=n)
        if not quota.is_given(catalogue.quotas, service.agency, service.code, Channel.WALK_IN, that):
            continue
        shifts = sorted((one for one in week if n in one.weekdays), key=lambda one: one.opens)
        spans = tuple(span for shift in shifts for span in _giving(shift))
        if found and found[-1].last == n - 1 and found[-1].spans == spans:
            found[-1] = Weekdays(found[-1].first, n, spans)
        elif spans:
            found.append(Weekdays(n, n, spans))
    return tuple(found)


def _giving(shift: Shift) -> _Spans:
    """Cut the breaks out of a shift, and what comes after its last number."""
    last = (datetime.combine(date.min, shift.closes) - timedelta(minutes=shift.last_issue_min)).time()
    edges = [shift.opens, *(edge for pause in sorted(shift.breaks) for edge in pause), last]
    pieces = [(start, min(end, last)) for start, end in list(pairwise(edges))[::2]]
    return tuple((start, end) for start, end in pieces if start < end)
