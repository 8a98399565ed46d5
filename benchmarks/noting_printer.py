"""A printer that notes when the first byte of each paper comes."""

import socket
import threading
import time
from types import TracebackType
from typing import Self


class NotingPrinter:
    """Listens on loopback, takes every byte and answers none.

    The time of a paper is that of its first byte, as `time.time_ns` counts; a connection that brings
    no byte (somebody looks whether the printer is there) is none.
    """

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._changed = threading.Condition()
        self._first_bytes_ns: list[int] = []
        self._papers = 0
        self._thread = threading.Thread(target=self._serve, name="printer", daemon=True)

    @property
    def url(self) -> str:
        """Its address."""
        return f"tcp://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def first_byte_ns(self, number: int, timeout_s: float) -> int | None:
        """Wait for the end of a paper, counted from 0; return when it began, None if none came."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._papers > number, timeout_s):
                return None
            return self._first_bytes_ns[number]

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            with line:
                part = line.recv(4096)
                began_ns = time.time_ns()
                if not part:
                    continue
                with self._changed:
                    self._first_bytes_ns.append(began_ns)
                while line.recv(4096):
                    pass
            with self._changed:
                self._papers += 1
                self._changed.notify_all()
