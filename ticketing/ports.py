"""What the rules and the windows need from outside, as protocols.

One adapter each: `store` for the queue state, `printer.devices` for paper, the system clock in
`app`. Tests have one fake per port in ``tests/fakes.py``; the same contract tests run against the
fake and the real store.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol, TypeVar
from uuid import UUID

from ticketing.catalogue import Catalogue
from ticketing.errors import AntreanError, Fault
from ticketing.model import Call, Event, HallInfo, Leg, Load, PaperState, PrintJob, QueueLine, Ticket

T = TypeVar("T")


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present, aware, in UTC."""


class Transaction(Protocol):
    """One writing transaction. The write lock is held from its first moment to its end."""

    def hall(self) -> HallInfo:
        """Read the hall. Raises NoHall before the first import."""

    def catalogue(self) -> Catalogue:
        """Read what the hall offers."""

    def keep_hall(self, info: HallInfo) -> None:
        """Store the hall's name, zone, day and highest time."""

    def take_number(self, day: date, prefix: str) -> int:
        """Take the next number of a series, from 1, and keep it taken."""

    def leg_of(self, ticket_id: UUID) -> Leg | None:
        """Find the present leg of a ticket."""

    def load(self, agency: str, day: date) -> Load:
        """Read what waits at an agency."""

    def heads(self, counter: str, day: date) -> Sequence[Leg]:
        """Find the longest-waiting leg of each service and class that the counter serves.

        Its cost does not grow with the number waiting.
        """

    def at_counter(self, counter: str) -> Leg | None:
        """Find the leg that is called to, or served at, a counter."""

    def unfinished(self, day: date) -> Sequence[Leg]:
        """List the legs of all days but this one that have not ended."""

    def add(self, leg: Leg) -> Leg:
        """Store a new ticket with its first leg; return it with its id."""

    def keep(self, leg: Leg) -> None:
        """Store the changed state, counter and times of a leg."""

    def append(self, event: Event) -> Event:
        """Write one line of the journal; return it with its seq."""

    def add_job(self, job: PrintJob) -> None:
        """Ask for paper."""

    def replace_catalogue(self, catalogue: Catalogue) -> None:
        """Take a new catalogue. What it no longer lists is kept for history and not offered."""


class Store(Protocol):
    """The queue state, shared by all windows.

    Every method may raise an `Environment` error and none keeps a transaction open.
    """

    def writing(self) -> AbstractContextManager[Transaction]:
        """Open a writing transaction, lock first; commit durably at the end, or undo all."""

    def hall(self) -> HallInfo:
        """Read the hall. Raises NoHall before the first import."""

    def catalogue(self) -> Catalogue:
        """Read what the hall offers."""

    def waiting(self, counter: str) -> Sequence[Leg]:
        """List who waits for a counter, in order of arrival."""

    def at_counter(self, counter: str) -> Leg | None:
        """Find the leg that is called to, or served at, a counter."""

    def leg_of(self, ticket_id: UUID) -> Leg | None:
        """Find the present leg of a ticket."""

    def find(self, day: date, prefix: str, n: int) -> Ticket | None:
        """Find a ticket of a day by its number."""

    def recent_calls(self, limit: int) -> Sequence[Call]:
        """List the last called tickets of the hall day, each once, newest first."""

    def queues(self) -> Sequence[QueueLine]:
        """Count who waits and who is served, by service, in the order of the catalogue."""

    def busy_counters(self) -> Sequence[Leg]:
        """List the legs that are with a counter now."""

    def paper(self, ticket_id: UUID) -> PaperState | None:
        """Tell how far the paper of a ticket has come; None where none was asked for."""

    def check(self) -> Sequence[Fault]:
        """Test the invariants; see docs/operate.md."""

    def feed(self, after: int | None = None) -> "ChangeFeed":
        """Open a feed of the journal after the event `after`; None starts at the present end."""


class ChangeFeed(Protocol):
    """What others did: each event once, in order."""

    @property
    def position(self) -> int:
        """Seq of the last event that `poll` returned, or after which the feed was opened."""

    def poll(self) -> Sequence[Event]:
        """Return the events since the last poll. Costs microseconds when nothing changed."""

    def has_changed(self) -> bool:
        """Tell whether anything at all was committed since the last question."""

    def close(self) -> None:
        """Give the connection back."""


class PrintJobs(Protocol):
    """The outbox of papers, as the spooler sees it."""

    def recover(self, spool: str) -> int:
        """Mark what a dead spooler left half sent as unknown; return how many."""

    def claim(self, spool: str, now: datetime) -> PrintJob | None:
        """Take the oldest job that is due and mark it as being sent; expire what is too old."""

    def sent(self, job: PrintJob) -> None:
        """Every byte was handed over."""

    def retry(self, job: PrintJob, next_at: datetime, trouble: str) -> None:
        """No byte was handed over: try again at `next_at`."""

    def unclear(self, job: PrintJob, trouble: str) -> None:
        """Some bytes went out and the end is not known: never sent again by itself."""


class Printer(Protocol):
    """A device that turns bytes into paper. One connection per paper."""

    def send(self, paper: bytes) -> None:
        """Hand over one whole paper.

        Raises:
            PrinterUnreachable: Nothing was handed over.
            PrinterUnclear: Something was, and it is not known how much came out.
        """


class Worker(Protocol):
    """Runs slow work away from a window, one after the other, and answers on the window's thread."""

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[AntreanError], None],
    ) -> None:
        """Start `work`; later call `done` with its result, or `failed` with its refusal or trouble.

        Any other exception is a bug and goes to the program's exception hook.
        """
