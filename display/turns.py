"""Whose turn it is on the big place: one call at a time, each to its last word."""

from collections import deque
from collections.abc import Callable, Iterator

from display.board import Pace
from display.ports import Turning
from ticketing.model import Call


class Turns:
    """The calls that wait for the big place; gives it to one after the other.

    Args:
        pace: How long a call keeps its place.
        monotonic: Seconds that never go back.
        later: Calls a function on this thread after so many seconds.
        turning: What becomes of a call.
    """

    def __init__(
        self,
        pace: Pace,
        monotonic: Callable[[], float],
        later: Callable[[float, Callable[[], None]], None],
        turning: Turning,
    ) -> None:
        self._pace = pace
        self._monotonic = monotonic
        self._later = later
        self._turning = turning
        self._queue: deque[tuple[Call, float]] = deque()
        self._began: float | None = None
        self._speaking = 0
        self._plan = 0
        self.is_held = False

    def __len__(self) -> int:
        return len(self._queue)

    def __iter__(self) -> Iterator[Call]:
        return (call for call, _ in self._queue)

    @property
    def behind_s(self) -> float:
        """Say how long the first has waited for its turn."""
        return self._monotonic() - self._queue[0][1] if self._queue else 0.0

    def add(self, call: Call) -> None:
        """Let a call wait for its turn."""
        self._queue.append((call, self._monotonic()))

    def go_on(self) -> bool:
        """Give the big place to the next call, or come back when the present one has had its time.

        Nobody has a turn while `is_held`.

        Returns:
            Whether a call has begun.
        """
        self._drop_stale()
        if not self._queue or self.is_held:
            return False
        left_s = self._left_s()
        if left_s > 0:
            self._come_back(left_s)
            return False
        call, _ = self._queue.popleft()
        self._began = self._monotonic()
        self._speaking = call.seq
        is_short = len(self._queue) > self._pace.short_from
        self._turning.begin(call, lambda: self._on_end(call), is_short=is_short)
        if self._queue:
            self._come_back(self._left_s())
        return True

    def give_up(self) -> None:
        """Wait for no last word any more."""
        self._speaking = 0

    def _drop_stale(self) -> None:
        """Let go of who waited too long and whose counter has called somebody else since.

        They are listed; sending them to a counter that is with another visitor would be wrong. So the
        queue stays short, whatever comes: one call for each counter, and those of the last moments.
        """
        while self._queue and self.behind_s > self._pace.late_s:
            counter = self._queue[0][0].counter
            later = iter(self._queue)
            next(later)
            if all(call.counter != counter for call, _ in later):
                return
            self._queue.popleft()

    def _left_s(self) -> float:
        """Say how long the present call keeps its place: to its last word, and not too short."""
        if self._began is None:
            return 0.0
        turn_s = self._pace.longest_s if self._speaking else self._pace.turn_s(len(self._queue))
        return self._began + turn_s - self._monotonic()

    def _on_end(self, call: Call) -> None:
        """Take note of the last word of a call, unless another one is the present one by now."""
        if call.seq == self._speaking:
            self._speaking = 0
            self._turning.spoken(call)
            self.go_on()

    def _come_back(self, after_s: float) -> None:
        """Plan the next turn; an earlier plan lapses, for more who wait make turns shorter."""
        self._plan += 1
        plan = self._plan

        def on_due() -> None:
            if plan == self._plan:
                self.go_on()

        self._later(after_s, on_due)
