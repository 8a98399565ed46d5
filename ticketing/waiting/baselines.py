"""What other ways of telling the wait would have said: each knows only what a simpler system knows."""

from collections import deque
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from ticketing.catalogue import Catalogue
from ticketing.lifecycle import Action
from ticketing.model import Event
from ticketing.waiting.scene import Scene

#: Means are taken over so long.
_WINDOW = timedelta(minutes=30)

LAST_TO_ENTER = "last_to_enter"
ROLLING_MEAN = "rolling_mean"
MINUTES_AHEAD = "minutes_ahead"


class Baselines:
    """Follows a day and answers as others would.

    - *last to enter service*: you wait as long as whoever was called last has waited. Source: Ibrahim and
      Whitt, "Real-time delay estimation based on delay history", Manufacturing & Service Operations
      Management 11 (2009).
    - *30-minute rolling mean*: as long as those called in the last half hour have waited on average.
    - *minutes × people ahead*: the catalogue's minutes of everybody who waits, shared by the counters.

    Each is asked by agency.

    Args:
        catalogue: Has services and minutes.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._came: dict[UUID, datetime] = {}
        self._waits: dict[str, deque[tuple[datetime, float]]] = {}

    def hear(self, event: Event) -> None:
        """Take note of the next event."""
        if event.ticket_id is None:
            return
        if event.action is Action.ISSUE:
            self._came[event.ticket_id] = event.at
        elif event.action is Action.CALL and event.ticket_id in self._came:
            waited = (event.at - self._came.pop(event.ticket_id)).total_seconds() / 60
            self._waits.setdefault(event.agency, deque()).append((event.at, waited))

    def told_min(self, agency: str, scene: Scene) -> Mapping[str, float]:
        """Tell the minutes that each way tells who joins an agency's queue now."""
        waits = self._waits.get(agency, deque())
        last = waits[-1][1] if waits else 0.0
        while len(waits) > 1 and scene.at - waits[0][0] > _WINDOW:
            waits.popleft()
        mean = sum(waited for _, waited in waits) / len(waits) if waits else 0.0
        return {LAST_TO_ENTER: last, ROLLING_MEAN: mean, MINUTES_AHEAD: self._minutes_ahead(agency, scene)}

    def _minutes_ahead(self, agency: str, scene: Scene) -> float:
        offered, counters = self._catalogue.service, self._catalogue.counter
        known = [offered[one.service] for one in scene.line if one.service in offered]
        minutes = sum(one.minutes for one in known if one.agency == agency)
        desks = sum(1 for desk in scene.desks if counters[desk.counter].agency == agency)
        return minutes / max(1, desks)
