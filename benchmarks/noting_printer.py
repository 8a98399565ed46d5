"""A printer that notes when the first and the last byte of each paper come, or has a fault."""

import re
import socket
import struct
import threading
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Self

# Questions before a paper (DLE EOT n) and after it (GS r 1), and what a ready printer answers.
_BEFORE = re.compile(rb"\x10\x04(.)", re.DOTALL)
_AFTER = b"\x1dr\x01"
_READY, _HAS_PAPER = b"\x12", b"\x00"
_PAPER_OUT = b"\x72"


class Fault(StrEnum):
    """What is wrong with a printer."""

    NONE = "ready"
    REFUSED = "refused"
    MUTE = "mute"
    RESETS = "resets"
    STOPS = "stops_reading"
    OUT = "paper_out"


@dataclass(frozen=True, slots=True)
class Noted:
    """When a paper came, as `time.time_ns` counts."""

    first_byte_ns: int
    last_byte_ns: int


class NotingPrinter:
    """Listens on loopback and takes every byte.

    A connection that brings no byte (somebody looks whether the printer is there) or only questions
    is no paper.

    Args:
        fault: What is wrong with it.
    """

    def __init__(self, fault: Fault = Fault.NONE) -> None:
        self._fault = fault
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._port = self._listener.getsockname()[1]
        self._changed = threading.Condition()
        self._noted: list[Noted] = []
        self._held = ExitStack()
        self._thread = threading.Thread(target=self._serve, name="printer", daemon=True)

    @property
    def url(self) -> str:
        """Its address, as of one that is not asked."""
        return f"tcp://127.0.0.1:{self._port}"

    @property
    def asked_url(self) -> str:
        """Its address, as of one that is asked before each paper and for its end."""
        return f"{self.url}?status=epson"

    def __enter__(self) -> Self:
        if self._fault is Fault.REFUSED:
            self._listener.close()
        else:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        if self._thread.ident is not None:
            self._thread.join(5)
        self._held.close()

    def paper(self, number: int, timeout_s: float) -> Noted | None:
        """Wait for the end of a paper, counted from 0; return when it came, None if it did not."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._noted) > number, timeout_s):
                return None
            return self._noted[number]

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            if self._fault in (Fault.MUTE, Fault.STOPS):
                line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
                self._held.enter_context(line)
                if self._fault is Fault.MUTE:
                    continue
            with suppress(OSError):
                self._take(line)
            if self._fault is not Fault.STOPS:
                line.close()

    def _take(self, line: socket.socket) -> None:
        """Read one connection: answer what is asked, note the paper between."""
        first_ns = last_ns = 0
        end = b""
        while part := line.recv(4096):
            now_ns = time.time_ns()
            if not first_ns and (asked := _BEFORE.fullmatch(part)):
                line.sendall(_PAPER_OUT if self._fault is Fault.OUT and asked[1] == b"\x04" else _READY)
                continue
            if self._fault is Fault.RESETS:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
            if self._fault is Fault.STOPS:
                return
            first_ns, last_ns = first_ns or now_ns, now_ns
            end = (end + part)[-len(_AFTER) :]
            if end == _AFTER:
                line.sendall(_HAS_PAPER)
        if first_ns:
            with self._changed:
                self._noted.append(Noted(first_ns, last_ns))
                self._changed.notify_all()
