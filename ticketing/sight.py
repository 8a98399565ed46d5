"""How the hall stands for whoever only looks at it: a window, the page for phones, a question."""

from dataclasses import replace

from ticketing import day
from ticketing.errors import ClockJumped
from ticketing.model import HallInfo
from ticketing.ports import Clock


class Sight:
    """Tells whether the day that a hall has stored is still on.

    A day ends with the first action of the next. Until then the store has the queue of the day before as
    it was left, though nobody of it waits any more: the day that opens will expire it.

    Args:
        clock: The time; not believed where it runs ahead of the hall's own, as in an action.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._heard = day.Heard()
        self._witness: day.Witness | None = None

    def of(self, info: HallInfo) -> HallInfo:
        """Return the hall without a day where the next action would open another one.

        A hall for practice lives at any time and keeps its day. So does one in which an action would be
        refused, because the clock is wrong or nobody acted for too long: staff are asked first.

        Args:
            info: The hall as it was just read.
        """
        if info.day is None or info.seen_at is None or info.rehearsal:
            return info
        steady_s = self._clock.steady_s()
        self._heard.hear(info.seen_at, steady_s)
        clock = self._clock.now()
        believed = self._heard.believed(clock, steady_s)
        try:
            found = day.today(believed, info.timezone, info.seen_at, info.day, self._witness, steady_s)
        except ClockJumped:
            return info
        self._witness = day.Witness(clock, steady_s) if found.at == clock else None
        return replace(info, day=None) if found.rolled else info
