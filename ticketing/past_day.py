"""What really happened on a past day, read from its journal: who came, and who worked when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ticketing.lifecycle import Action, Deed
from ticketing.model import Event

_QUEUES = frozenset({Action.ISSUE, Action.ADVANCE, Action.TRANSFER, Action.RETURN})
_TAKES = frozenset({Action.CALL, Action.RESUME})
_LEAVES = frozenset(
    {
        Action.HOLD,
        Action.TRANSFER,
        Action.RETURN,
        Action.NO_SHOW,
        Action.COMPLETE,
        Action.CANCEL,
        Action.EXPIRE,
    }
)


@dataclass(frozen=True, slots=True)
class Visit:
    """One wait for one service, and the stay at a counter that followed.

    Attributes:
        joined_at: When it joined the queue.
        counts_from: From when its waiting counts: earlier, where it was sent on or given back.
        called_at: When it was really called.
        counter: Where to.
        stay: How long it really had the counter, resumed stays included, and with it the moments that
            the clerk then took before calling somebody who already waited.
    """

    number: str
    service: str
    priority: bool
    joined_at: datetime
    counts_from: datetime
    called_at: datetime
    counter: str
    stay: timedelta


@dataclass(frozen=True, slots=True)
class Shift:
    """When a counter was at work: from its first call to its last deed, but for its breaks."""

    begins_at: datetime
    ends_at: datetime
    breaks: tuple[tuple[datetime, datetime], ...] = ()

    def free_from(self, at: datetime) -> datetime:
        """Return the first moment from `at` on at which the counter is at work and on no break."""
        moment = max(at, self.begins_at)
        for begins, ends in self.breaks:
            if begins <= moment < ends:
                moment = ends
        return moment


@dataclass(frozen=True, slots=True)
class PastDay:
    """A day as its journal tells it.

    Attributes:
        visits: By the time at which they joined.
        shifts: By the name of the counter.
        left_out: Waits that ended without a call: nobody knows how long they would have taken.
    """

    visits: tuple[Visit, ...]
    shifts: Mapping[str, Shift]
    left_out: int = 0


@dataclass(slots=True)
class _Going:
    """A ticket on its way through the day."""

    joined_at: datetime
    counts_from: datetime
    service: str
    priority: bool
    called: Event | None = None
    taken_at: datetime | None = None
    left_at: datetime | None = None
    stay: timedelta = field(default_factory=timedelta)


def read(events: Iterable[Event]) -> PastDay:
    """Read the journal of one day.

    Args:
        events: Of one hall day, in the order of the journal.
    """
    told = list(events)
    breaks = _breaks(told)
    visits: list[tuple[Visit, datetime]] = []
    left_out = 0
    by_ticket: defaultdict[object, list[Event]] = defaultdict(list)
    for event in told:
        if event.ticket_id is not None:
            by_ticket[event.ticket_id].append(event)
    for way in by_ticket.values():
        for going in _goings(way):
            if going.called is None or going.left_at is None:
                left_out += 1
            else:
                visits.append((_visit(going, going.called), going.left_at))
    with_gaps = list(_with_gaps(visits, breaks))
    return PastDay(tuple(sorted(with_gaps, key=lambda one: one.joined_at)), _shifts(visits, breaks), left_out)


def _goings(way: Sequence[Event]) -> Iterator[_Going]:
    """Part the way of one ticket into its waits."""
    going: _Going | None = None
    arrived_at: datetime | None = None
    for event in way:
        if going is not None and event.action in _LEAVES and going.taken_at is not None:
            going.stay += event.at - going.taken_at
            going.left_at, going.taken_at = event.at, None
        if event.action in _QUEUES:
            if going is not None:
                yield going
            if event.action in (Action.ISSUE, Action.ADVANCE) or arrived_at is None:
                arrived_at = event.at
            going = _Going(event.at, arrived_at, event.service, event.priority)
        elif going is not None and event.action in _TAKES:
            going.taken_at = event.at
            if going.called is None and event.action is Action.CALL:
                going.called = event
                going.priority = event.priority
    if going is not None:
        yield going


def _visit(going: _Going, called: Event) -> Visit:
    return Visit(
        called.number,
        called.service,
        going.priority,
        going.joined_at,
        going.counts_from,
        called.at,
        called.counter or "",
        going.stay,
    )


def _with_gaps(
    visits: Sequence[tuple[Visit, datetime]], breaks: Mapping[str, Sequence[tuple[datetime, datetime]]]
) -> Iterator[Visit]:
    """Add to each stay what the clerk then took, though the next visitor already waited."""
    by_counter: defaultdict[str, list[tuple[Visit, datetime]]] = defaultdict(list)
    for visit, left_at in visits:
        by_counter[visit.counter].append((visit, left_at))
    for counter, own in by_counter.items():
        own.sort(key=lambda one: one[0].called_at)
        for (visit, left_at), (follows, _) in zip(own, [*own[1:], own[-1]], strict=True):
            gap = timedelta()
            if follows is not visit and follows.joined_at <= left_at < follows.called_at:
                gap = follows.called_at - left_at
                for begins, ends in breaks.get(counter, ()):
                    gap -= max(timedelta(), min(ends, follows.called_at) - max(begins, left_at))
            yield Visit(
                visit.number,
                visit.service,
                visit.priority,
                visit.joined_at,
                visit.counts_from,
                visit.called_at,
                visit.counter,
                visit.stay + max(timedelta(), gap),
            )


def _breaks(told: Sequence[Event]) -> dict[str, list[tuple[datetime, datetime]]]:
    """List the breaks: each ends when the counter is opened again, or calls again by itself."""
    going: dict[str, datetime] = {}
    found: defaultdict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    for event in told:
        if event.counter is None:
            continue
        if event.action in (Deed.PAUSE, Deed.CLOSE):
            going.setdefault(event.counter, event.at)
        elif event.action in (Deed.REOPEN, Action.CALL, Action.RESUME) and event.counter in going:
            found[event.counter].append((going.pop(event.counter), event.at))
    return found


def _shifts(
    visits: Sequence[tuple[Visit, datetime]], breaks: Mapping[str, Sequence[tuple[datetime, datetime]]]
) -> dict[str, Shift]:
    spans: dict[str, tuple[datetime, datetime]] = {}
    for visit, left_at in visits:
        begins, ends = spans.get(visit.counter, (visit.called_at, left_at))
        spans[visit.counter] = min(begins, visit.called_at), max(ends, left_at)
    return {
        counter: Shift(begins, ends, tuple(breaks.get(counter, ())))
        for counter, (begins, ends) in spans.items()
    }
