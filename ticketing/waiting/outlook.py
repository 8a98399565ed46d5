"""When everybody in a hall will be called, and who comes now: kept up to date by the journal."""

import logging
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from sys import maxsize
from uuid import UUID
from zoneinfo import ZoneInfo

from ticketing import calendar
from ticketing.catalogue import Catalogue
from ticketing.model import Event, HallInfo
from ticketing.spans import Span
from ticketing.waiting.entry import Entry
from ticketing.waiting.forecast import Forecast
from ticketing.waiting.layout import Layout
from ticketing.waiting.projection import Later, project
from ticketing.waiting.rests import Rests
from ticketing.waiting.scene import Desk, InLine, Scene
from ticketing.waiting.stays import SPREAD, Stays
from ticketing.waiting.story import Story

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StepAhead:
    """A service that somebody still waits for, now or later on the way of an errand, and when it calls."""

    service: str
    forecast: Forecast


@dataclass(frozen=True, slots=True)
class _View:
    """What one projection of the whole hall found."""

    at: datetime
    tickets: Mapping[UUID, Forecast]
    newcomers: Mapping[str, Forecast]
    asked: Mapping[int, Forecast]
    later: Mapping[UUID, list[StepAhead]]


@dataclass(frozen=True, slots=True)
class _New:
    """The key of who asks and has not come."""

    pool: int
    priority: bool = False


class Outlook:
    """Answers when whoever waits will be called, and who would come now.

    It hears the journal of one hall day, from its first line on, and lives the rest of the queue through
    when it is asked. It reads nothing by itself: `ticketing.foresight.Foresight` keeps one in step with a
    store. All answers are values; `Forecast.told(at)` makes of each the range of hours that people are
    told. Not for several threads at once.

    One projection answers `everybody`, `newcomers` and `steps_of` of the same moment: asked one after the
    other with the same `at` they cost no more than the first.

    Args:
        catalogue: What the hall offers.
        info: The hall: its zone, and whether it is one for rehearsals, which keeps no hours.
        stays: How long a ticket keeps a counter; None for the catalogue's minutes.
        rests: When clerks rest; what it does not know of an agency the calendar tells.
    """

    def __init__(
        self, catalogue: Catalogue, info: HallInfo, stays: Stays | None = None, rests: Rests | None = None
    ) -> None:
        self._off: tuple[date, dict[str, tuple[Span, ...]]] | None = None
        self._view: _View | None = None
        self._one: tuple[tuple[int, datetime], tuple[Forecast, Forecast] | None] | None = None
        self._take(catalogue, info, stays, rests)
        self._story = Story(self._layout)

    def lay_out(
        self, catalogue: Catalogue, info: HallInfo, stays: Stays | None = None, rests: Rests | None = None
    ) -> None:
        """Answer by another catalogue or another lesson from now on; what was heard of the day is kept.

        Args:
            catalogue: What the hall offers now; this and all others as when it was made.
            info: The hall.
            stays: How long a ticket keeps a counter.
            rests: When clerks rest.
        """
        self._take(catalogue, info, stays, rests)
        self._story.lay_out(self._layout)

    def forget(self) -> None:
        """Take nothing for heard: the next line will be the first of a day."""
        self._story = Story(self._layout)
        self._view = self._one = None

    def hear(self, lines: Iterable[Entry | Event]) -> None:
        """Take note of the next lines of the journal.

        Args:
            lines: Each once, in order, those of the open day. Events alone do; entries also tell what the
                store knows: a place at the front, a ticket for one counter, an errand, the end of a break.
        """
        for line in lines:
            self._view = self._one = None
            try:
                self._story.hear(line)
            except Exception:  # a number is worth more than the hour on it
                log.exception("Bug: a line of the journal is left out of what is told of waits: %s", line)

    def everybody(self, at: datetime) -> Mapping[UUID, Forecast]:
        """Tell for every ticket that waits when it will be called, by the ticket's id.

        Whoever is with a counter, held or gone is not in the answer; neither is somebody who waits for
        what no counter of the catalogue serves.

        Args:
            at: The present, aware; guarded time where there is some. Not before the last event heard.
        """
        return self._look(at).tickets

    def newcomers(self, at: datetime) -> Mapping[str, Forecast]:
        """Tell for every service when somebody without priority who took a number now would be called.

        Args:
            at: As for `everybody`.
        """
        return self._look(at).newcomers

    def steps_of(self, ticket: UUID, at: datetime) -> tuple[StepAhead, ...]:
        """Tell for every service that a ticket is still to be called for when that will be, in order.

        A single service has one step while it waits, and none afterwards. Of an errand the service that
        the visitor waits for comes first, then those after it, each reckoned from when the one before it
        will be done. Where several could come next, the order is that of the errand; the hall decides
        when the time has come.

        Args:
            ticket: Its id.
            at: As for `everybody`.
        """
        view = self._look(at)
        own, service = view.tickets.get(ticket), self._story.waits_for(ticket)
        now = [StepAhead(service, own)] if own is not None and service is not None else []
        return (*now, *view.later.get(ticket, ()))

    def of_new(self, service: str, at: datetime, *, priority: bool = False) -> Forecast:
        """Tell when one more would be called; only as much of the hall is looked at as bears on it.

        Args:
            service: What for.
            at: As for `everybody`.
            priority: Whether with priority.
        """
        found = self._of_one(service, at)
        return self._unserved(service) if found is None else found[priority]

    def served_after(self, service: str, at: datetime) -> float | None:
        """Tell in how many minutes somebody without priority who took a number now would have been served.

        It is as likely earlier as later: the middle of the wait, and how long such a service usually takes.
        None where the projection knows nothing of it. Costs no more than `of_new` of the same moment.

        Args:
            service: What for.
            at: As for `everybody`.
        """
        found = self._of_one(service, at)
        return None if found is None else self._served_after(service, found[False])

    def all_served_after(self, at: datetime) -> Mapping[str, float]:
        """Tell the same of every service that the projection knows of.

        Args:
            at: As for `everybody`.
        """
        asked = self._look(at).asked
        known = ((code, asked.get(self._layout.pool_of.get(code, -1))) for code in self._catalogue.service)
        return {code: self._served_after(code, found) for code, found in known if found is not None}

    def _of_one(self, service: str, at: datetime) -> tuple[Forecast, Forecast] | None:
        """Tell when one more would be called, without priority and with it; None where nobody knows."""
        part = self._layout.part_of_service(service)
        if part is None:
            return None
        pool = self._layout.pool_of[service]
        if self._one is None or self._one[0] != (pool, at):
            regular, first = _New(pool), _New(pool, priority=True)
            asking = [InLine(key, service, key.priority, at, maxsize, asks=True) for key in (regular, first)]
            told = self._projected(at, asking, part)
            found = (told[regular], told[first]) if regular in told and first in told else None
            self._one = (pool, at), found
        return self._one[1]

    def _served_after(self, service: str, forecast: Forecast) -> float:
        group = self._layout.group_of_service(service) or self._catalogue.service[service].agency
        return forecast.middle_min + self._stays.mean_min(service, group)

    def _take(self, catalogue: Catalogue, info: HallInfo, stays: Stays | None, rests: Rests | None) -> None:
        self._catalogue = catalogue
        self._info = info
        self._layout = Layout(catalogue)
        self._stays = stays or Stays(catalogue)
        self._rests = rests or Rests()
        self._off = self._view = self._one = None

    def _look(self, at: datetime) -> _View:
        if self._view is None or self._view.at != at:
            # Of services that the same counters serve alike one speaks for all.
            asking = [
                InLine(_New(pool), services[0], False, at, maxsize, asks=True)
                for pool, services in enumerate(self._layout.services)
            ]
            told = self._projected(at, asking)
            tickets: dict[UUID, Forecast] = {}
            asked: dict[int, Forecast] = {}
            later: defaultdict[UUID, list[StepAhead]] = defaultdict(list)
            for key, forecast in told.items():
                if isinstance(key, UUID):
                    tickets[key] = forecast
                elif isinstance(key, _New):
                    asked[key.pool] = forecast
                elif isinstance(key, Later) and isinstance(key.key, UUID):
                    later[key.key].append(StepAhead(key.service, forecast))
            newcomers = {code: self._of_pool(code, asked) for code in self._catalogue.service}
            self._view = _View(at, tickets, newcomers, asked, dict(later))
        return self._view

    def _of_pool(self, service: str, asked: Mapping[int, Forecast]) -> Forecast:
        found = asked.get(self._layout.pool_of.get(service, -1))
        return self._unserved(service) if found is None else found

    def _projected(
        self, at: datetime, asking: Sequence[InLine], part: int | None = None
    ) -> Mapping[Hashable, Forecast]:
        """Live the rest of the queue through: of the whole hall, or of what bears on one part."""
        try:
            counters = None if part is None else self._layout.counters_in(self._bearing_on(part))
            scene = self._scene(at, counters)
            line = [*scene.line, *asking]
            return project(replace(scene, line=line), self._layout, self._stays, self._rests)
        except Exception:  # as in `hear`
            log.exception("Bug: waits are told by the people who wait, and not by the projection")
            return {}

    def _scene(self, at: datetime, counters: Collection[str] | None = None) -> Scene:
        scene = self._story.scene(at, counters)
        return replace(scene, desks=[self._by_the_calendar(desk, at) for desk in scene.desks])

    def _by_the_calendar(self, desk: Desk, at: datetime) -> Desk:
        off = self._pauses(at).get(self._layout.group[desk.counter], ())
        return replace(desk, off=off, has_rested=True) if off else desk

    def _pauses(self, at: datetime) -> Mapping[str, tuple[Span, ...]]:
        """List when agencies rest today by the calendar, of whose breaks past days taught nothing."""
        day = at.astimezone(ZoneInfo(self._info.timezone)).date()
        if self._off is None or self._off[0] != day:
            found: dict[str, tuple[Span, ...]] = {}
            if not self._info.rehearsal:
                offered = self._catalogue
                for group in dict.fromkeys(self._layout.group.values()):
                    if not self._rests.knows(group):
                        found[group] = calendar.pauses(
                            offered.hours, offered.national, group, at, self._info.timezone
                        )
            self._off = day, found
        return self._off[1]

    def _bearing_on(self, part: int) -> Collection[int]:
        """Find the parts of the hall out of which somebody may come into one, with the errand's next step."""
        parts = {part}
        ways = [
            [self._layout.part_of_service(code) for code in (where, *then)]
            for where, then in self._story.ways()
        ]
        grown = True
        while grown:
            grown = False
            for way in ways:
                last = max((place for place, one in enumerate(way) if one in parts), default=0)
                before = {one for one in way[:last] if one is not None}
                if not before <= parts:
                    parts |= before
                    grown = True
        return parts

    def _unserved(self, service: str) -> Forecast:
        """Answer for what no counter serves: by the people who wait for it, one after the other."""
        known = self._catalogue.service.get(service)
        ahead = self._story.waiting(service)
        minutes = ahead * (known.minutes if known else 0.0)
        return Forecast(ahead, minutes, SPREAD * minutes)
