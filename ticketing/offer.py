"""Whether a service gives numbers now: hours, closures, quotas, and what waits already."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from ticketing import calendar, quota, waiting
from ticketing.calendar import Closure, Opening, Reason
from ticketing.catalogue import Catalogue
from ticketing.model import HallInfo, Load
from ticketing.quota import Channel


@dataclass(frozen=True, slots=True)
class Standing:
    """How an agency stands, for `opening_of`.

    Attributes:
        closures: What staff have closed.
        load: What waits at the agency.
        issued: How many numbers were given today, by service and channel.
    """

    closures: Sequence[Closure]
    load: Load
    issued: Mapping[tuple[str, Channel], int]


def opening_of(
    service: str,
    channel: Channel,
    catalogue: Catalogue,
    info: HallInfo,
    standing: Callable[[], Standing],
    at: datetime,
) -> Opening:
    """Tell whether a service gives numbers now, why not, and when again.

    A rehearsal hall is always open.

    Args:
        service: Code of a service of the catalogue.
        channel: How the visitor comes.
        catalogue: What the hall offers.
        info: The hall.
        standing: Tells how its agency stands; not asked where the hall is always open.
        at: Guarded time.
    """
    if info.rehearsal:
        return Opening(Reason.OPEN)
    wanted = catalogue.service[service]
    hours, holidays = catalogue.hours, catalogue.national
    present = standing()
    zone, agency = info.timezone, wanted.agency
    is_given = partial(quota.is_given, catalogue.quotas, agency, service, channel)
    found = calendar.opening(hours, holidays, present.closures, agency, service, at, zone, is_given)
    if not found.is_open:
        return found
    weekday = at.astimezone(ZoneInfo(zone)).weekday()

    def later(reason: Reason) -> Opening:
        again = calendar.reopens(hours, holidays, present.closures, agency, service, at, zone, is_given)
        return Opening(reason, again)

    if quota.is_used_up(catalogue.quotas, present.issued, agency, service, weekday, channel):
        return later(Reason.QUOTA)
    counters = present.load.open_counters or catalogue.agency[agency].counters
    total_min = waiting.expected_min(replace(present.load, open_counters=1), catalogue.service, 1)
    left_min = calendar.working_minutes(hours, holidays, agency, at, zone)
    if calendar.is_full(total_min, wanted.minutes, counters, left_min):
        return later(Reason.FULL)
    return found


def closed(
    catalogue: Catalogue, info: HallInfo, closures: Sequence[Closure], at: datetime
) -> dict[str, Opening]:
    """List the services that give no numbers to who walks in, by their hours or by a closure, and when again.

    Whether a quota is used up, and who waits already, is not looked at: that takes a look at each
    agency.

    Args:
        catalogue: What the hall offers.
        info: The hall; one for rehearsals is always open.
        closures: What staff have closed.
        at: The time.
    """
    if info.rehearsal:
        return {}
    hours, holidays, zone = catalogue.hours, catalogue.national, info.timezone
    # Most services open and close with their agency; these may have days of their own.
    rationed = {one.agency for one in catalogue.quotas if one.count == 0}
    single = {closure.service for closure in closures}
    found: dict[str, Opening] = {}
    by_agency: dict[str, Opening] = {}
    for service in catalogue.services:
        agency, code = service.agency, service.code
        if code in single or agency in rationed:
            is_given = partial(quota.is_given, catalogue.quotas, agency, code, Channel.WALK_IN)
            told = calendar.opening(hours, holidays, closures, agency, code, at, zone, is_given)
        else:
            if agency not in by_agency:
                by_agency[agency] = calendar.opening(hours, holidays, closures, agency, "", at, zone)
            told = by_agency[agency]
        if not told.is_open:
            found[code] = told
    return found
