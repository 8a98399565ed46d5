"""Slow work away from the window."""

import queue
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ticketing.errors import AntreanError

T = TypeVar("T")


@dataclass(slots=True)
class _Job:
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[AntreanError], None]


class Background(QObject):
    """Run work one after the other on a thread of its own; answer on the thread this was made on.

    Implements `ports.Worker`. The thread is a daemon: work that hangs in a driver cannot keep the
    program from ending, and Qt never sees a running thread of its own dropped.

    Args:
        slow_after_ms: Work that takes longer than this is told as slow.

    Signals:
        slow_began: Somebody has been waiting for `slow_after_ms`.
        slow_ended: What was slow has been answered.
    """

    slow_began = Signal()
    slow_ended = Signal()
    _answered = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None, *, slow_after_ms: int = 300) -> None:
        super().__init__(parent)
        # Jobs stay here until answered, and the thread holds only `work` while it runs: so what
        # their functions refer to, widgets included, is let go on this thread and no other.
        self._jobs: dict[int, _Job] = {}
        self._last = 0
        self._orders: queue.SimpleQueue[tuple[int, Callable[[], Any]] | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._slow = QTimer(self, singleShot=True, interval=slow_after_ms)
        self._slow.timeout.connect(self._on_slow)
        self._is_slow = False
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._serve, name="background", daemon=True)
        self._thread.start()

    @property
    def is_slow(self) -> bool:
        """Tell whether the work at hand has been told as slow."""
        return self._is_slow

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[AntreanError], None]
    ) -> None:
        """Do `work` on the thread, then call `done` or `failed` here. After `stop` nothing happens."""
        if self._stopping.is_set():
            return
        self._last += 1
        self._jobs[self._last] = _Job(work, done, failed)
        if not self._slow.isActive() and not self._is_slow:
            self._slow.start()
        self._orders.put((self._last, work))

    def stop(self, timeout_s: float = 2.0) -> bool:
        """Take no more work and answer none; wait for the thread.

        Returns:
            Whether the thread has ended in time. One that has not is abandoned and ends with the
            process.
        """
        self._stopping.set()
        self._slow.stop()
        self._orders.put(None)
        self._thread.join(timeout_s)
        self._jobs.clear()
        return not self._thread.is_alive()

    def _serve(self) -> None:
        while (order := self._orders.get()) is not None:
            number, work = order
            del order
            if self._stopping.is_set():
                return
            result, trouble = None, None
            try:
                result = work()
            except Exception as error:
                trouble = error
            del work
            if self._stopping.is_set():
                return
            try:
                self._answered.emit(number, result, trouble)
            except RuntimeError:  # the window went away in this very moment
                return
            del result, trouble

    def _on_answered(self, number: int, result: object, trouble: Exception | None) -> None:
        job = self._jobs.pop(number, None)
        self._slow.stop()
        if self._is_slow:
            self._is_slow = False
            self.slow_ended.emit()
        if self._jobs:
            self._slow.start()
        if job is None or self._stopping.is_set():
            return
        if trouble is None:
            job.done(result)
        elif isinstance(trouble, AntreanError):
            job.failed(trouble)
        else:
            sys.excepthook(type(trouble), trouble, trouble.__traceback__)

    def _on_slow(self) -> None:
        if self._jobs:
            self._is_slow = True
            self.slow_began.emit()
