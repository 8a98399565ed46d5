"""The program that plays sounds for a board: a process of its own, for sound systems hang and crash.

It knows nothing of the hall. On standard input come sounds, each as four bytes (its length, big-endian)
and its samples; on standard output it tells ``ready``, and for each sound ``begun`` and then ``ended`` or
``failed``. An empty sound cuts off the one that is played, which has then ended. It ends when its input
does. Started by `voice.device`, with the rate of the samples as its argument.
"""

import struct
import sys
import threading

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QObject, Qt, QTimer, Signal
from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices, QtAudio

from ui import immortal

immortal.keep_constants()

_LOOK_MS = 10
# At the end of its samples a sink has run dry, which it calls an error.
_FINE = (QtAudio.Error.NoError, QtAudio.Error.UnderrunError)


class _Deck(QObject):
    """Plays one sound after another; a sink of its own for each."""

    came = Signal(bytes)
    over = Signal()

    def __init__(self, rate: int) -> None:
        super().__init__()
        self._kind = QAudioFormat()
        self._kind.setSampleRate(rate)
        self._kind.setChannelCount(1)
        self._kind.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._sink: QAudioSink | None = None
        self._buffer: QBuffer | None = None
        # Not the signal of the sink: PySide cannot hand its argument to Python.
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self.came.connect(self._on_sound, Qt.ConnectionType.QueuedConnection)
        self.over.connect(QCoreApplication.quit, Qt.ConnectionType.QueuedConnection)

    def _on_sound(self, samples: bytes) -> None:
        if not samples:
            self._cut_off()
            return
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            _tell("failed there is no sound device")
            return
        self._buffer = QBuffer(self)
        self._buffer.setData(samples)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink = QAudioSink(device, self._kind, self)
        # All of it at once: on a busy machine too little is fetched later.
        self._sink.setBufferSize(len(samples))
        self._sink.start(self._buffer)
        if self._sink.error() not in _FINE:
            self._end(f"failed {self._sink.error().name}")
            return
        _tell("begun")
        self._look.start()

    def _cut_off(self) -> None:
        if self._sink is not None:  # else it has just ended, and that was told
            self._sink.reset()  # what the device still holds is not played either
            self._end("ended")

    def _on_look(self) -> None:
        """See whether the sink has come to its end; a server that went away never tells."""
        assert self._sink is not None
        state = self._sink.state()
        if self._sink.error() not in _FINE or state is QtAudio.State.StoppedState:
            self._end(f"failed {self._sink.error().name}")
        elif state is QtAudio.State.IdleState:
            self._end("ended")

    def _end(self, word: str) -> None:
        self._look.stop()
        sink, self._sink = self._sink, None
        if sink is not None:
            sink.stop()
            sink.deleteLater()
        if self._buffer is not None:
            self._buffer.deleteLater()
        _tell(word)


def _tell(word: str) -> None:
    print(word, flush=True)


def _listen(deck: _Deck) -> None:
    """Read sounds until the input ends."""
    source = sys.stdin.buffer
    while len(head := source.read(4)) == 4:
        (length,) = struct.unpack(">I", head)
        samples = source.read(length)
        if len(samples) < length:
            break
        deck.came.emit(samples)
    deck.over.emit()


def main() -> int:
    """Play what comes."""
    app = QCoreApplication(sys.argv)
    if not QMediaDevices.audioOutputs():
        _tell("failed there is no sound device")
        return 1
    deck = _Deck(int(sys.argv[1]))
    threading.Thread(target=_listen, args=(deck,), daemon=True).start()
    _tell("ready")
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
