"""The board speaks: a notice that covers the boards, and how each board is."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from store import types

revision = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "notice",
        sa.Column("hall", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("since", types.Instant(), nullable=False),
        sa.Column("until_at", types.Instant()),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"]),
        sa.PrimaryKeyConstraint("hall"),
        sqlite_strict=True,
    )
    op.create_table(
        "board",
        sa.Column("hall", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("zones", sa.Text(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("behind_s", sa.Integer(), nullable=False),
        sa.Column("sound", sa.Text(), nullable=False),
        sa.Column("seen_at", types.Instant(), nullable=False),
        sa.Column("troubles", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"]),
        sa.PrimaryKeyConstraint("hall", "name"),
        sqlite_strict=True,
    )
