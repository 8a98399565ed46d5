"""Devices that take a paper. The only file that knows python-escpos.

The library opens the connections; what it leaves open is closed here: its network printers wait
60 s, its USB and serial printers write for ever, a failed write keeps a half-made object, and its
file printer creates what is missing. Papers are bytes already (`printer.encoding`).
"""

import os
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from printer import dialogue
from printer.address import Address
from printer.files import WRITE_S, FilePrinter, PreviewPrinter, reason_of
from printer.lines import Line, SerialLine, SocketLine, UsbLine
from printer.profiles import Profile
from printer.status import Sheet, Status
from ticketing.errors import Misconfigured, PrinterNotReady, PrinterUnclear, PrinterUnreachable
from ticketing.outbox import Readiness
from ticketing.ports import Printer

CONNECT_S = 2.0
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
            return EscposPrinter(address)


class EscposPrinter:
    """A device that python-escpos connects to: a fresh connection for each paper."""

    def __init__(self, address: Address) -> None:
        self._address = address

    def send(self, paper: bytes) -> bool:
        """Hand over one whole paper; see `ports.Printer`."""
        profile = self._address.profile
        with self._connected() as device:
            if profile is not None:
                self._require_ready(device, profile)
            try:
                _limit(device)
                device._raw(paper)
                is_told = profile is not None and self._await_end(device, profile)
                _finish(device)
                device.close()
            except Exception as trouble:  # from the first byte on nobody knows what came out
                raise PrinterUnclear(url=self._address.url, reason=reason_of(trouble)) from trouble
        return is_told

    def readiness(self) -> Readiness:
        """Ask, where it can be asked; else see whether it is there at all. See `ports.Printer`."""
        try:
            if self._address.profile is not None:
                return self.ask(self._address.profile).readiness
            if self._address.scheme == "tcp":
                with self._connected():
                    pass
        except PrinterUnreachable:
            return Readiness.SILENT
        return Readiness.UNTOLD

    def ask(self, profile: Profile) -> Status:
        """Ask for its state, on a connection of its own.

        Raises:
            PrinterUnreachable: It does not answer, or not so that it can be understood.
        """
        with self._connected() as device:
            return self._ask(device, profile)

    def try_fence(self, profile: Profile) -> bool:
        """Tell whether it answers the question after a paper, without one: nothing is printed.

        Raises:
            PrinterUnreachable: There is no connection.
        """
        with self._connected() as device:
            try:
                return dialogue.await_end(_line(device), profile) is not None
            except (dialogue.Silent, OSError):
                return False

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        """Connect, and leave nothing open. Until a byte of a paper went out, whatever fails is no harm."""
        library = _escpos()
        try:
            device = _CONNECTORS[self._address.scheme](library, self._address)
        except RuntimeError as missing:  # a driver of the library is not installed
            raise Misconfigured("--printer", "unsupported", str(missing)) from missing
        except Exception as trouble:  # each driver has errors of its own; no byte has gone out
            raise PrinterUnreachable(url=self._address.url, reason=reason_of(trouble)) from trouble
        try:
            yield device
        finally:
            _let_go(device)

    def _ask(self, device: Any, profile: Profile) -> Status:
        try:
            return dialogue.ask(_line(device), profile)
        except (dialogue.Silent, OSError) as silent:
            raise PrinterUnreachable(url=self._address.url, reason=reason_of(silent)) from silent

    def _require_ready(self, device: Any, profile: Profile) -> None:
        """Ask whether it can print. Questions are no paper: whatever goes wrong, nothing came out."""
        state = self._ask(device, profile).readiness
        if not state.can_print:
            raise PrinterNotReady(url=self._address.url, state=state)

    def _await_end(self, device: Any, profile: Profile) -> bool:
        """Wait for the end of the paper; a roll that ran out in it leaves half a paper."""
        sheet = dialogue.await_end(_line(device), profile)
        if sheet is Sheet.OUT:
            raise OSError(Sheet.OUT.value)
        return sheet is not None


def _escpos() -> Any:
    """Import the library, which otherwise leaves a temporary folder behind at every start."""
    cache = Path(tempfile.gettempdir()) / f"antrean-escpos-{os.getuid() if hasattr(os, 'getuid') else 0}"
    cache.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("ESCPOS_CAPABILITIES_PICKLE_DIR", str(cache))
    from escpos import printer

    return printer


def _tcp(library: Any, to: Address) -> Any:
    """Connect ourselves: the library leaves a socket open where it is refused, and knows no IPv6."""
    device = library.Network(to.place, port=to.port, timeout=CONNECT_S)
    device.device = socket.create_connection((to.place, to.port), CONNECT_S)
    return device


def _usb(library: Any, to: Address) -> Any:
    device = _opened(library.Usb(to.vendor, to.port, timeout=int(WRITE_S * 1000)))
    _find_endpoints(device)
    return device


def _opened(device: Any) -> Any:
    device.open()
    return device


_CONNECTORS: dict[str, Callable[[Any, Address], Any]] = {
    "tcp": _tcp,
    "usb": _usb,
    "serial": lambda library, to: _opened(
        library.Serial(to.place, baudrate=to.baud, timeout=WRITE_S, dsrdtr=False)
    ),
    "cups": lambda library, to: _opened(library.CupsPrinter(to.place)),
    "win32": lambda library, to: _opened(library.Win32Raw(to.place)),
}


def _limit(device: Any) -> None:
    """Bound how long a write may take, where the library does not."""
    line = device.device
    if isinstance(line, socket.socket):
        line.settimeout(WRITE_S)
    elif hasattr(line, "write_timeout"):
        line.write_timeout = WRITE_S


def _finish(device: Any) -> None:
    """Let the last bytes of a paper arrive: closing at once could throw them away, or wait for ever.

    A network printer that tells its state without end is left after `WRITE_S`. Raises OSError where a
    serial printer has stopped reading.
    """
    line = device.device
    until = time.monotonic() + WRITE_S
    if isinstance(line, socket.socket):
        line.shutdown(socket.SHUT_WR)
        line.settimeout(_LINGER_S)
        with suppress(TimeoutError):
            while line.recv(256) and time.monotonic() < until:
                pass
    elif hasattr(line, "out_waiting"):
        while line.out_waiting:
            if time.monotonic() >= until:
                raise TimeoutError("stopped reading")
            time.sleep(0.01)


def _let_go(device: Any) -> None:
    """Close whatever is open; what a serial printer has not read is thrown away, not waited for."""
    line = device._device  # asked for as `device.device`, a closed one is opened again
    with suppress(Exception):
        if hasattr(line, "reset_output_buffer"):
            line.reset_output_buffer()
        device.close()


def _find_endpoints(device: Any) -> None:
    """Take the endpoints that a USB printer has, where they are not those that the library supposes."""
    import usb.util as usb

    def bulk(direction: int) -> int | None:
        for interface in device.device.get_active_configuration():
            for endpoint in interface:
                is_bulk = usb.endpoint_type(endpoint.bmAttributes) == usb.ENDPOINT_TYPE_BULK
                if is_bulk and usb.endpoint_direction(endpoint.bEndpointAddress) == direction:
                    return int(endpoint.bEndpointAddress)
        return None

    device.out_ep = bulk(usb.ENDPOINT_OUT) or device.out_ep
    device.in_ep = bulk(usb.ENDPOINT_IN) or device.in_ep


def _line(device: Any) -> Line:
    """Return the line of a device, to be read back."""
    raw = device.device
    if isinstance(raw, socket.socket):
        return SocketLine(raw)
    if hasattr(device, "in_ep"):
        return UsbLine(raw, device.in_ep, device.out_ep, WRITE_S)
    return SerialLine(raw)
