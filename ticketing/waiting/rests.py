"""When clerks usually take their break, learnt from past days: at noon half of a hall rests in turns."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import accumulate

from ticketing.catalogue import Catalogue
from ticketing.past_day import PastDay

#: Breaks are counted by half hours of the hall's own clock.
SLOT_MIN = 30
_SLOTS = 24 * 60 // SLOT_MIN

#: One break counts as so many minutes at most, and shorter ones are no rest.
_LONGEST_MIN = 90.0
_SHORTEST_MIN = 5.0

#: A break lasts so long where no past day tells; one that has lasted longer ends soon.
USUAL_MIN = 15.0
_SOON_MIN = 3.0

# Of so many shifts fewer say nothing.
_FEW = 3


@dataclass(frozen=True, slots=True)
class RestSum:
    """First breaks of a day that the clerks of one agency began within the same half hour.

    Attributes:
        group: Code of the agency.
        slot: Half hours since midnight; -1 counts the shifts themselves, with or without a break.
        n: How many.
        minutes: How long they lasted together.
    """

    group: str
    slot: int
    n: int
    minutes: float = 0.0


def sums_of(day: PastDay, catalogue: Catalogue, zone: tzinfo) -> tuple[RestSum, ...]:
    """Sum up the first break of each shift of a past day."""
    sums: dict[tuple[str, int], tuple[int, float]] = defaultdict(lambda: (0, 0.0))
    for name, shift in day.shifts.items():
        counter = catalogue.counter.get(name)
        if counter is None:
            continue
        rests = [(a, _minutes(b - a)) for a, b in shift.breaks if _minutes(b - a) >= _SHORTEST_MIN]
        found = [(_minute_of(rests[0][0], zone) // SLOT_MIN, rests[0][1])] if rests else []
        for slot, minutes in ((-1, 0.0), *found):
            n, before = sums[counter.agency, int(slot)]
            sums[counter.agency, int(slot)] = n + 1, before + min(minutes, _LONGEST_MIN)
    return tuple(RestSum(group, slot, n, minutes) for (group, slot), (n, minutes) in sums.items())


class Rests:
    """What is known of breaks that are still to come.

    Args:
        sums: What past days taught.
        zone: The hall's own.
    """

    def __init__(self, sums: Iterable[RestSum] = (), zone: tzinfo | None = None) -> None:
        self._zone = zone
        shifts: dict[str, int] = defaultdict(int)
        begun: dict[str, list[int]] = defaultdict(lambda: [0] * _SLOTS)
        minutes: dict[str, float] = defaultdict(float)
        for one in sums:
            if one.slot < 0:
                shifts[one.group] += one.n
            else:
                begun[one.group][one.slot] += one.n
                minutes[one.group] += one.minutes
        self._known = {
            group: _Habit(n, [0, *accumulate(begun[group])], minutes[group])
            for group, n in shifts.items()
            if n >= _FEW and any(begun[group])
        }

    def knows(self, group: str) -> bool:
        """Tell whether past days have taught when the clerks of an agency rest."""
        return group in self._known

    def of(self, group: str, at: datetime) -> "Expected | None":
        """Tell what breaks a clerk of an agency is still to take who had none by now; None for none."""
        habit = self._known.get(group)
        now = _minute_of(at, self._zone)
        return Expected(habit, now) if habit is not None and habit.still(now) > 0 else None

    def left_min(self, group: str, rested_min: float) -> float:
        """Tell how many minutes a break goes on that has lasted so long and of which nobody knows the end."""
        habit = self._known.get(group)
        usual = habit.mean_min if habit is not None else USUAL_MIN
        return max(_SOON_MIN, usual - rested_min)


class Expected:
    """The break that a clerk is still to take.

    Args:
        habit: Of the agency.
        now: Minutes since midnight.
    """

    def __init__(self, habit: "_Habit", now: float) -> None:
        self._habit = habit
        self._now = now
        self._still = habit.still(now)
        self._before = habit.begun_by(now)
        self.mean_min = habit.mean_min

    def share_by(self, ahead_min: float) -> float:
        """Tell how likely it will have begun after so many minutes, from 0 to 1."""
        return min(1.0, (self._habit.begun_by(self._now + ahead_min) - self._before) / self._still)


class _Habit:
    """How the clerks of one agency rest."""

    def __init__(self, shifts: int, begun: Sequence[int], minutes: float) -> None:
        self._shifts = shifts
        self._begun = begun
        self.mean_min = minutes / begun[-1]

    def begun_by(self, minute: float) -> float:
        """Count the breaks that had begun by a minute of the day."""
        slot, part = divmod(min(max(minute, 0.0), _SLOTS * SLOT_MIN - 0.001), SLOT_MIN)
        before, after = self._begun[int(slot)], self._begun[int(slot) + 1]
        return before + (after - before) * part / SLOT_MIN

    def still(self, minute: float) -> float:
        """Count the shifts that had none by then; nothing where hardly anybody goes without."""
        left = self._shifts - self.begun_by(minute)
        return left if left > 0.02 * self._shifts else 0.0


def _minute_of(moment: datetime, zone: tzinfo | None) -> float:
    local = moment.astimezone(zone) if zone else moment
    return local.hour * 60 + local.minute + local.second / 60


def _minutes(span: timedelta) -> float:
    return span.total_seconds() / 60
