"""What the rules read and write within one transaction, as a protocol. `store.transaction` has it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from ticketing.boards import Notice
from ticketing.calendar import Closure
from ticketing.catalogue import Catalogue
from ticketing.lease import Lease
from ticketing.model import Event, HallInfo, Leg, Load, Ticket
from ticketing.outbox import PrintJob
from ticketing.presence import Presence
from ticketing.quota import Channel
from ticketing.selection import Head
from ticketing.staff import Attempts, StaffMember
from ticketing.waiting.entry import Entry
from ticketing.waiting.lesson import Lesson


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

    def take_leased(self, day: date, prefix: str) -> int:
        """Count the numbers of a leased block that were given of a prefix, from 1, this one included."""

    def has_number(self, day: date, prefix: str, n: int) -> bool:
        """Tell whether a ticket of a day has a number."""

    def leases(self) -> Sequence[Lease]:
        """List the blocks of numbers that kiosks hold or held, by their first number."""

    def keep_lease(self, lease: Lease) -> None:
        """Store a lease, in place of another of the same first number."""

    def note_handed_in(self, ticket_id: UUID, at: datetime) -> None:
        """Store when the hall got a ticket that a kiosk gave alone."""

    def leg_of(self, ticket_id: UUID) -> Leg | None:
        """Find the present leg of a ticket: its last."""

    def legs_of(self, ticket_id: UUID) -> Sequence[Leg]:
        """List all legs of a ticket, in order."""

    def load(self, agency: str, day: date) -> Load:
        """Read what waits at an agency."""

    def issued(self, agency: str, day: date) -> Mapping[tuple[str, Channel], int]:
        """Count the numbers that an agency issued on a day, by service and channel."""

    def heads(self, counter: str, day: date) -> Sequence[Head]:
        """Find the first of each queue and class that the counter serves.

        Among them whom only this counter may call. The cost does not grow with the number waiting.
        """

    def first_waiting(self, service: str, for_counter: str | None) -> datetime | None:
        """Tell from when the first waits for a service, or for one counter only."""

    def at_counter(self, counter: str) -> Leg | None:
        """Find the leg that is called to, or served at, a counter."""

    def abandoned(self, before: datetime) -> Sequence[Leg]:
        """List the legs that were called and not touched since `before`."""

    def unfinished(self, day: date) -> Sequence[Leg]:
        """List the legs of all days but this one that have not ended."""

    def queue_no_later_than(self, moment: datetime) -> None:
        """Let no waiting count from after `moment`: the clock ran ahead and was set right."""

    def add(self, leg: Leg) -> Leg:
        """Store a new ticket with its first leg; return it with its id."""

    def add_leg(self, leg: Leg) -> Leg:
        """Store a later leg of a ticket; return it with its id."""

    def keep(self, leg: Leg) -> None:
        """Store the changed leg: all but its ticket and position."""

    def keep_ticket(self, ticket: Ticket) -> None:
        """Store the changed priority and plan of a ticket."""

    def count_run(self, service: str, *, is_priority: bool) -> None:
        """Count the priority tickets of a service that were called in a row."""

    def append(self, event: Event) -> Event:
        """Write one line of the journal, chained to the last; return it with its seq."""

    def times_back(self, ticket_id: UUID) -> int:
        """Count how often a ticket of today was put back without a clerk, by the journal."""

    def entries(self, day: date, since: int = 0) -> Sequence[Entry]:
        """List the journal of a day from a line on, that line included; what was just written too."""

    def anchor(self, day: date) -> None:
        """Write down where the journal's chain stands at the end of a day."""

    def presence(self, counter: str) -> Presence:
        """Read who is at a counter."""

    def keep_presence(self, presence: Presence) -> None:
        """Store who is at a counter."""

    def leave_all(self) -> None:
        """Sign everybody out of all counters."""

    def has_staff(self) -> bool:
        """Tell whether anybody is enrolled."""

    def member(self, name: str) -> StaffMember | None:
        """Find one of the staff, active or not."""

    def keep_member(self, member: StaffMember) -> None:
        """Store one of the staff."""

    def attempts(self, who: str) -> Attempts:
        """Read the failed tries of a name or a terminal at a PIN."""

    def keep_attempts(self, who: str, attempts: Attempts) -> None:
        """Store them."""

    def closures(self, at: datetime) -> Sequence[Closure]:
        """List the closures that have not ended at a time."""

    def add_closure(self, closure: Closure) -> int:
        """Store a closure; return its number."""

    def end_closure(self, number: int, at: datetime) -> Closure | None:
        """End a closure; None where there is none of that number that goes on."""

    def add_job(self, job: PrintJob) -> None:
        """Ask for paper; that of a checklist is stored with it."""

    def paper_of_checklist(self, checklist_id: UUID) -> PrintJob | None:
        """Find the paper that was asked for of a checklist."""

    def drop_papers(self, ticket_id: UUID) -> None:
        """Let no paper of a ticket come out that has not begun to."""

    def papers_of(self, ticket_id: UUID) -> Sequence[PrintJob]:
        """List the papers that were asked for of a ticket, in order."""

    def notice(self) -> Notice | None:
        """Read the notice that was set and not taken away; it may have ended by itself."""

    def keep_notice(self, notice: Notice | None) -> None:
        """Store the notice that covers the boards, in place of another; None takes it away."""

    def keep_lesson(self, day: date, lesson: Lesson) -> None:
        """Store what a day taught, in place of what was learnt from it before."""

    def replace_catalogue(self, catalogue: Catalogue) -> None:
        """Take a new catalogue. What it no longer lists is kept for history and not offered."""
