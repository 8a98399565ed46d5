"""Papers that can be trusted: copies, which printer took a paper, how the printers are."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from store import types

revision = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Widen the outbox; make the table of printers."""
    op.add_column("print_job", sa.Column("copy", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("print_job", sa.Column("printer", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "printer",
        sa.Column("hall", sa.Integer(), nullable=False),
        sa.Column("spool", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("readiness", sa.Text(), nullable=False),
        sa.Column("since", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"]),
        sa.PrimaryKeyConstraint("hall", "spool", "place"),
        sqlite_strict=True,
    )
