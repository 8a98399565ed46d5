"""The tables of papers and of the printers that make them."""

from sqlalchemy import Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table, Text, text

from store.metadata import metadata
from store.types import Instant
from ticketing.outbox import PaperState

#: The outbox. `copy` is 0 on an original; `printer` is the address of the one that took the paper.
print_job = Table(
    "print_job",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hall", Integer, ForeignKey("hall.id"), nullable=False),
    Column("ticket", Integer, ForeignKey("ticket.seq"), nullable=False),
    Column("spool", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("trouble", Text, nullable=False),
    Column("copy", Integer, nullable=False, server_default="0"),
    Column("printer", Text, nullable=False, server_default=""),
    Index("print_job_ticket", "ticket"),
    sqlite_strict=True,
)

#: Those that may still come out; an index has them in this order.
OPEN_STATES = (PaperState.WAITING, PaperState.SENDING)
_OPEN_JOBS = text("state IN ('waiting', 'sending')")
Index(
    "print_job_open",
    print_job.c.hall,
    print_job.c.spool,
    print_job.c.id,
    sqlite_where=_OPEN_JOBS,
    postgresql_where=_OPEN_JOBS,
)

#: How each printer of a kiosk is, as its spooler last saw it.
printer = Table(
    "printer",
    metadata,
    Column("hall", Integer, ForeignKey("hall.id"), nullable=False),
    Column("spool", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("url", Text, nullable=False),
    Column("readiness", Text, nullable=False),
    Column("since", Instant, nullable=False),
    PrimaryKeyConstraint("hall", "spool", "place"),
    sqlite_strict=True,
)

TABLES = (print_job, printer)
