"""The last papers as the bytes that went out, so that the office can see what a visitor holds."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

#: So many papers are kept; older ones are forgotten.
PAPERS = 100


class PaperKeeper:
    """Keeps papers in a folder of this machine.

    Args:
        folder: Made with the first paper.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, job: int, paper: bytes, dots: int) -> None:
        """Keep a paper; a disk that takes none is no reason not to print.

        Args:
            job: Number of its print job.
            paper: Its bytes.
            dots: Width of the paper it was made for.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / f"{job:010d}-{dots}.escpos").write_bytes(paper)
            for old in sorted(self._folder.glob("*.escpos"))[:-PAPERS]:
                old.unlink(missing_ok=True)
        except OSError:
            return

    def picture(self, job: int) -> "Image.Image | None":
        """Draw the paper of a job; None where it is not kept here, or not any more."""
        from printer import preview  # what only lists papers draws none

        for file in self._folder.glob(f"{job:010d}-*.escpos"):
            try:
                return preview.picture(file.read_bytes(), int(file.stem.partition("-")[2]))
            except (OSError, ValueError):
                return None
        return None
