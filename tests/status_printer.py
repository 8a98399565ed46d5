"""A printer of the tests' own that tells its state as ESC/POS printers do, or misbehaves.

It speaks over TCP and over a pty, which a spooler opens as a serial line, and keeps the paper.
"""

import os
import re
import select
import socket
import struct
import threading
import time
import tty
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

from tests.waiting import PATIENCE_S

_FIXED = 0b00010010
_FENCE = re.compile(rb"\x1dr\x01|\x1d\(H\x06\x0000(....)", re.DOTALL)


class Reset(Exception):
    """The line breaks now."""


class StatusPrinter:
    """What every printer of the tests does, whatever its line; see `TcpStatusPrinter` and `PtyStatusPrinter`.

    Attributes:
        is_open: The cover is open.
        is_out: There is no paper.
        is_low: The roll is near its end.
        is_stuck: The knife is stuck.
        runs_out: The roll ends within the next paper, which stays half done.
        ends_after: The roll ends with the next paper, which is whole.
        is_silent: Answers no question.
        forgets_end: Answers before a paper, and not after it.
        knows_processes: Answers ``GS ( H``; older ones do not.
        late_s: Answers so much too late.
        may_tell_end: While this is not set, a paper is out and its end is not told.
        noise: Sent before each answer.
        garbage: Sent in place of each answer.
        resets_after: Breaks the line after so many bytes of a paper.
        stops_after: Reads no more after so many bytes of a paper.
        closes_after_all: Takes the whole paper, then breaks the line.
        papers: What was printed, whole.
        halves: What was printed in part.
        buffered: What came while it could not print; `refill` prints it, as printers do.
        asked: Numbers of the questions.
    """

    def __init__(self) -> None:
        self.is_open = self.is_out = self.is_low = self.is_stuck = False
        self.runs_out = self.ends_after = self.is_silent = self.forgets_end = self.closes_after_all = False
        self.knows_processes = True
        self.late_s = 0.0
        self.may_tell_end = threading.Event()
        self.may_tell_end.set()
        self.noise = self.garbage = b""
        self.resets_after: int | None = None
        self.stops_after: int | None = None
        self.papers: list[bytes] = []
        self.halves: list[bytes] = []
        self.buffered: list[bytes] = []
        self.asked: list[int] = []
        self._heard = b""

    @property
    def is_stopped(self) -> bool:
        """Tell whether it reads no more."""
        return self.stops_after is not None and len(self._heard) > self.stops_after

    def hear(self, part: bytes, answer: Callable[[bytes], None]) -> None:
        """Take some bytes, and answer what was asked in them. Raises Reset."""
        self._heard += part
        while self._heard[:2] == b"\x10\x04" and len(self._heard) >= 3:
            n = self._heard[2]
            self.asked.append(n)
            self._heard = self._heard[3:]
            self._say(answer, bytes((self._state(n),)))
        if self.resets_after is not None and len(self._heard) >= self.resets_after:
            self.halves.append(self._heard[: self.resets_after])
            self._heard = b""
            raise Reset
        fence = _FENCE.search(self._heard)
        if fence is not None and fence.end() == len(self._heard):
            self._end(self._heard[: fence.start()], fence[1], answer)

    def hang_up(self) -> None:
        """The line ended: what came without a question at its end was printed too."""
        self._print(self._heard)
        self._heard = b""

    def refill(self) -> None:
        """Put a new roll in and close the cover: what waited in its memory comes out."""
        self.is_out = self.is_open = False
        self.papers += self.buffered
        self.buffered = []

    def _print(self, paper: bytes) -> None:
        if paper:
            is_off = self.is_out or self.is_open
            (self.buffered if is_off else self.halves if self.runs_out else self.papers).append(paper)

    def _end(self, paper: bytes, process: bytes | None, answer: Callable[[bytes], None]) -> None:
        self._heard = b""
        self._print(paper)
        self.is_out = self.is_out or self.runs_out or self.ends_after
        if self.closes_after_all:
            raise Reset
        if self.forgets_end or (process is not None and (self.runs_out or not self.knows_processes)):
            return
        self.may_tell_end.wait(PATIENCE_S)
        told = bytes((0b1100 if self.runs_out else 0,))
        self._say(answer, told if process is None else b"\x37\x22" + process + b"\x00")

    def _say(self, answer: Callable[[bytes], None], told: bytes) -> None:
        if self.is_silent:
            return
        if self.late_s:
            timer = threading.Timer(self.late_s, _unless_gone(answer, told))
            timer.daemon = True
            timer.start()
        else:
            answer(self.garbage or self.noise + told)

    def _state(self, n: int) -> int:
        is_off = self.is_open or self.is_out or self.is_stuck
        states = {
            1: 0b1000 if is_off else 0,
            2: self.is_open * 0b100 | self.is_out * 0b100000 | self.is_stuck * 0b1000000,
            3: 0b1000 if self.is_stuck else 0,
            4: 0b1100000 if self.is_out else 0b1100 if self.is_low else 0,
        }
        return _FIXED | states[n]


class TcpStatusPrinter(StatusPrinter):
    """Over TCP: one connection after the other.

    Args:
        profile: Which one its address names.
    """

    def __init__(self, profile: str = "epson") -> None:
        super().__init__()
        self._profile = profile
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._stopped: list[socket.socket] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def plain_url(self) -> str:
        """Its address, as of one that is not read back."""
        return f"tcp://127.0.0.1:{self._listener.getsockname()[1]}"

    @property
    def url(self) -> str:
        return f"{self.plain_url}?status={self._profile}"

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
        for line in self._stopped:
            line.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            if self.stops_after is not None:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
            try:
                with suppress(OSError):
                    while part := line.recv(4096 if self.resets_after is None else 64):
                        self.hear(part, line.sendall)
                        if self.is_stopped:
                            self._stopped.append(line)
                            break
            except Reset:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            if self.is_stopped:
                continue
            self.hang_up()
            line.close()


class PtyStatusPrinter(StatusPrinter):
    """Over a pty, which stays open between papers as a serial line does."""

    def __init__(self, profile: str = "epson") -> None:
        super().__init__()
        self._profile = profile
        self._own, self._others = os.openpty()
        tty.setraw(self._others)
        self._is_ending = False
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def url(self) -> str:
        return f"serial://{os.ttyname(self._others)}?baud=115200&status={self._profile}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_ending = True
        self._thread.join(5)
        os.close(self._own)
        os.close(self._others)

    def _serve(self) -> None:
        is_deaf = False
        while not self._is_ending:
            if self.is_stopped:
                time.sleep(0.02)
                continue
            ready, _, _ = select.select([self._own], [], [], 0.05)
            if not ready:
                is_deaf = False
                continue
            part = os.read(self._own, 4096)
            try:
                if not is_deaf:
                    self.hear(part, lambda told: _write(self._own, told))
            except Reset:  # a serial line cannot break: the rest of the paper is lost
                is_deaf = True


def _unless_gone(answer: Callable[[bytes], None], told: bytes) -> Callable[[], None]:
    def tell() -> None:
        with suppress(OSError):
            answer(told)

    return tell


def _write(handle: int, told: bytes) -> None:
    with suppress(OSError):
        os.write(handle, told)
