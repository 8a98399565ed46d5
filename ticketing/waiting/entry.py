"""A line of the journal together with what it does not say of the ticket or the counter that it is about."""

from dataclasses import dataclass
from datetime import datetime

from ticketing.errand import Step
from ticketing.model import Event
from ticketing.presence import Presence


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a ticket stands in the queue that it joined.

    Attributes:
        queued_at: Its waiting counts from here: an errand's credit, a place at the front.
        order: The id of its leg: decides between two that wait equally long.
        for_counter: The only counter that may call it.
        plan: The steps of its errand; empty for a single service.
    """

    queued_at: datetime
    order: int
    for_counter: str | None = None
    plan: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal, as `Story` hears it.

    Attributes:
        event: The line.
        spot: Where its ticket stands, of one that joined a queue, as the store has it now; later lines
            tell where it moved meanwhile.
        presence: How its counter stands now, of one that went on a break.
    """

    event: Event
    spot: Spot | None = None
    presence: Presence | None = None
