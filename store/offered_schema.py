"""The tables of what a hall offers."""

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Table, Text

from store.metadata import metadata
from store.types import Day, Flag

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
    Column("priority_run", Integer, nullable=False, server_default="0"),
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

#: Who serves what. Counters without lines in the files have all services of their agency, not `listed`.
duty = Table(
    "duty",
    metadata,
    Column("hall", Integer, nullable=False),
    Column("counter", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("preference", Integer, nullable=False),
    Column("helps_after_min", Integer),
    Column("listed", Flag, nullable=False),
    Column("position", Integer, nullable=False),
    PrimaryKeyConstraint("hall", "counter", "service"),
    ForeignKeyConstraint(["hall", "counter"], ["counter.hall", "counter.name"]),
    ForeignKeyConstraint(["hall", "service"], ["service.hall", "service.code"]),
    sqlite_strict=True,
)

#: Parts of the catalogue that are read as a whole; see `store.documents`.
document = Table(
    "document",
    metadata,
    Column("hall", Integer, ForeignKey("hall.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("body", Text, nullable=False),
    PrimaryKeyConstraint("hall", "name"),
    sqlite_strict=True,
)

TABLES = (agency, service, counter, duty, document)
