"""Papers that were asked for, and the printers that make them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from ticketing.words import Language

#: A paper that is not out by then stays in the box: its number is on the visitor's screen.
LIFETIME = timedelta(seconds=60)


class PaperState(StrEnum):
    """How far a paper has come."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    PRINTED = "printed"
    UNKNOWN = "unknown"
    EXPIRED = "expired"


#: A paper that may still come out.
COMING = frozenset({PaperState.WAITING, PaperState.SENDING})


@dataclass(frozen=True, slots=True)
class Checklist:
    """A list of what to bring, for a visitor who goes home without a number. Nothing in it tells who.

    Attributes:
        id: Made by the client for each list: the same one is printed once.
        what: Code of a service, or of an errand.
        language: Of its words.
        missing: Places in `Catalogue.documents_for`, from 0, of what the visitor does not have; empty for
            all.
    """

    id: UUID
    what: str
    language: Language
    missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A paper to print; a row in the transaction that asked for it.

    Attributes:
        ticket_id: The ticket that it is of; None for a checklist.
        checklist: The checklist that it is of; None for a ticket.
        spool: Name of the spooler that prints it: the kiosk's name.
        next_at: Not to be tried before.
        expires_at: Not to be tried after: a refilled roll must not spit out old numbers.
        trouble: Why the last try failed, as the device said it; empty when none did.
        copy: 0 on the original, n on the n-th copy, which says so.
        printer: Address of the printer that took it; empty before.
    """

    ticket_id: UUID | None
    spool: str
    created_at: datetime
    next_at: datetime
    expires_at: datetime
    state: PaperState = PaperState.WAITING
    attempts: int = 0
    trouble: str = ""
    copy: int = 0
    printer: str = ""
    id: int = 0
    checklist: Checklist | None = None

    def is_too_old(self, now: datetime) -> bool:
        """Tell whether it is not to be printed any more.

        After the clock was set back nobody knows how old it is; it counts as too old.
        """
        lifetime = self.expires_at - self.created_at
        return now >= self.expires_at or now < self.created_at - lifetime


def paper(ticket: UUID, spool: str, clock: datetime, copy: int = 0) -> PrintJob:
    """Ask for a paper, by the clock itself as the spooler reads it: guarded time may stand still."""
    return PrintJob(ticket, spool, clock, next_at=clock, expires_at=clock + LIFETIME, copy=copy)


def checklist_paper(checklist: Checklist, spool: str, clock: datetime) -> PrintJob:
    """Ask for the paper of a checklist, by the clock as `paper`."""
    return PrintJob(None, spool, clock, next_at=clock, expires_at=clock + LIFETIME, checklist=checklist)


class Readiness(StrEnum):
    """Whether a printer can print, as far as it tells."""

    READY = "ready"
    LOW = "paper near end"
    COVER_OPEN = "cover open"
    PAPER_OUT = "paper out"
    CUTTER = "cutter error"
    ERROR = "error"
    OFFLINE = "offline"
    SILENT = "no answer"
    UNTOLD = "untold"

    @property
    def can_print(self) -> bool:
        """A roll near its end still prints; one that tells nothing is trusted until it fails."""
        return self in (Readiness.READY, Readiness.LOW, Readiness.UNTOLD)


@dataclass(frozen=True, slots=True)
class PrinterState:
    """How a printer of a kiosk was when its spooler last looked.

    Attributes:
        spool: Name of the kiosk.
        place: 1 for its first printer, 2 for its spare.
        url: Address of the printer.
        readiness: What it told.
        since: From when on.
    """

    spool: str
    place: int
    url: str
    readiness: Readiness
    since: datetime


def can_print(states: Iterable[PrinterState], spool: str) -> bool:
    """Tell whether a kiosk has paper to give: one of its printers can print, or none is known yet."""
    own = [one.readiness for one in states if one.spool == spool]
    return not own or any(one.can_print for one in own)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper in the list of the last ones: its job and the number on it; empty on a checklist."""

    job: PrintJob
    number: str
