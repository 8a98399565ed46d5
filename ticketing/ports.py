"""What the rules and the windows need from outside, as protocols.

One adapter each: `store` for the queue state, `printer.devices` for paper, the system clock in
`app`. Tests have one fake per port in ``tests/fakes.py``; the same contract tests run against the
fake and the real store.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol, TypeVar
from uuid import UUID

from ticketing.boards import BoardState, Notice
from ticketing.calendar import Closure
from ticketing.catalogue import Catalogue
from ticketing.errors import AntreanError, Fault
from ticketing.journal import Anchor
from ticketing.lease import Lease
from ticketing.model import Call, Event, HallInfo, Leg, Load, QueueLine, Ticket
from ticketing.offer import Standing
from ticketing.outbox import PaperLine, PaperState, PrinterState, PrintJob, Readiness
from ticketing.presence import Presence
from ticketing.staff import StaffMember
from ticketing.waiting.entry import Entry
from ticketing.waiting.lesson import Lesson
from ticketing.writing import Transaction

T = TypeVar("T")


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present, aware, in UTC."""

    def steady_s(self) -> float:
        """Count seconds by a clock that nobody sets and that goes on while the machine sleeps."""


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

    def legs_of(self, ticket_id: UUID) -> Sequence[Leg]:
        """List all legs of a ticket, in order."""

    def find(self, day: date, prefix: str, n: int) -> Ticket | None:
        """Find a ticket of a day by its number."""

    def of_token(self, token: str) -> Ticket | None:
        """Find the ticket whose code was read."""

    def held(self, counter: str) -> Sequence[Leg]:
        """List the legs that a counter holds, the longest first."""

    def given_up(self, counter: str) -> Sequence[Leg]:
        """List the last of today's legs that the counter's agency gave up, the latest first."""

    def leases(self) -> Sequence[Lease]:
        """List the blocks of numbers that kiosks hold or held, by their first number."""

    def not_handed_in(self, limit: int) -> Sequence[Leg]:
        """List the first tickets that were given alone and not handed in yet, in order; their first legs."""

    def presences(self) -> Sequence[Presence]:
        """List who is at which counter, where that is stored."""

    def staff(self) -> Sequence[StaffMember]:
        """List all staff by name, active or not."""

    def closures(self, at: datetime) -> Sequence[tuple[int, Closure]]:
        """List the closures that have not ended at a time, with their numbers."""

    def standing(self, agency: str, at: datetime) -> Standing:
        """Read how an agency stands, for `offer.opening_of`."""

    def events(self, day: date, ticket_id: UUID | None = None) -> Sequence[Event]:
        """List the journal of a day, or of one ticket on it."""

    def entries(self, day: date, since: int = 0) -> Sequence[Entry]:
        """List the journal of a day from a line on, that line included, with what it does not say itself."""

    def anchors(self) -> Sequence[Anchor]:
        """List where the journal's chain stood at the end of each day."""

    def recent_calls(self, limit: int, zones: Sequence[str] = ()) -> Sequence[Call]:
        """List the last called tickets of the hall day, each once, newest first.

        With `zones` those that were called to counters there, with their last call there.
        """

    def queues(self) -> Sequence[QueueLine]:
        """Count who waits and who is served, by service, in the order of the catalogue."""

    def loads(self) -> Mapping[str, Load]:
        """Read what waits at each agency where anybody does or a counter called today, by its code."""

    def popular(self, limit: int) -> Sequence[tuple[str, int]]:
        """List the offered services most asked for of late, each with how often, the most first.

        Counted over the newest legs of the hall, a fixed number of them.
        """

    def busy_counters(self) -> Sequence[Leg]:
        """List the legs that are with a counter now."""

    def paper(self, asked: UUID) -> PaperState | None:
        """Tell how far the last paper of a ticket or a checklist has come; None where none was asked for."""

    def printers(self) -> Sequence[PrinterState]:
        """List how each printer of each kiosk was when its spooler last looked."""

    def papers(self, limit: int) -> Sequence[PaperLine]:
        """List the last papers of the hall, newest first."""

    def notice(self) -> Notice | None:
        """Read the notice that was set and not taken away; it may have ended by itself."""

    def boards(self) -> Sequence[BoardState]:
        """List how each board was when it last told, by name."""

    def keep_board(self, state: BoardState) -> None:
        """Store how a board is."""

    def lesson(self) -> Lesson:
        """Add up what the `LEARNT_DAYS` days before the hall's present one taught."""

    def not_learnt(self) -> Sequence[date]:
        """List those of these days that have ended since they were learnt from, the oldest first.

        A day that was never learnt from is one of them. One may end twice, after a clock was set back.
        """

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

    def sent(self, job: PrintJob, *, is_told: bool = False) -> None:
        """Every byte was handed over, to `job.printer`; maybe it told that all is printed."""

    def retry(self, job: PrintJob, next_at: datetime, trouble: str) -> None:
        """No byte was handed over: try again at `next_at`."""

    def unclear(self, job: PrintJob, trouble: str) -> None:
        """Some bytes went out and the end is not known: never sent again by itself."""

    def keep_printers(self, spool: str, states: Sequence[PrinterState]) -> None:
        """Store how the printers of a kiosk are; others of it are forgotten."""


class Printer(Protocol):
    """A device that turns bytes into paper. One connection per paper."""

    def send(self, paper: bytes) -> bool:
        """Hand over one whole paper; tell whether the printer itself told that all of it is printed.

        Raises:
            PrinterUnreachable, PrinterNotReady: Nothing was handed over.
            PrinterUnclear: Something was, and it is not known how much came out.
        """

    def readiness(self) -> Readiness:
        """Tell whether it can print now; may take seconds where it does not answer."""


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
