"""A kiosk of a hall that may be out of reach, and what visitors carry out of it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from store.store import SqlStore, open_store
from ticketing.away import AwayHall, HandingIn
from ticketing.ports import Clock, Store
from ticketing.standby import HandedIn, Standby
from ticketing.words import Language


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on a paper in a visitor's hand; kept outside of every store."""

    ticket: UUID
    number: str
    day: date
    order: int
    service: str
    is_priority: bool


class LoneKiosk:
    """A kiosk with a queue state of its own on its disk.

    Args:
        store: The hall's queue state, as it is seen from the kiosk.
        folder: The kiosk's disk.
        clock: The time.
        name: Its name.
        size: How many numbers of each prefix it holds.
    """

    def __init__(self, store: Store, folder: Path, clock: Clock, name: str, size: int) -> None:
        self.name = name
        self._store = store
        self._clock = clock
        self._size = size
        self.file = folder / f"{name}.db"
        self.papers: list[Paper] = []
        self._open()

    def _open(self) -> None:
        self.own: SqlStore = open_store(str(self.file))
        self.alone = AwayHall(self.own, self._clock, self.name)
        handing_in = HandingIn(self._store, self._clock)
        self.standby = Standby(
            self._store, handing_in, self.own, self.alone, self._clock, self.name, self._size
        )

    def restart(self) -> None:
        """End the program and start it again: only what is on the disk is left."""
        self.own.close()
        self._open()

    def give(self, service: str, tap: UUID, *, priority: bool = False) -> UUID:
        """Give a number alone; return the ticket."""
        issued = self.alone.issue(service, Language.ID, tap, priority=priority, kiosk=self.name)
        return issued.ticket.id

    def print_all(self, order: int) -> int:
        """Do what the spooler does with the kiosk's own outbox; return how many papers came out."""
        jobs, printed = self.own.jobs(), 0
        while (job := jobs.claim(self.name, self._clock.now())) is not None:
            assert job.ticket_id is not None
            leg = self.own.leg_of(job.ticket_id)
            assert leg is not None
            ticket = leg.ticket
            self.papers.append(
                Paper(ticket.id, ticket.number, ticket.day, order, leg.service, ticket.priority)
            )
            jobs.sent(job)
            printed += 1
        return printed

    def hand_in(self, most: int = 20) -> HandedIn:
        """Bring some tickets to the hall."""
        return self.standby.hand_in(most)
