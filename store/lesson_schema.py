"""The table of what past days taught."""

from sqlalchemy import Column, ForeignKey, Integer, PrimaryKeyConstraint, Table, Text

from store.metadata import metadata
from store.types import MINUTES, Day

#: Sums of a day, one row for each thing that was counted; see `store.lesson_rows` for the kinds.
lesson = Table(
    "lesson",
    metadata,
    Column("hall", Integer, ForeignKey("hall.id"), nullable=False),
    Column("day", Day, nullable=False),
    Column("kind", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("n", Integer, nullable=False),
    Column("minutes", MINUTES, nullable=False),
    PrimaryKeyConstraint("hall", "day", "kind", "agency", "what"),
    sqlite_strict=True,
)

TABLES = (lesson,)
