"""The first tables: hall, catalogue, series, tickets, legs, journal and print jobs."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from store import types
from store.migrations.append_only import protect

revision = "0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_CALLS = sa.text("action IN ('call', 'recall')")
_OPEN = sa.text("state IN ('waiting', 'sending')")
_AT_COUNTER = sa.text("state IN ('called', 'serving')")
_WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    """Make every table, and the triggers that keep the journal append-only."""
    op.create_table(
        "hall",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("rehearsal", types.Flag(), nullable=False),
        sa.Column("day", types.Day(), nullable=True),
        sa.Column("seen_at", types.Instant(), nullable=True),
        sa.Column("catalogue_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "series",
        sa.Column("hall", sa.Integer(), nullable=False),
        sa.Column("day", types.Day(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "day", "prefix"),
        sqlite_strict=True,
    )
    op.create_table(
        "agency",
        sa.Column("hall", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name_id", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_su", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("counters", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("offered", types.Flag(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall"],
            ["hall.id"],
        ),
        sa.PrimaryKeyConstraint("hall", "code"),
        sqlite_strict=True,
    )
    op.create_table(
        "event",
        sa.Column("seq", types.KEY, nullable=False),
        sa.Column("hall", sa.Integer(), nullable=False),
        sa.Column("day", types.Day(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("ticket", types.Identity(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("priority", types.Flag(), nullable=False),
        sa.Column("counter", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["hall"],
            ["hall.id"],
        ),
        sa.PrimaryKeyConstraint("seq"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "event_calls",
        "event",
        ["hall", "day", "seq"],
        unique=False,
        sqlite_where=_CALLS,
        postgresql_where=_CALLS,
    )
    op.create_table(
        "ticket",
        sa.Column("seq", types.KEY, nullable=False),
        sa.Column("id", types.Identity(), nullable=False),
        sa.Column("hall", sa.Integer(), nullable=False),
        sa.Column("day", types.Day(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("priority", types.Flag(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("kiosk", sa.Text(), nullable=False),
        sa.Column("issued_at", types.Instant(), nullable=False),
        sa.Column("told_ahead", sa.Integer(), nullable=False),
        sa.Column("told_from", types.Instant(), nullable=False),
        sa.Column("told_until", types.Instant(), nullable=False),
        sa.CheckConstraint("n > 0"),
        sa.ForeignKeyConstraint(
            ["hall"],
            ["hall.id"],
        ),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("hall", "day", "prefix", "n"),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("token"),
        sqlite_strict=True,
    )
    op.create_table(
        "counter",
        sa.Column("hall", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("offered", types.Flag(), nullable=False),
        sa.Column("called_day", types.Day(), nullable=True),
        sa.ForeignKeyConstraint(
            ["hall", "agency"],
            ["agency.hall", "agency.code"],
        ),
        sa.PrimaryKeyConstraint("hall", "name"),
        sqlite_strict=True,
    )
    op.create_table(
        "print_job",
        sa.Column("id", types.KEY, nullable=False),
        sa.Column("hall", sa.Integer(), nullable=False),
        sa.Column("ticket", types.KEY, nullable=False),
        sa.Column("spool", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.Column("next_at", types.Instant(), nullable=False),
        sa.Column("expires_at", types.Instant(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall"],
            ["hall.id"],
        ),
        sa.ForeignKeyConstraint(
            ["ticket"],
            ["ticket.seq"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(
        "print_job_open",
        "print_job",
        ["hall", "spool", "id"],
        unique=False,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index("print_job_ticket", "print_job", ["ticket"], unique=False)
    op.create_table(
        "service",
        sa.Column("hall", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("name_id", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_su", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("offered", types.Flag(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall", "agency"],
            ["agency.hall", "agency.code"],
        ),
        sa.PrimaryKeyConstraint("hall", "code"),
        sqlite_strict=True,
    )
    op.create_table(
        "leg",
        sa.Column("id", types.KEY, nullable=False),
        sa.Column("hall", sa.Integer(), nullable=False),
        sa.Column("ticket", types.KEY, nullable=False),
        sa.Column("day", types.Day(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("priority", types.Flag(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("counter", sa.Text(), nullable=True),
        sa.Column("queued_at", types.Instant(), nullable=False),
        sa.Column("called_at", types.Instant(), nullable=True),
        sa.Column("serving_at", types.Instant(), nullable=True),
        sa.Column("ended_at", types.Instant(), nullable=True),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall", "counter"],
            ["counter.hall", "counter.name"],
        ),
        sa.ForeignKeyConstraint(
            ["hall", "service"],
            ["service.hall", "service.code"],
        ),
        sa.ForeignKeyConstraint(
            ["ticket"],
            ["ticket.seq"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(
        "leg_at_counter",
        "leg",
        ["hall", "counter"],
        unique=True,
        sqlite_where=_AT_COUNTER,
        postgresql_where=_AT_COUNTER,
    )
    op.create_index("leg_ticket", "leg", ["ticket"], unique=False)
    op.create_index(
        "leg_waiting",
        "leg",
        ["hall", "agency", "service", "priority", "id"],
        unique=False,
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )
    protect("event")
