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
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from store import board_schema, lesson_schema, offered_schema, paper_schema, staff_schema
from store.metadata import metadata
from store.types import KEY, Day, Flag, Identity, Instant

#: All tables of one hall; the others stand in modules of their own.
TABLES = (
    *offered_schema.TABLES,
    *staff_schema.TABLES,
    *paper_schema.TABLES,
    *board_schema.TABLES,
    *lesson_schema.TABLES,
)

hall = Table(
    "hall",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("timezone", Text, nullable=False),
    Column("rehearsal", Flag, nullable=False),
    Column("day", Day),
    Column("seen_at", Instant),
    Column("catalogue_version", Integer, nullable=False),
    sqlite_strict=True,
)

#: `n` counts the numbers of the hall's series; `leased` those of its own block that a kiosk gave alone.
series = Table(
    "series",
    metadata,
    Column("hall", Integer, nullable=False),
    Column("day", Day, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("n", Integer, nullable=False),
    Column("leased", Integer, nullable=False, server_default="0"),
    PrimaryKeyConstraint("hall", "day", "prefix"),
    sqlite_strict=True,
)

ticket = Table(
    "ticket",
    metadata,
    Column("seq", KEY, primary_key=True),
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
    Column("channel", Text, nullable=False, server_default="walk_in"),
    Column("errand", Text, nullable=False, server_default=""),
    Column("plan", Text, nullable=False, server_default="[]"),
    Column("block", Integer),
    Column("handed_in_at", Instant),
    UniqueConstraint("hall", "day", "prefix", "n"),
    CheckConstraint("n > 0"),
    sqlite_strict=True,
)

#: `day` and `priority` repeat the ticket's, so that one index finds the heads of the queues.
leg = Table(
    "leg",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("hall", Integer, nullable=False),
    Column("ticket", KEY, ForeignKey("ticket.seq"), nullable=False),
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
    Column("position", Integer, nullable=False, server_default="1"),
    Column("for_counter", Text),
    Column("moved_at", Instant),
    ForeignKeyConstraint(["hall", "service"], ["service.hall", "service.code"]),
    ForeignKeyConstraint(["hall", "counter"], ["counter.hall", "counter.name"]),
    Index("leg_ticket", "ticket"),
    sqlite_strict=True,
)

_NOT_HANDED_IN = text("block IS NOT NULL AND handed_in_at IS NULL")
Index(
    "ticket_not_handed_in",
    ticket.c.hall,
    ticket.c.seq,
    sqlite_where=_NOT_HANDED_IN,
    postgresql_where=_NOT_HANDED_IN,
)

#: Blocks of numbers that kiosks hold; see `ticketing.lease`.
lease = Table(
    "lease",
    metadata,
    Column("hall", Integer, ForeignKey("hall.id"), nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("holder", Identity, nullable=False),
    Column("kiosk", Text, nullable=False),
    Column("until", Day, nullable=False),
    PrimaryKeyConstraint("hall", "first"),
    sqlite_strict=True,
)

_WAITING = text("state = 'waiting'")
_BOUND = text("state = 'waiting' AND for_counter IS NOT NULL")
_HELD = text("state = 'held'")
_GIVEN_UP = text("state = 'no_show'")
_AT_COUNTER = text("state IN ('called', 'serving')")
_GOING = text("state IN ('waiting', 'called', 'serving', 'held')")
# The same in words that no question uses: a server that believes that nobody waits, because nobody did
# when it last looked, would else read all of this index in the place of `leg_waiting`.
_IS_GOING = text("(state || '') IN ('waiting', 'called', 'serving', 'held')")

Index(
    "leg_waiting",
    leg.c.hall,
    leg.c.agency,
    leg.c.service,
    leg.c.for_counter,
    leg.c.priority,
    leg.c.queued_at,
    leg.c.id,
    sqlite_where=_WAITING,
    postgresql_where=_WAITING,
)
Index(
    "leg_bound",
    leg.c.hall,
    leg.c.for_counter,
    leg.c.priority,
    leg.c.queued_at,
    leg.c.id,
    sqlite_where=_BOUND,
    postgresql_where=_BOUND,
)
Index("leg_held", leg.c.hall, leg.c.counter, sqlite_where=_HELD, postgresql_where=_HELD)
Index("leg_given_up", leg.c.hall, leg.c.day, leg.c.agency, sqlite_where=_GIVEN_UP, postgresql_where=_GIVEN_UP)
#: A visitor is in one place at a time: of a ticket's legs one is going on at most.
Index("leg_going", leg.c.ticket, unique=True, sqlite_where=_GOING, postgresql_where=_IS_GOING)
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
    Column("seq", KEY, primary_key=True),
    Column("hall", Integer, ForeignKey("hall.id"), nullable=False),
    Column("day", Day, nullable=False),
    Column("at", Instant, nullable=False),
    Column("action", Text, nullable=False),
    Column("ticket", Identity),
    Column("number", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("priority", Flag, nullable=False),
    Column("counter", Text),
    Column("position", Integer, nullable=False, server_default="1"),
    Column("reason", Text, nullable=False, server_default=""),
    Column("staff", Text, nullable=False, server_default=""),
    Column("hash", Text, nullable=False, server_default=""),
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

#: On a server a hall's rows lie among those of others; in a file the order of the key is that of the hall.
Index("event_of_hall", event.c.hall, event.c.seq).ddl_if(dialect="postgresql")
Index("leg_of_hall", leg.c.hall, leg.c.id).ddl_if(dialect="postgresql")

anchor = Table(
    "anchor",
    metadata,
    Column("hall", Integer, ForeignKey("hall.id"), nullable=False),
    Column("day", Day, nullable=False),
    Column("seq", KEY, nullable=False),
    Column("hash", Text, nullable=False),
    PrimaryKeyConstraint("hall", "seq"),
    sqlite_strict=True,
)
