"""Keeps a kiosk ready to go on alone, and brings to the hall what it gave meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4
from zoneinfo import ZoneInfo

from ticketing import lease, offer, quota
from ticketing.away import AwayHall, HandingIn
from ticketing.catalogue import Catalogue
from ticketing.errors import AntreanError, NoHall, NumberTaken
from ticketing.model import HallInfo, Leg
from ticketing.ports import Clock, Store
from ticketing.quota import Issued


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What came of handing in.

    Attributes:
        stored: Tickets that are in the hall now.
        refused: Tickets whose number is somebody else's.
        bug: Why the hall could not take another one, which is still the kiosk's.
    """

    stored: Sequence[Leg] = ()
    refused: Sequence[Leg] = ()
    bug: Exception | None = None


class Standby:
    """A kiosk's own queue state beside that of the hall.

    All methods but `is_ready` need both in reach and raise an `Environment` error where one is not;
    asked again, they go on where they stopped.

    Args:
        store: The hall's queue state.
        handing_in: What the kiosk asks of the hall.
        own: The kiosk's own queue state.
        hall: Gives numbers on `own`.
        clock: The time.
        kiosk: Its name.
        size: How many numbers of each prefix it wants to hold.
    """

    def __init__(
        self,
        store: Store,
        handing_in: HandingIn,
        own: Store,
        hall: AwayHall,
        clock: Clock,
        kiosk: str,
        size: int,
    ) -> None:
        self._store = store
        self._handing_in = handing_in
        self.own = own
        self.hall = hall
        self._clock = clock
        self._kiosk = kiosk
        self._size = size

    def is_ready(self) -> bool:
        """Tell whether the kiosk may give numbers alone today."""
        try:
            info = self.own.hall()
        except NoHall:
            return False
        return lease.of_kiosk(self.own.leases(), self._kiosk, self._today(info)) is not None

    def is_of_hall(self) -> bool:
        """Tell whether the kiosk's own numbers were leased by this hall, whatever its address was then.

        Raises:
            NoHall: The hall has nothing imported yet, nor leases that came along.
        """
        self._store.hall()
        holders = {one.holder for one in self.own.leases()}
        return any(one.holder in holders for one in self._store.leases())

    def refresh(self) -> None:
        """Take over what the hall offers, what is closed there, and its time; lease numbers or keep them.

        Raises:
            NoHall: The hall has nothing imported yet.
            NoLease: The hall has no block left; all else was taken over.
        """
        info = self._store.hall()
        self.hall.hear(info)
        self._handing_in.hear(info)
        self._take_over(info, self._offered(info))
        self._take_closures()
        self._keep_lease(self._today(info))

    def hand_in(self, most: int = 20) -> HandedIn:
        """Bring the oldest tickets to the hall, each in a transaction of its own.

        One that the hall cannot take for a bug, such as of a service that a hall brought back from an
        older copy does not know, stays where it is and keeps none of the others back.
        """
        stored: list[Leg] = []
        refused: list[Leg] = []
        bug: Exception | None = None
        for leg in self.own.not_handed_in(most):
            try:
                stored.append(self._handing_in.hand_in(leg))
            except NumberTaken:
                refused.append(leg)
            except AntreanError:
                raise
            except Exception as failed:
                bug = failed
                continue
            with self.own.writing() as tx:
                tx.note_handed_in(leg.ticket.id, self._clock.now())
        return HandedIn(stored, refused, bug)

    def _today(self, info: HallInfo) -> date:
        return info.day or self._clock.now().astimezone(ZoneInfo(info.timezone)).date()

    def _offered(self, info: HallInfo) -> Catalogue:
        """Read what the hall offers, with as many numbers as are left of those that are rationed."""
        catalogue = self._store.catalogue()
        if not catalogue.quotas or info.day is None:
            return catalogue
        at, agencies = self._clock.now(), sorted(offer.rationed(catalogue))
        issued = {agency: self._store.standing(agency, at).issued for agency in agencies}
        own = {agency: self._own_issued(agency, info.day) for agency in agencies}
        return replace(catalogue, quotas=quota.remaining(catalogue.quotas, issued, own, info.day.weekday()))

    def _own_issued(self, agency: str, day: date) -> Issued:
        """Count what the kiosk gave alone on a day, handed in or not."""
        try:
            info = self.own.hall()
        except NoHall:
            return {}
        return self.own.standing(agency, self._clock.now()).issued if info.day == day else {}

    def _take_over(self, info: HallInfo, offered: Catalogue) -> None:
        has_some = bool(self.own.not_handed_in(1))
        with self.own.writing() as tx:
            try:
                own = tx.hall()
            except NoHall:
                own = HallInfo(info.name, info.timezone, info.rehearsal)
            # While tickets are on their way the kiosk's day stands, whatever its clock said.
            day, seen_at = (own.day, own.seen_at) if has_some else (info.day, info.seen_at)
            is_new = not own.catalogue_version or tx.catalogue() != offered
            # The versions are the kiosk's own: what is left of a quota makes another too.
            version = own.catalogue_version + is_new
            tx.keep_hall(replace(info, day=day, seen_at=seen_at, catalogue_version=version))
            if is_new:
                tx.replace_catalogue(offered)

    def _take_closures(self) -> None:
        at = self._clock.now()
        wanted = [closure for _, closure in self._store.closures(at)]
        known = dict(self.own.closures(at))
        if sorted(map(repr, known.values())) == sorted(map(repr, wanted)):
            return
        with self.own.writing() as tx:
            for number in known:
                tx.end_closure(number, at)
            for closure in wanted:
                tx.add_closure(closure)

    def _keep_lease(self, today: date) -> None:
        own = lease.of_kiosk(self.own.leases(), self._kiosk, today)
        if own is not None and own.size >= self._size and own.until >= today + lease.LASTS:
            return
        granted = self._handing_in.lease(self._kiosk, own.holder if own else uuid4(), self._size)
        with self.own.writing() as tx:
            tx.keep_lease(granted)
