"""Who comes on a simulated day, for what, and when the clerks are there."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from ticketing.catalogue import Service

#: Minutes from the opening: the last number, and until when clerks may take a break.
GIVING_MIN = 390.0
_NOON = (220.0, 280.0)

#: Standard deviation of a service over its mean; lognormal.
SPREAD = 0.6
_SIGMA = sqrt(log(1 + SPREAD * SPREAD))

#: Of the morning peak: its middle and width in minutes, and who comes in it rather than at any time.
_PEAK = (65.0, 45.0, 0.7)

#: How busy the clerks are over the day, at least and at most.
_LOAD = (0.95, 1.08)

#: A visitor keeps a counter so long before the service, and a clerk afterwards.
_AROUND_MIN = 0.9

_COMES = 0.95
_PRIORITY = 0.08
_TEMPO = 0.05


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who comes.

    Attributes:
        at_min: When, in minutes from the opening.
        service: Code of what for.
        needs_min: How long the service takes at a clerk of usual tempo.
        priority: Whether they may go first.
        comes: They are there when they are called.
    """

    at_min: float
    service: str
    needs_min: float
    priority: bool
    comes: bool


@dataclass(frozen=True, slots=True)
class Absence:
    """A clerk who is not there.

    Attributes:
        from_min: Not before this; a visitor is served to the end first.
        lasts_min: How long.
        is_told: The counter is put on a break; else the clerk just leaves.
    """

    from_min: float
    lasts_min: float
    is_told: bool


@dataclass(frozen=True, slots=True)
class Clerk:
    """Who works: from when on, with which absences, and how many times the usual minutes it takes."""

    begins_min: float
    absences: tuple[Absence, ...]
    tempo: float


@dataclass(frozen=True, slots=True)
class Script:
    """A day.

    Attributes:
        visitors: By the time at which they come.
        clerks: One for each counter.
    """

    visitors: tuple[Visitor, ...]
    clerks: tuple[Clerk, ...]


class Town:
    """What a hall's visitors want, and how long it really takes there: the same for all of its days.

    Args:
        services: What is offered.
        seed: Of all that is drawn.
    """

    def __init__(self, services: Sequence[Service], seed: int) -> None:
        chance = random.Random(f"town {seed}")
        self._seed = seed
        self._codes = [one.code for one in services]
        self._means = [one.minutes * exp(chance.gauss(0, 0.25)) for one in services]
        self._wanted = [chance.uniform(0.2, 1.0) ** 2 for _ in services]

    def day(self, number: int, counters: int) -> Script:
        """Draw a day.

        Args:
            number: Which; the same one is the same day.
            counters: How many are at work.
        """
        chance = random.Random(f"day {self._seed} {number}")
        clerks = tuple(_clerk(chance) for _ in range(counters))
        usual = sum(m * w for m, w in zip(self._means, self._wanted, strict=True)) / sum(self._wanted)
        hours = sum(GIVING_MIN - sum(one.lasts_min for one in clerk.absences) for clerk in clerks)
        count = round(chance.uniform(*_LOAD) * hours / (usual + _AROUND_MIN))
        visitors = sorted(self._visitors(chance, count), key=lambda one: one.at_min)
        return Script(tuple(visitors), clerks)

    def _visitors(self, chance: random.Random, count: int) -> Iterator[Visitor]:
        middle, width, share = _PEAK
        while count:
            at = chance.gauss(middle, width) if chance.random() < share else chance.uniform(0, GIVING_MIN)
            which = chance.choices(range(len(self._codes)), self._wanted)[0]
            if 0 <= at <= GIVING_MIN:
                mean = self._means[which]
                needs = chance.lognormvariate(log(mean) - _SIGMA * _SIGMA / 2, _SIGMA)
                priority, comes = chance.random() < _PRIORITY, chance.random() < _COMES
                yield Visitor(at, self._codes[which], needs, priority, comes)
                count -= 1


def _clerk(chance: random.Random) -> Clerk:
    """Draw a clerk: half an hour at noon, which is told, and now and then some minutes, which are not."""
    absences = [Absence(chance.uniform(*_NOON), chance.uniform(25, 35), is_told=True)]
    if chance.random() < 0.35:
        absences.append(Absence(chance.uniform(40, 380), chance.uniform(5, 15), is_told=False))
    absences.sort(key=lambda one: one.from_min)
    return Clerk(chance.uniform(0, 8), tuple(absences), exp(chance.gauss(0, _TEMPO)))
