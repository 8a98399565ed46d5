"""What one look into the store tells about a counter."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from counter.desk import Desk
from ticketing.boards import BoardState, Notice
from ticketing.catalogue import Catalogue
from ticketing.foresight import Foresight
from ticketing.model import HallInfo, Leg
from ticketing.outbox import PrinterState
from ticketing.ports import Clock, Store
from ticketing.presence import Presence
from ticketing.sight import Sight
from ticketing.staff import StaffRole


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found, for the counter named `counter`; empty while the clerk chooses."""

    counter: str
    hall: HallInfo
    catalogue: Catalogue
    staff: tuple[str, ...]
    read_at: datetime
    presence: Presence | None = None
    own: Leg | None = None
    waiting: tuple[Leg, ...] = ()
    held: tuple[Leg, ...] = ()
    given_up: tuple[Leg, ...] = ()
    printers: tuple[PrinterState, ...] = ()
    boards: tuple[BoardState, ...] = ()
    notice: Notice | None = None
    role: StaffRole | None = None
    called_at: Mapping[UUID, datetime] = field(default_factory=dict)

    def put_on(self, desk: Desk) -> Desk:
        """Return the desk with what was found; without a counter where the hall has none of the name."""
        read = replace(
            desk,
            hall=self.hall,
            catalogue=self.catalogue,
            counter=self.catalogue.counter.get(self.counter),
            staff=self.staff,
            presence=self.presence,
            own=self.own,
            waiting=self.waiting,
            held=self.held,
            given_up=self.given_up,
            printers=self.printers,
            boards=self.boards,
            notice=self.notice,
            role=self.role,
            read_at=self.read_at,
            called_at=self.called_at,
            lost=None,
        )
        if read.counter is None:
            return replace(read, presence=None, own=None, waiting=(), held=(), given_up=())
        return read


def read(
    store: Store, foresight: Foresight, sight: Sight, clock: Clock, counter: str, known: Desk
) -> Reading:
    """Read the store; runs on the worker. The catalogue is read when it is a new one.

    Before the day begins nobody waits and nobody is signed in, whoever was left from the day before.

    Args:
        store: The queue state.
        foresight: Follows it.
        sight: Tells whether its day is still on.
        clock: Tells the present.
        counter: Name of the counter; empty while the clerk chooses.
        known: What the window knows already.
    """
    hall = sight.of(store.hall())
    catalogue = known.catalogue
    if catalogue is None or known.hall is None or known.hall.catalogue_version != hall.catalogue_version:
        catalogue = store.catalogue()
    roles = {one.name: one.role for one in store.staff() if one.is_active}
    now = clock.now()
    found = Reading(counter, hall, catalogue, tuple(roles), now)
    if not counter:
        return found
    found = replace(
        found,
        presence=Presence(counter),
        printers=tuple(store.printers()),
        boards=tuple(store.boards()),
        notice=store.notice(),
    )
    if hall.day is None:
        return found
    at = now if hall.seen_at is None else max(now, hall.seen_at)
    told = foresight.read(hall, catalogue, at).everybody(at)
    waiting = tuple(store.waiting(counter))
    present = {one.counter: one.at(now) for one in store.presences()}
    presence = present.get(counter, Presence(counter))
    return replace(
        found,
        presence=presence,
        own=store.at_counter(counter),
        waiting=waiting,
        held=tuple(store.held(counter)),
        given_up=tuple(store.given_up(counter)),
        role=roles.get(presence.staff),
        called_at={one: told[one].about(at) for one in (leg.ticket.id for leg in waiting) if one in told},
    )
