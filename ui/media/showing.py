"""The program that decodes pictures and video for a board: a process of its own, for decoders hang and crash.

It knows nothing of the hall; `ui.media.screening` starts it. On standard input come lines of JSON::

    {"do": "list", "folder": "/…/media"}
    {"do": "canvas", "path": "/…", "width": 608, "height": 342}
    {"do": "show", "number": 7, "file": "/…/a.mp4", "volume": 0.5}     no volume: without sound
    {"do": "taken"}                        the frame on the canvas was painted
    {"do": "volume", "volume": 0.2}
    {"do": "stop"}

On standard output it tells, each as a line of JSON, ``listed`` with names and times of change, and with the
number of its ``show``: ``frame`` when the canvas holds a new one, ``ended`` at the end of a video, ``failed``
with a reason. The canvas is a file that both map, with 4 bytes for each pixel, blue first. It ends when its
input does.
"""

import json
import mmap
import stat
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRect, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageReader, QPainter
from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoFrame, QVideoSink

from ui import immortal
from ui.media.playlist import VIDEOS

immortal.keep_constants()

# Pictures are decoded whole: so many MB at most, some 60 million pixels.
_MOST_MB = 256


class _Projector(QObject):
    """Shows one file after another on the canvas."""

    came = Signal(dict)
    over = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._canvas: mmap.mmap | None = None
        self._size = QSize()
        self._number = 0
        self._is_taken = True
        self._player: QMediaPlayer | None = None
        self._output: QAudioOutput | None = None
        self.came.connect(self._on_order, Qt.ConnectionType.QueuedConnection)
        self.over.connect(QCoreApplication.quit, Qt.ConnectionType.QueuedConnection)

    def _on_order(self, order: dict[str, Any]) -> None:
        what = order["do"]
        if what == "list":
            _list(Path(order["folder"]))
        elif what == "canvas":
            self._stop()
            self._canvas = None
            with open(order["path"], "r+b") as opened:
                self._canvas = mmap.mmap(opened.fileno(), 0)
            self._size = QSize(order["width"], order["height"])
        elif what == "show":
            self._stop()
            self._number, self._is_taken = order["number"], True
            file = Path(order["file"])
            if file.suffix.lower() in VIDEOS:
                self._play(file, order.get("volume"))
            else:
                self._picture(file)
        elif what == "taken":
            self._is_taken = True
        elif what == "volume" and self._output is not None:
            self._output.setVolume(order["volume"])
        elif what == "stop":
            self._stop()

    def _picture(self, file: Path) -> None:
        reader = QImageReader(str(file))
        reader.setAutoTransform(True)
        size = reader.size()
        if size.isValid() and (size.width() > self._size.width() or size.height() > self._size.height()):
            # Twice as large as it is shown: the painter makes it smooth, and a huge one is not held whole.
            fitted = size.scaled(self._size * 2, Qt.AspectRatioMode.KeepAspectRatio)
            reader.setScaledSize(fitted.expandedTo(QSize(1, 1)))
        image = reader.read()
        if image.isNull():
            self._tell("failed", why=reader.errorString())
        else:
            self._paint(image)

    def _play(self, file: Path, volume: float | None) -> None:
        self._player = player = QMediaPlayer(self)
        sink = QVideoSink(player)
        sink.videoFrameChanged.connect(self._on_frame)
        player.setVideoSink(sink)
        if volume is not None:
            self._output = QAudioOutput(player)
            self._output.setVolume(volume)
            player.setAudioOutput(self._output)
        player.errorOccurred.connect(self._on_error)
        player.mediaStatusChanged.connect(self._on_status)
        player.setSource(QUrl.fromLocalFile(str(file)))
        player.play()

    def _stop(self) -> None:
        player, self._player, self._output = self._player, None, None
        if player is not None:
            player.blockSignals(True)
            player.videoSink().blockSignals(True)
            player.stop()
            player.deleteLater()

    def _on_frame(self, frame: QVideoFrame) -> None:
        # A board that is busy with a call gets fewer frames, and none late.
        if self._is_taken and self._player is not None and frame.isValid():
            image = frame.toImage()
            if not image.isNull():
                self._paint(image)

    def _on_error(self, _: object, why: str) -> None:
        self._stop()
        self._tell("failed", why=why or "it cannot be decoded")

    def _on_status(self, status: QMediaPlayer.MediaStatus) -> None:
        if self._player is None:
            return
        if status is QMediaPlayer.MediaStatus.InvalidMedia:
            self._on_error(None, "it cannot be decoded")
        elif status is QMediaPlayer.MediaStatus.EndOfMedia:
            self._stop()
            self._tell("ended")
        elif status is QMediaPlayer.MediaStatus.LoadedMedia and not self._player.hasVideo():
            self._on_error(None, "there is no picture in it")

    def _paint(self, image: QImage) -> None:
        """Put an image in the middle of the canvas, as large as it fits."""
        if self._canvas is None:
            self._tell("failed", why="there is no canvas")
            return
        wide, high = self._size.width(), self._size.height()
        canvas = QImage(memoryview(self._canvas), wide, high, 4 * wide, QImage.Format.Format_RGB32)
        fitted = image.size().scaled(self._size, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
        where = QRect(0, 0, fitted.width(), fitted.height())
        where.moveCenter(QRect(0, 0, wide, high).center())
        painter = QPainter(canvas)
        if fitted != self._size or image.hasAlphaChannel():
            painter.fillRect(0, 0, wide, high, QColor("black"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(where, image)
        painter.end()
        self._is_taken = False
        self._tell("frame")

    def _tell(self, what: str, **facts: object) -> None:
        _tell(what, number=self._number, **facts)


def _list(folder: Path) -> None:
    """Tell what lies in a folder; a share that hangs hangs here, and not the board."""
    found: list[tuple[str, float]] = []
    try:
        for file in folder.iterdir():
            with suppress(OSError):  # it went away in this moment, or leads in a circle
                found.append((file.name, _changed(file)))
    except OSError as trouble:
        _tell("listed", files=[], why=str(trouble))
    else:
        _tell("listed", files=sorted(found), why="")


def _changed(file: Path) -> float:
    """Tell when an ordinary file changed. Raises OSError for a folder, a pipe or a device."""
    status = file.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(f"{file} is no file")
    return status.st_mtime


def _tell(what: str, **facts: object) -> None:
    print(json.dumps({"what": what, **facts}), flush=True)


def _listen(projector: _Projector) -> None:
    """Read orders until the input ends."""
    for line in sys.stdin.buffer:
        projector.came.emit(json.loads(line))
    projector.over.emit()


def main() -> int:
    """Show what comes."""
    app = QGuiApplication(sys.argv)
    QImageReader.setAllocationLimit(_MOST_MB)
    projector = _Projector()
    threading.Thread(target=_listen, args=(projector,), daemon=True).start()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
