"""When a new ticket will be called.

A first, plain projection: the minutes of the people ahead at the catalogue's usual length, shared
by the counters that are open, widened to a range. It knows no clerk, no break and no history.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from ticketing.model import Load, Service, Told

_STEP = timedelta(minutes=5)


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
        From a quarter before the middle to a half after it, in steps of 5 minutes, 5 at least.
    """
    before = [(code, count) for code, first, count in load.waiting if first or not priority]
    minutes = sum(services[code].minutes * count for code, count in before if code in services)
    middle = timedelta(minutes=minutes / max(1, load.open_counters or counters))
    called_from = _step_down(at + middle * 0.75, not_before=at)
    called_until = _step_down(at + middle * 1.5 + _STEP, not_before=called_from + _STEP)
    return Told(sum(count for _, count in before), called_from, called_until)


def _step_down(moment: datetime, not_before: datetime) -> datetime:
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    whole = midnight + _STEP * ((moment - midnight) // _STEP)
    return max(whole, not_before.replace(second=0, microsecond=0))
