"""Which queue state the kiosk works with: the hall's, or its own while that is out of reach. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from kiosk.hall_reading import read_hall
from kiosk.request import Request
from kiosk.screen import Reading
from ticketing.away import AwayHall
from ticketing.catalogue import Catalogue
from ticketing.errors import AntreanError, Environment, NoHall, NoLease, StoreBusy
from ticketing.foresight import Foresight
from ticketing.hall import Hall
from ticketing.issuing import Issued
from ticketing.model import HallInfo, Ticket
from ticketing.ports import Clock, Store
from ticketing.prospect import Prospect, prospect_of
from ticketing.sight import Sight
from ticketing.standby import Standby


class Place(NamedTuple):
    """A queue state, and who gives numbers on it."""

    hall: Hall | AwayHall
    store: Store


@dataclass(slots=True)
class _Cut:
    trouble: AntreanError | None = None


class Reach:
    """Asks the hall, and the kiosk's own queue state where the hall does not answer.

    All methods but `lose` and `find` run in the worker.

    Args:
        hall: Gives numbers.
        store: The hall's queue state.
        clock: Tells what is open.
        kiosk: Name of this kiosk and of its spooler.
        standby: The kiosk's own; None where there is none.
    """

    def __init__(
        self, hall: Hall, store: Store, clock: Clock, kiosk: str, standby: Standby | None = None
    ) -> None:
        self._hall = Place(hall, store)
        self._foresight = Foresight(store)
        self._clock = clock
        self._kiosk = kiosk
        self._standby = standby
        self._own = Place(standby.hall, standby.own) if standby else self._hall
        self._sight, self._own_sight = Sight(clock), Sight(clock)
        self._cut = _Cut()
        self._last: Reading | None = None

    def lose(self, trouble: AntreanError) -> None:
        """The hall is out of reach: it is not asked until `find`, which would take seconds each time."""
        self._cut.trouble = trouble

    def find(self) -> None:
        """It is in reach again."""
        self._cut.trouble = None

    @property
    def trouble(self) -> AntreanError | None:
        """Why the hall is not asked; None while it is."""
        return self._cut.trouble

    def present(self) -> Place:
        """Return what is asked now."""
        return self._own if self._is_alone() else self._hall

    def of(self, ticket: Ticket) -> Place:
        """Return where a ticket and its paper are."""
        is_own = ticket.is_away and ticket.handed_in_at is None
        return self._own if is_own else self._hall

    def today(self) -> date | None:
        """Tell which day is open where is asked now; None before it begins."""
        is_own = self._is_alone()
        place, sight = (self._own, self._own_sight) if is_own else (self._hall, self._sight)
        return sight.of(place.store.hall()).day

    def read(self, known: Reading | None, *, counts_anew: bool) -> Reading:
        """Read the hall, or what the kiosk itself knows of it."""
        if not self._is_alone():
            try:
                self._last = read_hall(
                    self._hall.store,
                    known,
                    self._clock.now(),
                    self._kiosk,
                    self._sight,
                    counts_anew=counts_anew,
                    foresight=self._foresight,
                )
                return self._last
            except StoreBusy:
                raise
            except Environment:
                if self._standby is None or not self._standby.is_ready():
                    raise
        known = known if known is not None and known.is_away else None
        now = self._clock.now()
        read = read_hall(self._own.store, known, now, self._kiosk, self._own_sight, counts_anew=False)
        return replace(read, is_away=True)

    def issue(self, request: Request, *, prints: bool, is_late: Callable[[], bool]) -> Issued:
        """Give the number that is asked for; of an errand's, tell its later hours too.

        Args:
            request: What is asked for.
            prints: Whether a paper is asked for too.
            is_late: Tells whether the visitor has waited long enough for the hall.
        """
        if self._is_alone():
            try:
                return self._issue(self._own, request, prints=prints)
            except NoLease:
                pass  # the hall is asked once more, and its trouble is told
        try:
            issued = self._issue(self._hall, request, prints=prints)
            ticket = issued.ticket
            if not ticket.plan:
                return issued
            return replace(issued, then=self.prospect(ticket, ticket.issued_at).then)
        except StoreBusy:
            raise
        except Environment as trouble:
            if self._standby is None or not is_late():
                raise
            try:
                return self._issue(self._own, request, prints=prints)
            except (NoHall, NoLease):  # it has never met its hall, or has no numbers
                raise trouble from None

    def prospect(self, ticket: Ticket, at: datetime | None = None) -> Prospect:
        """Tell when a ticket of the hall is called, by what is known now; nothing while that is out of reach.

        Args:
            ticket: The ticket.
            at: From when on is reckoned; None for the present.
        """
        if self._is_alone():
            return Prospect()
        return prospect_of(self._hall.store, self._foresight, self._offered, ticket, at or self._clock.now())

    def _offered(self, info: HallInfo) -> Catalogue:
        """Return what the hall offers; read anew where the last reading had another version."""
        last = self._last
        if last is not None and last.hall.catalogue_version == info.catalogue_version:
            return last.catalogue
        return self._hall.store.catalogue()

    def _issue(self, place: Place, request: Request, *, prints: bool) -> Issued:
        return place.hall.issue(
            request.service,
            request.language,
            request.tap,
            priority=request.priority,
            kiosk=self._kiosk,
            paper=prints,
        )

    def _is_alone(self) -> bool:
        return self._cut.trouble is not None and self._standby is not None and self._standby.is_ready()
