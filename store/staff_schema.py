"""The tables of who works in the hall, and of what they have closed."""

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Table, Text

from store.metadata import metadata
from store.types import KEY, Flag, Instant

staff = Table(
    "staff",
    metadata,
    Column("hall", Integer, ForeignKey("hall.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("pin_hash", Text, nullable=False),
    Column("is_active", Flag, nullable=False),
    PrimaryKeyConstraint("hall", "name"),
    sqlite_strict=True,
)

#: Failed tries at a PIN, by the name that was tried and by the terminal it was tried at.
attempts = Table(
    "attempts",
    metadata,
    Column("hall", Integer, ForeignKey("hall.id"), nullable=False),
    Column("who", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("retry_at", Instant),
    PrimaryKeyConstraint("hall", "who"),
    sqlite_strict=True,
)

presence = Table(
    "presence",
    metadata,
    Column("hall", Integer, nullable=False),
    Column("counter", Text, nullable=False),
    Column("staff", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("since", Instant),
    Column("until_at", Instant),
    PrimaryKeyConstraint("hall", "counter"),
    ForeignKeyConstraint(["hall", "counter"], ["counter.hall", "counter.name"]),
    sqlite_strict=True,
)

closure = Table(
    "closure",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("hall", Integer, ForeignKey("hall.id"), nullable=False),
    Column("agency", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("since", Instant, nullable=False),
    Column("until_at", Instant),
    Column("reason", Text, nullable=False),
    sqlite_strict=True,
)

TABLES = (staff, attempts, presence, closure)
