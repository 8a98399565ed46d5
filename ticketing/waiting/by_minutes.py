"""When a new ticket will be called.

A first, plain projection: the minutes of the people ahead at the catalogue's usual length, shared
by the counters that are open, widened to a range. It knows no clerk, no break and no history.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from ticketing.catalogue import Service
from ticketing.model import Load, Told

_STEP = timedelta(minutes=5)


def expected_min(
    load: Load, services: Mapping[str, Service], counters: int, *, priority: bool = False
) -> float:
    """Tell how many minutes a ticket that arrives now will wait, as one number. Arguments as `project`."""
    before = [(code, count) for code, first, count in load.waiting if first or not priority]
    minutes = sum(services[code].minutes * count for code, count in before if code in services)
    return minutes / max(1, load.open_counters or counters)


def project(
    load: Load, services: Mapping[str, Service], counters: int, *, priority: bool, at: datetime
) -> Told:
    """Tell people ahead and the range of the call for a ticket that arrives now.

    Args:
        load: What waits at the agency.
        services: The catalogue's services by code.
        counters: Counters of the agency; used while none of them has called today.
        priority: Regular tickets do not stand before a priority ticket.
        at: Aware time of arrival.

    Returns:
        From a quarter before the middle to a half after it, on steps of 5 minutes, 5 wide at least.
    """
    before = [(code, count) for code, first, count in load.waiting if first or not priority]
    middle = timedelta(minutes=expected_min(load, services, counters, priority=priority))
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    early = midnight + _STEP * ((at + middle * 0.75 - midnight) // _STEP)
    called_from = max(early, at.replace(second=0, microsecond=0))
    late = max(at + middle * 1.5, called_from + _STEP)
    called_until = midnight - _STEP * ((midnight - late) // _STEP)
    return Told(sum(count for _, count in before), called_from, called_until)
