"""Leased numbers, and the tickets that kiosks gave alone, within a writing transaction."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.engine import Dialect

from store import queries
from store.lease_rows import LEASES
from store.paper_schema import print_job
from store.prepared import Prepared
from store.schema import lease, series, ticket
from store.upsert import insert_on, put
from store.writing import Writing, only
from ticketing.lease import Lease
from ticketing.outbox import PaperState


def _count_on(dialect: Dialect) -> Any:
    return (
        insert_on(dialect, series)
        .values(hall=bindparam("hall"), day=bindparam("day"), prefix=bindparam("prefix"), n=0, leased=1)
        .on_conflict_do_update(
            index_elements=[series.c.hall, series.c.day, series.c.prefix],
            set_={"leased": series.c.leased + 1},
        )
        .returning(series.c.leased)
    )


_TAKE_LEASED = Prepared(_count_on)
_LEASES = Prepared(LEASES)
_TICKET = Prepared(queries.TICKET)
_KEEP_LEASE = Prepared(
    lambda dialect: put(dialect, lease, "hall", "first"), tuple(column.name for column in lease.c)
)
_HANDED_IN = Prepared(
    update(ticket)
    .where(ticket.c.id == bindparam("ticket"))
    .values(handed_in_at=bindparam("at", type_=ticket.c.handed_in_at.type))
)
_DROP_PAPERS = Prepared(
    update(print_job)
    .where(
        print_job.c.ticket.in_(select(ticket.c.seq).where(ticket.c.id == bindparam("ticket_id"))),
        print_job.c.state == PaperState.WAITING.value,
    )
    .values(state=PaperState.EXPIRED.value)
)


class LeaseWriting(Writing):
    """The part of `writing.Transaction` that concerns kiosks on their own."""

    def take_leased(self, day: date, prefix: str) -> int:
        """Count the numbers of a leased block that were given of a prefix, this one included."""
        return only(self._run(_TAKE_LEASED, day=day, prefix=prefix))

    def has_number(self, day: date, prefix: str, n: int) -> bool:
        """Tell whether a ticket of a day has a number."""
        return bool(self._run(_TICKET, day=day, prefix=prefix, n=n))

    def leases(self) -> Sequence[Lease]:
        """List the blocks of numbers that kiosks hold or held, by their first number."""
        return [Lease(*row) for row in self._run(_LEASES)]

    def keep_lease(self, lease: Lease) -> None:
        """Store a lease, in place of another of the same first number."""
        self._run(
            _KEEP_LEASE,
            first=lease.first,
            last=lease.last,
            holder=lease.holder,
            kiosk=lease.kiosk,
            until=lease.until,
        )

    def note_handed_in(self, ticket_id: UUID, at: datetime) -> None:
        """Store when the hall got a ticket that a kiosk gave alone."""
        self._run(_HANDED_IN, ticket=ticket_id, at=at)

    def drop_papers(self, ticket_id: UUID) -> None:
        """Let no paper of a ticket come out that has not begun to."""
        self._run(_DROP_PAPERS, ticket_id=ticket_id)
