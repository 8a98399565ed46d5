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
# What people come for most does not change from one visitor to the next, and tiles should keep their places.
_POPULAR_S = 600.0
_POPULAR = 12


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
            lambda: read_hall(self._store, known, self._clock.now(), self._kiosk, counts_anew=is_stale),
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


def read_hall(
    store: Store, known: Reading | None, now: datetime, kiosk: str, *, counts_anew: bool = True
) -> Reading:
    """Read the hall.

    Args:
        store: The queue state.
        known: The last reading: its catalogue is taken over while the version is the same.
        now: The time.
        kiosk: Whose printers are looked at.
        counts_anew: Whether what people come for most is counted again, and not taken over.
    """
    hall = store.hall()
    is_known = known is not None and known.hall.catalogue_version == hall.catalogue_version
    catalogue = known.catalogue if known is not None and is_known else store.catalogue()
    closures = [closure for _, closure in store.closures(now)]
    loads = store.loads()
    issued = {agency: store.standing(agency, now).issued for agency in sorted(offer.rationed(catalogue))}
    openings = offer.openings(catalogue, hall, closures, loads, issued, now)
    return Reading(
        hall,
        catalogue,
        waiting={line.service: line.waiting for line in store.queues()},
        read_at=now,
        closed={code: one for code, one in openings.items() if not one.is_open},
        has_paper=outbox.can_print(store.printers(), kiosk),
        opening=_opening(hall, catalogue, closures, now),
        popular=_popular(store, catalogue) if counts_anew or known is None else known.popular,
        until={code: one.until for code, one in openings.items() if one.until is not None},
        loads=loads,
    )


def _popular(store: Store, catalogue: Catalogue) -> tuple[str, ...]:
    """Learn what people come for most; a new hall begins with the first service of each need."""
    learnt = [code for code, _ in store.popular(_POPULAR)]
    firsts = [need.services[0] for need in catalogue.needs if need.services]
    return tuple(dict.fromkeys([*learnt, *firsts]))[:_POPULAR]


def _opening(
    hall: HallInfo, catalogue: Catalogue, closures: Sequence[Closure], now: datetime
) -> Opening | None:
    """Tell whether the hall as a whole gives numbers; a hall for practice always does."""
    if hall.rehearsal or not catalogue.hours.shifts:
        return None
    return calendar.opening(catalogue.hours, catalogue.national, closures, "", "", now, hall.timezone)
