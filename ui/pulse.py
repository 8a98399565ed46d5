"""What a window does in the background of its own thread: show life, tidy memory."""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Beat(QObject):
    """Call `beat` at once and then every second for as long as the window's thread is alive.

    A supervisor that hears no beat kills the process; so it must come from the event loop.
    """

    def __init__(
        self, beat: Callable[[], None], parent: QObject | None = None, *, every_ms: int = 1000
    ) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=every_ms)
        self._timer.timeout.connect(beat)
        self._timer.start()
        beat()


class Tidying(QObject):
    """Collect cyclic garbage on the window's thread, and there only.

    Left to itself Python collects on whichever thread allocates; a widget freed on a worker's
    thread crashes Qt.
    """

    def __init__(self, parent: QObject | None = None, *, every_ms: int = 5000) -> None:
        super().__init__(parent)
        gc.disable()
        # What stands after start-up stays for good; looking at it again would only take time.
        gc.freeze()
        self._timer = QTimer(self, interval=every_ms)
        self._timer.timeout.connect(self._on_due)
        self._timer.start()

    def stop(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _on_due(self) -> None:
        young, middle, old = gc.get_count()
        most_young, most_middle, most_old = gc.get_threshold()
        if old > most_old:
            gc.collect(2)
        elif middle > most_middle:
            gc.collect(1)
        elif young > most_young:
            gc.collect(0)
