"""What kinds of printers tell of themselves, and how they are asked for the end of a paper."""

from dataclasses import dataclass
from enum import Enum


class Fence(Enum):
    """What is asked after a paper, so that its answer means: all of it is printed.

    Source: Epson's ESC/POS command reference, ``GS r 1`` and ``GS ( H`` function 48. A real-time
    question (``DLE EOT``) is no fence: it is answered at once, whatever still waits to be printed.
    """

    NONE = "none"
    PAPER = "paper"
    PROCESS_ID = "process ID"


@dataclass(frozen=True, slots=True)
class Profile:
    """How a kind of printer is asked.

    Attributes:
        name: As it stands in an address: ``?status=epson``.
        fence: How it tells the end of a paper; without one nobody knows that a paper is out.
        has_near_end: It has an eye for a roll that is nearly used up. Some makers set its bits at random.
        tells_error: It answers ``DLE EOT 3``: which error it has.
    """

    name: str
    fence: Fence
    has_near_end: bool = True
    tells_error: bool = True


#: From the one that tells most to the one that tells least; the first that fits is to be taken.
PROFILES: dict[str, Profile] = {
    one.name: one
    for one in (
        Profile("epson-id", Fence.PROCESS_ID),
        Profile("epson", Fence.PAPER),
        Profile("plain", Fence.PAPER, has_near_end=False, tells_error=False),
        Profile("basic", Fence.NONE, has_near_end=False, tells_error=False),
    )
}
