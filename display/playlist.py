"""Which pictures and videos a board shows, one after the other."""

import logging
from collections.abc import Sequence
from pathlib import Path

log = logging.getLogger(__name__)

#: By the end of the file's name.
VIDEOS = frozenset({".mp4", ".webm"})
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif"})


class Playlist:
    """The files of a folder in the order of their names, over and over.

    A file that is broken is left out until it changes, and told once in the log.

    Args:
        folder: Where they lie.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._round: list[Path] = []
        self._changed: dict[Path, float] = {}
        self._broken: dict[Path, tuple[float, str]] = {}
        self._trouble = ""

    @property
    def troubles(self) -> tuple[str, ...]:
        """List what cannot be shown, and why."""
        whole = (self._trouble,) if self._trouble else ()
        return whole + tuple(f"{file.name}: {why}" for file, (_, why) in sorted(self._broken.items()))

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
            file: known for file, known in self._broken.items() if self._changed.get(file) == known[0]
        }
        self._round = [
            file
            for file in sorted(self._changed)
            if file.suffix.lower() in VIDEOS | PICTURES and file not in self._broken
        ]

    def next(self) -> Path | None:
        """Take the next file of this round; None at its end."""
        return self._round.pop(0) if self._round else None

    def leave_out(self, file: Path, why: str) -> None:
        """Take note that a file cannot be shown."""
        if file not in self._broken:
            log.warning("%s is not shown: %s", file, why)
        self._broken[file] = (self._changed.get(file, 0.0), why)


def is_video(file: Path) -> bool:
    """Tell whether a file is a video, by the end of its name."""
    return file.suffix.lower() in VIDEOS
