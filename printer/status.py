"""What a receipt printer tells of itself, decoded. No line, no clock.

Source: Epson's ESC/POS command reference, ``DLE EOT n`` and ``GS r n``. In every answer some bits are
fixed, and differ between the two commands: what does not fit is noise, or late for another question.
"""

from dataclasses import dataclass
from enum import StrEnum


class Sheet(StrEnum):
    """How much paper there is."""

    ENOUGH = "enough"
    NEAR_END = "near end"
    OUT = "paper out"


class Trouble(StrEnum):
    """Why a printer cannot print, the one first that a person can mend at once."""

    COVER_OPEN = "cover open"
    PAPER_OUT = "paper out"
    CUTTER = "error"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Status:
    """A printer as it told itself."""

    sheet: Sheet = Sheet.ENOUGH
    is_online: bool = True
    is_cover_open: bool = False
    has_error: bool = False

    @property
    def trouble(self) -> Trouble | None:
        """Why it cannot print; None when it can. A roll near its end still prints."""
        if self.is_cover_open:
            return Trouble.COVER_OPEN
        if self.sheet is Sheet.OUT:
            return Trouble.PAPER_OUT
        if self.has_error:
            return Trouble.CUTTER
        return None if self.is_online else Trouble.OFFLINE


def question(n: int) -> bytes:
    """Write the question for the printer's state (1), why it is offline (2), or its paper (4)."""
    return bytes((0x10, 0x04, n))


#: Asked in this order before each paper.
QUESTIONS = (1, 2, 4)

#: After a paper: answered when everything before it has been printed.
FENCE = b"\x1dr\x01"

_FIXED_MASK, _FIXED = 0b10010011, 0b00010010
_FENCE_MASK = 0b10010000


def is_answer(byte: int) -> bool:
    """Tell whether a byte can be an answer to one of `QUESTIONS`."""
    return byte & _FIXED_MASK == _FIXED


def is_fence(byte: int) -> bool:
    """Tell whether a byte can be the answer to `FENCE`: none of `QUESTIONS` has such."""
    return byte & _FENCE_MASK == 0


def decode(printer: int, offline: int, paper: int) -> Status:
    """Decode the answers to the three `QUESTIONS`.

    Raises:
        ValueError: One of them is none.
    """
    if not all(map(is_answer, (printer, offline, paper))):
        raise ValueError
    sheet = Sheet.NEAR_END if paper & 0b00001100 else Sheet.ENOUGH
    if paper & 0b01100000 or offline & 0b00100000:
        sheet = Sheet.OUT
    return Status(
        sheet,
        is_online=not printer & 0b00001000,
        is_cover_open=bool(offline & 0b00000100),
        has_error=bool(offline & 0b01000000),
    )


def sheet_of_fence(byte: int) -> Sheet:
    """Decode the answer to `FENCE`: how much paper is left behind the paper just printed."""
    if byte & 0b00001100:
        return Sheet.OUT
    return Sheet.NEAR_END if byte & 0b00000011 else Sheet.ENOUGH
