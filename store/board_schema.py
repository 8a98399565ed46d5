"""The tables of the hall boards: the notice that covers them, and how each of them is."""

from sqlalchemy import Column, ForeignKey, Integer, PrimaryKeyConstraint, Table, Text

from store.metadata import metadata
from store.types import Instant

#: One notice at most; its history stands in the journal.
notice = Table(
    "notice",
    metadata,
    Column("hall", Integer, ForeignKey("hall.id"), primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("since", Instant, nullable=False),
    Column("until_at", Instant),
    sqlite_strict=True,
)

#: `zones` and `troubles` are JSON lists of texts.
board = Table(
    "board",
    metadata,
    Column("hall", Integer, ForeignKey("hall.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("zones", Text, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("behind_s", Integer, nullable=False),
    Column("sound", Text, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("troubles", Text, nullable=False),
    PrimaryKeyConstraint("hall", "name"),
    sqlite_strict=True,
)

TABLES = (notice, board)
