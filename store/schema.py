"""The tables. Every row carries its hall: one SQLite file holds one, a server many.

A change here needs a migration in ``store/migrations/versions``; a test compares both.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from store.types import Day, Flag, Identity, Instant

metadata = MetaData()


hall = Table(
    "hall",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("timezone", Text, nullable=False),
    Column("rehearsal", Flag, nullable=False),
    Column("day", Day),
    Column("seen_at", Instant),
    Column("catalogue_version", Integer, nullable=False),
    sqlite_strict=True,
)

agency = Table(
    "agency",
    metadata,
    Column("hall", Integer, ForeignKey("hall.id"), nullable=False),
    Column("code", Text, nullable=False),
    Column("name_id", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("name_su", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("sector", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("counters", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("offered", Flag, nullable=False),
    PrimaryKeyConstraint("hall", "code"),
    sqlite_strict=True,
)

service = Table(
    "service",
    metadata,
    Column("hall", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("name_id", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("name_su", Text, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("documents", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("offered", Flag, nullable=False),
    PrimaryKeyConstraint("hall", "code"),
    ForeignKeyConstraint(["hall", "agency"], ["agency.hall", "agency.code"]),
    sqlite_strict=True,
)

counter = Table(
    "counter",
    metadata,
    Column("hall", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("offered", Flag, nullable=False),
    Column("called_day", Day),
    PrimaryKeyConstraint("hall", "name"),
    ForeignKeyConstraint(["hall", "agency"], ["agency.hall", "agency.code"]),
    sqlite_strict=True,
)

series = Table(
    "series",
    metadata,
    Column("hall", Integer, nullable=False),
    Column("day", Day, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("n", Integer, nullable=False),
    PrimaryKeyConstraint("hall", "day", "prefix"),
    sqlite_strict=True,
)

ticket = Table(
    "ticket",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Identity, nullable=False, unique=True),
    Column("hall", Integer, ForeignKey("hall.id"), nullable=False),
    Column("day", Day, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("n", Integer, nullable=False),
    Column("language", Text, nullable=False),
    Column("priority", Flag, nullable=False),
    Column("token", Text, nullable=False, unique=True),
    Column("kiosk", Text, nullable=False),
    Column("issued_at", Instant, nullable=False),
    Column("told_ahead", Integer, nullable=False),
    Column("told_from", Instant, nullable=False),
    Column("told_until", Instant, nullable=False),
    UniqueConstraint("hall", "day", "prefix", "n"),
    CheckConstraint("n > 0"),
    sqlite_strict=True,
)

#: `day` and `priority` repeat the ticket's, so that one index finds the heads of the queues.
leg = Table(
    "leg",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hall", Integer, nullable=False),
    Column("ticket", Integer, ForeignKey("ticket.seq"), nullable=False),
    Column("day", Day, nullable=False),
    Column("agency", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("priority", Flag, nullable=False),
    Column("state", Text, nullable=False),
    Column("counter", Text),
    Column("queued_at", Instant, nullable=False),
    Column("called_at", Instant),
    Column("serving_at", Instant),
    Column("ended_at", Instant),
    Column("calls", Integer, nullable=False),
    ForeignKeyConstraint(["hall", "service"], ["service.hall", "service.code"]),
    ForeignKeyConstraint(["hall", "counter"], ["counter.hall", "counter.name"]),
    Index("leg_ticket", "ticket"),
    sqlite_strict=True,
)

_WAITING = text("state = 'waiting'")
_AT_COUNTER = text("state IN ('called', 'serving')")

Index(
    "leg_waiting",
    leg.c.hall,
    leg.c.agency,
    leg.c.service,
    leg.c.priority,
    leg.c.id,
    sqlite_where=_WAITING,
    postgresql_where=_WAITING,
)
#: One ticket at a counter at most: the database itself refuses a second.
Index(
    "leg_at_counter",
    leg.c.hall,
    leg.c.counter,
    unique=True,
    sqlite_where=_AT_COUNTER,
    postgresql_where=_AT_COUNTER,
)

#: The journal: triggers refuse any change or removal.
event = Table(
    "event",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("hall", Integer, ForeignKey("hall.id"), nullable=False),
    Column("day", Day, nullable=False),
    Column("at", Instant, nullable=False),
    Column("action", Text, nullable=False),
    Column("ticket", Identity, nullable=False),
    Column("number", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("priority", Flag, nullable=False),
    Column("counter", Text),
    sqlite_autoincrement=True,
    sqlite_strict=True,
)

_CALLS = text("action IN ('call', 'recall')")
Index(
    "event_calls",
    event.c.hall,
    event.c.day,
    event.c.seq,
    sqlite_where=_CALLS,
    postgresql_where=_CALLS,
)

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
    Index("print_job_ticket", "ticket"),
    sqlite_strict=True,
)

_OPEN_JOBS = text("state IN ('waiting', 'sending')")
Index(
    "print_job_open",
    print_job.c.hall,
    print_job.c.spool,
    print_job.c.id,
    sqlite_where=_OPEN_JOBS,
    postgresql_where=_OPEN_JOBS,
)
