"""Lines that are read back: a socket, a serial line, a USB printer, each as the same few calls."""

import socket
import time
from contextlib import suppress
from typing import Any, Protocol

#: A line that outlives a paper is quiet when nothing came for so long: late answers are past then.
QUIET_S = 0.05

#: How long a question may take to go out.
SEND_S = 2.0


class Line(Protocol):
    """A connection to a printer. Every call may raise OSError: the line broke."""

    def send(self, data: bytes) -> None:
        """Send all of it."""

    def receive(self, within_s: float) -> bytes:
        """Wait for some bytes; none when nothing came in time."""

    def drain(self) -> None:
        """Throw away what came before, unasked or too late."""


class SocketLine:
    """A TCP printer: each paper has a line of its own, so nothing late can be on it."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def send(self, data: bytes) -> None:
        """Send all of it."""
        self._line.settimeout(SEND_S)
        self._line.sendall(data)

    def receive(self, within_s: float) -> bytes:
        """Wait for some bytes."""
        self._line.settimeout(within_s)
        try:
            found = self._line.recv(64)
        except TimeoutError:
            return b""
        if not found:
            raise ConnectionResetError("closed by the printer")
        return found

    def drain(self) -> None:
        """Throw away what came before."""
        self._line.setblocking(False)
        try:
            while self._line.recv(256):
                pass
        except BlockingIOError:
            pass
        finally:
            self._line.setblocking(True)


class SerialLine:
    """A printer on a serial line.

    Args:
        line: A port of pyserial.
    """

    def __init__(self, line: Any) -> None:
        self._line = line

    def send(self, data: bytes) -> None:
        """Send all of it."""
        self._line.write(data)

    def receive(self, within_s: float) -> bytes:
        """Wait for some bytes."""
        self._line.timeout = within_s
        found = bytes(self._line.read(1))
        return found + bytes(self._line.read(self._line.in_waiting)) if found else b""

    def drain(self) -> None:
        """Throw away what came before, and what is still on its way."""
        _drain(self)


class UsbLine:
    """A printer on USB.

    Args:
        device: A device of pyusb.
        from_printer: Number of the endpoint that is read.
        to_printer: Number of the endpoint that is written.
        write_s: How long a write may take.
    """

    def __init__(self, device: Any, from_printer: int, to_printer: int, write_s: float) -> None:
        self._device = device
        self._from = from_printer
        self._to = to_printer
        self._write_ms = int(write_s * 1000)

    def send(self, data: bytes) -> None:
        """Send all of it."""
        self._device.write(self._to, data, self._write_ms)

    def receive(self, within_s: float) -> bytes:
        """Wait for some bytes; a USB printer may answer with none while it has nothing to tell."""
        until = time.monotonic() + within_s
        while (left_s := until - time.monotonic()) > 0:
            with suppress(TimeoutError, _usb_timeout()):
                found = bytes(self._device.read(self._from, 64, max(1, int(left_s * 1000))))
                if found:
                    return found
                time.sleep(0.005)
        return b""

    def drain(self) -> None:
        """Throw away what came before, and what is still on its way."""
        _drain(self)


def _drain(line: Line) -> None:
    until = time.monotonic() + 1.0
    while line.receive(QUIET_S) and time.monotonic() < until:
        pass


def _usb_timeout() -> type[Exception]:
    from usb.core import USBTimeoutError

    found: type[Exception] = USBTimeoutError
    return found
