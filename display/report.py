"""Tells the supervisors how a board is."""

from collections.abc import Callable
from datetime import datetime, timedelta

from display.zones import Zones
from ticketing.boards import LONG_BEHIND_S, SEEN_EVERY, BoardState, Sound
from ticketing.ports import Store, Worker

_NOT_OFTENER_THAN = timedelta(seconds=5)


class Report:
    """Stores how a board is: when something changed, every 5 s at most, and once a minute.

    Args:
        store: Where it is stored.
        worker: Stores it.
        name: Name of the board.
        zones: What it is for.
        sound: Tells how it is heard.
        troubles: Tells what else is wrong.
    """

    def __init__(
        self,
        store: Store,
        worker: Worker,
        name: str,
        zones: Zones,
        sound: Callable[[], Sound],
        troubles: Callable[[], tuple[str, ...]] = tuple,
    ) -> None:
        self._store = store
        self._worker = worker
        self._name = name
        self._zones = zones
        self._sound = sound
        self._troubles = troubles
        self._told: tuple[object, ...] = ()
        self._told_at: datetime | None = None
        self._is_telling = False

    def tell(self, waiting: int, behind_s: float, now: datetime) -> None:
        """Tell how the board is, unless it was told just now; a store out of reach is passed over.

        Args:
            waiting: So many calls wait to be announced.
            behind_s: The first of them has waited so long.
            now: The time.
        """
        sound, troubles = self._sound(), self._troubles()
        facts = (waiting, behind_s >= LONG_BEHIND_S, sound, troubles)
        if self._is_telling or not self._is_due(facts, now):
            return
        state = BoardState(self._name, self._zones.names, waiting, int(behind_s), sound, now, troubles)
        self._is_telling = True
        self._told, self._told_at = facts, now
        self._worker.run(lambda: self._store.keep_board(state), self._on_told, self._on_untold)

    def _is_due(self, facts: tuple[object, ...], now: datetime) -> bool:
        if self._told_at is None or now < self._told_at:
            return True
        since = now - self._told_at
        return since >= (_NOT_OFTENER_THAN if facts != self._told else SEEN_EVERY)

    def _on_told(self, _: object) -> None:
        self._is_telling = False

    def _on_untold(self, _: object) -> None:
        self._is_telling = False
        self._told = ()
