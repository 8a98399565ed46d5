"""Who waited and who worked at any moment of a day, told by its journal."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from ticketing import errand
from ticketing.errand import Step, StopState
from ticketing.lifecycle import Action, Deed
from ticketing.model import Event
from ticketing.presence import Presence, Standing
from ticketing.waiting.entry import Entry, Spot
from ticketing.waiting.layout import Layout
from ticketing.waiting.scene import Desk, InLine, Scene

#: A clerk who has called nobody for so long, though somebody waits, has left without a word, will be
#: back after some minutes, and after the third span does not work any more.
PATIENCE = timedelta(minutes=6)
_SHORTLY = timedelta(minutes=8)
_GONE = timedelta(minutes=45)

#: A counter that has called nobody today is still to open so long after the first one of its agency did.
_OPENING = timedelta(minutes=15)
_OPENS = timedelta(minutes=4)

_QUEUES = frozenset({Action.ISSUE, Action.ADVANCE, Action.TRANSFER, Action.RETURN})
_TAKES = frozenset({Action.CALL, Action.RESUME})
_LEAVES = frozenset({Action.HOLD, Action.NO_SHOW, Action.COMPLETE, Action.CANCEL, Action.EXPIRE})


@dataclass(slots=True)
class _Counter:
    """A counter that was at work today.

    Attributes:
        moved_at: When it last did anything.
        ticket: Who is with it.
        paused_at: Since when it is on a break.
        back_at: When that ends by itself.
    """

    moved_at: datetime
    ticket: UUID | None = None
    service: str = ""
    priority: bool = False
    since: datetime | None = None
    paused_at: datetime | None = None
    back_at: datetime | None = None
    has_rested: bool = False


@dataclass(slots=True)
class _Errand:
    """How far a ticket with several services has come."""

    plan: tuple[Step, ...]
    done: tuple[str, ...] = ()

    def after(self, service: str) -> tuple[str, ...]:
        """List what comes after a service, as far as is known now."""
        stops = errand.itinerary(self.plan, self.done, service)
        return tuple(stop.service for stop in stops if stop.state is StopState.AHEAD)


class Story:
    """Follows the journal of one day, line by line.

    Args:
        layout: Who serves what.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._began: dict[str, datetime] = {}
        self._first: dict[str, datetime] = {}
        self._line: dict[str, dict[UUID, InLine]] = defaultdict(dict)
        self._joined: dict[UUID, datetime] = {}
        self._service: dict[UUID, str] = {}
        self._counters: dict[str, _Counter] = {}
        self._left: set[str] = set()
        self._arrived: dict[UUID, datetime] = {}
        self._errands: dict[UUID, _Errand] = {}
        self._runs: dict[str, int] = {}
        self._n = 0

    def lay_out(self, layout: Layout) -> None:
        """Go on with another layout, as if all had been heard with it."""
        self._layout = layout
        self._first = {}
        for name, at in self._began.items():
            self._first.setdefault(layout.group.get(name, ""), at)

    def hear(self, line: Entry | Event) -> None:
        """Take note of the next line of the journal.

        Args:
            line: The event alone tells most of it; an entry also tells what the store knows.
        """
        entry = line if isinstance(line, Entry) else Entry(line)
        event = entry.event
        if event.ticket_id is None:
            self._hear_deed(event, entry.presence)
            return
        ticket = event.ticket_id
        if event.action in _QUEUES:
            self._leave(ticket, event.at)
            self._join(ticket, event, entry.spot)
        elif event.action in _TAKES and event.counter is not None:
            self._drop(ticket)
            self._take(ticket, event, self._counter(event.counter, event.at))
        elif event.action in _LEAVES:
            self._drop(ticket)
            self._leave(ticket, event.at)
            if event.action is Action.COMPLETE and ticket in self._errands:
                self._errands[ticket].done += (event.service,)
        elif event.action is Action.DEMOTE:
            self._demote(ticket)
        elif event.counter in self._counters:
            self._counters[event.counter].moved_at = event.at

    def scene(self, at: datetime, counters: Collection[str] | None = None) -> Scene:
        """Tell who waits and who works, without clerks who seem to have left.

        Args:
            at: The moment.
            counters: Only these, and who waits for what they serve, or for one of them; None for all.
        """
        names = list(self._layout.group) if counters is None else list(counters)
        services = list(self._line) if counters is None else self._layout.services_in(names)
        line = [one for service in services for one in self._line.get(service, {}).values()]
        if counters is not None:
            line += self._sent_to(set(names), set(services))
        return Scene(at, line, list(self._desks(at, names)), self._runs)

    def _sent_to(self, names: Collection[str], served: Collection[str]) -> Iterator[InLine]:
        """List who waits for one of some counters with a service that these do not serve."""
        for service, own in self._line.items():
            if service not in served:
                yield from (one for one in own.values() if one.for_counter in names)

    def waiting(self, service: str) -> int:
        """Count who waits for a service."""
        return len(self._line.get(service, ()))

    def waits_for(self, ticket: UUID) -> str | None:
        """Tell which service a ticket waits for; None while it does not."""
        service = self._service.get(ticket)
        return service if service is not None and ticket in self._line.get(service, ()) else None

    def ways(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """List the ways of those who have a service to come: where they are, and what follows."""
        for ticket, one in self._errands.items():
            service = self._service.get(ticket)
            if service is not None:
                follows = one.after(service)
                if follows:
                    yield service, follows

    def _desks(self, at: datetime, names: Collection[str]) -> Iterator[Desk]:
        """List who works, or will: where nobody serves something, those who do are believed to come back."""
        found = {desk.counter: desk for desk in self._working(at, names)}
        served = {pool for name in found for pool in self._layout.own_pools[name]}
        for name in names:
            if name in found:
                yield found[name]
            elif self._is_missed(name, served) or self._is_opening(name, at):
                yield Desk(name, back_at=at + _OPENS)

    def _is_missed(self, name: str, served: Collection[int]) -> bool:
        """Tell whether a counter serves what no other does, and has not left for good before others."""
        missed = [pool for pool in self._layout.own_pools[name] if pool not in served]
        if name not in self._left:
            return bool(missed)
        return any(all(other in self._left for other in self._layout.owners[pool]) for pool in missed)

    def _is_opening(self, name: str, at: datetime) -> bool:
        if name in self._counters or name in self._left:
            return False
        first_at = self._first.get(self._layout.group[name])
        return first_at is not None and at - first_at < _OPENING

    def _working(self, at: datetime, names: Collection[str]) -> Iterator[Desk]:
        for name in names:
            counter = self._counters.get(name)
            if counter is None or name not in self._layout.group:
                continue
            rested = counter.has_rested
            if counter.ticket is not None:
                way = self._errands.get(counter.ticket)
                yield Desk(
                    name, counter.service, counter.since, priority=counter.priority, has_rested=rested,
                    then=way.after(counter.service) if way is not None else (), key=counter.ticket,
                )  # fmt: skip
                continue
            if counter.paused_at is not None and (counter.back_at is None or counter.back_at > at):
                rests_since = counter.paused_at if counter.back_at is None else None
                yield Desk(name, back_at=counter.back_at, rests_since=rests_since, has_rested=True)
                continue
            idle = at - self._idle_since(name, counter, at)
            if idle < PATIENCE:
                yield Desk(name, has_rested=rested)
            elif idle < _GONE:
                yield Desk(name, back_at=at + _SHORTLY, has_rested=rested)

    def _idle_since(self, name: str, counter: _Counter, at: datetime) -> datetime:
        """Tell since when somebody waits for a counter in vain."""
        came_at = at
        for pool in self._layout.own_pools[name]:
            for service in self._layout.services[pool]:
                # Those who wait are kept in the order in which they came.
                for ticket in islice(self._line.get(service, ()), 1):
                    came_at = min(came_at, self._joined[ticket])
        return max(counter.moved_at, counter.back_at or counter.moved_at, came_at)

    def _hear_deed(self, event: Event, presence: Presence | None) -> None:
        if event.action is Deed.OPEN_DAY:
            self.__init__(self._layout)  # type: ignore[misc]
        elif event.action is Deed.ACCEPT_CLOCK:
            self._queue_no_later_than(event.at)
        elif event.counter is None:
            return
        elif event.action is Deed.PAUSE:
            self._pause(event.counter, event.at, presence)
        elif event.action in (Deed.REOPEN, Deed.SIGN_IN):
            counter = self._counter(event.counter, event.at)
            counter.paused_at = counter.back_at = None
        elif event.action in (Deed.CLOSE, Deed.SIGN_OUT):
            self._counters.pop(event.counter, None)
            self._left.add(event.counter)

    def _pause(self, name: str, at: datetime, presence: Presence | None) -> None:
        counter = self._counter(name, at)
        counter.paused_at, counter.has_rested = at, True
        is_this = presence is not None and presence.standing is Standing.BREAK
        counter.back_at = presence.until if presence is not None and is_this else None

    def _counter(self, name: str, at: datetime) -> _Counter:
        counter = self._counters.setdefault(name, _Counter(at))
        if name not in self._began:
            self._began[name] = at
            self._first.setdefault(self._layout.group.get(name, ""), at)
        self._left.discard(name)
        counter.moved_at = at
        return counter

    def _take(self, ticket: UUID, event: Event, counter: _Counter) -> None:
        counter.ticket, counter.service, counter.since = ticket, event.service, event.at
        counter.priority, counter.paused_at, counter.back_at = event.priority, None, None
        self._service[ticket] = event.service
        if event.action is Action.CALL:
            self._runs[event.service] = self._runs.get(event.service, 0) + 1 if event.priority else 0

    def _join(self, ticket: UUID, event: Event, spot: Spot | None) -> None:
        self._n += 1
        since = event.at
        if event.action in (Action.ISSUE, Action.ADVANCE):
            self._arrived[ticket] = since
        else:
            since = self._arrived.get(ticket, since)
        if spot is None:
            spot = Spot(since, self._n)
        elif spot.plan:
            self._errands.setdefault(ticket, _Errand(spot.plan)).plan = spot.plan
        way = self._errands.get(ticket)
        then = way.after(event.service) if way is not None else ()
        self._drop(ticket)
        self._joined[ticket] = event.at
        self._service[ticket] = event.service
        self._line[event.service][ticket] = InLine(
            ticket, event.service, event.priority, spot.queued_at, spot.order, spot.for_counter, then
        )

    def _drop(self, ticket: UUID) -> None:
        """Take a ticket out of its queue."""
        service = self._service.pop(ticket, None)
        if service is not None:
            self._line[service].pop(ticket, None)

    def _demote(self, ticket: UUID) -> None:
        own = self._line.get(self._service.get(ticket, ""), {})
        if ticket in own:
            own[ticket] = replace(own[ticket], priority=False)
        for counter in self._counters.values():
            if counter.ticket == ticket:
                counter.priority = False

    def _queue_no_later_than(self, moment: datetime) -> None:
        """Let no waiting count from after a moment: the clock ran ahead and was set right."""
        for own in self._line.values():
            for ticket, one in own.items():
                own[ticket] = replace(one, queued_at=min(one.queued_at, moment))

    def _leave(self, ticket: UUID, at: datetime) -> None:
        for counter in self._counters.values():
            if counter.ticket == ticket:
                counter.ticket, counter.service, counter.since, counter.moved_at = None, "", None, at
