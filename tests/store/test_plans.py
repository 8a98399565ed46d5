"""Each question goes by the index that was made for it, however many tickets there have been."""

import sqlite3
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy.dialects import sqlite

from store import entry_rows, papers, queries
from store.prepared import Prepared
from store.store import open_store

EXPECTED = {
    "HEADS": ["leg_waiting", "leg_waiting", "leg_bound", "leg_bound"],
    "FIRST_WAITING": ["leg_waiting"],
    "LOAD": ["leg_waiting"],
    "WAITING": ["leg_waiting"],
    "WAITING_TALLY": ["leg_waiting"],
    "SERVING_TALLY": ["leg_at_counter"],
    "ABANDONED": ["leg_at_counter"],
    "AT_COUNTER_NOW": ["leg_at_counter"],
    "HELD": ["leg_held"],
    "GIVEN_UP": ["leg_given_up"],
    "UNFINISHED": ["leg_waiting"],
    "RECENT_CALLS": ["event_calls"],
    "ISSUED": ["sqlite_autoindex_ticket_1"],
}


PAPERS_EXPECTED = {
    "OPEN_JOBS": ["print_job_open"],
    "PAPER": ["print_job_ticket", "print_job_checklist"],
    "PAPER_OF_CHECKLIST": ["print_job_checklist"],
    "PAPERS_OF": ["print_job_ticket"],
}


@pytest.fixture
def connection(tmp_path: Path) -> sqlite3.Connection:
    path = tmp_path / "hall.db"
    open_store(str(path)).close()
    return sqlite3.connect(path)


def plans(connection: sqlite3.Connection, name: str, module: ModuleType = queries) -> list[str]:
    query: Any = getattr(module, name)
    found = []
    for one in query if isinstance(query, tuple) else (query,):
        compiled = Prepared(one).on(sqlite.dialect())
        rows = connection.execute(
            f"EXPLAIN QUERY PLAN {compiled.text}", [None] * len(compiled.parameters)
        ).fetchall()
        found.append(" | ".join(row[3] for row in rows))
    return found


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_question_uses_its_index_and_scans_no_legs_or_events(
    connection: sqlite3.Connection, name: str
) -> None:
    for plan, index in zip(plans(connection, name), EXPECTED[name], strict=True):
        assert f"USING INDEX {index}" in plan
        assert "SCAN leg" not in plan
        assert "SCAN event" not in plan
    connection.close()


@pytest.mark.parametrize("name", ["ENTRIES_OF_DAY", "ENTRIES_SINCE"])
def test_what_is_new_in_the_journal_is_read_by_its_key_and_each_ticket_looked_up(
    connection: sqlite3.Connection, name: str
) -> None:
    (plan,) = plans(connection, name, entry_rows)
    assert "SEARCH event USING INTEGER PRIMARY KEY (rowid>?)" in plan
    assert "USING INDEX sqlite_autoindex_ticket" in plan
    assert "USING INDEX leg_ticket" in plan
    assert "SCAN event" not in plan
    assert "SCAN leg" not in plan
    assert "SCAN ticket" not in plan
    connection.close()


@pytest.mark.parametrize("name", sorted(PAPERS_EXPECTED))
def test_a_question_about_papers_uses_its_indexes_and_scans_no_papers(
    connection: sqlite3.Connection, name: str
) -> None:
    (plan,) = plans(connection, name, papers)
    for index in PAPERS_EXPECTED[name]:
        assert f"USING INDEX {index}" in plan
    assert "SCAN" not in plan
    connection.close()


@pytest.mark.parametrize("name", ["HEADS", "LAST_LINE"])
def test_a_head_and_the_journals_end_are_found_without_sorting(
    connection: sqlite3.Connection, name: str
) -> None:
    assert not any("TEMP B-TREE" in plan for plan in plans(connection, name))
    connection.close()


#: Tickets for one service, then for another; only what the question reads is true to life.
_OLD_LEGS = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
    INSERT INTO leg (hall, ticket, day, agency, service, priority, state, queued_at, calls)
    SELECT 1, i, '2026-11-24', 'A', ?, 0, 'completed', 0, 1 FROM n
"""


def steps_of_popular(connection: sqlite3.Connection) -> tuple[list[tuple[str, int]], int]:
    """Ask what is popular; count what the database did for it, in tens of instructions."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    compiled = Prepared(queries.POPULAR).on(sqlite.dialect())
    known = {**compiled.fixed, "hall": 1, "limit": 9}
    connection.set_progress_handler(count, 10)
    found = connection.execute(compiled.text, [known[name] for name, _ in compiled.parameters]).fetchall()
    connection.set_progress_handler(None, 0)
    return found, steps


def test_what_is_popular_costs_the_same_however_many_tickets_there_have_been(
    connection: sqlite3.Connection,
) -> None:
    for code in ("OLD", "NEW"):
        connection.execute(
            "INSERT INTO service (hall, code, agency, name_id, name_en, name_su, minutes, documents,"
            " position, offered) VALUES (1, ?, 'A', '', '', '', 5, '[]', 1, 1)",
            (code,),
        )
    connection.execute(_OLD_LEGS, (3000, "OLD"))
    connection.execute(_OLD_LEGS, (1500, "NEW"))
    few = steps_of_popular(connection)
    assert few[0] == [("NEW", 1500), ("OLD", 500)]
    connection.execute("DELETE FROM leg")
    connection.execute(_OLD_LEGS, (30_000, "OLD"))
    connection.execute(_OLD_LEGS, (1500, "NEW"))
    assert steps_of_popular(connection) == few
    connection.close()
