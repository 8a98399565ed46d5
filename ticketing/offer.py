"""Whether a service gives numbers now: hours, closures, quotas, and what waits already."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, cached_property, partial
from math import isfinite
from zoneinfo import ZoneInfo

from ticketing import calendar, quota
from ticketing.calendar import Closure, Opening, Reason
from ticketing.catalogue import Catalogue
from ticketing.model import HallInfo, Load
from ticketing.quota import Channel

#: A page that said that a day is full does not take it back for less room than this, in minutes: what is
#: expected moves with every call, and who was sent away does not come back.
CALM_MIN = 5.0

_MINUTE = timedelta(minutes=1)
_NOT_KNOWN: Mapping[str, float] = {}


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
    served_after: Callable[[str], float | None] = _NOT_KNOWN.get,
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
        served_after: Tells of a service in how many minutes who takes a number now will likely have been
            served, None where nobody knows; see `Outlook.served_after`. Asked only where it matters.
    """
    if info.rehearsal:
        return Opening(Reason.OPEN)
    asked = _Asked(catalogue, info, catalogue.service[service].agency, standing(), at)
    found = asked.by_calendar(service, channel)
    if found.is_open and asked.is_full(service, served_after):
        return asked.again_later(Reason.FULL, service, channel)
    return found


def openings(
    catalogue: Catalogue,
    info: HallInfo,
    closures: Sequence[Closure],
    loads: Mapping[str, Load],
    issued: Mapping[str, Mapping[tuple[str, Channel], int]],
    at: datetime,
    served_after: Mapping[str, float] = _NOT_KNOWN,
) -> dict[str, Opening]:
    """Tell of every service whether it gives numbers to who walks in, as `opening_of` does of one.

    Args:
        catalogue: What the hall offers.
        info: The hall; one for rehearsals is always open.
        closures: What staff have closed.
        loads: What waits, by agency; one that is missing has nobody.
        issued: How many numbers were given today, by agency; needed of those that `rationed` names.
        at: The time.
        served_after: In how many minutes who takes a number now will likely have been served, by service,
            where somebody knows.
    """
    if info.rehearsal:
        return dict.fromkeys(catalogue.service, Opening(Reason.OPEN))
    limited = rationed(catalogue)
    single = {closure.service for closure in closures}
    found: dict[str, Opening] = {}
    for agency in catalogue.agencies:
        standing = Standing(closures, loads.get(agency.code, Load()), issued.get(agency.code, {}))
        asked = _Asked(catalogue, info, agency.code, standing, at)
        by_calendar = cache(partial(asked.by_calendar, channel=Channel.WALK_IN))
        again_later = cache(partial(asked.again_later, Reason.FULL, channel=Channel.WALK_IN))
        services = [one.code for one in catalogue.services_of(agency.code)]
        are_alike = agency.code not in limited and single.isdisjoint(services)
        for service in services:
            one = services[0] if are_alike else service
            opening = by_calendar(one)
            is_full = opening.is_open and asked.is_full(service, served_after.get)
            found[service] = again_later(one) if is_full else opening
    return found


def rationed(catalogue: Catalogue) -> frozenset[str]:
    """Name the agencies that give no more than so many numbers of something."""
    return frozenset(one.agency for one in catalogue.quotas)


class _Asked:
    """An agency at a moment, of which one service or several are asked about."""

    def __init__(
        self, catalogue: Catalogue, info: HallInfo, agency: str, standing: Standing, at: datetime
    ) -> None:
        self._catalogue = catalogue
        self._agency = agency
        self._standing = standing
        self._at = at
        self._zone = info.timezone

    def by_calendar(self, service: str, channel: Channel) -> Opening:
        """Tell whether it gives numbers by its hours, closures and quotas, whoever waits."""
        offered, standing = self._catalogue, self._standing
        found = calendar.opening(
            offered.hours, offered.national, standing.closures, self._agency, service, self._at, self._zone,
            self._is_given(service, channel),
        )  # fmt: skip
        weekday = self._at.astimezone(ZoneInfo(self._zone)).weekday()
        if found.is_open and quota.is_used_up(
            offered.quotas, standing.issued, self._agency, service, weekday, channel
        ):
            return self.again_later(Reason.QUOTA, service, channel)
        return found

    def again_later(self, reason: Reason, service: str, channel: Channel) -> Opening:
        """Say that it gives no numbers today any more, and when again."""
        offered = self._catalogue
        again = calendar.reopens(
            offered.hours, offered.national, self._standing.closures, self._agency, service, self._at,
            self._zone, self._is_given(service, channel),
        )  # fmt: skip
        return Opening(reason, again)

    def is_full(self, service: str, served_after: Callable[[str], float | None]) -> bool:
        """Tell of a day of work whether who takes a number now would likely not be served to its end.

        Where nobody knows that, the usual minutes of all who wait are shared by the counters.
        """
        if self._ends_after_min is None:
            return False
        minutes = served_after(service)
        if minutes is not None and isfinite(minutes):
            return minutes > self._ends_after_min
        load, known = self._standing.load, self._catalogue.service
        counters = load.open_counters or self._catalogue.agency[self._agency].counters
        waiting_min = sum(known[code].minutes * count for code, _, count in load.waiting if code in known)
        return calendar.is_full(waiting_min, known[service].minutes, counters, self._left_min)

    @cached_property
    def _ends_after_min(self) -> float | None:
        """Tell in how many minutes the work of the day is over; None where the agency keeps no hours."""
        offered = self._catalogue
        ends = calendar.work_ends(offered.hours, offered.national, self._agency, self._at, self._zone)
        return None if ends is None else (ends - self._at) / _MINUTE

    @cached_property
    def _left_min(self) -> float | None:
        offered = self._catalogue
        return calendar.working_minutes(offered.hours, offered.national, self._agency, self._at, self._zone)

    def _is_given(self, service: str, channel: Channel) -> Callable[[date], bool]:
        return partial(quota.is_given, self._catalogue.quotas, self._agency, service, channel)
