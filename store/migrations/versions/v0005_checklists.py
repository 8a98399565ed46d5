"""Papers without a number: lists of what to bring."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from store import types

revision = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_OPEN = sa.text("state IN ('waiting', 'sending')")
_KEPT = (
    "id", "hall", "ticket", "spool", "state", "attempts", "created_at", "next_at", "expires_at", "trouble",
    "copy", "printer",
)  # fmt: skip


def upgrade() -> None:
    """Make the table of checklists; let a paper be of one of them in place of a ticket.

    SQLite cannot take NOT NULL off a column: the outbox is made anew, with all that is in it.
    """
    op.create_table(
        "checklist",
        sa.Column("seq", types.KEY, nullable=False),
        sa.Column("id", types.Identity(), nullable=False),
        sa.Column("hall", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"]),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
        sqlite_strict=True,
    )
    # By its own name from the start: a rename would leave the names of its parts behind.
    op.execute("CREATE TEMPORARY TABLE kept_job AS SELECT * FROM print_job")
    op.drop_table("print_job")
    _make_outbox()
    names = ", ".join(_KEPT)
    op.execute(f"INSERT INTO print_job ({names}) SELECT {names} FROM kept_job ORDER BY id")
    op.execute("DROP TABLE kept_job")


def _make_outbox() -> None:
    op.create_table(
        "print_job",
        sa.Column("id", types.KEY, nullable=False),
        sa.Column("hall", sa.Integer(), nullable=False),
        sa.Column("ticket", types.KEY),
        sa.Column("spool", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.Column("next_at", types.Instant(), nullable=False),
        sa.Column("expires_at", types.Instant(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("printer", sa.Text(), nullable=False, server_default=""),
        sa.Column("checklist", types.KEY),
        sa.CheckConstraint("(ticket IS NULL) <> (checklist IS NULL)"),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"]),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.seq"]),
        sa.ForeignKeyConstraint(["checklist"], ["checklist.seq"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(
        "print_job_open",
        "print_job",
        ["hall", "spool", "id"],
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("print_job_of_hall", "print_job", ["hall", "id"])
    op.create_index("print_job_ticket", "print_job", ["ticket"])
    op.create_index("print_job_checklist", "print_job", ["checklist"], unique=True)
