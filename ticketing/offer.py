"""Whether a service gives numbers now: hours, closures, quotas, and what waits already."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from ticketing import calendar, quota
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
    left_min = calendar.working_minutes(hours, holidays, agency, at, zone)
    if calendar.is_full(_work_min(present.load, catalogue), wanted.minutes, counters, left_min):
        return later(Reason.FULL)
    return found


def openings(
    catalogue: Catalogue,
    info: HallInfo,
    closures: Sequence[Closure],
    loads: Mapping[str, Load],
    issued: Mapping[str, Mapping[tuple[str, Channel], int]],
    at: datetime,
) -> dict[str, Opening]:
    """Tell of every service whether it gives numbers to who walks in, as `opening_of` does of one.

    Args:
        catalogue: What the hall offers.
        info: The hall; one for rehearsals is always open.
        closures: What staff have closed.
        loads: What waits, by agency; one that is missing has nobody.
        issued: How many numbers were given today, by agency; needed of those that `rationed` names.
        at: The time.
    """
    limited = rationed(catalogue)
    single = {closure.service for closure in closures}
    found: dict[str, Opening] = {}
    for agency in catalogue.agencies:
        standing = Standing(closures, loads.get(agency.code, Load()), issued.get(agency.code, {}))
        services = catalogue.services_of(agency.code)
        are_alike = agency.code not in limited and single.isdisjoint(one.code for one in services)
        ask = partial(opening_of, channel=Channel.WALK_IN, catalogue=catalogue, info=info, at=at)
        alike: Opening | None = None
        if are_alike and services:  # what has room for the longest has room for all
            longest = max(services, key=lambda one: one.minutes)
            alike = ask(longest.code, standing=partial(_same, standing))
        for service in services:
            is_known = alike is not None and alike.reason is not Reason.FULL
            one = alike if is_known else ask(service.code, standing=partial(_same, standing))
            assert one is not None
            found[service.code] = one
    return found


def rationed(catalogue: Catalogue) -> frozenset[str]:
    """Name the agencies that give no more than so many numbers of something."""
    return frozenset(one.agency for one in catalogue.quotas)


def _work_min(load: Load, catalogue: Catalogue) -> float:
    """Count the minutes at a counter of all who wait, by the catalogue."""
    known = catalogue.service
    return sum(known[code].minutes * count for code, _, count in load.waiting if code in known)


def _same(standing: Standing) -> Standing:
    return standing
