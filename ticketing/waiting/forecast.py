"""What a projection says of one ticket, and the range of hours that a visitor is told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ticketing.model import Told

STEP = timedelta(minutes=5)

#: How far the ends of the range lie from the middle, in standard deviations. Nine in ten calls come
#: between them; lateness is what people suffer from, so that the late end is the further one.
_EARLY, _LATE = 1.2, 1.35

#: What is told as one figure lies behind the middle, by shares of the wait: lateness is what people suffer
#: from. The more counters share a queue, the surer the answer is and the less a little more costs.
#: Found on simulated days; docs/measured has others.
_CAUTION, _CAUTION_BESIDE_OTHERS = 0.085, 0.045


@dataclass(frozen=True, slots=True)
class Forecast:
    """When a ticket will be called.

    Attributes:
        ahead: How many are called before it, by what is known now.
        middle_min: Minutes until its call; as likely more as less.
        deviation_min: Standard deviation of that.
        counters: How many share the queue.
    """

    ahead: int
    middle_min: float
    deviation_min: float
    counters: int = 1

    @property
    def likely_min(self) -> float:
        """Minutes until the call, as one figure."""
        return self.middle_min * (1 + _CAUTION + _CAUTION_BESIDE_OTHERS * (1 - 1 / self.counters))

    def about(self, at: datetime) -> datetime:
        """Tell the hour of the call as one figure, on a step of 5 minutes.

        Args:
            at: As for `told`.
        """
        return _up(at + timedelta(minutes=self.likely_min))

    def told(self, at: datetime) -> Told:
        """Make the range that the visitor is told: on steps of 5 minutes, 5 wide at least.

        Args:
            at: When the forecast was made; aware, in any zone whose hours begin on full steps.
        """
        early = self.middle_min - _EARLY * self.deviation_min
        return range_of(at, self.ahead, early, self.middle_min + _LATE * self.deviation_min)


def range_of(at: datetime, ahead: int, early_min: float, late_min: float) -> Told:
    """Put a call between two minutes from now on steps of 5 minutes, 5 wide at least, never in the past."""
    begins = max(_down(at + timedelta(minutes=max(0.0, early_min))), at.replace(second=0, microsecond=0))
    return Told(ahead, begins, max(_up(at + timedelta(minutes=late_min)), _up(begins + STEP)))


def _down(moment: datetime) -> datetime:
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + STEP * ((moment - midnight) // STEP)


def _up(moment: datetime) -> datetime:
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - STEP * ((midnight - moment) // STEP)
