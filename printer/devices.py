"""Devices that take a paper. The only file that knows python-escpos.

The library opens the connections; what it leaves open is closed here: its network printers wait
60 s, its USB and serial printers write for ever, a failed write keeps a half-made object, and its
file printer creates what is missing. Papers are bytes already (`printer.encoding`).
"""

import os
import socket
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from printer import dialogue, preview
from printer.address import Address
from printer.status import Sheet, Status
from ticketing.errors import Misconfigured, PrinterNotReady, PrinterUnclear, PrinterUnreachable
from ticketing.ports import Printer

CONNECT_S = 2.0
WRITE_S = 5.0
_LINGER_S = 0.2


def open_printer(address: Address, previews: Path) -> Printer:
    """Make the device of an address. Nothing is opened before the first paper.

    Args:
        address: From `printer.address.parse`.
        previews: Folder for the pictures of ``preview:`` where the address names none.
    """
    match address.scheme:
        case "preview":
            return PreviewPrinter(Path(address.place) if address.place else previews, address.paper.dots)
        case "file":
            return FilePrinter(address)
        case _:
            return EscposPrinter(address, _CONNECTORS[address.scheme])


def ask_state(address: Address) -> Status:
    """Ask a TCP printer for its state, on a connection of its own.

    Raises:
        PrinterUnreachable: It does not answer, or not so that it can be understood.
    """
    try:
        line = socket.create_connection((address.place, address.port), CONNECT_S)
    except OSError as trouble:
        raise PrinterUnreachable(url=address.url, reason=_reason(trouble)) from trouble
    with line:
        try:
            return dialogue.ask(line)
        except (dialogue.Silent, OSError) as silent:
            raise PrinterUnreachable(url=address.url, reason=_reason(silent)) from silent


class EscposPrinter:
    """A device that python-escpos connects to: a fresh connection for each paper."""

    def __init__(self, address: Address, connect: Callable[[Any, Address], Any]) -> None:
        self._address = address
        self._connect = connect

    def send(self, paper: bytes) -> None:
        """Hand over one whole paper; see `ports.Printer`."""
        library = _escpos()
        url = self._address.url
        try:
            device = self._connect(library, self._address)
            device.open()
        except RuntimeError as missing:  # a driver of the library is not installed
            raise Misconfigured("--printer", "unsupported", str(missing)) from missing
        except Exception as trouble:  # each driver has errors of its own; no byte has gone out
            raise PrinterUnreachable(url=url, reason=_reason(trouble)) from trouble
        if self._address.tells_status:
            self._ask(device)
        try:
            _limit(device)
            device._raw(paper)
            if self._address.tells_status:
                self._await_end(device)
            _finish(device)
            device.close()
        except Exception as trouble:  # from the first byte on nobody knows what came out
            _close(device)
            raise PrinterUnclear(url=url, reason=_reason(trouble)) from trouble

    def _ask(self, device: Any) -> None:
        """Ask whether it can print. Questions are no paper: whatever goes wrong, nothing came out."""
        url = self._address.url
        try:
            trouble = dialogue.ask(device.device).trouble
        except (dialogue.Silent, OSError) as silent:
            _close(device)
            raise PrinterUnreachable(url=url, reason=_reason(silent)) from silent
        if trouble is not None:
            _close(device)
            raise PrinterNotReady(url=url, state=trouble.value)

    def _await_end(self, device: Any) -> None:
        """Wait for the end of the paper; a roll that ran out in it leaves half a paper."""
        if dialogue.await_end(device.device) is Sheet.OUT:
            raise OSError(Sheet.OUT.value)


class FilePrinter:
    """A device node, or a file to append to. What is not there is never created."""

    def __init__(self, address: Address) -> None:
        self._address = address

    def send(self, paper: bytes) -> None:
        """Hand over one whole paper; see `ports.Printer`."""
        try:
            handle = os.open(self._address.place, os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0))
        except OSError as trouble:
            raise PrinterUnreachable(url=self._address.url, reason=_reason(trouble)) from trouble
        try:
            self._write(handle, paper)
        finally:
            os.close(handle)

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
        return kind(url=self._address.url, reason=_reason(trouble))


class PreviewPrinter:
    """Draws papers into a folder: one PNG each, and the newest as ``last.png``."""

    def __init__(self, folder: Path, dots: int) -> None:
        self._folder = folder
        self._dots = dots

    def send(self, paper: bytes) -> None:
        """Draw one whole paper."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            picture = preview.picture(paper, self._dots)
            picture.save(self._folder / f"{time.time_ns()}.png")
            picture.save(self._folder / "last.png")
        except OSError as trouble:
            raise PrinterUnreachable(url="preview:", reason=_reason(trouble)) from trouble


def _escpos() -> Any:
    """Import the library, which otherwise leaves a temporary folder behind at every start."""
    cache = Path(tempfile.gettempdir()) / f"antrean-escpos-{os.getuid() if hasattr(os, 'getuid') else 0}"
    cache.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("ESCPOS_CAPABILITIES_PICKLE_DIR", str(cache))
    from escpos import printer

    return printer


_CONNECTORS: dict[str, Callable[[Any, Address], Any]] = {
    "tcp": lambda library, to: library.Network(to.place, port=to.port, timeout=CONNECT_S),
    "usb": lambda library, to: library.Usb(to.vendor, to.port, timeout=int(WRITE_S * 1000)),
    "serial": lambda library, to: library.Serial(to.place, baudrate=to.baud, timeout=WRITE_S, dsrdtr=False),
    "cups": lambda library, to: library.CupsPrinter(to.place),
    "win32": lambda library, to: library.Win32Raw(to.place),
}


def _limit(device: Any) -> None:
    """Bound how long a write may take, where the library does not."""
    line = device.device
    if isinstance(line, socket.socket):
        line.settimeout(WRITE_S)
    elif hasattr(line, "write_timeout"):
        line.write_timeout = WRITE_S


def _finish(device: Any) -> None:
    """Let the last bytes of a TCP paper arrive: closing at once could throw them away.

    A printer that tells its state without end is left after `WRITE_S`.
    """
    line = device.device
    if not isinstance(line, socket.socket):
        return
    line.shutdown(socket.SHUT_WR)
    line.settimeout(_LINGER_S)
    until = time.monotonic() + WRITE_S
    with suppress(TimeoutError):
        while line.recv(256) and time.monotonic() < until:
            pass


def _close(device: Any) -> None:
    with suppress(Exception):
        device.close()


def _reason(trouble: BaseException) -> str:
    text = str(trouble).strip().splitlines()
    return text[-1] if text else type(trouble).__name__
