"""Whose turn it is on the big place: one call at a time, each to its last word."""

from collections import deque
from collections.abc import Callable, Iterator

from display.board import Pace
from ticketing.model import Call


class Turns:
    """The calls that wait for the big place, and how long the present one keeps it.

    Args:
        pace: How long a call keeps its place.
        monotonic: Seconds that never go back.
    """

    def __init__(self, pace: Pace, monotonic: Callable[[], float]) -> None:
        self._pace = pace
        self._monotonic = monotonic
        self._queue: deque[Call] = deque()
        self._began: float | None = None
        self._speaking = 0

    def __len__(self) -> int:
        return len(self._queue)

    def __iter__(self) -> Iterator[Call]:
        return iter(self._queue)

    @property
    def is_long(self) -> bool:
        """Tell whether so many wait that announcements are short."""
        return len(self._queue) > self._pace.short_from

    def add(self, call: Call) -> None:
        """Let a call wait for its turn."""
        self._queue.append(call)

    def left_s(self) -> float:
        """Say how long the present call keeps its place: to its last word, and not too short."""
        if self._began is None:
            return 0.0
        turn_s = self._pace.longest_s if self._speaking else self._pace.turn_s(len(self._queue))
        return self._began + turn_s - self._monotonic()

    def begin(self) -> Call:
        """Give the place to the call that has waited longest."""
        call = self._queue.popleft()
        self._began = self._monotonic()
        self._speaking = call.seq
        return call

    def end(self, seq: int) -> bool:
        """Take note that the last word of a call was spoken; tell whether it was the present one."""
        is_present = seq == self._speaking
        if is_present:
            self._speaking = 0
        return is_present

    def give_up(self) -> None:
        """Wait for no last word any more."""
        self._speaking = 0
