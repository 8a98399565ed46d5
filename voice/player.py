"""Plays one sound after another, and tells when each has ended, heard or not."""

import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, Signal

from voice.device import PLAYING, Device
from voice.helper import HelperGone
from voice.sound import Sound

log = logging.getLogger(__name__)


class Player(QObject):
    """Plays sounds, one at a time.

    The device is held by another process (`voice.playing`): one that hangs or crashes costs the sound
    and nothing else, and a new one is started for the next. A sound that cannot be played takes the time
    that it would last. What goes wrong is logged once.

    Args:
        make: Makes the sound of a wish, on the player's thread.
        program: What holds the device, for tests.

    Attributes:
        is_failing: Whether the last sound could not be played.

    Signals:
        begun(object): The sound of this wish is being played.
        ended(object): The sound of this wish has ended, heard or not.
    """

    begun = Signal(object)
    ended = Signal(object)

    def __init__(
        self, make: Callable[[Any], Sound], parent: QObject | None = None, *, program: Sequence[str] = PLAYING
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._device = Device(program)
        self._wishes: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._stopped = threading.Event()
        self.is_failing = False
        self._thread = threading.Thread(target=self._live, name="voice", daemon=True)
        self._thread.start()

    def play(self, wish: object) -> None:
        """Ask for a sound; returns at once."""
        self._wishes.put(wish)

    def stop(self, timeout_s: float = 2.0) -> bool:
        """End the thread and the other process; tell whether it ended in time."""
        self._stopped.set()
        self._wishes.put(None)
        self._device.kill()
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _live(self) -> None:
        with suppress(HelperGone):  # told with the first sound
            self._device.open()
        while (wish := self._wishes.get()) is not None and not self._stopped.is_set():
            try:
                sound = self._make(wish)
            except Exception:  # a bug in one announcement must not end the others
                log.exception("an announcement could not be made")
                sound = Sound()
            self._play(wish, sound)
            with suppress(RuntimeError):  # the window has gone
                self.ended.emit(wish)
        self._device.kill()

    def _play(self, wish: object, sound: Sound) -> None:
        """Play a sound to its end, or let the time of it pass."""
        until = time.monotonic() + sound.seconds
        try:
            self._device.open()
            if sound.pcm:
                until = time.monotonic() + sound.seconds
                self._device.begin(sound)
                self.begun.emit(wish)
                self._device.await_end(sound)
            self.is_failing = False
        except HelperGone as trouble:
            self._device.kill()
            if not self.is_failing and not self._stopped.is_set():
                log.warning("No sound: %s. It is tried again on every call.", trouble)
            self.is_failing = True
            self._stopped.wait(max(0.0, until - time.monotonic()))
