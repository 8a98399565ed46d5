"""Whom a counter calls next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ticketing.choice import Rule, Why
from ticketing.model import Leg
from ticketing.policy import Kind, Policies, Policy


@dataclass(frozen=True, slots=True)
class Head:
    """The first of one queue and class, as a counter sees it.

    Attributes:
        leg: Who waits there first.
        preference: 0 is what the counter serves first.
        helps_after_min: The counter only helps here, once somebody has waited so many minutes.
        run: Priority tickets of this service that were called in a row since its last regular one.
    """

    leg: Leg
    preference: int = 0
    helps_after_min: int | None = None
    run: int = 0


#: How urgent a head is by its policy: a class, where 1 goes before 0, and a claim within the class.
Urgency = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom a counter calls, and what decided."""

    leg: Leg
    why: Why


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A head with what it is compared by, the weightiest first."""

    rank: tuple[bool, int, Urgency, float, int]
    head: Head
    policy: Policy
    is_help: bool

    @property
    def waited_min(self) -> int:
        return int(self.rank[3] // 60)

    @property
    def claim_min(self) -> int:
        return int(self.rank[2][1] // 60)


def pick_next(heads: Sequence[Head], policies: Policies, now: datetime) -> Choice | None:
    """Choose whom a counter calls.

    A queue that the counter only helps with takes part while its longest wait has passed the
    threshold, and then as one of its first choices. Whoever has waited for the bound of the policy
    goes before everybody who came later. Then the counter's preference decides, then the policy,
    then who waits longest. Where services with different policies meet at one counter, whoever a
    policy puts first outright goes before those whom ageing weighs by their claim.

    Args:
        heads: The first of each queue and class that the counter serves, and of those bound to it.
        policies: How priority and waiting time are weighed.
        now: Guarded time of the choice.

    Returns:
        The leg to call and why, or None when nobody waits.
    """
    best: _Ranked | None = None
    second: _Ranked | None = None
    for head in _taking_part(heads, now):
        ranked = _rank(head, policies.of(head.leg.service), now)
        if best is None or ranked.rank > best.rank:
            best, second = ranked, best
        elif second is None or ranked.rank > second.rank:
            second = ranked
    return None if best is None else Choice(best.head.leg, _why(best, second))


def _rank(head: Head, policy: Policy, now: datetime) -> _Ranked:
    waited_s = _waited(head.leg, now).total_seconds()
    is_overdue = waited_s >= policy.bound_min * 60
    is_help = head.helps_after_min is not None
    preference, urgency = (
        (0, (0, 0.0))
        if is_overdue
        else (0 if is_help else head.preference, _URGENCY[policy.kind](head, policy, waited_s))
    )
    return _Ranked((is_overdue, -preference, urgency, waited_s, -head.leg.id), head, policy, is_help)


def _why(best: _Ranked, second: _Ranked | None) -> Why:
    """Tell what decided: the first part of the ranks that differs."""
    if second is None:
        return Why(Rule.ALONE)
    over, policy = second.head.leg.number, best.policy
    if best.rank[0] != second.rank[0]:
        return Why(Rule.OVERDUE, best.waited_min, policy.bound_min, over)
    if best.rank[1] != second.rank[1]:
        if best.is_help:
            return Why(Rule.HELP, best.waited_min, best.head.helps_after_min or 0, over)
        return Why(Rule.PREFERENCE, -best.rank[1], -second.rank[1], over)
    if best.rank[2] != second.rank[2]:
        if policy.kind is Kind.ONE_IN_N:
            return Why(Rule.TURN, best.head.run, policy.n, over)
        if policy.kind is Kind.AGEING and second.policy.kind is Kind.AGEING and not _is_plain(best, second):
            return Why(Rule.AGEING, best.claim_min, second.claim_min, over)
        if not _is_plain(best, second):
            return Why(Rule.PRIORITY, over=over)
    return Why(Rule.LONGEST, best.waited_min, second.waited_min, over)


def _is_plain(best: _Ranked, second: _Ranked) -> bool:
    """Tell whether two of the same rank are called in the order in which they waited."""
    return best.head.leg.ticket.priority == second.head.leg.ticket.priority and best.rank[3] >= second.rank[3]


def _strict(head: Head, policy: Policy, waited_s: float) -> Urgency:
    """Priority tickets first."""
    return int(head.leg.ticket.priority), 0.0


def _one_in_n(head: Head, policy: Policy, waited_s: float) -> Urgency:
    """Priority tickets first, until the turn of a regular one has come."""
    is_regulars_turn = head.run >= policy.n - 1
    return int(head.leg.ticket.priority is not is_regulars_turn), 0.0


def _ageing(head: Head, policy: Policy, waited_s: float) -> Urgency:
    """Accumulating priority: the claim is the waiting time times the weight.

    A regular ticket that has waited `weight` times as long as a priority ticket goes first. Source:
    Stanford, Taylor and Ziedins, "Waiting time distributions in the accumulating priority queue",
    Queueing Systems 77 (2014).
    """
    return 0, waited_s * (policy.weight if head.leg.ticket.priority else 1.0)


_URGENCY: dict[Kind, Callable[[Head, Policy, float], Urgency]] = {
    Kind.STRICT: _strict,
    Kind.ONE_IN_N: _one_in_n,
    Kind.AGEING: _ageing,
}


def _taking_part(heads: Sequence[Head], now: datetime) -> list[Head]:
    """Leave out the queues that need no help."""
    longest: dict[str, timedelta] = {}
    for head in heads:
        waited = _waited(head.leg, now)
        longest[head.leg.service] = max(waited, longest.get(head.leg.service, waited))
    return [
        head
        for head in heads
        if head.helps_after_min is None
        or longest[head.leg.service] >= timedelta(minutes=head.helps_after_min)
    ]


def _waited(leg: Leg, now: datetime) -> timedelta:
    return now - leg.queued_at
