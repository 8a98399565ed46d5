"""Lives the rest of the queue through: each counter, each ticket, by the hall's own rules.

Everybody stays as long as is usual, nobody new comes; what may come all the same widens the answer and
moves it back a little. The choice at a counter is that of `ticketing.selection`, in plain figures.
"""

from collections import defaultdict, deque
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from heapq import heappop, heappush
from itertools import count
from math import inf, sqrt
from typing import NamedTuple

from ticketing.policy import Kind, Policy
from ticketing.spans import Span
from ticketing.waiting.forecast import Forecast
from ticketing.waiting.layout import Layout
from ticketing.waiting.rests import Expected, Rests
from ticketing.waiting.scene import Desk, InLine, Scene
from ticketing.waiting.stays import SPREAD, Stays

#: How uncertain all of it is besides, as a share of the wait: who is still to come, how a clerk feels today.
_UNKNOWN = 0.05

#: Variance that each minute of waiting adds at one counter: breaks that nobody has announced.
_BREAKS = 1.5


_NEVER = inf

_Queue = deque[tuple[float, int, InLine]]
_Rank = tuple[bool, int, int, float, float, int]


class Later(NamedTuple):
    """The next step of an errand: whose, by the key in the line or at the counter, and which service."""

    key: Hashable
    service: str


@dataclass(slots=True)
class _Pool:
    """Services that the same counters serve alike, or who waits for one counter: a queue of each class."""

    policy: Policy | None = None
    regular: _Queue = field(default_factory=deque)
    priority: _Queue = field(default_factory=deque)
    run: int = 0

    def oldest(self) -> float:
        """Tell from when on the first of the pool waits; never, where nobody does."""
        return min((queue[0][0] for queue in (self.regular, self.priority) if queue), default=_NEVER)


def project(
    scene: Scene, layout: Layout, stays: Stays, rests: Rests | None = None
) -> Mapping[Hashable, Forecast]:
    """Tell for everybody who waits when the call will come.

    A ticket that none of the counters at work serves has no answer.

    Args:
        scene: The hall now.
        layout: Who serves what.
        stays: How long a ticket keeps a counter.
        rests: When clerks take their break.

    Returns:
        By the key of each in the line, and the next steps of errands by `Later`.
    """
    return _Projection(scene, layout, stays, rests or Rests()).run()


@dataclass(slots=True)
class _Rest:
    """A break that is still to come, and how much of it was counted by now, from 0 to 1."""

    expected: Expected
    taken: float = 0.0


class _Projection:
    """The state of one projection; times in minutes from the scene on."""

    def __init__(self, scene: Scene, layout: Layout, stays: Stays, rests: Rests) -> None:
        self._scene = scene
        self._layout = layout
        self._stays = stays
        self._rests = rests
        self._rest: dict[str, _Rest] = {}
        self._pools = [
            _Pool(policy, run=scene.runs.get(services[0], 0))
            for policy, services in zip(layout.policies, layout.services, strict=True)
        ]
        self._bound: dict[str, _Pool] = {}
        self._told: dict[Hashable, Forecast] = {}
        self._numbers = count(1)
        self._ahead: dict[int | None, int] = defaultdict(int)
        self._desks: dict[int, int] = defaultdict(int)
        self._variance: dict[int, float] = defaultdict(float)
        # A counter that is free by then, or somebody who joins a queue.
        self._coming: list[tuple[float, int, str | InLine]] = []
        self._idle: dict[str, None] = {}
        self._off: dict[str, tuple[Span, ...]] = {}
        self._left = 0

    def run(self) -> Mapping[Hashable, Forecast]:
        for one in sorted(self._scene.line, key=lambda one: (one.queued_at, one.order)):
            self._queue(one, (one.queued_at - self._scene.at).total_seconds() / 60)
        for desk in self._scene.desks:
            if desk.counter in self._layout.part_of:
                self._open(desk)
        while self._coming and self._left:
            at, _, what = heappop(self._coming)
            if isinstance(what, str):
                self._call(what, at)
            else:
                self._left -= 1
                self._queue(what, at)
                for counter in self._idle:
                    self._push(at, counter)
                self._idle.clear()
        return self._told

    def _push(self, at: float, what: str | InLine) -> None:
        heappush(self._coming, (at, next(self._numbers), what))

    def _queue(self, one: InLine, since: float) -> None:
        if one.for_counter is not None:
            pool = self._bound.setdefault(one.for_counter, _Pool())
        elif one.service in self._layout.pool_of:
            pool = self._pools[self._layout.pool_of[one.service]]
        else:
            return
        queue = pool.priority if one.priority else pool.regular
        queue.append((since, one.order, one))
        self._left += 1

    def _open(self, desk: Desk) -> None:
        free = variance = 0.0
        if desk.service:
            mean = self._stays.mean_min(desk.service, self._layout.group[desk.counter])
            since = (self._scene.at - desk.since).total_seconds() / 60 if desk.since else 0.0
            free, variance = self._stays.left_min(mean, since)
            key = desk.counter if desk.key is None else desk.key
            self._go_on(key, desk.then, free, priority=desk.priority)
        if desk.back_at is not None:
            free = max(free, (desk.back_at - self._scene.at).total_seconds() / 60)
        if desk.rests_since is not None:
            rested = (self._scene.at - desk.rests_since).total_seconds() / 60
            free = max(free, self._rests.left_min(self._layout.group[desk.counter], rested))
        part = self._layout.part_of[desk.counter]
        self._desks[part] += 1
        self._variance[part] += variance
        if not desk.has_rested:
            expected = self._rests.of(self._layout.group[desk.counter], self._scene.at)
            if expected is not None:
                self._rest[desk.counter] = _Rest(expected)
        if desk.off:
            self._off[desk.counter] = desk.off
        self._push(self._rested(desk.counter, free), desk.counter)

    def _call(self, counter: str, at: float) -> None:
        """Let a counter call its next, or rest until somebody joins a queue or needs its help."""
        works_from = self._works_from(counter, at)
        if works_from > at:
            self._push(works_from, counter)
            return
        one: InLine | None = None
        line: int | None = None
        while one is None or one.asks:
            queue, look_again = self._choose(counter, at)
            if queue is None:
                if look_again is None:
                    self._idle[counter] = None
                else:
                    self._push(look_again, counter)
                return
            one = queue.popleft()[2]
            self._left -= 1
            line = self._line(one)
            self._told[one.key] = self._forecast(counter, line, at)
        self._count_run(one)
        self._ahead[line] += 1
        mean = self._stays.mean_min(one.service, self._layout.group[counter])
        self._variance[self._layout.part_of[counter]] += (SPREAD * mean) ** 2
        self._push(self._rested(counter, at + mean), counter)
        root = one.key.key if isinstance(one.key, Later) else one.key
        self._go_on(root, one.then, at + mean, priority=one.priority)

    def _count_run(self, one: InLine) -> None:
        number = self._layout.pool_of.get(one.service)
        if number is not None:
            pool = self._pools[number]
            pool.run = pool.run + 1 if one.priority else 0

    def _line(self, one: InLine) -> int | None:
        if one.for_counter is not None:
            return self._layout.line_of.get(one.for_counter)
        return self._layout.line_of_service(one.service)

    def _works_from(self, counter: str, at: float) -> float:
        """Tell from when on a counter calls people, where its agency rests now."""
        for begins, ends in self._off.get(counter, ()):
            if (begins - self._scene.at).total_seconds() / 60 <= at:
                at = max(at, (ends - self._scene.at).total_seconds() / 60)
        return at

    def _rested(self, counter: str, free: float) -> float:
        """Let a counter take as much of its break as is likely begun by then."""
        rest = self._rest.get(counter)
        if rest is None:
            return free
        # Who works beside it goes on: by then only a part of a break that has just begun is lost.
        desks = self._desks[self._layout.part_of[counter]]
        lag = rest.expected.mean_min / 2 * (1 - 1 / desks)
        share = max(rest.taken, rest.expected.share_by(max(0.0, free - lag)))
        more = rest.expected.mean_min * (share - rest.taken)
        spread = rest.expected.mean_min**2 * (share * (1 - share) - rest.taken * (1 - rest.taken))
        self._variance[self._layout.part_of[counter]] += spread
        rest.taken = share
        return free + more

    def _go_on(self, key: Hashable, then: tuple[str, ...], at: float, *, priority: bool) -> None:
        """Let a visitor with an errand join the next queue."""
        if then:
            self._left += 1
            joins = self._scene.at + timedelta(minutes=at)
            self._push(at, InLine(Later(key, then[0]), then[0], priority, joins, then=then[1:]))

    def _choose(self, counter: str, at: float) -> tuple[_Queue | None, float | None]:
        """Find the queue whose first a counter calls, or when it is to look again."""
        best: _Queue | None = None
        most: _Rank | None = None
        look_again: float | None = None
        bound = self._bound.get(counter)
        if bound is not None:
            for queue in (bound.regular, bound.priority):
                if queue:
                    policy = self._layout.policy_of(queue[0][2].service)
                    rank = _rank(queue, policy, 0, 0, at)
                    if most is None or rank > most:
                        best, most = queue, rank
        for side in self._layout.sides[counter]:
            pool = self._pools[side.pool]
            preference = side.preference
            if side.helps_after_min is not None:
                preference = 0
                helps_from = pool.oldest() + side.helps_after_min
                if helps_from > at:
                    if helps_from < _NEVER:
                        look_again = min(helps_from, look_again or helps_from)
                    continue
            for queue in (pool.regular, pool.priority):
                if queue:
                    assert pool.policy is not None
                    rank = _rank(queue, pool.policy, pool.run, preference, at)
                    if most is None or rank > most:
                        best, most = queue, rank
        return best, look_again

    def _forecast(self, counter: str, line: int | None, at: float) -> Forecast:
        part = self._layout.part_of[counter]
        desks = self._desks[part]
        variance = self._variance[part] / desks**2 + _BREAKS * at / desks + (_UNKNOWN * at) ** 2
        deviation = sqrt(variance) if at > 0 else 0.0
        return Forecast(self._ahead[line], at, deviation, desks)


def _rank(queue: _Queue, policy: Policy, run: int, preference: int, at: float) -> _Rank:
    """Weigh the first of a queue as `selection.pick_next` does."""
    since, order, one = queue[0]
    waited = at - since
    if waited >= policy.bound_min:
        return True, 0, 0, 0.0, waited, -order
    if policy.kind is Kind.AGEING:
        return False, -preference, 0, waited * (policy.weight if one.priority else 1.0), waited, -order
    goes_first = one.priority
    if policy.kind is Kind.ONE_IN_N and run >= policy.n - 1:
        goes_first = not one.priority
    return False, -preference, int(goes_first), 0.0, waited, -order
