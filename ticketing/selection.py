"""Whom a counter calls next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

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


def pick_next(heads: Sequence[Head], policies: Policies, now: datetime) -> Leg | None:
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
        The leg to call, or None when nobody waits.
    """

    def rank(head: Head) -> tuple[bool, int, Urgency, float, int]:
        policy = policies.of(head.leg.service)
        waited_s = _waited(head.leg, now).total_seconds()
        is_overdue = waited_s >= policy.bound_min * 60
        preference, urgency = (
            (0, (0, 0.0)) if is_overdue else (head.preference, _URGENCY[policy.kind](head, policy, waited_s))
        )
        return is_overdue, -preference, urgency, waited_s, -head.leg.id

    best = max(_taking_part(heads, now), key=rank, default=None)
    return best.leg if best else None


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
    """Leave out the queues that need no help; those that need it become first choices."""
    longest: dict[str, timedelta] = {}
    for head in heads:
        waited = _waited(head.leg, now)
        longest[head.leg.service] = max(waited, longest.get(head.leg.service, waited))
    taking: list[Head] = []
    for head in heads:
        if head.helps_after_min is None:
            taking.append(head)
        elif longest[head.leg.service] >= timedelta(minutes=head.helps_after_min):
            taking.append(replace(head, preference=0))
    return taking


def _waited(leg: Leg, now: datetime) -> timedelta:
    return now - leg.queued_at
