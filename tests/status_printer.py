"""A TCP printer of the tests' own that tells its state as ESC/POS printers do, or misbehaves."""

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

_FIXED = 0b00010010


class StatusPrinter:
    """Keeps papers and answers ``DLE EOT`` and ``GS r``.

    Attributes:
        is_open: The cover is open.
        is_out: There is no paper.
        runs_out: The roll ends within the next paper.
        is_silent: Answers no question.
        forgets_end: Answers before a paper, and not after it.
        noise: Sent before each answer.
        garbage: Sent in place of each answer.
        papers: What was printed.
    """

    def __init__(self) -> None:
        self.is_open = self.is_out = self.runs_out = self.is_silent = self.forgets_end = False
        self.noise = self.garbage = b""
        self.papers: list[bytes] = []
        self.asked: list[int] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def url(self) -> str:
        return f"tcp://127.0.0.1:{self._listener.getsockname()[1]}?status=1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            with line, suppress(OSError):
                self._listen(line)

    def _listen(self, line: socket.socket) -> None:
        heard = b""
        while part := line.recv(4096):
            heard += part
            while heard[:2] == b"\x10\x04" and len(heard) >= 3:
                self.asked.append(heard[2])
                self._say(line, self._state(heard[2]))
                heard = heard[3:]
            if heard.endswith(b"\x1dr\x01"):
                self.papers.append(heard.removesuffix(b"\x1dr\x01"))
                heard = b""
                if not self.forgets_end:
                    self._say(line, 0b1100 if self.runs_out else 0)
        if heard:
            self.papers.append(heard)

    def _say(self, line: socket.socket, byte: int) -> None:
        if not self.is_silent:
            line.sendall(self.garbage or self.noise + bytes((byte,)))

    def _state(self, n: int) -> int:
        is_off = self.is_open or self.is_out
        states = {
            1: 0b1000 if is_off else 0,
            2: (0b100 if self.is_open else 0) | (0b100000 if self.is_out else 0),
            4: 0b1100000 if self.is_out else 0,
        }
        return _FIXED | states[n]
