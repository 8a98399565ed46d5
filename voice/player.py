"""Plays one sound after another, and tells when each has ended, heard or not."""

import logging
import queue
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from voice.sound import RATE, Sound

log = logging.getLogger(__name__)

#: The program that holds the sound device.
PLAYING = (sys.executable, "-P", str(Path(__file__).with_name("playing.py")), str(RATE))

# How long it may take to open the device, to begin, and to end after the last sample.
_READY_S = 10.0
_BEGUN_S = 3.0
_GRACE_S = 2.0


class NoSound(Exception):
    """The sound system does not play, now; its text says why."""


class Player(QObject):
    """Plays sounds, one at a time.

    The device is held by another process (`voice.playing`): one that hangs or crashes costs the sound
    and nothing else, and a new one is started for the next. A sound that cannot be played takes the time
    that it would last. What goes wrong is logged once.

    Args:
        make: Makes the sound of a wish, on the player's thread.
        program: What holds the device, for tests.

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
        self._device = _Device(program)
        self._wishes: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._stopped = threading.Event()
        self._has_complained = False
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
        with suppress(NoSound):  # told with the first sound
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
            self._has_complained = False
        except NoSound as trouble:
            self._device.kill()
            if not self._has_complained and not self._stopped.is_set():
                log.warning("No sound: %s. It is tried again on every call.", trouble)
            self._has_complained = True
            self._stopped.wait(max(0.0, until - time.monotonic()))


class _Device:
    """The other process."""

    def __init__(self, program: Sequence[str]) -> None:
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None
        self._told: queue.SimpleQueue[str] = queue.SimpleQueue()

    def open(self) -> None:
        """Start it, unless it runs. Raises NoSound."""
        if self._process is not None and self._process.poll() is None:
            return
        self.kill()
        try:
            self._process = subprocess.Popen(
                self._program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError as trouble:
            raise NoSound(str(trouble)) from trouble
        self._told = queue.SimpleQueue()
        threading.Thread(
            target=_read, args=(self._process, self._told), name="voice-told", daemon=True
        ).start()
        self._await("ready", _READY_S)

    def begin(self, sound: Sound) -> None:
        """Hand over a sound, and wait until it is played. Raises NoSound."""
        assert self._process is not None
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(struct.pack(">I", len(sound.pcm)) + sound.pcm)
            self._process.stdin.flush()
        except (OSError, ValueError) as trouble:
            raise NoSound(str(trouble)) from trouble
        self._await("begun", _BEGUN_S)

    def await_end(self, sound: Sound) -> None:
        """Wait until a sound has ended. Raises NoSound."""
        self._await("ended", sound.seconds + _GRACE_S)

    def kill(self) -> None:
        """End it at once."""
        process = self._process
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()

    def _await(self, word: str, within_s: float) -> None:
        try:
            told = self._told.get(timeout=within_s)
        except queue.Empty:
            raise NoSound("the sound system does not answer") from None
        if told != word:
            raise NoSound(told.removeprefix("failed ") or "the sound system broke off")


def _read(process: "subprocess.Popen[bytes]", told: "queue.SimpleQueue[str]") -> None:
    """Read what it tells; an empty word is its end."""
    assert process.stdout is not None
    with suppress(OSError, ValueError):
        for line in process.stdout:
            told.put(line.decode(errors="replace").strip())
    told.put("")
