"""Lives a script through in a hall: every step is an ordinary action at its simulated time."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from enum import Enum, auto
from heapq import heappop, heappush
from itertools import count
from uuid import UUID

from app.simulation.script import Absence, Script
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.words import Language

#: Minutes from the call until the visitor sits there, and from the end until the next call.
_WALK = (0.3, 0.9)
_GAP = (0.1, 0.5)

#: Who is not there is called again after the first and given up after the second, in minutes.
_RECALL, _GIVE_UP = 0.7, 1.5

#: Stands in the journal for an absence that is told.
_REASON = "istirahat"


class DayClock:
    """`ports.Clock` of a simulated hall: it is what the play says.

    Args:
        at: What it says first, aware.
    """

    def __init__(self, at: datetime) -> None:
        self.at = at
        self._began = at

    def now(self) -> datetime:
        """Return the simulated time."""
        return self.at

    def steady_s(self) -> float:
        """Count simulated seconds."""
        return (self.at - self._began).total_seconds()


class _Step(Enum):
    COME = auto()
    FREE = auto()
    SERVE = auto()
    COMPLETE = auto()
    RECALL = auto()
    GIVE_UP = auto()


class Play:
    """One day in a hall.

    Args:
        hall: What is done to tickets.
        house: What is done to counters.
        clock: Both ask it.
        counters: Names, one for each clerk of the script.
        script: Who comes and who works.
        opens: The first minute, aware.
        seed: Of what the script leaves open: identities, languages, the time of a walk.
    """

    def __init__(
        self,
        hall: Hall,
        house: House,
        clock: DayClock,
        counters: Sequence[str],
        script: Script,
        opens: datetime,
        seed: int,
    ) -> None:
        self._hall = hall
        self._house = house
        self._clock = clock
        self._counters = counters
        self._script = script
        self._opens = opens
        self._chance = random.Random(f"play {seed}")
        self._numbers = count()
        self._coming: list[tuple[float, int, _Step, int]] = []
        self._absences: list[list[Absence]] = [list(clerk.absences) for clerk in script.clerks]
        self._visitor: dict[UUID, int] = {}
        self._with: dict[int, int] = {}
        self._idle: set[int] = set()
        self._acts: dict[_Step, Callable[[float, int], None]] = {
            _Step.COME: self._come,
            _Step.FREE: self._free,
            _Step.SERVE: self._serve,
            _Step.COMPLETE: self._complete,
            _Step.RECALL: self._recall,
            _Step.GIVE_UP: self._give_up,
        }

    def run(self, shown: Callable[[int], None] = lambda done: None) -> None:
        """Live through it, until nobody waits any more.

        Args:
            shown: Told how many have come by now.
        """
        for which, visitor in enumerate(self._script.visitors):
            self._later(visitor.at_min, _Step.COME, which)
        for desk, clerk in enumerate(self._script.clerks):
            self._later(clerk.begins_min, _Step.FREE, desk)
        while self._coming:
            at, _, step, which = heappop(self._coming)
            self._clock.at = max(self._clock.at, self._opens + timedelta(minutes=at))
            self._acts[step](at, which)
            shown(len(self._visitor))

    def _later(self, at: float, step: _Step, which: int) -> None:
        heappush(self._coming, (at, next(self._numbers), step, which))

    def _come(self, at: float, which: int) -> None:
        visitor = self._script.visitors[which]
        tap = UUID(int=self._chance.getrandbits(128), version=4)
        language = self._chance.choices(tuple(Language), (80, 5, 15))[0]
        self._hall.issue(visitor.service, language, tap, priority=visitor.priority, paper=False)
        self._visitor[tap] = which
        for desk in sorted(self._idle):
            self._later(at + self._chance.uniform(*_GAP), _Step.FREE, desk)
        self._idle.clear()

    def _free(self, at: float, desk: int) -> None:
        """Take a break that is due, or call the next."""
        counter, due = self._counters[desk], self._absences[desk]
        if due and due[0].from_min <= at:
            absence = due.pop(0)
            if absence.is_told:
                self._house.pause(counter, _REASON, int(absence.lasts_min))
            self._later(at + absence.lasts_min, _Step.FREE, desk)
            return
        leg = self._hall.call_next(counter)
        if leg is None:
            self._idle.add(desk)
            return
        which = self._with[desk] = self._visitor[leg.ticket.id]
        if self._script.visitors[which].comes:
            self._later(at + self._chance.uniform(*_WALK), _Step.SERVE, desk)
        else:
            self._later(at + _RECALL, _Step.RECALL, desk)

    def _serve(self, at: float, desk: int) -> None:
        self._hall.serve(self._counters[desk])
        needs = self._script.visitors[self._with[desk]].needs_min * self._script.clerks[desk].tempo
        self._later(at + needs, _Step.COMPLETE, desk)

    def _complete(self, at: float, desk: int) -> None:
        self._hall.complete(self._counters[desk])
        self._later(at + self._chance.uniform(*_GAP), _Step.FREE, desk)

    def _recall(self, at: float, desk: int) -> None:
        self._hall.recall(self._counters[desk])
        self._later(at + _GIVE_UP - _RECALL, _Step.GIVE_UP, desk)

    def _give_up(self, at: float, desk: int) -> None:
        self._hall.no_show(self._counters[desk])
        self._later(at + self._chance.uniform(*_GAP), _Step.FREE, desk)
