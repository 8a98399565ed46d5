"""The chime before a call."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEventLoop, QObject, Qt, QUrl, Signal

from ticketing.model import Call

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QSoundEffect

_LOG = logging.getLogger(__name__)

#: Three bell tones, 1.3 s; see assets/sounds/make_chime.py.
CHIME = Path(__file__).parents[1] / "assets" / "sounds" / "chime.wav"


class NoSoundDevice(Exception):
    """The machine has nothing to play on, now."""


class Effect(Protocol):
    """A sound that can be played again and again."""

    def play(self) -> None:
        """Begin to play, from the start."""

    def has_failed(self) -> bool:
        """Tell whether it will never sound again: its device is gone, its file cannot be played."""


class NullChime:
    """Announces nothing: for halls without sound, and for tests."""

    def announce(self, call: Call) -> None:
        """Stay silent."""

    def stop(self) -> None:
        """Nothing to end."""


class Chime(QObject):
    """Play a sound on each call.

    Everything that touches the sound system happens on a thread of its own: a sound server that
    hangs then costs the chime and nothing else. The thread is a daemon, so it cannot keep the program
    from ending either. What goes wrong is logged once, and tried again on the next call.

    Args:
        sound: A WAV file.
        volume: From 0 to 1.
        open_effect: Makes the sound on that thread; slow, and may raise anything.
    """

    _wanted = Signal()
    _ended = Signal()

    def __init__(
        self,
        sound: Path = CHIME,
        parent: QObject | None = None,
        *,
        volume: float = 1.0,
        open_effect: Callable[[Path, float], Effect] | None = None,
    ) -> None:
        super().__init__(parent)
        self._sound = sound
        self._volume = volume
        self._open_effect = open_effect or _open_qt_effect
        self._is_ready = threading.Event()
        self._is_stopped = False
        self._thread = threading.Thread(target=self._live, name="chime", daemon=True)
        self._thread.start()

    def announce(self, call: Call) -> None:
        """Ask for the chime; returns at once, whatever the sound system does."""
        # Before the thread listens nobody hears this: a chime that comes late is worse than none.
        self._wanted.emit()

    def wait_until_ready(self, timeout_s: float) -> bool:
        """Wait until the first attempt to open the sound has ended; tell whether it has."""
        return self._is_ready.wait(timeout_s)

    def stop(self, timeout_s: float = 2.0) -> bool:
        """End the thread; tell whether it ended in time. One that hangs ends with the process."""
        self._is_stopped = True
        self._ended.emit()
        if self._is_ready.is_set():
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _live(self) -> None:
        """Run on the thread: open the sound, then play it whenever it is wanted."""
        loop = QEventLoop()
        player = _Player(lambda: self._open_effect(self._sound, self._volume))
        player.prepare()
        try:
            self._wanted.connect(player.on_wanted, Qt.ConnectionType.QueuedConnection)
            self._ended.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
        except RuntimeError:  # the window went away while the sound was opened
            return
        self._is_ready.set()
        if not self._is_stopped:
            loop.exec()
        player.drop()


class _Player(QObject):
    """Holds the sound on the chime's thread; opens it anew after a failure."""

    def __init__(self, open_effect: Callable[[], Effect]) -> None:
        super().__init__()
        self._open_effect = open_effect
        self._effect: Effect | None = None
        self._has_complained = False

    def prepare(self) -> None:
        """Open the sound, unless it is open and sound."""
        if self._effect is not None and not self._effect.has_failed():
            return
        if self._effect is not None:
            self._complain("the sound stopped working")
        self._effect = None
        try:
            self._effect = self._open_effect()
        except Exception as trouble:  # a driver may raise anything; the board goes on in silence
            self._complain(str(trouble) or type(trouble).__name__)
        else:
            self._has_complained = False

    def on_wanted(self) -> None:
        """Play."""
        self.prepare()
        if self._effect is not None:
            self._effect.play()

    def drop(self) -> None:
        """Let the sound go on the thread it was made on."""
        self._effect = None

    def _complain(self, why: str) -> None:
        if not self._has_complained:
            _LOG.warning("No chime: %s. It is tried again on every call.", why)
        self._has_complained = True


class _QtEffect(QObject):
    """A QSoundEffect. It is started by a queued signal, so that Qt plays it without Python's lock."""

    _go = Signal()

    def __init__(self, effect: "QSoundEffect") -> None:
        super().__init__()
        self._effect = effect
        self._go.connect(effect.play, Qt.ConnectionType.QueuedConnection)

    def play(self) -> None:
        """Begin to play."""
        self._go.emit()

    def has_failed(self) -> bool:
        """Tell whether Qt gave it up."""
        return self._effect.status() is type(self._effect).Status.Error


def _open_qt_effect(sound: Path, volume: float) -> Effect:
    # Costs some 20 MB, so only where there is sound.
    from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

    # The first question wakes the sound system and waits for it without holding Python's lock; the
    # constructor of QSoundEffect would hold it, and a server that hangs would freeze the window.
    if not QMediaDevices.audioOutputs():
        raise NoSoundDevice("there is no sound device")
    effect = QSoundEffect()
    effect.setVolume(volume)
    effect.setSource(QUrl.fromLocalFile(str(sound)))
    return _QtEffect(effect)
