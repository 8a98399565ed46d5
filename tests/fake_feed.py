"""The fake of what others did: `ports.ChangeFeed` in memory."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ticketing.model import Event

if TYPE_CHECKING:
    from tests.fake_store import FakeStore


class FakeFeed:
    """`ports.ChangeFeed` over a `FakeStore`."""

    def __init__(self, store: "FakeStore", after: int) -> None:
        self._store = store
        self._after = after
        self._commits = -1

    @property
    def position(self) -> int:
        return self._after

    def poll(self) -> Sequence[Event]:
        self._store._reach()
        events = self._store._state.events[self._after :]
        self._after += len(events)
        return events

    def has_changed(self) -> bool:
        self._store._reach()
        changed = self._store.commits != self._commits
        self._commits = self._store.commits
        return changed

    def close(self) -> None:
        """Nothing to give back."""
