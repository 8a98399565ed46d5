"""The journal of the hall as signals of a window."""

import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal

from ticketing.errors import AntreanError
from ticketing.model import Event
from ticketing.ports import ChangeFeed, Clock

_FIRST_PAUSE_S = 0.05
_LONGEST_PAUSE_S = 1.0


class FeedBridge(QObject):
    """Poll the change feed on a thread of its own and tell this thread what it brings.

    An `AntreanError` of the feed (a store out of reach) does not end it: it is told once, tried
    again with growing pauses up to a second, and goes on after the last event delivered.

    Args:
        open_feed: Opens the feed after a given event, None at the present end; called on the
            bridge's thread, as often as the feed is lost.
        clock: For `lost_since`.
        after: Seq of the last event already known; None begins at the present end.
        interval_s: Pause between two polls.

    Signals:
        events_arrived(tuple[Event, ...]): New events, each once, in order.
        changed: Something was committed, by anybody; also once when the feed opens.
        lost(AntreanError): The feed is out of reach.
        back: It is in reach again. `changed` follows.
    """

    events_arrived = Signal(object)
    changed = Signal()
    lost = Signal(object)
    back = Signal()
    _failed = Signal(object)

    def __init__(
        self,
        open_feed: Callable[[int | None], ChangeFeed],
        clock: Clock,
        after: int | None = None,
        parent: QObject | None = None,
        *,
        interval_s: float = 0.02,
    ) -> None:
        super().__init__(parent)
        self._open_feed = open_feed
        self._clock = clock
        self._after = after
        self._interval_s = interval_s
        self._lost_since: datetime | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="feed", daemon=True)
        self._failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)

    @property
    def lost_since(self) -> datetime | None:
        """Tell since when the feed is out of reach; None while it is in reach."""
        return self._lost_since

    def start(self) -> None:
        """Begin. Connect the signals before."""
        self._thread.start()

    def stop(self, timeout_s: float = 2.0) -> bool:
        """End, close the feed and wait for the thread; tell whether it ended in time."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _follow(self) -> None:
        feed: ChangeFeed | None = None
        pause_s = self._interval_s
        while not self._stopping.wait(pause_s):
            try:
                if feed is None:
                    feed = self._open_feed(self._after)
                    # Events that come while the feed is lost are then known as not yet delivered.
                    self._after = feed.position
                has_changed, events = feed.has_changed(), feed.poll()
            except Exception as trouble:
                _close(feed)
                feed = None
                pause_s = min(max(_FIRST_PAUSE_S, 2 * pause_s), _LONGEST_PAUSE_S)
                self._tell_trouble(trouble)
            else:
                pause_s = self._interval_s
                self._tell(has_changed, events)
        _close(feed)

    def _tell(self, has_changed: bool, events: Sequence[Event]) -> None:
        if self._lost_since is not None:
            self._lost_since = None
            self._emit(self.back)
            has_changed = True
        if events:
            self._after = events[-1].seq
            self._emit(self.events_arrived, tuple(events))
        if has_changed or events:
            self._emit(self.changed)

    def _tell_trouble(self, trouble: Exception) -> None:
        if not isinstance(trouble, AntreanError):
            self._emit(self._failed, trouble)
        elif self._lost_since is None:
            self._lost_since = self._clock.now()
            self._emit(self.lost, trouble)

    def _emit(self, signal: object, *facts: object) -> None:
        if self._stopping.is_set():
            return
        try:
            signal.emit(*facts)  # type: ignore[attr-defined]  # a bound signal has no type of its own
        except RuntimeError:  # the window went away in this very moment
            self._stopping.set()

    def _on_failed(self, bug: Exception) -> None:
        sys.excepthook(type(bug), bug, bug.__traceback__)


def _close(feed: ChangeFeed | None) -> None:
    if feed is None:
        return
    with suppress(AntreanError):  # it was given up because it is out of reach
        feed.close()
