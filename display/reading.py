"""What a board reads of the queue state, away from its window."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from display.board import Board, Queue
from display.zones import Zones
from ticketing.boards import Notice
from ticketing.catalogue import Catalogue
from ticketing.model import Call, HallInfo, Load
from ticketing.ports import Store
from ticketing.waiting import by_minutes

_STEP_MIN = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reading found; `calls` newest first."""

    hall: HallInfo
    catalogue: Catalogue
    calls: tuple[Call, ...]
    queues: tuple[Queue, ...]
    notice: Notice | None


def read(store: Store, zones: Zones, known: Board, limit: int) -> Reading:
    """Read the store. The catalogue is read when it is a new one.

    Args:
        store: The queue state.
        zones: What the board is for.
        known: What it knows already.
        limit: So many calls.
    """
    hall = store.hall()
    catalogue = known.catalogue
    if catalogue is None or known.hall is None or known.hall.catalogue_version != hall.catalogue_version:
        catalogue = store.catalogue()
    calls = tuple(store.recent_calls(limit, zones.names))
    return Reading(hall, catalogue, calls, queues(store.loads(), catalogue, zones), store.notice())


def queues(loads: Mapping[str, Load], catalogue: Catalogue, zones: Zones) -> tuple[Queue, ...]:
    """Tell who waits for each agency of the zones where anybody does, the longest queue first."""
    found = []
    for code, load in loads.items():
        agency = catalogue.agency.get(code)
        count = sum(number for *_, number in load.waiting)
        if agency is not None and count and zones.has_agency(code, catalogue):
            minutes = by_minutes.expected_min(load, catalogue.service, agency.counters)
            found.append(Queue(code, count, _STEP_MIN * max(1, ceil(minutes / _STEP_MIN))))
    return tuple(sorted(found, key=lambda queue: (-queue.waiting, queue.agency)))
