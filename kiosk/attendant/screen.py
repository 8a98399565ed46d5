"""What the staff's page shows: one frozen value per moment. No Qt."""

from dataclasses import dataclass
from enum import Enum, IntEnum

from kiosk.attendant.reading import Reading
from ticketing.errors import AntreanError
from ticketing.outbox import PaperLine
from ticketing.words import Language


class Page(IntEnum):
    """The pages, in the order in which one walks through them."""

    CLOSED = 0
    NOBODY = 1
    NAME = 2
    PIN = 3
    HOME = 4
    PAPERS = 5
    CLOSURES = 6
    PLACE = 7
    REASON = 8
    LENGTH = 9
    SIZE = 10


#: Where the way back leads; from all others there is none.
BACK = {
    Page.PIN: Page.NAME,
    Page.PAPERS: Page.HOME,
    Page.CLOSURES: Page.HOME,
    Page.PLACE: Page.CLOSURES,
    Page.REASON: Page.PLACE,
    Page.LENGTH: Page.REASON,
    Page.SIZE: Page.HOME,
}


class Told(Enum):
    """What was done, or why it was not."""

    PRINTING = "a paper is printed again"
    SHUT = "something was closed"
    OPENED = "it is open again"
    KEPT = "the size was kept"
    NOT_KEPT = "the size could not be written down"
    ALONE = "nobody would start this kiosk again"


@dataclass(frozen=True, slots=True)
class AttendantScreen:
    """All that the page needs to draw itself. It never holds a PIN.

    Attributes:
        page: Which page; `Page.CLOSED` while visitors have the kiosk.
        language: The kiosk's own.
        name: What was typed as a name.
        pin_length: How many digits of a PIN were typed.
        wait_s: So many seconds no PIN is taken.
        is_asking: Something waits for its answer; further touches do nothing.
        seconds_left: Until the page leaves by itself; None while that is far.
        who: Who signed in; empty before.
        may_close: Whether they may close services.
        reading: The kiosk as it was last read; None before.
        lost: Why it cannot be read now.
        trouble: Why something was not done.
        told: What was done.
        number: Whose paper is printed again.
        chosen: The paper that was touched.
        place: Code of the agency to close, empty for the hall.
        reason: Why it is to be closed, as visitors will read it.
        dots_per_mm: Size of the ruler on `Page.SIZE`.
    """

    page: Page = Page.CLOSED
    language: Language = Language.ID
    name: str = ""
    pin_length: int = 0
    wait_s: int = 0
    is_asking: bool = False
    seconds_left: int | None = None
    who: str = ""
    may_close: bool = False
    reading: Reading | None = None
    lost: AntreanError | None = None
    trouble: AntreanError | None = None
    told: Told | None = None
    number: str = ""
    chosen: PaperLine | None = None
    place: str = ""
    reason: str = ""
    dots_per_mm: float = 0.0
