"""Talks with a receipt printer: asks before a paper, and waits for its end."""

import secrets
import string
import time
from collections.abc import Callable
from typing import TypeVar

from printer import status
from printer.lines import Line
from printer.profiles import Fence, Profile
from printer.status import Sheet, Status

#: How long a printer may think about a question, and about the end of a paper.
ANSWER_S = 1.0
FENCE_S = 10.0

_LETTERS = string.ascii_uppercase + string.digits

T = TypeVar("T")


class Silent(Exception):
    """The printer did not answer in time, or answered what it cannot mean."""


def ask(line: Line, profile: Profile) -> Status:
    """Ask for the state of a printer; what it said before, unasked or too late, is thrown away.

    Raises:
        Silent: No answer that fits.
        OSError: The line broke.
    """
    printer, offline, paper = (_asked(line, n) for n in status.QUESTIONS)
    error = None
    if status.has_error(offline) and profile.tells_error:
        error = _asked(line, status.ERROR_QUESTION)
    if not profile.has_near_end:
        paper &= ~0b00001100
    return status.decode(printer, offline, paper, error)


def await_end(line: Line, profile: Profile) -> Sheet | None:
    """Wait until everything that was sent is on paper; tell how much paper is left.

    Returns:
        None where a printer of this kind cannot tell that a paper is out.

    Raises:
        Silent: No answer that fits: nobody knows what came out.
        OSError: The line broke.
    """
    if profile.fence is Fence.NONE:
        return None
    if profile.fence is Fence.PROCESS_ID:
        process = "".join(secrets.choice(_LETTERS) for _ in range(4)).encode()
        line.send(status.process_fence(process))
        wanted = status.process_answer(process)
        _await(line, lambda heard: wanted in heard or None, FENCE_S)
        return ask(line, profile).sheet
    line.send(status.FENCE)
    return status.sheet_of_fence(_await(line, _first(status.is_fence), FENCE_S))


def _asked(line: Line, n: int) -> int:
    line.drain()
    line.send(status.question(n))
    return _await(line, _first(status.is_answer), ANSWER_S)


def _first(fits: Callable[[int], bool]) -> Callable[[bytes], int | None]:
    return lambda heard: next((byte for byte in heard if fits(byte)), None)


def _await(line: Line, find: Callable[[bytes], T | None], within_s: float) -> T:
    """Listen until what was heard has an answer, within a time that noise does not prolong."""
    heard = b""
    until = time.monotonic() + within_s
    while (left_s := until - time.monotonic()) > 0:
        heard += line.receive(left_s)
        found = find(heard)
        if found is not None:
            return found
    raise Silent("no answer")
