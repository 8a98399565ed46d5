"""Keeps the kiosk's picture of the hall fresh. No Qt."""

from collections.abc import Callable, Sequence
from datetime import datetime

from kiosk.patience import Patience
from kiosk.screen import Reading
from ticketing import calendar, offer, outbox
from ticketing.calendar import Closure, Opening
from ticketing.catalogue import Catalogue
from ticketing.errors import AntreanError, StoreBusy
from ticketing.model import HallInfo
from ticketing.ports import Clock, Store, Worker

# The count of people waiting need not follow each of three hundred tickets an hour at once.
_LEAST_PAUSE_S = 1.0
# Hours begin and end though nothing happens in the hall.
_LONGEST_PAUSE_S = 30.0


class HallReader:
    """Reads the hall in the worker: at first, after changes, and while it is out of reach.

    Args:
        store: The queue state.
        clock: Tells what is open.
        worker: Where it is read.
        patience: When to try again.
        read: Called with a new reading.
        failed: Called when the hall cannot be read, each time.
        kiosk: Whose printers are looked at.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        worker: Worker,
        patience: Patience,
        read: Callable[[Reading], None],
        failed: Callable[[AntreanError], None],
        kiosk: str,
    ) -> None:
        self._store = store
        self._clock = clock
        self._worker = worker
        self._patience = patience
        self._read = read
        self._failed = failed
        self._kiosk = kiosk
        self._is_due = True
        self._is_reading = False
        self._not_before_s = 0.0
        self._known: tuple[int, Catalogue] | None = None

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

        def on_failed(trouble: AntreanError) -> None:
            self._is_reading = False
            self._is_due = True
            if not isinstance(trouble, StoreBusy):
                self._not_before_s = now_s + self._patience.read_again_s
            self._failed(trouble)

        self._worker.run(
            lambda: read_hall(self._store, known, self._clock.now(), self._kiosk), self._on_read, on_failed
        )

    def forget(self) -> None:
        """Give up a reading whose answer was lost to a bug."""
        self._is_reading = False
        self._is_due = True

    def _on_read(self, reading: Reading) -> None:
        self._is_reading = False
        self._known = (reading.hall.catalogue_version, reading.catalogue)
        self._read(reading)


def read_hall(store: Store, known: tuple[int, Catalogue] | None, now: datetime, kiosk: str) -> Reading:
    """Read the hall; its catalogue only if the version differs from the `known` one."""
    hall = store.hall()
    is_known = known is not None and known[0] == hall.catalogue_version
    catalogue = known[1] if known is not None and is_known else store.catalogue()
    waiting = {line.service: line.waiting for line in store.queues()}
    closures = [closure for _, closure in store.closures(now)]
    closed = offer.closed(catalogue, hall, closures, now)
    has_paper = outbox.can_print(store.printers(), kiosk)
    return Reading(hall, catalogue, waiting, now, closed, has_paper, _opening(hall, catalogue, closures, now))


def _opening(
    hall: HallInfo, catalogue: Catalogue, closures: Sequence[Closure], now: datetime
) -> Opening | None:
    """Tell whether the hall as a whole gives numbers; a hall for practice always does."""
    if hall.rehearsal or not catalogue.hours.shifts:
        return None
    return calendar.opening(catalogue.hours, catalogue.national, closures, "", "", now, hall.timezone)
