"""Printers that are files: a device node, a file to append to, a folder of pictures. None is read back."""

import os
import time
from pathlib import Path

from printer import preview
from printer.address import Address
from ticketing.errors import PrinterUnclear, PrinterUnreachable
from ticketing.outbox import Readiness

WRITE_S = 5.0

#: So many pictures are kept in a folder of previews.
PREVIEWS = 100


class FilePrinter:
    """A device node, or a file to append to. What is not there is never created."""

    def __init__(self, address: Address) -> None:
        self._address = address

    def send(self, paper: bytes) -> bool:
        """Hand over one whole paper; see `ports.Printer`."""
        try:
            handle = os.open(self._address.place, os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0))
        except OSError as trouble:
            raise PrinterUnreachable(url=self._address.url, reason=reason_of(trouble)) from trouble
        try:
            self._write(handle, paper)
        finally:
            os.close(handle)
        return False

    def readiness(self) -> Readiness:
        """See whether it is there; whether it has paper cannot be known."""
        return Readiness.UNTOLD if os.access(self._address.place, os.W_OK) else Readiness.SILENT

    def _write(self, handle: int, paper: bytes) -> None:
        """Write within `WRITE_S`: a printer that takes nothing more must not stop the spooler."""
        sent, until = 0, time.monotonic() + WRITE_S
        while sent < len(paper):
            try:
                sent += os.write(handle, paper[sent:])
            except BlockingIOError as trouble:
                if time.monotonic() >= until:
                    raise self._broken(sent, trouble) from trouble
                time.sleep(0.01)
            except OSError as trouble:
                raise self._broken(sent, trouble) from trouble

    def _broken(self, sent: int, trouble: OSError) -> PrinterUnreachable | PrinterUnclear:
        kind = PrinterUnclear if sent else PrinterUnreachable
        return kind(url=self._address.url, reason=reason_of(trouble))


class PreviewPrinter:
    """Draws papers into a folder: the last `PREVIEWS` as PNG, and the newest as ``last.png``."""

    def __init__(self, folder: Path, dots: int) -> None:
        self._folder = folder
        self._dots = dots

    def send(self, paper: bytes) -> bool:
        """Draw one whole paper."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            picture = preview.picture(paper, self._dots)
            picture.save(self._folder / f"{time.time_ns()}.png")
            picture.save(self._folder / "last.png")
            for old in sorted(self._folder.glob("[0-9]*.png"))[:-PREVIEWS]:
                old.unlink(missing_ok=True)
        except OSError as trouble:
            raise PrinterUnreachable(url="preview:", reason=reason_of(trouble)) from trouble
        return True

    def readiness(self) -> Readiness:
        """A picture can be drawn as long as the disk takes one."""
        return Readiness.READY


def reason_of(trouble: BaseException) -> str:
    """Say in a few words what a driver said."""
    text = str(trouble).strip().splitlines()
    return text[-1] if text else type(trouble).__name__
