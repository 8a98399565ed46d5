"""Leases as they are stored, and the tickets that are to be handed in."""

from collections.abc import Sequence

from sqlalchemy import bindparam, literal_column, select

from store.reading import Reading
from store.rows import LEG_COLUMNS
from store.rows import leg as leg_of
from store.schema import lease, leg, ticket
from ticketing.lease import Lease
from ticketing.model import Leg

LEASES = (
    select(lease.c.first, lease.c.last, lease.c.holder, lease.c.kiosk, lease.c.until)
    .where(lease.c.hall == bindparam("hall"))
    .order_by(lease.c.first)
)
_NOT_HANDED_IN = (
    select(*LEG_COLUMNS)
    .join_from(leg, ticket, leg.c.ticket == ticket.c.seq)
    .where(
        ticket.c.hall == bindparam("hall"),
        ticket.c.block.is_not(None),
        ticket.c.handed_in_at.is_(None),
        leg.c.position == literal_column("1"),
    )
    .order_by(ticket.c.seq)
    .limit(bindparam("limit"))
)


class LeaseReading(Reading):
    """What the store tells of kiosks on their own."""

    def leases(self) -> Sequence[Lease]:
        """List the blocks of numbers that kiosks hold or held, by their first number."""
        with self._reading() as connection:
            return [Lease(*row) for row in connection.execute(LEASES, self._where)]

    def not_handed_in(self, limit: int) -> Sequence[Leg]:
        """List the first tickets that were given alone and not handed in yet, in order."""
        with self._reading() as connection:
            found = connection.execute(_NOT_HANDED_IN, {**self._where, "limit": limit})
            return [leg_of(row) for row in found]
