"""The whole life of a ticket: places in the queue, errands, who works where, the chained journal."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from store import types
from store.migrations.append_only import protect
from ticketing.journal import GENESIS, Anchor, link
from ticketing.lifecycle import Action
from ticketing.model import Event
from ticketing.words import Language

revision = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_WAITING = sa.text("state = 'waiting'")
_BOUND = sa.text("state = 'waiting' AND for_counter IS NOT NULL")
_HELD = sa.text("state = 'held'")
_GIVEN_UP = sa.text("state = 'no_show'")
_GOING = sa.text("state IN ('waiting', 'called', 'serving', 'held')")
_IS_GOING = sa.text("(state || '') IN ('waiting', 'called', 'serving', 'held')")  # see `store.schema`
_CALLS = sa.text("action IN ('call', 'recall')")


def upgrade() -> None:
    """Widen legs, tickets and journal; make the tables of duties, documents, staff and closures."""
    _widen()
    _make_tables()
    _remake_journal()


def _widen() -> None:
    op.add_column("service", sa.Column("priority_run", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("ticket", sa.Column("channel", sa.Text(), nullable=False, server_default="walk_in"))
    op.add_column("ticket", sa.Column("errand", sa.Text(), nullable=False, server_default=""))
    op.add_column("ticket", sa.Column("plan", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("leg", sa.Column("position", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("leg", sa.Column("for_counter", sa.Text(), nullable=True))
    op.add_column("leg", sa.Column("moved_at", types.Instant(), nullable=True))
    op.drop_index("leg_waiting", "leg")
    order = ["priority", "queued_at", "id"]
    _index("leg_waiting", "leg", ["hall", "agency", "service", "for_counter", *order], _WAITING)
    _index("leg_bound", "leg", ["hall", "for_counter", *order], _BOUND)
    _index("leg_held", "leg", ["hall", "counter"], _HELD)
    op.create_index(
        "leg_going", "leg", ["ticket"], unique=True, sqlite_where=_GOING, postgresql_where=_IS_GOING
    )
    _index("leg_given_up", "leg", ["hall", "day", "agency"], _GIVEN_UP)


def _make_tables() -> None:
    op.create_table(
        "duty",
        sa.Column("hall", sa.Integer(), nullable=False),
        sa.Column("counter", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("preference", sa.Integer(), nullable=False),
        sa.Column("helps_after_min", sa.Integer(), nullable=True),
        sa.Column("listed", types.Flag(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["hall", "counter"], ["counter.hall", "counter.name"]),
        sa.ForeignKeyConstraint(["hall", "service"], ["service.hall", "service.code"]),
        sa.PrimaryKeyConstraint("hall", "counter", "service"),
        sqlite_strict=True,
    )
    op.execute(
        """
        INSERT INTO duty (hall, counter, service, preference, listed, position)
        SELECT c.hall, c.name, s.code, 0, 0, s.position
        FROM counter AS c JOIN service AS s ON s.hall = c.hall AND s.agency = c.agency
        """
    )
    op.create_table(
        "document",
        sa.Column("hall", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"]),
        sa.PrimaryKeyConstraint("hall", "name"),
        sqlite_strict=True,
    )
    op.create_table(
        "staff",
        sa.Column("hall", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("pin_hash", sa.Text(), nullable=False),
        sa.Column("is_active", types.Flag(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"]),
        sa.PrimaryKeyConstraint("hall", "name"),
        sqlite_strict=True,
    )
    op.create_table(
        "attempts",
        sa.Column("hall", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("retry_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"]),
        sa.PrimaryKeyConstraint("hall", "who"),
        sqlite_strict=True,
    )
    op.create_table(
        "presence",
        sa.Column("hall", sa.Integer(), nullable=False),
        sa.Column("counter", sa.Text(), nullable=False),
        sa.Column("staff", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", types.Instant(), nullable=True),
        sa.Column("until_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["hall", "counter"], ["counter.hall", "counter.name"]),
        sa.PrimaryKeyConstraint("hall", "counter"),
        sqlite_strict=True,
    )
    op.create_table(
        "closure",
        sa.Column("id", types.KEY, nullable=False),
        sa.Column("hall", sa.Integer(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("since", types.Instant(), nullable=False),
        sa.Column("until_at", types.Instant(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "anchor",
        sa.Column("hall", sa.Integer(), nullable=False),
        sa.Column("day", types.Day(), nullable=False),
        sa.Column("seq", types.KEY, nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"]),
        sa.PrimaryKeyConstraint("hall", "seq"),
        sqlite_strict=True,
    )


def _remake_journal() -> None:
    """Make the journal anew with its chain; SQLite cannot lift the NOT NULL of a column."""
    is_file = op.get_bind().dialect.name == "sqlite"
    op.drop_index("event_calls", "event")
    if is_file:
        op.rename_table("event", "old_event")
    else:  # no version before this one could use a server: there is nothing on it
        op.drop_table("event")
    op.create_table(
        "event",
        sa.Column("seq", types.KEY, nullable=False),
        sa.Column("hall", sa.Integer(), nullable=False),
        sa.Column("day", types.Day(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("ticket", types.Identity(), nullable=True),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("priority", types.Flag(), nullable=False),
        sa.Column("counter", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("reason", sa.Text(), nullable=False, server_default=""),
        sa.Column("staff", sa.Text(), nullable=False, server_default=""),
        sa.Column("hash", sa.Text(), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"]),
        sa.PrimaryKeyConstraint("seq"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    if is_file:
        _chain(op.get_bind())
        for verb in ("UPDATE", "DELETE"):
            op.execute(f"DROP TRIGGER event_no_{verb.lower()}")
        op.drop_table("old_event")
    else:
        op.create_index("event_of_hall", "event", ["hall", "seq"])
        op.create_index("leg_of_hall", "leg", ["hall", "id"])
    _index("event_calls", "event", ["hall", "day", "seq"], _CALLS)
    protect("event")
    protect("anchor")


def _chain(connection: sa.Connection) -> None:
    """Copy the journal as it was, chain its lines, and anchor each day that has ended."""
    driver: Any = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    names = "seq, hall, day, at, action, ticket, number, service, agency, language, priority, counter"
    before, days = GENESIS, dict[str, Anchor]()
    for row in driver.execute(f"SELECT {names} FROM old_event ORDER BY seq").fetchall():
        event, day = _event(row), date.fromisoformat(row[2])
        before = link(before, event, day)
        driver.execute(
            f"INSERT INTO event ({names}, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, before),
        )
        days[row[2]] = Anchor(day, row[0], before)
    for hall, today in driver.execute("SELECT id, day FROM hall").fetchall():
        for day_text, anchor in days.items():
            if day_text != today:
                values = (hall, day_text, anchor.seq, anchor.hash)
                driver.execute("INSERT INTO anchor (hall, day, seq, hash) VALUES (?, ?, ?, ?)", values)


def _event(row: tuple[Any, ...]) -> Event:
    seq, _, _, at, action, ticket, number, service, agency, language, priority, counter = row
    return Event(
        at=types.from_micros(at),
        action=Action(action),
        ticket_id=UUID(ticket),
        number=number,
        service=service,
        agency=agency,
        language=Language(language),
        priority=bool(priority),
        counter=counter,
        seq=seq,
    )


def _index(name: str, table: str, columns: list[str], where: sa.TextClause, *, unique: bool = False) -> None:
    op.create_index(name, table, columns, unique=unique, sqlite_where=where, postgresql_where=where)
