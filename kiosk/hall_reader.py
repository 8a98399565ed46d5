"""Keeps the kiosk's picture of the hall fresh. No Qt."""

from collections.abc import Callable

from kiosk.patience import Patience
from kiosk.reach import Reach
from kiosk.screen import Reading
from ticketing.errors import AntreanError, StoreBusy
from ticketing.ports import Worker

# The count of people waiting need not follow each of three hundred tickets an hour at once.
_LEAST_PAUSE_S = 1.0
# Hours begin and end though nothing happens in the hall.
_LONGEST_PAUSE_S = 30.0
# What people come for most does not change from one visitor to the next, and tiles should keep their places.
_POPULAR_S = 600.0


class HallReader:
    """Reads the hall in the worker: at first, after changes, and while it is out of reach.

    Args:
        reach: The queue state.
        worker: Where it is read.
        patience: When to try again.
        read: Called with a new reading.
        failed: Called when the hall cannot be read, each time.
    """

    def __init__(
        self,
        reach: Reach,
        worker: Worker,
        patience: Patience,
        read: Callable[[Reading], None],
        failed: Callable[[AntreanError], None],
    ) -> None:
        self._reach = reach
        self._worker = worker
        self._patience = patience
        self._read = read
        self._failed = failed
        self._is_due = True
        self._is_reading = False
        self._not_before_s = 0.0
        self._known: Reading | None = None
        self._popular_until_s = 0.0

    def note_change(self) -> None:
        """Read again soon."""
        self._is_due = True

    def pass_time(self, now_s: float) -> None:
        """Read if there is a reason to and no reading is under way."""
        is_due = self._is_due or now_s >= self._not_before_s + _LONGEST_PAUSE_S
        if not is_due or self._is_reading or now_s < self._not_before_s:
            return
        self._is_due = False
        self._is_reading = True
        self._not_before_s = now_s + _LEAST_PAUSE_S
        known = self._known
        is_stale = now_s >= self._popular_until_s

        def on_failed(trouble: AntreanError) -> None:
            self._is_reading = False
            self._is_due = True
            if not isinstance(trouble, StoreBusy):
                self._not_before_s = now_s + self._patience.read_again_s
            self._failed(trouble)

        def on_read(reading: Reading) -> None:
            if is_stale:
                self._popular_until_s = now_s + _POPULAR_S
            self._on_read(reading)

        self._worker.run(
            lambda: self._reach.read(known, counts_anew=is_stale),
            on_read,
            on_failed,
        )

    def forget(self) -> None:
        """Give up a reading whose answer was lost to a bug."""
        self._is_reading = False
        self._is_due = True

    def _on_read(self, reading: Reading) -> None:
        self._is_reading = False
        self._known = reading
        self._read(reading)
