"""Who waits and who works at one moment: all that a projection knows of a hall."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ticketing.spans import Span

#: From when to when somebody is away.


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
        asks: Nobody has come: somebody asks what would be if. Takes no time and stands before nobody.
    """

    key: Hashable
    service: str
    priority: bool
    queued_at: datetime
    order: int = 0
    for_counter: str | None = None
    then: tuple[str, ...] = ()
    asks: bool = False


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
        key: What the answers for those are asked by; None for the name of the counter.
        priority: Whether that visitor goes first.
        has_rested: Its clerk had a break today, or is on it.
        off: When it calls nobody because its agency does not work, in order.
    """

    counter: str
    service: str = ""
    since: datetime | None = None
    back_at: datetime | None = None
    rests_since: datetime | None = None
    then: tuple[str, ...] = ()
    key: Hashable = None
    priority: bool = False
    has_rested: bool = False
    off: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """A hall at one moment.

    Attributes:
        at: When.
        line: Who waits, in any order.
        desks: The counters that call people.
        runs: Priority tickets that were called in a row, by service.
    """

    at: datetime
    line: Sequence[InLine]
    desks: Sequence[Desk]
    runs: Mapping[str, int] = field(default_factory=dict)
