"""What the store is compared with: the same rows written by hand on the bare driver.

No reads, no rules, prepared parameters, the same pragmas: the least that an action can cost at this
durability. A test holds the rows of both files equal.
"""

from datetime import datetime
from functools import cache
from pathlib import Path
from sqlite3 import Connection, sqlite_version_info

from store.location import ONLY_HALL, ServerLocation, location_of
from store.postgres.engine import LOCKS
from store.postgres.engine import connect as connect_to_server
from store.sqlite.engine import choose_journal, connect
from store.types import to_micros
from ticketing import outbox
from ticketing.journal import GENESIS, link
from ticketing.lifecycle import Action, State
from ticketing.model import Leg
from ticketing.moment import event_of
from ticketing.outbox import PaperState

_KEEP_HALL = "UPDATE hall SET day = ?, seen_at = ? WHERE id = ?"
_TAKE_NUMBER = """
    INSERT INTO series (hall, day, prefix, n) VALUES (?, ?, ?, 1)
    ON CONFLICT (hall, day, prefix) DO UPDATE SET n = series.n + 1
"""
_ADD_TICKET = """
    INSERT INTO ticket (id, hall, day, prefix, n, language, priority, token, kiosk, issued_at,
                        told_ahead, told_from, told_until)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ADD_LEG = """
    INSERT INTO leg (ticket, hall, day, agency, service, priority, state, queued_at, moved_at, calls)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
"""
_ADD_EVENT = """
    INSERT INTO event (hall, day, at, action, ticket, number, service, agency, language, priority, counter,
                       reason, hash)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ADD_JOB = """
    INSERT INTO print_job (ticket, hall, spool, state, attempts, created_at, next_at, expires_at, trouble,
                           copy, printer)
    VALUES (?, ?, ?, ?, 0, ?, ?, ?, '', 0, '')
"""
_KEEP_LEG = "UPDATE leg SET state = ?, counter = ?, called_at = ?, moved_at = ?, calls = ? WHERE id = ?"
_COUNTER_CALLS = """
    UPDATE counter SET called_day = ? WHERE hall = ? AND name = ? AND called_day {is_other} ?
"""
_CALLED_IN_FILE = _COUNTER_CALLS.format(is_other="IS NOT")
_CALLED_ON_SERVER = _COUNTER_CALLS.format(is_other="IS DISTINCT FROM")
#: Outside of what is measured.
_GIVE_UP = f"UPDATE leg SET state = '{State.NO_SHOW.value}' WHERE state = '{State.CALLED.value}'"

Values = tuple[object, ...]


class Twin:
    """Repeats on a copy of a hall's file what was done in the hall.

    Args:
        path: The copy.
    """

    def __init__(self, path: Path) -> None:
        self.connection: Connection = connect(path, choose_journal(sqlite_version_info), 5.0)

    def close(self) -> None:
        """Give the connection back."""
        self.connection.close()

    @property
    def last_hash(self) -> str:
        """The end of the journal's chain, for the rows to come."""
        row = self.connection.execute("SELECT hash FROM event ORDER BY seq DESC LIMIT 1").fetchone()
        return GENESIS if row is None else str(row[0])

    def issue(self, rows: "IssueRows") -> None:
        """Write what `Hall.issue` writes."""
        execute = self.connection.execute
        execute("BEGIN IMMEDIATE")
        execute(_KEEP_HALL, rows.hall)
        execute(_TAKE_NUMBER, rows.series)
        seq = execute(_ADD_TICKET, rows.ticket).lastrowid
        execute(_ADD_LEG, (seq, *rows.leg))
        execute(_ADD_EVENT, rows.event)
        execute(_ADD_JOB, (seq, *rows.job))
        execute("COMMIT")

    def call(self, rows: "CallRows") -> None:
        """Write what `Hall.call_next` writes."""
        execute = self.connection.execute
        execute("BEGIN IMMEDIATE")
        execute(_KEEP_HALL, rows.hall)
        execute(_KEEP_LEG, rows.leg)
        execute(_ADD_EVENT, rows.event)
        execute(_CALLED_IN_FILE, rows.counter)
        execute("COMMIT")

    def give_up(self) -> int:
        """Free the counters; return how many had somebody called."""
        return self.connection.execute(_GIVE_UP).rowcount


class ServerTwin:
    """The same on a copy of a hall's database on a server: a message to begin, one for each row, one to end.

    Args:
        url: The copy.
    """

    def __init__(self, url: str) -> None:
        location = location_of(url)
        assert isinstance(location, ServerLocation)
        self.connection = connect_to_server(location, 5.0)
        self._begin = f"BEGIN; SELECT pg_advisory_xact_lock({LOCKS}, {ONLY_HALL}); NOTIFY antrean_1"

    def close(self) -> None:
        """Give the connection back."""
        self.connection.close()

    @property
    def last_hash(self) -> str:
        """The end of the journal's chain, for the rows to come."""
        found = self.connection.execute("SELECT hash FROM event ORDER BY seq DESC LIMIT 1").fetchone()
        return GENESIS if found is None else str(found[0])

    def issue(self, rows: "IssueRows") -> None:
        """Write what `Hall.issue` writes."""
        execute = self.connection.execute
        execute(self._begin.encode())
        execute(_on_server(_KEEP_HALL), rows.hall)
        execute(_on_server(_TAKE_NUMBER), rows.series)
        ((seq,),) = execute(_on_server(_ADD_TICKET) + b" RETURNING seq", rows.ticket).fetchall()
        execute(_on_server(_ADD_LEG), (seq, *rows.leg))
        execute(_on_server(_ADD_EVENT), rows.event)
        execute(_on_server(_ADD_JOB), (seq, *rows.job))
        execute(b"COMMIT")

    def call(self, rows: "CallRows") -> None:
        """Write what `Hall.call_next` writes."""
        execute = self.connection.execute
        execute(self._begin.encode())
        execute(_on_server(_KEEP_HALL), rows.hall)
        execute(_on_server(_KEEP_LEG), rows.leg)
        execute(_on_server(_ADD_EVENT), rows.event)
        execute(_on_server(_CALLED_ON_SERVER), rows.counter)
        execute(b"COMMIT")

    def give_up(self) -> int:
        """Free the counters; return how many had somebody called."""
        return self.connection.execute(_GIVE_UP.encode()).rowcount


@cache
def _on_server(statement: str) -> bytes:
    return statement.replace("?", "%s").encode()


class IssueRows:
    """The parameters of `Twin.issue`, made of the leg that the hall has issued."""

    def __init__(self, leg: Leg, last_hash: str) -> None:
        ticket = leg.ticket
        day, at = ticket.day.isoformat(), to_micros(ticket.issued_at)
        language, priority = ticket.language.value, int(ticket.priority)
        told = ticket.told
        self.hall: Values = (day, at, ONLY_HALL)
        self.series: Values = (ONLY_HALL, day, ticket.prefix)
        self.ticket: Values = (
            str(ticket.id), ONLY_HALL, day, ticket.prefix, ticket.n, language, priority, ticket.token,
            ticket.kiosk, at, told.ahead, to_micros(told.called_from), to_micros(told.called_until),
        )  # fmt: skip
        self.leg: Values = (ONLY_HALL, day, leg.agency, leg.service, priority, leg.state.value, at, at)
        self.event = _event(Action.ISSUE, leg, ticket.issued_at, last_hash)
        expires = to_micros(ticket.issued_at + outbox.LIFETIME)
        self.job: Values = (ONLY_HALL, ticket.kiosk, PaperState.WAITING.value, at, at, expires)


class CallRows:
    """The parameters of `Twin.call`, made of the leg that the hall has called, and why."""

    def __init__(self, leg: Leg, reason: str, last_hash: str) -> None:
        assert leg.called_at is not None
        day, at = leg.ticket.day.isoformat(), to_micros(leg.called_at)
        self.hall: Values = (day, at, ONLY_HALL)
        self.leg: Values = (leg.state.value, leg.counter, at, at, leg.calls, leg.id)
        self.event = _event(Action.CALL, leg, leg.called_at, last_hash, reason)
        self.counter: Values = (day, ONLY_HALL, leg.counter, day)


def _event(action: Action, leg: Leg, at: datetime, last_hash: str, reason: str = "") -> Values:
    ticket = leg.ticket
    chained = link(last_hash, event_of(action, leg, at, counter=leg.counter, reason=reason), ticket.day)
    return (
        ONLY_HALL, ticket.day.isoformat(), to_micros(at), action.value, str(ticket.id), ticket.number,
        leg.service, leg.agency, ticket.language.value, int(ticket.priority), leg.counter,
        reason, chained,
    )  # fmt: skip
