"""Numbers that kiosks hold for when the server is out of reach, and what was given from them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from store import types

revision = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_NOT_HANDED_IN = sa.text("block IS NOT NULL AND handed_in_at IS NULL")


def upgrade() -> None:
    """Make the table of leases; mark tickets that a kiosk gave alone."""
    op.add_column("series", sa.Column("leased", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("ticket", sa.Column("block", sa.Integer()))
    op.add_column("ticket", sa.Column("handed_in_at", types.Instant()))
    op.create_index(
        "ticket_not_handed_in",
        "ticket",
        ["hall", "seq"],
        sqlite_where=_NOT_HANDED_IN,
        postgresql_where=_NOT_HANDED_IN,
    )
    op.create_table(
        "lease",
        sa.Column("hall", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("holder", types.Identity(), nullable=False),
        sa.Column("kiosk", sa.Text(), nullable=False),
        sa.Column("until", types.Day(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"]),
        sa.PrimaryKeyConstraint("hall", "first"),
        sqlite_strict=True,
    )
