"""Pictures and video on the board."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.media.playlist import Playlist, is_video
from ui.media.screening import Screening
from ui.theme import Theme

#: How long a picture stands.
PICTURE_MS = 12_000

# An empty folder, or one of broken files only, is looked at again so often.
_AGAIN_MS = 15_000
_DUCKED = 0.15


class VideoSound(StrEnum):
    """What is heard of videos."""

    OFF = "off"
    MUTED = "muted"
    DUCKED = "ducked"


class MediaPanel(QWidget):
    """Show the files of a folder one after the other; one that is broken or gone is skipped and told.

    Args:
        theme: Colours.
        folder: Where the files lie.
        sound: Whether videos are heard, and what becomes of it during a call.
        screening: Decodes; one of its own where None is given.

    Signals:
        changed: Whether there is anything to show has changed.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        folder: Path,
        sound: VideoSound = VideoSound.OFF,
        parent: QWidget | None = None,
        *,
        screening: Screening | None = None,
        picture_ms: int = PICTURE_MS,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sound = sound
        self._playlist = Playlist(folder)
        self._screening = screening or Screening(self)
        self._file: Path | None = None
        self._image: QImage | None = None
        self._is_hushed = False
        self._is_asked = False
        self._turn = QTimer(self, singleShot=True, interval=picture_ms)
        self._turn.timeout.connect(self._next)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._look)
        self._resized = QTimer(self, singleShot=True, interval=200)
        self._resized.timeout.connect(self._begin)
        self._screening.shown.connect(self._on_shown)
        self._screening.ended.connect(self._next)
        self._screening.failed.connect(self._on_failed)
        self._screening.listed.connect(self._on_listed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._look()

    @property
    def has_any(self) -> bool:
        """Tell whether there is anything to show."""
        return self._file is not None

    @property
    def file(self) -> Path | None:
        """What is shown, or about to be."""
        return self._file

    @property
    def is_showing(self) -> bool:
        """Tell whether a frame of the present file was painted."""
        return self._image is not None

    @property
    def troubles(self) -> tuple[str, ...]:
        """List what cannot be shown, and why."""
        return self._playlist.troubles

    @property
    def volume(self) -> float:
        """How loud videos are now, from 0 to 1."""
        if self._sound is VideoSound.OFF:
            return 0.0
        if self._is_hushed:
            return _DUCKED if self._sound is VideoSound.DUCKED else 0.0
        return 1.0

    def hush(self, is_hushed: bool) -> None:
        """Be quiet while a call is announced."""
        if is_hushed != self._is_hushed:
            self._is_hushed = is_hushed
            if self._sound is not VideoSound.OFF:
                self._screening.set_volume(self.volume)

    def stop(self) -> None:
        """End what decodes."""
        self._turn.stop()
        self._again.stop()
        self._screening.stop()

    def sizeHint(self) -> QSize:
        return QSize(640, 360)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._resized.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._turn.stop()
        self._screening.rest()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._image = None
        if self.isVisible():
            self._resized.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._image is None:
            painter.fillRect(self.rect(), self._theme.surface)
        else:
            painter.drawImage(0, 0, self._image)

    def _begin(self) -> None:
        """Show the present file from its beginning."""
        if self._file is None or not self.isVisible() or self.size().isEmpty():
            return
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        self._screening.show(self._file, size, None if self._sound is VideoSound.OFF else self.volume)

    def _look(self) -> None:
        """Look what lies in the folder; asked again where no answer comes."""
        self._again.start()
        self._is_asked = True
        self._screening.list(self._playlist.folder)

    def _on_listed(self, files: list[tuple[str, float]], trouble: str) -> None:
        if not self._is_asked:
            return  # an answer to an earlier question, from a folder that hung
        self._is_asked = False
        self._playlist.take(files, trouble)
        had_any = self.has_any
        self._file = self._playlist.next()
        if self._file is None:
            self._image = None
        else:
            self._again.stop()
        if had_any != self.has_any:
            self.changed.emit()
        self._begin()

    def _next(self) -> None:
        """Show the next file; at the end of a round look into the folder again."""
        self._turn.stop()
        following = self._playlist.next()
        if following is None:
            self._look()
        else:
            self._file = following
            self._begin()

    def _on_shown(self, frame: QImage) -> None:
        """Paint a frame. The canvas is the decoder's again once it was painted, so paint at once."""
        is_still = self._file is not None and not is_video(self._file)
        self._image = frame.copy() if is_still else frame
        self._image.setDevicePixelRatio(self.devicePixelRatioF())
        if self._file is not None:
            self._playlist.take_back(self._file)
        if is_still:
            self._turn.start()
        self.repaint()
        if not is_still:
            self._screening.taken()

    def _on_failed(self, why: str) -> None:
        if self._image is not None:
            self._image = self._image.copy()  # its canvas may have gone
        if self._file is not None:
            self._playlist.leave_out(self._file, why)
        # Not at once: a folder of broken files only must not keep the board busy.
        QTimer.singleShot(500, self, self._next)
