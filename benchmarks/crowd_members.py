"""Children of the benchmark `crowd`: processes of kiosks, of counters, and of one board each.

They are told by a pipe what to do, and tell by it what they did. Each member has a store of its own, which
is a connection, and a thread of its own: nobody waits for another but for the hall's lock.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from multiprocessing.connection import Connection
from typing import NamedTuple, Protocol
from uuid import UUID

from benchmarks.conditions import SEED
from benchmarks.halls import SystemClock, Visitors, opened
from ticketing.errors import AntreanError
from ticketing.hall import Hall
from ticketing.lifecycle import Action
from ticketing.model import Leg

#: As `ui.feed` polls.
_PAUSE_S = 0.02


#: In place of an action that ended in an error.
REFUSED = "refused"


class Done(NamedTuple):
    """What a member did.

    Attributes:
        action: The action; `REFUSED`, or None where nobody waited.
        ticket: Of whom.
        took_ns: How long it took.
        ended_ns: When its commit was over, as `time.time_ns` counts.
    """

    action: str | None
    ticket: UUID | None
    took_ns: int
    ended_ns: int


class Seen(NamedTuple):
    """An event on a board, and when it was there, as `time.time_ns` counts."""

    action: str
    ticket: UUID | None
    at_ns: int


class Turn(NamedTuple):
    """When it begins, as `time.time` counts, and when after that each member acts, in seconds."""

    begins_s: float
    moments: Mapping[str, Sequence[float]]


class Member(Protocol):
    """A kiosk or a counter."""

    name: str

    def warm_up(self) -> None:
        """Do what it does only once: connect, and read the catalogue."""

    def act(self) -> tuple[Action, Leg] | None:
        """Do what is next; None where nobody waits."""

    def close(self) -> None:
        """Give the connection back."""


class Kiosk:
    """Gives numbers.

    Args:
        url: The hall.
        name: Of the kiosk.
        place: Among all kiosks; each has visitors of its own.
    """

    def __init__(self, url: str, name: str, place: int) -> None:
        self.name = name
        self._store = opened(url)
        self._hall = Hall(self._store, SystemClock())
        self._visitors = Visitors(self._store.catalogue(), SEED + 1 + place)

    def warm_up(self) -> None:
        """Give a first number."""
        self.act()

    def act(self) -> tuple[Action, Leg]:
        """Give a number, paper included."""
        (wanted,) = self._visitors.come(1)
        language, tap, priority = (
            self._visitors.language(),
            self._visitors.tap(),
            self._visitors.is_priority(),
        )
        issued = self._hall.issue(wanted.code, language, tap, priority=priority, kiosk=self.name)
        return Action.ISSUE, issued.leg

    def close(self) -> None:
        """Give the connection back."""
        self._store.close()


class Desk:
    """Calls, serves and completes, one after the other.

    Args:
        url: The hall.
        name: Of the counter.
        place: Among all counters: a third of them begins with each of the three.
    """

    def __init__(self, url: str, name: str, place: int) -> None:
        self.name = name
        self._place = place
        self._store = opened(url)
        self._hall = Hall(self._store, SystemClock())
        self._next = Action.CALL

    def warm_up(self) -> None:
        """Do a first round, or the beginning of one."""
        for _ in range(self._place % 3 or 3):
            self.act()

    def act(self) -> tuple[Action, Leg] | None:
        """Do the next of the three."""
        if self._next is Action.CALL:
            called = self._hall.call_next(self.name)
            if called is None:
                return None
            self._next = Action.SERVE
            return Action.CALL, called
        if self._next is Action.SERVE:
            served = self._hall.serve(self.name)
            self._next = Action.COMPLETE
            return Action.SERVE, served
        completed = self._hall.complete(self.name)
        self._next = Action.CALL
        return Action.COMPLETE, completed

    def close(self) -> None:
        """Give the connection back."""
        self._store.close()


def act(
    make: Callable[[str, str, int], Member], url: str, names: Sequence[tuple[int, str]], told: Connection
) -> None:
    """Be the process of some members: tell ``ready``, and after each `Turn` what they did; end at None.

    Args:
        make: `Kiosk` or `Desk`.
        url: The hall.
        names: Place and name of each.
        told: The pipe.
    """
    members = [make(url, name, place) for place, name in names]
    for member in members:
        member.warm_up()
    told.send("ready")
    turn: Turn | None
    while (turn := told.recv()) is not None:
        told.send(_play(members, turn))
    for member in members:
        member.close()


def _play(members: Sequence[Member], turn: Turn) -> list[Done]:
    def live(member: Member) -> list[Done]:
        done = []
        for moment in turn.moments.get(member.name, ()):
            time.sleep(max(0.0, turn.begins_s + moment - time.time()))
            done.append(_timed(member))
        return done

    with ThreadPoolExecutor(len(members)) as threads:
        return [done for one in threads.map(live, members) for done in one]


def _timed(member: Member) -> Done:
    action: str | None = None
    ticket: UUID | None = None
    began = time.perf_counter_ns()
    try:
        did = member.act()
    except AntreanError:
        action, did = REFUSED, None
    took, ended = time.perf_counter_ns() - began, time.time_ns()
    if did is not None:
        action, ticket = did[0], did[1].ticket.id
    return Done(action, ticket, took, ended)


def watch(url: str, told: Connection) -> None:
    """Be a board: tell ``ready``, follow the hall as a window does, and tell all events when asked to."""
    seen: list[Seen] = []
    with closing(opened(url)) as store, closing(store.feed()) as feed:
        told.send("ready")
        while not told.poll(_PAUSE_S):
            feed.has_changed()
            events = feed.poll()
            now_ns = time.time_ns()
            seen += [Seen(event.action, event.ticket_id, now_ns) for event in events]
    told.send(seen)
