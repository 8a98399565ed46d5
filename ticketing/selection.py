"""Whom a counter calls next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ticketing.model import Leg


@dataclass(frozen=True, slots=True)
class Policy:
    """How priority is weighed against waiting time.

    Accumulating priority: a ticket's claim is its waiting time times its weight. A regular ticket
    that has waited `priority_weight` times as long as a priority ticket goes first, so nobody is
    overtaken without bound.

    Source: Stanford, Taylor and Ziedins, "Waiting time distributions in the accumulating priority
    queue", Queueing Systems 77 (2014).
    """

    priority_weight: float = 4.0


def pick_next(heads: Sequence[Leg], policy: Policy, now: datetime) -> Leg | None:
    """Choose whom a counter calls.

    Args:
        heads: The longest-waiting leg of each service and class that the counter serves.
        policy: How priority and waiting time are weighed.
        now: Guarded time of the choice.

    Returns:
        The leg to call, or None when nobody waits. Equal claims go to the earlier arrival.
    """

    def claim(leg: Leg) -> tuple[float, int]:
        weight = policy.priority_weight if leg.ticket.priority else 1.0
        waited = (now - leg.queued_at).total_seconds()
        return (waited * weight, -leg.id)

    return max(heads, key=claim, default=None)
