"""Which pictures and videos a board shows, one after the other."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)

#: By the end of the file's name.
VIDEOS = frozenset({".mp4", ".webm"})
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif"})


# A file that could not be shown is tried again after so long.
_AGAIN_S = 600


@dataclass(frozen=True, slots=True)
class _Broken:
    changed: float
    why: str
    at_s: float


class Playlist:
    """The files of a folder in the order of their names, over and over.

    A file that is broken is left out until it changes, and told once in the log; it is tried again now and
    then, for it may be the machine that was at fault.

    Args:
        folder: Where they lie.
        monotonic: Seconds that never go back.
    """

    def __init__(self, folder: Path, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.folder = folder
        self._monotonic = monotonic
        self._round: list[Path] = []
        self._changed: dict[Path, float] = {}
        self._broken: dict[Path, _Broken] = {}
        self._trouble = ""

    @property
    def troubles(self) -> tuple[str, ...]:
        """List what cannot be shown, and why."""
        whole = (self._trouble,) if self._trouble else ()
        return whole + tuple(f"{file.name}: {one.why}" for file, one in sorted(self._broken.items()))

    def take(self, files: Sequence[tuple[str, float]], trouble: str = "") -> None:
        """Begin a round with what lies in the folder.

        Args:
            files: Names, each with the time of its change.
            trouble: Why the folder cannot be read, or empty.
        """
        if trouble and trouble != self._trouble:
            log.warning("no pictures: %s", trouble)
        self._trouble = trouble
        self._changed = {self.folder / name: changed for name, changed in files}
        self._broken = {
            file: one for file, one in self._broken.items() if self._changed.get(file) == one.changed
        }
        self._round = [
            file
            for file in sorted(self._changed)
            if file.suffix.lower() in VIDEOS | PICTURES and not self._is_left_out(file)
        ]

    def next(self) -> Path | None:
        """Take the next file of this round; None at its end."""
        return self._round.pop(0) if self._round else None

    def leave_out(self, file: Path, why: str) -> None:
        """Take note that a file cannot be shown."""
        if file not in self._broken:
            log.warning("%s is not shown: %s", file, why)
        self._broken[file] = _Broken(self._changed.get(file, 0.0), why, self._monotonic())

    def take_back(self, file: Path) -> None:
        """Take note that a file was shown after all."""
        self._broken.pop(file, None)

    def _is_left_out(self, file: Path) -> bool:
        known = self._broken.get(file)
        return known is not None and self._monotonic() - known.at_s < _AGAIN_S


def is_video(file: Path) -> bool:
    """Tell whether a file is a video, by the end of its name."""
    return file.suffix.lower() in VIDEOS
