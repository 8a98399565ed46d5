"""What becomes of a bug in a window: it is logged, the window goes home, and too many end it."""

import logging
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

_LOG = logging.getLogger(__name__)

#: Exit code of a window that gave up on itself, so that its supervisor starts a fresh one.
GAVE_UP = 70


class ExceptionWatch(QObject):
    """The one hook for exceptions that nobody caught, of any thread.

    PySide goes on after an exception in a slot, which leaves a window half changed; so the window
    is sent home, where everything is built anew.

    Args:
        go_home: Brings the window back to its first page; called on the thread this was made on.
        limit: So many exceptions within `within_s` end the program.
        leave: Ends the program with an exit code.
        seconds: A steady clock.

    Signals:
        caught(str): Name of the exception's class, after it was logged.
    """

    caught = Signal(str)
    _raised = Signal(object)

    def __init__(
        self,
        go_home: Callable[[], None],
        parent: QObject | None = None,
        *,
        limit: int = 5,
        within_s: float = 60,
        leave: Callable[[int], None] = QCoreApplication.exit,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._go_home = go_home
        self._limit = limit
        self._within_s = within_s
        self._leave = leave
        self._seconds = seconds
        self._times: deque[float] = deque(maxlen=limit)
        # Queued: the slot that failed is left before the window goes home.
        self._raised.connect(self._on_raised, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Become the hook of this process, for all its threads."""
        sys.excepthook = self.catch
        threading.excepthook = self._catch_in_thread

    def catch(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None = None
    ) -> None:
        """Log an exception; go home or give up once the event loop is reached."""
        if not issubclass(kind, Exception):  # KeyboardInterrupt, SystemExit
            sys.__excepthook__(kind, error, trace)
            self._leave(130 if issubclass(kind, KeyboardInterrupt) else 1)
            return
        _LOG.critical("Bug: %s", error, exc_info=(kind, error, trace))
        self._raised.emit(kind.__name__)

    def _catch_in_thread(self, facts: threading.ExceptHookArgs) -> None:
        if facts.exc_value is not None:
            self.catch(facts.exc_type, facts.exc_value, facts.exc_traceback)

    def _on_raised(self, name: str) -> None:
        now = self._seconds()
        self._times.append(now)
        if len(self._times) == self._limit and now - self._times[0] <= self._within_s:
            _LOG.critical("%d bugs within %.0f s: giving up", self._limit, self._within_s)
            self._leave(GAVE_UP)
            return
        self.caught.emit(name)
        self._go_home()
