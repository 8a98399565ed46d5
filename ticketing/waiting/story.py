"""Who waited and who worked at any moment of a past day, told by its journal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from ticketing.lifecycle import Action, Deed
from ticketing.model import Event
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
    """

    moved_at: datetime
    ticket: UUID | None = None
    service: str = ""
    priority: bool = False
    since: datetime | None = None
    paused_at: datetime | None = None
    has_rested: bool = False


class Story:
    """Follows the journal of one day, event by event.

    Args:
        group: The agency of each counter by its name.
    """

    def __init__(self, group: Mapping[str, str]) -> None:
        self._group = group
        self._first: dict[str, datetime] = {}
        self._line: dict[UUID, InLine] = {}
        self._counters: dict[str, _Counter] = {}
        self._arrived: dict[UUID, datetime] = {}
        self._n = 0

    def hear(self, event: Event) -> None:
        """Take note of the next event."""
        if event.ticket_id is None:
            self._hear_deed(event)
            return
        ticket = event.ticket_id
        if event.action in _QUEUES:
            self._leave(ticket, event.at)
            self._join(ticket, event)
        elif event.action in _TAKES and event.counter is not None:
            self._line.pop(ticket, None)
            counter = self._counter(event.counter, event.at)
            counter.ticket, counter.service, counter.since = ticket, event.service, event.at
            counter.priority, counter.paused_at = event.priority, None
        elif event.action in _LEAVES:
            self._line.pop(ticket, None)
            self._leave(ticket, event.at)
        elif event.action is Action.DEMOTE and ticket in self._line:
            self._line[ticket] = replace(self._line[ticket], priority=False)
        elif event.counter in self._counters:
            self._counters[event.counter].moved_at = event.at

    def scene(self, at: datetime) -> Scene:
        """Tell who waits and who works, without clerks who seem to have left."""
        return Scene(at, tuple(self._line.values()), tuple(self._desks(at)))

    def _desks(self, at: datetime) -> Iterator[Desk]:
        """List who works, or will: an agency of which nobody does is believed to come back."""
        found = {desk.counter: desk for desk in self._working(at)}
        working = {self._group.get(name) for name in found}
        for name, group in self._group.items():
            if name in found:
                yield found[name]
            elif group not in working or self._is_opening(name, group, at):
                yield Desk(name, back_at=at + _OPENS)

    def _is_opening(self, name: str, group: str, at: datetime) -> bool:
        return name not in self._counters and at - self._first.get(group, at) < _OPENING

    def _working(self, at: datetime) -> Iterator[Desk]:
        for name, counter in self._counters.items():
            rested = counter.has_rested
            if counter.paused_at is not None:
                yield Desk(name, rests_since=counter.paused_at, has_rested=True)
            elif counter.ticket is not None:
                yield Desk(name, counter.service, counter.since, priority=counter.priority, has_rested=rested)
            elif at - counter.moved_at < PATIENCE or not self._line:
                yield Desk(name, has_rested=rested)
            elif at - counter.moved_at < _GONE:
                yield Desk(name, back_at=at + _SHORTLY, has_rested=rested)

    def _hear_deed(self, event: Event) -> None:
        if event.action is Deed.OPEN_DAY:
            self.__init__(self._group)  # type: ignore[misc]
        elif event.counter is None:
            return
        elif event.action is Deed.PAUSE:
            counter = self._counter(event.counter, event.at)
            counter.paused_at, counter.has_rested = event.at, True
        elif event.action in (Deed.REOPEN, Deed.SIGN_IN):
            counter = self._counter(event.counter, event.at)
            counter.paused_at, counter.moved_at = None, event.at
        elif event.action is Deed.SIGN_OUT:
            self._counters.pop(event.counter, None)

    def _counter(self, name: str, at: datetime) -> _Counter:
        counter = self._counters.setdefault(name, _Counter(at))
        self._first.setdefault(self._group.get(name, ""), at)
        counter.moved_at = at
        return counter

    def _join(self, ticket: UUID, event: Event) -> None:
        self._n += 1
        since = event.at
        if event.action in (Action.ISSUE, Action.ADVANCE):
            self._arrived[ticket] = since
        else:
            since = self._arrived.get(ticket, since)
        self._line[ticket] = InLine(ticket, event.service, event.priority, since, self._n)

    def _leave(self, ticket: UUID, at: datetime) -> None:
        for counter in self._counters.values():
            if counter.ticket == ticket:
                counter.ticket, counter.service, counter.since, counter.moved_at = None, "", None, at
