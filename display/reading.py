"""What a board reads of the queue state, away from its window."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from display.board import Board, Queue
from display.zones import Zones
from ticketing.boards import Notice
from ticketing.catalogue import Catalogue
from ticketing.foresight import Foresight
from ticketing.model import Call, HallInfo, Load
from ticketing.ports import Clock, Store
from ticketing.sight import Sight
from ticketing.waiting.forecast import Forecast

_STEP_MIN = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reading found; `calls` newest first."""

    hall: HallInfo
    catalogue: Catalogue
    calls: tuple[Call, ...]
    queues: tuple[Queue, ...]
    notice: Notice | None


def read(
    store: Store, foresight: Foresight, sight: Sight, clock: Clock, zones: Zones, known: Board, limit: int
) -> Reading:
    """Read the store. The catalogue is read when it is a new one; before the day begins nobody waits.

    Args:
        store: The queue state.
        foresight: Follows it.
        sight: Tells whether its day is still on.
        clock: Tells the present.
        zones: What the board is for.
        known: What it knows already.
        limit: So many calls.
    """
    hall = sight.of(store.hall())
    catalogue = known.catalogue
    if catalogue is None or known.hall is None or known.hall.catalogue_version != hall.catalogue_version:
        catalogue = store.catalogue()
    if hall.day is None:
        return Reading(hall, catalogue, (), (), store.notice())
    calls = tuple(store.recent_calls(limit, zones.names))
    now = clock.now()
    at = now if hall.seen_at is None else max(now, hall.seen_at)
    newcomers = foresight.read(hall, catalogue, at).newcomers(at)
    waiting = queues(store.loads(), newcomers, catalogue, zones)
    return Reading(hall, catalogue, calls, waiting, store.notice())


def queues(
    loads: Mapping[str, Load], newcomers: Mapping[str, Forecast], catalogue: Catalogue, zones: Zones
) -> tuple[Queue, ...]:
    """Tell who waits for each agency of the zones where anybody does, the longest queue first.

    How long who comes now will wait is told for what most people there wait for.
    """
    found = []
    for code, load in loads.items():
        wanted: Counter[str] = Counter()
        for service, _, count in load.waiting:
            wanted[service] += count
        if code in catalogue.agency and wanted and zones.has_agency(code, catalogue):
            forecast = newcomers.get(max(sorted(wanted), key=wanted.__getitem__))
            minutes = 0.0 if forecast is None else forecast.likely_min
            found.append(Queue(code, wanted.total(), _STEP_MIN * max(1, ceil(minutes / _STEP_MIN))))
    return tuple(sorted(found, key=lambda queue: (-queue.waiting, queue.agency)))
