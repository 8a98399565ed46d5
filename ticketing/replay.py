"""A past day under another policy: who would have waited how long.

Everybody comes when they really came, and takes as long at a counter as they really did; every counter
works when it really worked. Only whom it calls next is chosen anew. Whoever was sent on or given back
comes again at the moment at which that really was. A counter whose people are not all served when
its shift was over goes on.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean, median, quantiles
from uuid import UUID

from ticketing import numbering
from ticketing.catalogue import Duty
from ticketing.choice import Rule
from ticketing.lifecycle import State
from ticketing.model import Leg, Ticket, Told
from ticketing.past_day import PastDay, Visit
from ticketing.policy import Policies
from ticketing.selection import Head, pick_next
from ticketing.words import Language

# A counter that helps looks again so often, while nobody comes and somebody waits.
_LOOK_AGAIN = timedelta(minutes=1)
_TENTHS = 10


@dataclass(frozen=True, slots=True)
class Waits:
    """How long a group waited, in minutes; all 0 for nobody."""

    n: int = 0
    mean_min: float = 0.0
    median_min: float = 0.0
    p90_min: float = 0.0
    longest_min: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """A day under one policy.

    Attributes:
        priority, regular: The waits of the two groups.
        overdue: How often somebody went first because of the bound.
        order: Number and counter of each call, in order.
    """

    priority: Waits
    regular: Waits
    overdue: int = 0
    order: tuple[tuple[str, str], ...] = ()


def really(day: PastDay) -> Outcome:
    """Tell how long the two groups really waited."""
    calls = [(visit, visit.called_at) for visit in day.visits]
    order = sorted(day.visits, key=lambda one: one.called_at)
    return _outcome(calls, 0, [(one.number, one.counter) for one in order])


def replay(day: PastDay, duties: Mapping[str, Sequence[Duty]], policies: Policies) -> Outcome:
    """Live through a past day again under `policies`.

    Args:
        day: What really happened.
        duties: Who serves what, by the name of the counter; a service that none of the day's counters
            serves by it is served by whoever really did.
        policies: How priority and waiting time are weighed.
    """
    return _Replay(day, duties, policies).run()


class _Replay:
    """The state of one replay."""

    def __init__(self, day: PastDay, duties: Mapping[str, Sequence[Duty]], policies: Policies) -> None:
        self._day = day
        self._policies = policies
        self._duties = _duties(day, duties)
        self._coming = deque(enumerate(day.visits, 1))
        self._waiting: defaultdict[tuple[str, bool], list[tuple[Leg, Visit]]] = defaultdict(list)
        self._runs: defaultdict[str, int] = defaultdict(int)
        self._free_at = {name: shift.free_from(shift.begins_at) for name, shift in day.shifts.items()}

    def run(self) -> Outcome:
        calls: list[tuple[Visit, datetime]] = []
        order: list[tuple[str, str]] = []
        overdue = 0
        while self._free_at and (self._coming or any(self._waiting.values())):
            counter = min(self._free_at, key=lambda name: (self._free_at[name], name))
            now = self._free_at[counter]
            self._let_in(now)
            heads = [
                Head(queue[0][0], duty.preference, duty.helps_after_min, self._runs[duty.service])
                for duty in self._duties[counter]
                for queue in (self._waiting[duty.service, False], self._waiting[duty.service, True])
                if queue
            ]
            found = pick_next(heads, self._policies, now)
            if found is None:
                self._rest(counter, now, is_wanted=bool(heads))
                continue
            visit = self._take(found.leg)
            overdue += found.why.rule is Rule.OVERDUE
            calls.append((visit, now))
            order.append((visit.number, counter))
            self._free_at[counter] = self._day.shifts[counter].free_from(now + visit.stay)
        return _outcome(calls, overdue, order)

    def _let_in(self, now: datetime) -> None:
        """Queue everybody who has come by now."""
        while self._coming and self._coming[0][1].joined_at <= now:
            number, visit = self._coming.popleft()
            leg = _leg(number, visit)
            queue = self._waiting[visit.service, visit.priority]
            queue.append((leg, visit))
            queue.sort(key=lambda one: (one[0].queued_at, one[0].id))

    def _take(self, leg: Leg) -> Visit:
        _, visit = self._waiting[leg.service, leg.ticket.priority].pop(0)
        self._runs[leg.service] = self._runs[leg.service] + 1 if leg.ticket.priority else 0
        return visit

    def _rest(self, counter: str, now: datetime, *, is_wanted: bool) -> None:
        """Look again when somebody comes, or soon where the counter may have to help; else go home."""
        moments = [self._coming[0][1].joined_at] if self._coming else []
        if is_wanted:
            moments.append(now + _LOOK_AGAIN)
        if moments:
            self._free_at[counter] = self._day.shifts[counter].free_from(min(moments))
        else:
            del self._free_at[counter]


def _duties(day: PastDay, duties: Mapping[str, Sequence[Duty]]) -> dict[str, list[Duty]]:
    """Tell who serves what on the day."""
    found = {name: list(duties.get(name, ())) for name in day.shifts}
    served = {duty.service for listed in found.values() for duty in listed if duty.helps_after_min is None}
    for visit in day.visits:
        own = found[visit.counter]
        if visit.service not in served and visit.service not in {duty.service for duty in own}:
            own.append(Duty(visit.counter, visit.service))
    return found


def _leg(n: int, visit: Visit) -> Leg:
    """Make what `pick_next` compares."""
    prefix, place = numbering.parse(visit.number) or ("", n)
    told = Told(0, visit.joined_at, visit.joined_at)
    ticket = Ticket(
        UUID(int=n), visit.joined_at.date(), prefix, place, Language.ID, visit.priority, "", "",
        visit.joined_at, told,
    )  # fmt: skip
    return Leg(ticket, visit.service, "", State.WAITING, visit.counts_from, id=n)


def _outcome(
    calls: Iterable[tuple[Visit, datetime]], overdue: int, order: Iterable[tuple[str, str]]
) -> Outcome:
    waited: dict[bool, list[float]] = {True: [], False: []}
    for visit, called_at in calls:
        waited[visit.priority].append((called_at - visit.joined_at).total_seconds() / 60)
    return Outcome(_waits(waited[True]), _waits(waited[False]), overdue, tuple(order))


def _waits(minutes: Sequence[float]) -> Waits:
    if not minutes:
        return Waits()
    p90 = quantiles(minutes, n=_TENTHS, method="inclusive")[-1] if len(minutes) > 1 else minutes[0]
    return Waits(len(minutes), fmean(minutes), median(minutes), p90, max(minutes))
