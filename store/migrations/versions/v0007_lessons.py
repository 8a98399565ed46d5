"""What past days taught of stays and breaks. The days before are learnt when the store is opened next."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from store import types

revision = "0007"
down_revision: str | None = "0006"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the table of lessons."""
    op.create_table(
        "lesson",
        sa.Column("hall", sa.Integer(), nullable=False),
        sa.Column("day", types.Day(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("minutes", types.MINUTES, nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"]),
        sa.PrimaryKeyConstraint("hall", "day", "kind", "agency", "what"),
        sqlite_strict=True,
    )
