"""Talks with a receipt printer over a socket: asks before a paper, and waits for its end."""

import socket
import time
from collections.abc import Callable

from printer import status
from printer.status import Sheet, Status

#: How long a printer may think about a question, and about the end of a paper.
ANSWER_S = 1.0
FENCE_S = 10.0


class Silent(Exception):
    """The printer did not answer in time, or answered what it cannot mean."""


def ask(line: socket.socket) -> Status:
    """Ask for the state of a printer; what it said before, unasked or too late, is thrown away.

    Raises:
        Silent: No answer that fits.
        OSError: The line broke.
    """
    answers: list[int] = []
    for n in status.QUESTIONS:
        _drain(line)
        line.sendall(status.question(n))
        answers.append(_answer(line, status.is_answer, ANSWER_S))
    return status.decode(*answers)


def await_end(line: socket.socket) -> Sheet:
    """Wait until everything that was sent is on paper; tell how much paper is left.

    Raises:
        Silent: No answer that fits: nobody knows what came out.
        OSError: The line broke.
    """
    line.sendall(status.FENCE)
    return status.sheet_of_fence(_answer(line, status.is_fence, FENCE_S))


def _drain(line: socket.socket) -> None:
    line.setblocking(False)
    try:
        while line.recv(256):
            pass
    except BlockingIOError:
        pass
    finally:
        line.setblocking(True)


def _answer(line: socket.socket, fits: Callable[[int], bool], within_s: float) -> int:
    """Return the first byte that fits, within a time that noise does not prolong."""
    until = time.monotonic() + within_s
    while (left_s := until - time.monotonic()) > 0:
        line.settimeout(left_s)
        try:
            byte = line.recv(1)
        except TimeoutError:
            break
        if not byte:
            raise ConnectionResetError("closed by the printer")
        if fits(byte[0]):
            return byte[0]
    raise Silent("no answer")
