"""The values of the hall. All are frozen; times are aware; durations carry their unit."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from ticketing import numbering
from ticketing.lifecycle import Action, State


class Language(StrEnum):
    """A language of the hall, by its ISO 639-1 code."""

    ID = "id"
    EN = "en"
    SU = "su"


@dataclass(frozen=True, slots=True)
class Words:
    """A name of the catalogue in the languages of the hall.

    Official names of services have no Sundanese form: where `su` is empty the Indonesian one serves.
    """

    id: str
    en: str = ""
    su: str = ""

    def say(self, language: Language) -> str:
        """Return the name in `language`, else in Indonesian."""
        spoken: str = getattr(self, language.value)
        return spoken or self.id


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that serves (instansi). `prefix` opens its numbers; `counters` counts its desks."""

    code: str
    name: Words
    prefix: str
    sector: str = ""
    zone: str = ""
    counters: int = 1


@dataclass(frozen=True, slots=True)
class Service:
    """What the visitor comes for (layanan).

    Attributes:
        code: Unique in the hall, such as ``KTP-BARU``.
        agency: Code of the agency that gives it.
        name: Its name.
        minutes: Usual minutes at the counter.
        documents: What the visitor must bring, in the order of the service standard.
    """

    code: str
    agency: str
    name: Words
    minutes: int
    documents: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Counter:
    """A desk (loket). `name` is what the board shows and the voice says: ``3``."""

    name: str
    agency: str
    zone: str = ""


@dataclass(frozen=True)
class Catalogue:
    """All agencies, services and counters of a hall, in the order of the files."""

    agencies: tuple[Agency, ...]
    services: tuple[Service, ...]
    counters: tuple[Counter, ...]

    @cached_property
    def agency(self) -> dict[str, Agency]:
        """Agencies by code."""
        return {agency.code: agency for agency in self.agencies}

    @cached_property
    def service(self) -> dict[str, Service]:
        """Services by code."""
        return {service.code: service for service in self.services}

    @cached_property
    def counter(self) -> dict[str, Counter]:
        """Counters by name."""
        return {counter.name: counter for counter in self.counters}

    def services_of(self, agency: str) -> tuple[Service, ...]:
        """List the services of one agency."""
        return tuple(service for service in self.services if service.agency == agency)

    def counters_of(self, agency: str) -> tuple[Counter, ...]:
        """List the counters of one agency."""
        return tuple(counter for counter in self.counters if counter.agency == agency)


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
        token: 128 random bits in base 32 (26 characters): what the QR carries.
        kiosk: Name of the kiosk that issued it.
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

    @property
    def number(self) -> str:
        """What is printed, shown and spoken, such as ``A012``; not the identity."""
        return numbering.number(self.prefix, self.n)


@dataclass(frozen=True, slots=True)
class Leg:
    """One service of a ticket, and how far it has come.

    Attributes:
        id: Grows with arrival in the store: the order of the queue. 0 before it is stored.
        counter: Name of the counter it is or was with.
        calls: How often it was called, recalls included.
    """

    ticket: Ticket
    service: str
    agency: str
    state: State
    queued_at: datetime
    id: int = 0
    counter: str | None = None
    called_at: datetime | None = None
    serving_at: datetime | None = None
    ended_at: datetime | None = None
    calls: int = 0

    @property
    def number(self) -> str:
        """The number of its ticket."""
        return self.ticket.number


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the journal: append-only; history, audit and announcements read it.

    Attributes:
        seq: Position in the journal; 0 before it is stored.
        at: Guarded time: never before an earlier event's.
    """

    at: datetime
    action: Action
    ticket_id: UUID
    number: str
    service: str
    agency: str
    language: Language
    priority: bool
    counter: str | None = None
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


class PaperState(StrEnum):
    """How far the paper of a ticket has come."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A paper to print; a row in the ticket's own transaction.

    Attributes:
        spool: Name of the spooler that prints it: the kiosk's name.
        next_at: Not to be tried before.
        expires_at: Not to be tried after: a refilled roll must not spit out old numbers.
        trouble: Why the last try failed, as the device said it; empty when none did.
    """

    ticket_id: UUID
    spool: str
    created_at: datetime
    next_at: datetime
    expires_at: datetime
    state: PaperState = PaperState.WAITING
    attempts: int = 0
    trouble: str = ""
    id: int = 0

    def is_too_old(self, now: datetime) -> bool:
        """Tell whether it is not to be printed any more.

        After the clock was set back nobody knows how old it is; it counts as too old.
        """
        lifetime = self.expires_at - self.created_at
        return now >= self.expires_at or now < self.created_at - lifetime


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
