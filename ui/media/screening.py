"""Pictures and video of another process, frame by frame."""

import json
import mmap
import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QSize, QTimer, Signal
from PySide6.QtGui import QImage

from ui.media.playlist import is_video

#: The program that decodes.
SHOWING = (sys.executable, "-P", "-m", "ui.media.showing")

# Nothing of a file, or no further frame of a video, within that time: it hangs.
_PATIENCE_MS = 10_000
_MEMORY = Path("/dev/shm")
_ROOT = Path(__file__).parents[2]


class Screening(QObject):
    """Has one file shown at a time, by a process that may hang or crash.

    Never blocks. The process is started when it is needed, and anew after it ended.

    Args:
        program: What decodes, for tests.
        patience_ms: How long it may be silent.

    Signals:
        shown(QImage): A frame; its pixels are valid until `taken`.
        ended: The video has ended.
        failed(str): The file cannot be shown; why.
        listed(list[tuple[str, float]], str): The files of a folder by name, each with the time of its
            change; why there are none, or empty.
    """

    shown = Signal(QImage)
    ended = Signal()
    failed = Signal(str)
    listed = Signal(object, str)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        program: Sequence[str] = SHOWING,
        patience_ms: int = _PATIENCE_MS,
    ) -> None:
        super().__init__(parent)
        self._program = program
        self._process: QProcess | None = None
        self._canvas: mmap.mmap | None = None
        self._path: Path | None = None
        self._size = QSize()
        self._number = 0
        self._is_showing = False
        self._is_video = False
        self._silence = QTimer(self, singleShot=True, interval=patience_ms)
        self._silence.timeout.connect(lambda: self._break_off("it does not answer"))

    @property
    def process_id(self) -> int:
        """Of the other process; 0 while there is none."""
        return 0 if self._process is None else int(self._process.processId())

    def list(self, folder: Path) -> None:
        """Ask for the files of a folder."""
        self._open()
        self._tell(do="list", folder=str(folder))

    def show(self, file: Path, size: QSize, volume: float | None = None) -> None:
        """Begin to show a file, in place of another.

        Args:
            file: A picture, or a video by the end of its name.
            size: Of the frames, in pixels of the screen.
            volume: Of a video's sound, from 0 to 1; None opens no sound device.
        """
        self._open()
        if self._canvas is None or size != self._size:
            try:
                self._make_canvas(size)
            except (OSError, ValueError) as trouble:
                self.failed.emit(str(trouble))
                return
            self._tell(do="canvas", path=str(self._path), width=size.width(), height=size.height())
        self._is_showing, self._is_video = True, is_video(file)
        self._silence.start()
        self._number += 1
        sound = {} if volume is None else {"volume": volume}
        self._tell(do="show", number=self._number, file=str(file), **sound)

    def taken(self) -> None:
        """Let the next frame come: this one was painted."""
        self._tell(do="taken")

    def set_volume(self, volume: float) -> None:
        """Change how loud a video is that was begun with sound."""
        self._tell(do="volume", volume=volume)

    def rest(self) -> None:
        """Show nothing more for now."""
        self._is_showing = False
        self._silence.stop()
        self._tell(do="stop")

    def stop(self, timeout_ms: int = 1000) -> None:
        """End the process, and wait for its end: for when the board itself ends."""
        process = self._process
        self._give_up()
        if process is not None:
            process.waitForFinished(timeout_ms)

    def _give_up(self) -> None:
        """End the process; one that hangs in the system is not waited for, and goes when it has ended."""
        self._is_showing = False
        self._silence.stop()
        process, self._process = self._process, None
        if process is not None:
            process.kill()
        self._canvas = None
        self._remove_file()

    def _open(self) -> None:
        if self._process is not None:
            return
        process = self._process = QProcess(self)
        surroundings = QProcessEnvironment.systemEnvironment()
        surroundings.insert("PYTHONPATH", str(_ROOT))
        surroundings.insert("QT_QPA_PLATFORM", "offscreen")
        surroundings.insert("QT_LOGGING_RULES", "qt.multimedia.*=false")
        process.setProcessEnvironment(surroundings)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._on_told)
        process.errorOccurred.connect(lambda _: self._on_gone(process))
        process.finished.connect(lambda *_: self._on_gone(process))
        process.start(self._program[0], list(self._program[1:]))

    def _make_canvas(self, size: QSize) -> None:
        self._remove_file()
        handle, name = tempfile.mkstemp(
            prefix=f"antrean-canvas-{os.getpid()}-", dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None
        )
        try:
            os.ftruncate(handle, 4 * size.width() * size.height())
            self._canvas = mmap.mmap(handle, 0)
        finally:
            os.close(handle)
            self._path = Path(name)
        self._size = size

    def _tell(self, **order: Any) -> None:
        if self._process is not None:
            self._process.write(json.dumps(order).encode() + b"\n")

    def _on_told(self) -> None:
        process = self._process
        while process is not None and process is self._process and process.canReadLine():
            try:
                told = json.loads(bytes(process.readLine().data()))
            except ValueError:
                continue  # a library that prints
            self._on_line(told)

    def _on_line(self, told: dict[str, Any]) -> None:
        if told["what"] == "listed":
            self.listed.emit([(name, changed) for name, changed in told["files"]], told["why"])
        elif not self._is_showing or told["number"] != self._number:
            return  # of a file that was given up meanwhile
        elif told["what"] == "frame":
            self._remove_file()  # both have mapped it: nothing is left behind, whoever dies
            if self._is_video:
                self._silence.start()
            else:
                self._silence.stop()
            self.shown.emit(self._frame())
        elif told["what"] == "ended":
            self._end()
            self.ended.emit()
        elif told["what"] == "failed":
            self._end()
            self.failed.emit(str(told["why"]))

    def _frame(self) -> QImage:
        assert self._canvas is not None
        wide, high = self._size.width(), self._size.height()
        return QImage(memoryview(self._canvas), wide, high, 4 * wide, QImage.Format.Format_RGB32)

    def _end(self) -> None:
        self._is_showing = False
        self._silence.stop()

    def _on_gone(self, process: QProcess) -> None:
        with suppress(RuntimeError):  # the board has gone before it
            process.deleteLater()
            if process is self._process:
                self._break_off("what shows it ended")

    def _break_off(self, why: str) -> None:
        was_showing = self._is_showing
        self._give_up()
        if was_showing:
            self.failed.emit(why)

    def _remove_file(self) -> None:
        path, self._path = self._path, None
        if path is not None:
            with suppress(OSError):
                path.unlink()
