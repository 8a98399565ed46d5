"""Keeps what estimates cost within a share of one processor."""

import time
from collections.abc import Callable

#: Estimates are made anew so much later than the last at least, and use no more than this of a processor.
_EVERY_S = 0.2
_SHARE = 0.2
_REST_AFTER_BUG_S = 10.0


class Share:
    """Tells when it is time for the next estimates. Used by one thread.

    Args:
        telling_s: How many seconds it has taken until now to write to phones, on whichever thread.
        seconds: Counts them.
    """

    def __init__(self, telling_s: Callable[[], float], seconds: Callable[[], float] = time.monotonic) -> None:
        self._telling_s = telling_s
        self._seconds = seconds
        self._began_s = self._told_s = self._took_s = self._rest_s = 0.0

    def is_rested(self) -> bool:
        """Tell whether the last estimates began so long ago that their cost is within the share.

        That is what they took themselves, and all that was written to phones since: with many that look
        it is the larger part.
        """
        cost_s = self._took_s + self._telling_s() - self._told_s
        return self._seconds() - self._began_s >= max(self._rest_s, cost_s / _SHARE)

    def begin(self) -> None:
        """Estimates are made now."""
        self._began_s, self._told_s = self._seconds(), self._telling_s()
        self._took_s, self._rest_s = 0.0, _EVERY_S

    def end(self) -> None:
        """They are made."""
        self._took_s = self._seconds() - self._began_s

    def fail(self) -> None:
        """A bug ended them: it would be met again at once."""
        self._rest_s = _REST_AFTER_BUG_S
