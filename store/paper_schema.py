"""The tables of papers and of the printers that make them."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

from store.metadata import metadata
from store.types import KEY, Identity, Instant
from ticketing.outbox import PaperState

#: Lists of what to bring. `what` is a service or an errand; `missing` are places of documents, in JSON.
checklist = Table(
    "checklist",
    metadata,
    Column("seq", KEY, primary_key=True),
    Column("id", Identity, nullable=False, unique=True),
    Column("hall", Integer, ForeignKey("hall.id"), nullable=False),
    Column("what", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("missing", Text, nullable=False),
    sqlite_strict=True,
)

#: The outbox: each paper is of a ticket or of a checklist. `copy` is 0 on an original; `printer` is the
#: address of the one that took the paper.
print_job = Table(
    "print_job",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("hall", Integer, ForeignKey("hall.id"), nullable=False),
    Column("ticket", KEY, ForeignKey("ticket.seq")),
    Column("spool", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("trouble", Text, nullable=False),
    Column("copy", Integer, nullable=False, server_default="0"),
    Column("printer", Text, nullable=False, server_default=""),
    Column("checklist", KEY, ForeignKey("checklist.seq")),
    CheckConstraint("(ticket IS NULL) <> (checklist IS NULL)"),
    Index("print_job_ticket", "ticket"),
    Index("print_job_checklist", "checklist", unique=True),
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

#: As `event_of_hall` of `store.schema`.
Index("print_job_of_hall", print_job.c.hall, print_job.c.id).ddl_if(dialect="postgresql")

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

TABLES = (checklist, print_job, printer)
