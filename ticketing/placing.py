"""Where a ticket stands that joins a queue again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

#: Parts two who would wait equally long: such are called in the order in which they came.
_HAIR = timedelta(microseconds=1)


class Place(StrEnum):
    """Where in the queue a ticket is put that was not just issued."""

    FRONT = "front"
    FAIR = "fair"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a hall decides about tickets that do not go straight through.

    Attributes:
        no_show_calls: How often a visitor is called, recalls included, before they may be given up.
        transferred: Where a ticket stands that is sent to another service or counter.
        returned: Where one stands that a counter gives back to its queue.
        late: Where one stands whose visitor comes after having been given up.
        abandoned_min: A called ticket that nobody touched for so long goes back to the front of its
            queue: its clerk has left.
        credit_min: The most that the next leg of an errand is credited for the time already waited.
        copies: How often a ticket's paper is printed again.
        late_times: How often a visitor who is late may put the own ticket back by phone.
    """

    no_show_calls: int = 1
    transferred: Place = Place.FAIR
    returned: Place = Place.FRONT
    late: Place = Place.FAIR
    abandoned_min: int = 15
    credit_min: int = 60
    copies: int = 3
    late_times: int = 2


def queued_at(place: Place, arrived_at: datetime, first: datetime | None, now: datetime) -> datetime:
    """Tell from when the waiting of a ticket counts that joins a queue.

    Args:
        place: Where it is put.
        arrived_at: From when it counted before: a fair place keeps this.
        first: From when the waiting of the first in the queue counts; None when nobody waits.
        now: Guarded time.
    """
    if place is Place.BACK:
        return now + _HAIR
    if place is Place.FAIR or first is None:
        return min(arrived_at, now)
    return min(arrived_at, first - _HAIR)
