"""A simulated day: each policy keeps its bound, and without the bound it would not."""

import random
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from tests.fakes import MORNING
from tests.ticketing.test_selection import ENDLESS, leg
from ticketing.model import Leg
from ticketing.policy import Kind, Policies, Policy
from ticketing.selection import Head, pick_next

VISITORS = 900
COUNTERS = 3
BOUND_MIN = 30


@dataclass
class Day:
    """What came of a day.

    Attributes:
        called: Who was called, and after how many minutes.
        broken: How often somebody went before a regular ticket that had waited for the bound.
        longest_run: Priority tickets of one service in a row while a regular one waited.
    """

    called: list[tuple[Leg, float]] = field(default_factory=list)
    broken: int = 0
    longest_run: int = 0


def arrivals(seed: int, share: float) -> list[Leg]:
    """Let people come from 07:30, most of them in the first three hours; in order."""
    chance = random.Random(seed)
    minutes = sorted(min(chance.expovariate(1 / 110), 420) for _ in range(VISITORS))
    return [
        replace(
            leg(n, 0, priority=chance.random() < share, service=chance.choice(["KTP-BARU", "KK-BARU"])),
            queued_at=MORNING + timedelta(minutes=minute),
        )
        for n, minute in enumerate(minutes, 1)
    ]


def play(people: list[Leg], policy: Policy, seed: int) -> Day:
    """Serve everybody."""
    chance = random.Random(seed)
    coming, waiting = list(people), defaultdict[tuple[str, bool], list[Leg]](list)
    free_at = [MORNING] * COUNTERS
    runs: defaultdict[str, int] = defaultdict(int)
    day = Day()
    while coming or any(waiting.values()):
        counter = min(range(COUNTERS), key=lambda one: free_at[one])
        now = free_at[counter]
        while coming and coming[0].queued_at <= now:
            one = coming.pop(0)
            waiting[one.service, one.ticket.priority].append(one)
        heads = [Head(queue[0], run=runs[service]) for (service, _), queue in waiting.items() if queue]
        found = pick_next(heads, Policies(policy), now)
        if found is None:
            free_at[counter] = coming[0].queued_at
            continue
        chosen = found.leg
        day.broken += any(
            not head.leg.ticket.priority
            and now - head.leg.queued_at >= timedelta(minutes=BOUND_MIN)
            and chosen.queued_at > head.leg.queued_at
            for head in heads
        )
        waiting[chosen.service, chosen.ticket.priority].pop(0)
        runs[chosen.service] = runs[chosen.service] + 1 if chosen.ticket.priority else 0
        if waiting[chosen.service, False]:
            day.longest_run = max(day.longest_run, runs[chosen.service])
        day.called.append((chosen, (now - chosen.queued_at) / timedelta(minutes=1)))
        free_at[counter] = now + timedelta(minutes=chance.lognormvariate(0.2, 0.6))
    return day


@pytest.mark.parametrize("share", [0.1, 0.6])
@pytest.mark.parametrize("kind", list(Kind))
def test_a_policy_keeps_its_bound_and_serves_everybody_once(kind: Kind, share: float) -> None:
    people = arrivals(7, share)
    day = play(people, Policy(kind, bound_min=BOUND_MIN), 8)
    assert day.broken == 0
    assert sorted(one.id for one, _ in day.called) == [one.id for one in people]


@pytest.mark.parametrize("share", [0.1, 0.6])
@pytest.mark.parametrize("kind", list(Kind))
def test_without_the_bound_the_same_day_breaks_it(kind: Kind, share: float) -> None:
    assert play(arrivals(7, share), Policy(kind, bound_min=ENDLESS), 8).broken > 0


@pytest.mark.parametrize("kind", list(Kind))
def test_priority_waits_less_under_every_policy(kind: Kind) -> None:
    called = play(arrivals(7, 0.1), Policy(kind, bound_min=ENDLESS), 8).called
    first = [waited for one, waited in called if one.ticket.priority]
    regular = [waited for one, waited in called if not one.ticket.priority]
    assert sum(first) / len(first) < 0.6 * sum(regular) / len(regular)


def test_one_in_n_calls_a_regular_ticket_at_least_every_nth_time() -> None:
    day = play(arrivals(7, 0.9), Policy(Kind.ONE_IN_N, n=3, bound_min=ENDLESS), 8)
    assert day.longest_run == 2
    other = play(arrivals(7, 0.9), Policy(Kind.STRICT, bound_min=ENDLESS), 8)
    assert other.longest_run > 2
