"""Who waits and who works at one moment: all that a projection knows of a hall."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class InLine:
    """Somebody who waits, or will.

    Attributes:
        key: What the answer is asked by.
        service: Code of the service.
        priority: Whether it is a priority ticket.
        queued_at: Its waiting counts from here.
        order: Decides between two that wait equally long: the lower one came first.
        for_counter: The only counter that may call it.
        then: Services of its errand that it will wait for afterwards, in order.
    """

    key: Hashable
    service: str
    priority: bool
    queued_at: datetime
    order: int = 0
    for_counter: str | None = None
    then: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter that is at work, or will be again.

    Attributes:
        counter: Its name.
        service: Of the ticket that is with it; empty while none is.
        since: When that was called.
        back_at: It calls nobody until then.
        rests_since: It is on a break since then of which nobody knows the end.
        then: Services that the visitor at it will wait for afterwards.
        priority: Whether that visitor goes first.
        has_rested: Its clerk had a break today, or is on it.
    """

    counter: str
    service: str = ""
    since: datetime | None = None
    back_at: datetime | None = None
    rests_since: datetime | None = None
    then: tuple[str, ...] = ()
    priority: bool = False
    has_rested: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A hall at one moment.

    Attributes:
        at: When.
        line: Who waits, in any order.
        desks: The counters that call people.
    """

    at: datetime
    line: Sequence[InLine]
    desks: Sequence[Desk]
