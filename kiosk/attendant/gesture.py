"""The hidden way in: five quick touches of the clock. No Qt."""

import time
from collections import deque
from collections.abc import Callable


class Knock:
    """Hears when somebody touches one place often and quickly, as no visitor does by accident.

    Args:
        touches: How often.
        within_s: From the first of them to the last.
        seconds: A steady clock.
    """

    def __init__(
        self, touches: int = 5, within_s: float = 3.0, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._touches = touches
        self._within_s = within_s
        self._seconds = seconds
        self._times: deque[float] = deque(maxlen=touches)

    def touch(self) -> bool:
        """Count a touch; tell whether it was the last of those that are wanted."""
        now_s = self._seconds()
        self._times.append(now_s)
        is_heard = len(self._times) == self._touches and now_s - self._times[0] <= self._within_s
        if is_heard:
            self._times.clear()
        return is_heard
