"""A TCP printer of the tests' own: keeps the papers, or fails in a chosen way."""

import socket
import struct
import threading
import time
from contextlib import suppress
from types import TracebackType
from typing import Self

from tests.waiting import PATIENCE_S


class TcpPrinter:
    """Listens on loopback and keeps every paper: the bytes of one connection.

    Args:
        resets_after: Break the connection after so many bytes; None takes all.
        mute: Accept connections and never read.
        chatters: Tell the state again and again, until nobody listens.
    """

    def __init__(
        self, *, resets_after: int | None = None, mute: bool = False, chatters: bool = False
    ) -> None:
        self._resets_after = resets_after
        self._mute = mute
        self._chatters = chatters
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._arrived = threading.Condition()
        self._held: list[socket.socket] = []
        self.papers: list[bytes] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def url(self) -> str:
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
        for line in self._held:
            line.close()

    def wait_for_papers(self, count: int, timeout_s: float = PATIENCE_S) -> list[bytes]:
        with self._arrived:
            assert self._arrived.wait_for(lambda: len(self.papers) >= count, timeout_s), "no paper came"
            return list(self.papers)

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            if self._mute:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
                self._held.append(line)
                continue
            with line:
                paper = self._read(line)
                if self._chatters:
                    self._chatter(line)
            if not paper:
                continue  # somebody only looked whether it is there
            with self._arrived:
                self.papers.append(paper)
                self._arrived.notify_all()

    def _chatter(self, line: socket.socket) -> None:
        with suppress(OSError):
            for _ in range(1000):
                line.sendall(b"\x12")
                time.sleep(0.05)

    def _read(self, line: socket.socket) -> bytes:
        paper = b""
        while self._resets_after is None or len(paper) < self._resets_after:
            most = 4096 if self._resets_after is None else min(4096, self._resets_after - len(paper))
            part = line.recv(most)
            if not part:
                return paper
            paper += part
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return paper
