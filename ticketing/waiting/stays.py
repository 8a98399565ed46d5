"""How long a ticket keeps a counter, learnt from past stays.

A stay reaches from the call to the moment at which the counter is free for the next: the walk, the
service, those who did not come, and what the clerk does in between.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import erfc, exp, log, sqrt

from ticketing.catalogue import Catalogue
from ticketing.past_day import PastDay

#: One stay counts as so many times the usual minutes at most: who forgot to end a ticket at noon has
#: not served until two.
LONGEST = 4.0

#: As many stays weigh as much as what was believed before: of a service, and of an agency as a whole.
_TRUST_SERVICE = 8.0
_TRUST_AGENCY = 12.0

#: Standard deviation of a stay over its mean.
SPREAD = 0.6

_SIGMA2 = log(1 + SPREAD * SPREAD)
_SIGMA = sqrt(_SIGMA2)
# Where next to nobody stays that long, a closed form divides by nothing.
_NOBODY = 1e-3
_LEAST_LEFT = 0.3


@dataclass(frozen=True, slots=True)
class StaySum:
    """Stays at the counters of one clerk group, for one service.

    Attributes:
        service: Code of the service.
        group: Code of the agency whose clerks served it.
        n: How many.
        minutes: Their sum, each capped.
    """

    service: str
    group: str
    n: int
    minutes: float


def sums_of(day: PastDay, catalogue: Catalogue) -> tuple[StaySum, ...]:
    """Sum up the stays of a past day; what the hall offers no longer is left out."""
    sums: dict[tuple[str, str], tuple[int, float]] = {}
    for visit in day.visits:
        service, counter = catalogue.service.get(visit.service), catalogue.counter.get(visit.counter)
        if service is None or counter is None:
            continue
        key = service.code, counter.agency
        n, minutes = sums.get(key, (0, 0.0))
        stay = min(visit.stay.total_seconds() / 60, LONGEST * service.minutes)
        sums[key] = n + 1, minutes + stay
    return tuple(StaySum(*key, *value) for key, value in sums.items())


class Stays:
    """What a stay is expected to last.

    What is known of few stays leans on what is known of more: a service at a clerk group on the group
    as a whole, and that on the minutes of the catalogue.

    Args:
        catalogue: Has the usual minutes.
        sums: What past days taught; empty on a hall's first day.
    """

    def __init__(self, catalogue: Catalogue, sums: Iterable[StaySum] = ()) -> None:
        self._usual = {one.code: float(one.minutes) for one in catalogue.services}
        by_pair: dict[tuple[str, str], tuple[int, float]] = {}
        for one in sums:
            n, minutes = by_pair.get((one.service, one.group), (0, 0.0))
            by_pair[one.service, one.group] = n + one.n, minutes + one.minutes
        self._pace = self._paces(by_pair)
        self._mean = {
            pair: (minutes + _TRUST_SERVICE * self._usual[pair[0]] * self._pace.get(pair[1], 1.0))
            / (n + _TRUST_SERVICE)
            for pair, (n, minutes) in by_pair.items()
            if pair[0] in self._usual
        }

    def mean_min(self, service: str, group: str) -> float:
        """Tell the mean stay for a service at the counters of an agency, in minutes."""
        found = self._mean.get((service, group))
        return found if found is not None else self._usual.get(service, 10.0) * self._pace.get(group, 1.0)

    def left_min(self, mean: float, elapsed: float) -> tuple[float, float]:
        """Tell what is left of a stay that has lasted a while: its mean, and its variance in minutes².

        Stays are taken for lognormal, so that whoever has been there for long stays longer still.

        Args:
            mean: The mean of such stays, in minutes.
            elapsed: How long it has lasted, in minutes.
        """
        if elapsed <= 0:
            return mean, (SPREAD * mean) ** 2
        at = (log(elapsed / mean) + _SIGMA2 / 2) / _SIGMA
        still = _above(at)
        if still < _NOBODY:
            return _LEAST_LEFT * mean, (_LEAST_LEFT * mean) ** 2
        first = mean * _above(at - _SIGMA) / still
        second = mean * mean * exp(_SIGMA2) * _above(at - 2 * _SIGMA) / still
        return max(0.0, first - elapsed), max(0.0, second - first * first)

    def _paces(self, by_pair: Mapping[tuple[str, str], tuple[int, float]]) -> dict[str, float]:
        """Compare each clerk group with the catalogue's minutes."""
        taken: dict[str, tuple[float, float]] = {}
        for (service, group), (n, minutes) in by_pair.items():
            usual = self._usual.get(service)
            if usual is not None:
                before, expected = taken.get(group, (0.0, 0.0))
                taken[group] = before + minutes, expected + n * usual
        mean = sum(self._usual.values()) / max(1, len(self._usual))
        trust = _TRUST_AGENCY * mean
        return {group: (minutes + trust) / (expected + trust) for group, (minutes, expected) in taken.items()}


def _above(z: float) -> float:
    """Tell how much of a normal distribution lies above `z`."""
    return 0.5 * erfc(z / sqrt(2))
