"""A cable between a program and a server, which can be cut at a given word."""

import socket
import threading
from contextlib import suppress
from enum import Enum, auto


class Cut(Enum):
    """When the cable is cut, seen from a commit."""

    BEFORE = auto()
    AFTER = auto()


class Cable:
    """Hands bytes on between whoever connects to `port` and a server on loopback.

    Args:
        server: Port of the server.
        source: Whom the server sees: an address of this machine.
    """

    def __init__(self, server: int, source: str = "127.0.0.1") -> None:
        self._server = server
        self._source = source
        self._at: Cut | None = None
        self._is_silent = False
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._ends: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def through(self, url: str) -> str:
        """Write the address of a hall on the server as it is at this end."""
        return url.replace(f":{self._server}/", f":{self.port}/")

    def cut_at_next_commit(self, when: Cut) -> None:
        """Cut it once: before the server hears of the commit, or before its answer is heard."""
        self._at = when

    def fall_silent(self) -> None:
        """Hand nothing on from now on, and close nothing: as with a switch that lost its power."""
        self._is_silent = True

    def mend(self) -> None:
        """Hand on again, for who connects anew."""
        self._drop()
        self._is_silent = False

    def close(self) -> None:
        """Cut it for good."""
        self._listening.close()
        self._drop()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                server = socket.create_connection(
                    ("127.0.0.1", self._server), source_address=(self._source, 0)
                )
                self._ends += [client, server]
                for source, target, asks in ((client, server, True), (server, client, False)):
                    threading.Thread(target=self._carry, args=(source, target, asks), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, asks: bool) -> None:
        with suppress(OSError):
            while told := source.recv(65536):
                if self._is_silent:
                    continue
                if self._is_cut_by(told, asks=asks):
                    break
                target.sendall(told)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _is_cut_by(self, told: bytes, *, asks: bool) -> bool:
        # A server answers a commit with its name.
        wanted = self._at is Cut.BEFORE if asks else self._at is Cut.AFTER
        if not wanted or b"COMMIT" not in told:
            return False
        self._at = None
        return True

    def _drop(self) -> None:
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)  # to close it is not enough: somebody reads from it
            end.close()
        self._ends.clear()
