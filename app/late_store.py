"""A store that is opened when it is first used, so that a window is on the glass before that."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from app.config import Config
from app.furnishing import furnish
from app.parts import Parts, SystemClock, address, make_hall

if TYPE_CHECKING:
    from store.store import SqlStore


def late_parts(db: str, config: Config, patience_s: float = 5.0) -> Parts:
    """Make the parts of a role; the store is opened, and furnished, when it is first used.

    Args:
        db: Address of the store; empty for the default.
        config: All settings.
        patience_s: How long a call waits for somebody else's lock.
    """

    def opener() -> "SqlStore":
        from store.store import open_store

        store = open_store(address(db, config), patience_s=patience_s)
        try:
            furnish(store, config)
        except BaseException:
            store.close()
            raise
        return store

    store, clock = late_store(opener), SystemClock()
    return Parts(config, store, make_hall(store, clock, config), clock)


def late_store(opener: Callable[[], "SqlStore"]) -> "SqlStore":
    """Return a stand-in that opens the store at the first call of any of its methods.

    The call may come from any thread; it waits for the opening. An opening that fails raises what
    `opener` raises and is tried again by the next call, so a window outlives a store that is out of
    reach when the machine starts.

    Args:
        opener: Opens the store; the modules it needs are imported in it.
    """
    return cast("SqlStore", _LateStore(opener))


class _LateStore:
    def __init__(self, opener: Callable[[], "SqlStore"]) -> None:
        self._opener = opener
        self._lock = threading.Lock()
        self._store: SqlStore | None = None

    def __getattr__(self, name: str) -> Any:
        # Only names that this class lacks come here: the methods of the store.
        return lambda *args, **kwargs: getattr(self._opened(), name)(*args, **kwargs)

    def close(self) -> None:
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None

    def _opened(self) -> "SqlStore":
        with self._lock:
            if self._store is None:
                self._store = self._opener()
            return self._store
