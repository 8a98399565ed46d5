"""The hall's time, on a machine whose clock may be set while phones look."""

from datetime import datetime, timedelta

from ticketing import day
from ticketing.model import HallInfo
from ticketing.ports import Clock

#: A clock that is set back by less is waited for: a phone takes what is so little older for overtaken.
_WAITED_FOR = timedelta(minutes=1)


class HallTime:
    """A `ports.Clock` by the machine's, guarded as the hall guards its own: see `ticketing.day`.

    It is written by one thread, and may be asked by others.

    Args:
        clock: Of the machine.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._heard = day.Heard()
        self._acted_at: datetime | None = None
        self._told: datetime | None = None

    def hear(self, info: HallInfo) -> None:
        """Note the highest time that the hall has seen."""
        self._acted_at = info.seen_at
        if info.seen_at is not None:
            self._heard.hear(info.seen_at, self.steady_s())

    def hear_action(self, at: datetime) -> None:
        """Note when something was done last."""
        self._acted_at = at

    def now(self) -> datetime:
        """Return the present: never before what was done last, nor later than it can be in the hall."""
        believed = self._heard.believed(self._clock.now(), self.steady_s())
        return self._waiting_for(max(believed, self._acted_at or believed))

    def since(self, moment: datetime, steady_s: float) -> datetime:
        """Return the present by what has gone by since a moment of this clock, whatever was set meanwhile."""
        return self._waiting_for(moment + timedelta(seconds=max(0.0, self.steady_s() - steady_s)))

    def steady_s(self) -> float:
        """Count seconds by a clock that nobody sets."""
        return self._clock.steady_s()

    def _waiting_for(self, found: datetime) -> datetime:
        told = self._told
        if told is not None and timedelta() < told - found < _WAITED_FOR:
            return told
        self._told = found
        return found
