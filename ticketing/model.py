"""The values of the queue state. All are frozen; times are aware; durations carry their unit."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from ticketing import numbering
from ticketing.errand import Step
from ticketing.lifecycle import Action, Deed, State
from ticketing.quota import Channel
from ticketing.words import Language


@dataclass(frozen=True, slots=True)
class HallInfo:
    """What the hall is, and its present day.

    Attributes:
        name: As the board shows it.
        timezone: IANA name; the hall day is local to it.
        rehearsal: A hall for practice: every page and paper says LATIHAN.
        day: The stored business day; None before the first action.
        seen_at: The highest time any action saw; see `ticketing.day`.
        catalogue_version: Grows with each import.
    """

    name: str
    timezone: str
    rehearsal: bool = False
    day: date | None = None
    seen_at: datetime | None = None
    catalogue_version: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What the visitor was told at issue: people ahead and the range of the call."""

    ahead: int
    called_from: datetime
    called_until: datetime


@dataclass(frozen=True, slots=True)
class Ticket:
    """One visitor's place in the hall.

    Attributes:
        id: Made by the client for each tap: the same tap is the same ticket.
        priority: Goes first, within a bound; why is not stored. Staff may take it back.
        token: 128 random bits in base 32 (26 characters): what the QR carries.
        kiosk: Name of the kiosk that issued it.
        channel: How the visitor came to it.
        errand: Code of its errand; empty for one service.
        plan: The steps of its errand, as they were when it was issued.
        block: First number of the leased block that it was given from while the hall was out of the
            kiosk's reach; None on all others.
        handed_in_at: When the hall got it afterwards; None before, and on all others.
    """

    id: UUID
    day: date
    prefix: str
    n: int
    language: Language
    priority: bool
    token: str
    kiosk: str
    issued_at: datetime
    told: Told
    channel: Channel = Channel.WALK_IN
    errand: str = ""
    plan: tuple[Step, ...] = ()
    block: int | None = None
    handed_in_at: datetime | None = None

    @property
    def is_away(self) -> bool:
        """Tell whether a kiosk gave it alone."""
        return self.block is not None

    @property
    def number(self) -> str:
        """What is printed, shown and spoken, such as ``A012``; not the identity."""
        return numbering.number(self.prefix, self.n)


@dataclass(frozen=True, slots=True)
class Leg:
    """One service of a ticket, and how far it has come.

    Attributes:
        queued_at: Its waiting counts from here: the order of the queue. A transfer, a return or an
            errand may set it before or after the moment at which it came.
        id: Grows with arrival in the store; decides between two that wait equally long. 0 before it
            is stored.
        position: Which leg of its ticket it is, from 1.
        for_counter: The only counter that may call it; None for whichever serves its service.
        counter: Name of the counter it is or was with.
        moved_at: When the last action on it was.
        calls: How often it was called since it last joined a queue, recalls included.
    """

    ticket: Ticket
    service: str
    agency: str
    state: State
    queued_at: datetime
    id: int = 0
    position: int = 1
    for_counter: str | None = None
    counter: str | None = None
    called_at: datetime | None = None
    serving_at: datetime | None = None
    ended_at: datetime | None = None
    moved_at: datetime | None = None
    calls: int = 0

    @property
    def number(self) -> str:
        """The number of its ticket."""
        return self.ticket.number


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the journal: append-only; history, audit and announcements read it.

    Attributes:
        at: Guarded time: never before an earlier event's.
        action: What was done to a ticket, or to the hall itself; a deed has no ticket.
        counter: Where, or by whom.
        position: Which leg of the ticket.
        reason: Why, as staff chose or typed it.
        staff: Who, by the name they sign in with; empty where nobody signs in.
        seq: Position in the journal; 0 before it is stored.
    """

    at: datetime
    action: Action | Deed
    ticket_id: UUID | None = None
    number: str = ""
    service: str = ""
    agency: str = ""
    language: Language = Language.ID
    priority: bool = False
    counter: str | None = None
    position: int = 1
    reason: str = ""
    staff: str = ""
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """A call as the board shows it. `at` and `seq` are those of its last call or recall."""

    seq: int
    at: datetime
    ticket_id: UUID
    number: str
    agency: str
    counter: str
    language: Language


@dataclass(frozen=True, slots=True)
class QueueLine:
    """How one service stands: `waiting` and `serving` count tickets."""

    service: str
    waiting: int
    serving: int


@dataclass(frozen=True, slots=True)
class Load:
    """What stands before a new ticket of one agency.

    Attributes:
        waiting: Tickets waiting, by service and priority.
        open_counters: Counters of the agency that called somebody today.
    """

    waiting: tuple[tuple[str, bool, int], ...] = field(default=())
    open_counters: int = 0
