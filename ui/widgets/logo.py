"""A hall's logo, read within limits and away from the window; a broken one leaves no hole."""

import logging
import threading
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Look

log = logging.getLogger(__name__)

#: The largest file that is opened.
LARGEST_BYTES = 4_000_000
#: The most dots that are unpacked; lines and shapes (SVG) have none.
MOST_DOTS = 16_000_000


class BrokenLogo(ValueError):
    """A file is no logo; its text says why."""


def read(path: Path, most: QSize) -> QImage:
    """Read a picture and fit it into a size, in its own proportions. Runs on any thread.

    Raises:
        BrokenLogo: It is missing, too large or no picture.
    """
    try:
        size_bytes = path.stat().st_size
    except OSError as wrong:
        raise BrokenLogo(wrong.strerror or "it is missing") from wrong
    if size_bytes > LARGEST_BYTES:
        raise BrokenLogo(f"larger than {LARGEST_BYTES // 1_000_000} MB")
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    is_drawn = reader.format().toStdString().startswith("svg")  # before its size: no longer told after it
    size = reader.size()
    if not is_drawn and size.width() * size.height() > MOST_DOTS:
        raise BrokenLogo(f"larger than {MOST_DOTS // 1_000_000} million dots")
    if size.isValid():
        fitting = size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(fitting.expandedTo(QSize(1, 1)))
    picture = reader.read()
    if picture.isNull():
        raise BrokenLogo(reader.errorString())
    return picture


class Logo(QWidget):
    """The logo of a hall beside its name.

    It is hidden until its picture was read, and for ever where there is none: a layout gives it no room.
    What is wrong with the file is told in the log.

    Args:
        look: The window's look.
        path: The picture; None for none.
        wide_mm: Not wider than this.
        high_mm: Not higher than this.

    Signals:
        settled: The picture is shown, or there is none.
    """

    settled = Signal()
    _came = Signal(QImage)

    def __init__(
        self,
        look: Look,
        path: Path | None = None,
        parent: QWidget | None = None,
        *,
        wide_mm: float = 45,
        high_mm: float = 16,
    ) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self.trouble = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        # A method of an object of this thread: it runs here, whoever emits.
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)
        if path is not None:
            most = QSize(look.mm(wide_mm), look.mm(high_mm)) * self.devicePixelRatioF()
            threading.Thread(target=self._read, args=(path, most), name="logo", daemon=True).start()

    def sizeHint(self) -> QSize:
        return self._picture.deviceIndependentSize().toSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawPixmap(0, 0, self._picture)

    def _read(self, path: Path, most: QSize) -> None:
        try:
            picture = read(path, most)
        except BrokenLogo as broken:
            self.trouble = f"{path.name}: {broken}"
            log.warning("no logo: %s: %s", path, str(broken))
            picture = QImage()
        with suppress(RuntimeError):  # the window has gone
            self._came.emit(picture)

    def _on_came(self, picture: QImage) -> None:
        if not picture.isNull():
            self._picture = QPixmap.fromImage(picture)
            self._picture.setDevicePixelRatio(self.devicePixelRatioF())
            self.setFixedSize(self.sizeHint())
            self.show()
        self.settled.emit()
