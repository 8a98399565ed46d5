"""What the hall board shows, as values."""

from dataclasses import dataclass
from datetime import datetime

from ticketing.boards import Notice
from ticketing.catalogue import Catalogue
from ticketing.errors import AntreanError
from ticketing.model import Call, Event, HallInfo

#: So many calls are listed beside the large one.
LISTED = 6


@dataclass(frozen=True, slots=True)
class Queue:
    """Who waits for an agency.

    Attributes:
        agency: Its code.
        waiting: So many people.
        minutes: About how long who comes now will wait, on steps of 5.
    """

    agency: str
    waiting: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Board:
    """What the board shows.

    Attributes:
        hall: The hall; None until it was read once.
        catalogue: What the hall offers; None until it was read once.
        large: The call with the big place; None while there was none.
        calls: The last calls but that one, each number once, newest first.
        waiting: Seqs of the calls that are still to be announced; they are listed already.
        announced: The seq of the call that has the big place: it flashes until its last word. 0 while
            none was announced.
        spoken: The seq of the call whose last word was spoken last.
        lost: Why the store cannot be read now; everything else is then the last known.
        heard_at: When the board last knew that it was in step.
        queues: Who waits, by agency, the longest queue first.
        notice: What covers the board; None for nothing.
        stray_zones: Zones that the board is to show and in which there is no counter.
    """

    hall: HallInfo | None = None
    catalogue: Catalogue | None = None
    large: Call | None = None
    calls: tuple[Call, ...] = ()
    waiting: frozenset[int] = frozenset()
    announced: int = 0
    spoken: int = 0
    lost: AntreanError | None = None
    heard_at: datetime | None = None
    queues: tuple[Queue, ...] = ()
    notice: Notice | None = None
    stray_zones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a call keeps the big place, in seconds.

    Attributes:
        hold_s: At least, while at most one more waits for its turn.
        longest_s: At most, where the end of its announcement is never told.
        short_from: With more than so many waiting, announcements are short.
        rush_s: At least, however many wait.
        late_s: A call made this long before the newest one of the same message is not announced any
            more, only listed: after a cut the board does not speak of the past. Neither is one that has
            waited so long for its turn, once its counter has called somebody else.
    """

    hold_s: float = 4.0
    rush_s: float = 1.5
    late_s: float = 30.0
    longest_s: float = 20.0
    short_from: int = 2

    def turn_s(self, waiting: int) -> float:
        """Say how long the present call stays while `waiting` others want its place."""
        return max(self.rush_s, self.hold_s / max(1, waiting))


def call_of(event: Event) -> Call:
    """Make the call that an event of calling or recalling tells of."""
    assert event.ticket_id is not None, "only tickets are called"
    return Call(
        event.seq,
        event.at,
        event.ticket_id,
        event.number,
        event.agency,
        event.counter or "",
        event.language,
    )
