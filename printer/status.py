"""What a receipt printer tells of itself, decoded. No line, no clock.

Source: Epson's ESC/POS command reference, ``DLE EOT n``, ``GS r n`` and ``GS ( H``. In every answer of
one byte some bits are fixed, and differ between the commands: what does not fit is noise, or late for
another question.
"""

from dataclasses import dataclass
from enum import StrEnum

from ticketing.outbox import Readiness


class Sheet(StrEnum):
    """How much paper there is."""

    ENOUGH = "enough"
    NEAR_END = "near end"
    OUT = "paper out"


@dataclass(frozen=True, slots=True)
class Status:
    """A printer as it told itself."""

    sheet: Sheet = Sheet.ENOUGH
    is_online: bool = True
    is_cover_open: bool = False
    has_error: bool = False
    is_cutter_stuck: bool = False

    @property
    def readiness(self) -> Readiness:
        """Whether it can print; of several troubles the one that a person can mend at once."""
        if self.is_cover_open:
            return Readiness.COVER_OPEN
        if self.sheet is Sheet.OUT:
            return Readiness.PAPER_OUT
        if self.is_cutter_stuck:
            return Readiness.CUTTER
        if self.has_error:
            return Readiness.ERROR
        if not self.is_online:
            return Readiness.OFFLINE
        return Readiness.LOW if self.sheet is Sheet.NEAR_END else Readiness.READY


#: Asked in this order before each paper: the printer, why it is offline, its paper.
QUESTIONS = (1, 2, 4)

#: Asked besides where it says that it has an error.
ERROR_QUESTION = 3

#: After a paper: answered when everything before it has been printed.
FENCE = b"\x1dr\x01"

_FIXED_MASK, _FIXED = 0b10010011, 0b00010010
_FENCE_MASK = 0b10010000


def question(n: int) -> bytes:
    """Write one of `QUESTIONS`, or `ERROR_QUESTION`."""
    return bytes((0x10, 0x04, n))


def is_answer(byte: int) -> bool:
    """Tell whether a byte can be an answer to a question."""
    return byte & _FIXED_MASK == _FIXED


def is_fence(byte: int) -> bool:
    """Tell whether a byte can be the answer to `FENCE`: no question has such."""
    return byte & _FENCE_MASK == 0


def process_fence(process: bytes) -> bytes:
    """Write the question that a printer answers with `process`, when all before it is printed.

    Args:
        process: Four letters or digits.
    """
    return b"\x1d(H\x06\x0000" + process


def process_answer(process: bytes) -> bytes:
    """Write what the printer then answers."""
    return b"\x37\x22" + process + b"\x00"


def has_error(offline: int) -> bool:
    """Tell whether the answer to the second question speaks of an error."""
    return bool(offline & 0b01000000)


def decode(printer: int, offline: int, paper: int, error: int | None = None) -> Status:
    """Decode the answers to the three `QUESTIONS`, and to `ERROR_QUESTION` where it was asked.

    Raises:
        ValueError: One of them is none.
    """
    answers = (printer, offline, paper) if error is None else (printer, offline, paper, error)
    if not all(map(is_answer, answers)):
        raise ValueError
    sheet = Sheet.NEAR_END if paper & 0b00001100 else Sheet.ENOUGH
    if paper & 0b01100000 or offline & 0b00100000:
        sheet = Sheet.OUT
    return Status(
        sheet,
        is_online=not printer & 0b00001000,
        is_cover_open=bool(offline & 0b00000100),
        has_error=has_error(offline),
        is_cutter_stuck=error is not None and bool(error & 0b00001000),
    )


def sheet_of_fence(byte: int) -> Sheet:
    """Decode the answer to `FENCE`: how much paper is left behind the paper just printed."""
    if byte & 0b00001100:
        return Sheet.OUT
    return Sheet.NEAR_END if byte & 0b00000011 else Sheet.ENOUGH
