"""The invariants of the queue state, tested on what is stored.

I1 no two tickets share (prefix, day, n) · I2 n runs 1..max without a gap · I3 every ticket of the
journal exists, and every ticket is in the journal · I4 every number on paper was given · I5 a ticket
is with one counter at most, a counter with one ticket at most · I6 every transition is legal and
times do not run backwards · I7 the journal's chain holds · I8 the file is sound and its tables are
the program's · I9 no number has two originals on paper · I10 a call is announced once, a recall again ·
I11 the sums of the tickets are those of the journal · I12 nothing personal is stored of a visitor ·
I13 no more was learnt of a day than its journal has.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from store import event_rows, migrate
from store.event_rows import COLUMNS
from ticketing import journal, lifecycle
from ticketing.errors import Fault
from ticketing.journal import Anchor
from ticketing.lifecycle import Action, State

# What is said otherwise by each kind of database. A file may have an index that lies: rows are read.
_IN_FILE = {"scan": " NOT INDEXED", "has_eight_digits": f"GLOB '*{'[0-9]' * 8}*'", "given": "?"}
_ON_SERVER = {"scan": "", "has_eight_digits": "~ '[0-9]{8}'", "given": "%s"}

_REPEATED = """
    SELECT prefix, n, day, count(*) FROM ticket{scan}
    GROUP BY hall, day, prefix, n HAVING count(*) > 1
"""
_GAPS = """
    SELECT s.prefix, s.day, s.n, count(t.n), coalesce(max(t.n), 0)
    FROM series AS s
    LEFT JOIN ticket AS t
        ON t.hall = s.hall AND t.day = s.day AND t.prefix = s.prefix AND t.block IS NULL
    GROUP BY s.hall, s.day, s.prefix HAVING count(t.n) <> s.n OR max(t.n) <> s.n
"""
_NO_SERIES = """
    SELECT DISTINCT t.prefix, t.day FROM ticket AS t
    LEFT JOIN series AS s ON s.hall = t.hall AND s.day = t.day AND s.prefix = t.prefix
    WHERE s.n IS NULL AND t.block IS NULL
"""
# A kiosk gives the numbers of its block one after the other, and they are handed in in that order.
_BLOCK_GAPS = """
    SELECT prefix, day, block, min(n), max(n), count(*) FROM ticket
    WHERE block IS NOT NULL GROUP BY hall, day, prefix, block
    HAVING max(n) - min(n) + 1 <> count(*) OR min(n) < block
"""
_NOT_STORED = """
    SELECT e.number, e.day FROM event AS e LEFT JOIN ticket AS t ON t.id = e.ticket
    WHERE e.ticket IS NOT NULL AND (t.id IS NULL OR t.seq NOT IN (SELECT ticket FROM leg))
"""
_NOT_WRITTEN = """
    SELECT t.prefix || t.n, t.day FROM ticket AS t
    WHERE t.id NOT IN (SELECT ticket FROM event WHERE action = 'issue' AND ticket IS NOT NULL)
"""
_PAPER_OF_NOTHING = """
    SELECT t.prefix || t.n, t.day FROM print_job AS j JOIN ticket AS t ON t.seq = j.ticket
    WHERE t.id NOT IN (SELECT ticket FROM event WHERE action = 'issue' AND ticket IS NOT NULL)
"""
_ORIGINALS = """
    SELECT t.prefix || t.n, t.day, count(*) FROM print_job AS j JOIN ticket AS t ON t.seq = j.ticket
    WHERE j.copy = 0 GROUP BY t.seq HAVING count(*) > 1
    UNION ALL
    SELECT t.prefix || t.n, t.day, count(*) FROM print_job AS j JOIN ticket AS t ON t.seq = j.ticket
    WHERE j.copy > 0 GROUP BY t.seq, j.copy HAVING count(*) > 1
"""
_CALLS = """
    SELECT t.prefix || t.n, t.day, l.calls, count(e.seq)
    FROM leg AS l
    JOIN ticket AS t ON t.seq = l.ticket
    JOIN (
        SELECT ticket, position, max(seq) AS seq FROM event
        WHERE action IN ('issue', 'advance', 'transfer', 'return') GROUP BY ticket, position
    ) AS queued ON queued.ticket = t.id AND queued.position = l.position
    LEFT JOIN event AS e
        ON e.ticket = t.id AND e.position = l.position AND e.seq > queued.seq
        AND e.action IN ('call', 'recall')
    GROUP BY l.id, t.seq HAVING count(e.seq) <> l.calls
"""
_SUMS = """
    SELECT day, word, sum(stored), sum(told) FROM (
        SELECT day, state AS word, count(*) AS stored, 0 AS told FROM leg{scan}
        WHERE state IN ('completed', 'cancelled', 'expired') GROUP BY day, state
        UNION ALL
        SELECT t.day, CASE e.action
            WHEN 'complete' THEN 'completed' WHEN 'cancel' THEN 'cancelled' ELSE 'expired' END, 0, count(*)
        FROM event AS e JOIN ticket AS t ON t.id = e.ticket
        WHERE e.action IN ('complete', 'cancel', 'expire') GROUP BY t.day, e.action
        UNION ALL
        SELECT day, 'issued', count(*), 0 FROM ticket{scan} GROUP BY day
        UNION ALL
        SELECT t.day, 'issued', 0, count(*) FROM event AS e JOIN ticket AS t ON t.id = e.ticket
        WHERE e.action = 'issue' GROUP BY t.day
    ) AS each GROUP BY day, word HAVING sum(stored) <> sum(told)
"""
# What a lesson says in full depends on what the hall offered when it was drawn.
_LEARNT = """
    SELECT l.day, sum(l.n), coalesce(min(e.n), 0) FROM lesson AS l
    LEFT JOIN (
        SELECT hall, day, count(*) AS n FROM event WHERE action = 'call' GROUP BY hall, day
    ) AS e ON e.hall = l.hall AND e.day = l.day
    WHERE l.kind = 'stay' GROUP BY l.hall, l.day HAVING sum(l.n) > coalesce(min(e.n), 0)
"""
# Eight digits in a row: a telephone, a date of birth, or the sixteen of an identity number.
_PERSONAL = """
    SELECT 'event ' || seq FROM event WHERE reason {has_eight_digits} OR length(reason) > 200
    UNION ALL
    SELECT 'presence ' || counter FROM presence WHERE reason {has_eight_digits} OR length(reason) > 200
    UNION ALL
    SELECT 'closure ' || id FROM closure WHERE reason {has_eight_digits} OR length(reason) > 200
"""
_SHARED = """
    SELECT 'counter ' || coalesce(counter, '?'), count(*) FROM leg{scan}
    WHERE state IN ('called', 'serving') GROUP BY hall, counter HAVING count(*) > 1 OR counter IS NULL
    UNION ALL
    SELECT 'ticket ' || ticket, count(*) FROM leg{scan}
    WHERE state IN ('called', 'serving', 'waiting', 'held') GROUP BY ticket HAVING count(*) > 1
"""
_STEPS = """
    SELECT before, action, min(number), count(*) FROM (
        SELECT action, number, lag(action) OVER (PARTITION BY ticket, position ORDER BY seq) AS before
        FROM event WHERE ticket IS NOT NULL AND action NOT IN ('demote', 'reprint')
    ) AS steps GROUP BY before, action
"""
_BACKWARDS = """
    SELECT number, day FROM (
        SELECT number, day, at, lag(at) OVER (PARTITION BY ticket ORDER BY seq) AS before
        FROM event WHERE ticket IS NOT NULL
    ) AS times WHERE at < before
"""
_LAST_STEPS = """
    SELECT t.prefix || t.n, l.state, e.action
    FROM (
        SELECT ticket, position, max(seq) AS seq FROM event
        WHERE ticket IS NOT NULL AND action NOT IN ('demote', 'reprint') GROUP BY ticket, position
    ) AS latest
    JOIN event AS e ON e.seq = latest.seq
    JOIN ticket AS t ON t.id = latest.ticket
    JOIN leg AS l ON l.ticket = t.seq AND l.position = latest.position
"""
_LINES = f"SELECT {', '.join(COLUMNS)}, day, hash FROM event WHERE hall = {{given}} ORDER BY seq"
_ANCHORS = "SELECT day, seq, hash FROM anchor WHERE hall = {given}"


def faults(connection: Connection) -> Sequence[Fault]:
    """List every broken invariant; an empty list means that all hold."""
    unsound = list(_sound(connection))
    return unsound or [
        *_numbers(connection),
        *_journal(connection),
        *_counters(connection),
        *_lives(connection),
        *_chain(connection),
        *_papers(connection),
        *_calls(connection),
        *_sums(connection),
        *_personal(connection),
        *_learnt(connection),
    ]


def _ask(connection: Connection, question: str, *given: object) -> Iterable[Any]:
    """Ask in the words of the kind of database."""
    words = _IN_FILE if connection.dialect.name == "sqlite" else _ON_SERVER
    return connection.exec_driver_sql(question.format(**words), given)


def _sound(connection: Connection) -> Iterator[Fault]:
    """Test the file itself; a server tests its own with every page it reads."""
    if connection.dialect.name == "sqlite":
        for (told,) in connection.exec_driver_sql("PRAGMA integrity_check(5)"):
            if told != "ok":
                yield Fault("I8", 0, "file_damaged", told)
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield Fault("I8", 0, "row_without_parent", f"{row[0]} {row[1]} → {row[2]}")
    found = migrate.revision(connection)
    if found != migrate.HEAD:
        yield Fault("I8", 0, "other_tables", f"{found} ≠ {migrate.HEAD}")


def _numbers(connection: Connection) -> Iterator[Fault]:
    for prefix, n, day, count in _ask(connection, _REPEATED):
        yield Fault("I1", 0, "number_repeated", f"{prefix}{n:03d} {day} ×{count}")
    for prefix, day, n, count, highest in _ask(connection, _GAPS):
        yield Fault("I2", 0, "series_has_gap", f"{prefix} {day}: {n} ≠ {count} (≤ {highest})")
    for prefix, day, block, first, last, count in _ask(connection, _BLOCK_GAPS):
        yield Fault("I2", 0, "block_has_gap", f"{prefix} {day} {block}: {count} ≠ {first}–{last}")
    for prefix, day in _ask(connection, _NO_SERIES):
        yield Fault("I2", 0, "series_missing", f"{prefix} {day}")


def _journal(connection: Connection) -> Iterator[Fault]:
    for number, day in _ask(connection, _NOT_STORED):
        yield Fault("I3", 0, "ticket_missing", f"{number} {day}")
    for number, day in _ask(connection, _NOT_WRITTEN):
        yield Fault("I3", 0, "issue_not_in_journal", f"{number} {day}")


def _counters(connection: Connection) -> Iterator[Fault]:
    for what, count in _ask(connection, _SHARED):
        yield Fault("I5", 0, "held_twice", f"{what} ×{count}")


def _lives(connection: Connection) -> Iterator[Fault]:
    """Each action leads to one state only, so the action before tells the state before."""
    leads_to: dict[str | None, State | None] = {None: None}
    leads_to.update({step.action.value: step.target for step in lifecycle.TRANSITIONS})
    for before, action, number, count in _ask(connection, _STEPS):
        known = action in leads_to and before in leads_to
        if not known or lifecycle.target(Action(action), leads_to[before]) is None:
            yield Fault("I6", 0, "illegal_step", f"{number}: {before or '-'} → {action} ×{count}")
    for number, day in _ask(connection, _BACKWARDS):
        yield Fault("I6", 0, "time_runs_back", f"{number} {day}")
    for number, state, action in _ask(connection, _LAST_STEPS):
        if leads_to.get(action) != state:
            yield Fault("I6", 0, "state_not_in_journal", f"{number}: {state} ≠ {action}")


def _chain(connection: Connection) -> Iterator[Fault]:
    """Compute every hash anew, hall by hall."""
    for (hall,) in connection.exec_driver_sql("SELECT id FROM hall").fetchall():
        lines = map(event_rows.driver_line, _ask(connection, _LINES, hall))
        anchors = [
            Anchor(date.fromisoformat(day), seq, kept) for day, seq, kept in _ask(connection, _ANCHORS, hall)
        ]
        seq = journal.broken(lines, anchors)
        if seq is not None:
            yield Fault("I7", 0, "chain_broken", str(seq))


def _papers(connection: Connection) -> Iterator[Fault]:
    for number, day in _ask(connection, _PAPER_OF_NOTHING):
        yield Fault("I4", 0, "paper_without_number", f"{number} {day}")
    for number, day, count in _ask(connection, _ORIGINALS):
        yield Fault("I9", 0, "two_originals", f"{number} {day} ×{count}")


def _calls(connection: Connection) -> Iterator[Fault]:
    """The journal is what is announced: one line is one announcement."""
    for number, day, stored, told in _ask(connection, _CALLS):
        yield Fault("I10", 0, "calls_differ", f"{number} {day}: {stored} ≠ {told}")


def _sums(connection: Connection) -> Iterator[Fault]:
    for day, word, stored, told in _ask(connection, _SUMS):
        yield Fault("I11", 0, "sums_differ", f"{day} {word}: {stored} ≠ {told}")


def _personal(connection: Connection) -> Iterator[Fault]:
    for (where,) in _ask(connection, _PERSONAL):
        yield Fault("I12", 0, "looks_personal", where)


def _learnt(connection: Connection) -> Iterator[Fault]:
    """Each stay that was learnt from began with a call."""
    for day, stays, calls in _ask(connection, _LEARNT):
        yield Fault("I13", 0, "learnt_too_much", f"{day}: {stays} > {calls}")
