"""On a server a question of one hall goes by the index that was made for it, however many others there are."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from store import entry_rows, lease_writing, paper_writing, papers, queries, staff_writing, transaction
from store.metadata import metadata
from store.postgres import engine
from store.prepared import Prepared
from store.store import SqlStore
from tests.store.test_postgres import issue, location

_NAMED = re.compile(r"%\((\w+)\)s")
PLANS = {
    "POPULAR": "leg_of_hall",
    "LAST_LINE": "event_of_hall",
    "RECENT_CALLS": "event_calls",
    "HELD": "leg_held",
}


@pytest.mark.parametrize("name", sorted(PLANS))
def test_a_question_of_one_hall_does_not_read_the_rows_of_others(server: SqlStore, name: str) -> None:
    """Another hall has all but a few of the rows; the plan goes by the index that begins with the hall."""
    issue(server)
    with server.writing() as tx:
        run = tx._connection.exec_driver_sql
        run("INSERT INTO hall SELECT 2, name, timezone, rehearsal, day, seen_at, catalogue_version FROM hall")
        for table in ("agency", "service"):
            names = ", ".join(column.name for column in metadata.tables[table].c if column.name != "hall")
            run(f"INSERT INTO {table} (hall, {names}) SELECT 2, {names} FROM {table} WHERE hall = 1")
        run(
            "INSERT INTO ticket (id, hall, day, prefix, n, language, priority, token, kiosk, issued_at,"
            " told_ahead, told_from, told_until) SELECT 'i' || g, 2, day, prefix, g, language, priority, 't' || g,"
            " kiosk, issued_at, 0, 0, 0 FROM ticket, generate_series(1, 20000) AS g"
        )
        run(
            "INSERT INTO leg (hall, ticket, day, agency, service, priority, state, queued_at, calls)"
            " SELECT 2, seq, day, 'DUKCAPIL', 'KTP-BARU', 0, 'completed', 0, 0 FROM ticket WHERE hall = 2"
        )
        run(
            "INSERT INTO event (hall, day, at, action, number, service, agency, language, priority)"
            " SELECT 2, day, 0, 'call', '', '', '', 'id', 0 FROM ticket WHERE hall = 2"
        )
    with closing(engine.connect(location(server), 1)) as connection:
        connection.execute("ANALYZE")
        known = {"hall": 1, "day": "2026-11-24", "counter": "1", "limit": 5}
        compiled = Prepared(getattr(queries, name)).on(server.database.reader.dialect)
        given = {one: known[one] if one in known else compiled.fixed[one] for one, _ in compiled.parameters}
        plan = "\n".join(
            row[0] for row in connection.execute(f"EXPLAIN {compiled.text}".encode(), given).fetchall()
        )
    assert PLANS[name] in plan, plan
    assert "Seq Scan on event" not in plan, plan
    assert "Seq Scan on leg" not in plan, plan


def test_the_first_of_a_queue_is_looked_up_though_the_server_believes_that_nobody_waits(
    server: SqlStore,
) -> None:
    """The server looks at its rows now and then only, say at night: then all have gone home."""
    issue(server)
    _add_past(server)
    with server.writing() as tx:
        tx._connection.exec_driver_sql("UPDATE leg SET state = 'completed'")
    with closing(engine.connect(location(server), 1)) as connection:
        connection.execute("VACUUM ANALYZE leg")
        connection.execute("UPDATE leg SET state = 'waiting' WHERE id % 40 = 0")
        for question in queries.HEADS:
            compiled = Prepared(question).on(server.database.reader.dialect)
            plan = "\n".join(
                row[0]
                for row in connection.execute(
                    f"EXPLAIN {compiled.text}".encode(), {**compiled.fixed, "hall": 1, "counter": "1"}
                ).fetchall()
            )
            assert "leg_waiting" in plan or "leg_bound" in plan, plan
            assert "leg_going" not in plan, plan


@pytest.mark.parametrize("name", ["PAPER", "PAPER_OF_CHECKLIST", "PAPERS_OF"])
def test_a_paper_is_looked_up_and_not_looked_for_among_all(server: SqlStore, name: str) -> None:
    """With hardly a list of what to bring yet, a server would take all papers for papers of those."""
    issue(server)
    _add_past(server)
    with closing(engine.connect(location(server), 1)) as connection:
        connection.execute("VACUUM ANALYZE")
        compiled = Prepared(getattr(papers, name)).on(server.database.reader.dialect)
        given = {one: "i7" for one, _ in compiled.parameters}
        ((plan,),) = connection.execute(f"EXPLAIN (FORMAT JSON) {compiled.text}".encode(), given).fetchall()
    steps = list(_steps(plan[0]["Plan"]))
    read = [step for step in steps if step.get("Relation Name") == "print_job"]
    assert read
    assert all("Index Cond" in step for step in read), plan
    assert max(step["Plan Rows"] for step in steps) < 10, plan


def _add_past(server: SqlStore) -> None:
    """Leave 20,000 tickets of the days before, with legs, calls and papers."""
    with server.writing() as tx:
        run = tx._connection.exec_driver_sql
        run(
            "INSERT INTO ticket (id, hall, day, prefix, n, language, priority, token, kiosk, issued_at,"
            " told_ahead, told_from, told_until) SELECT 'i' || g, 1,"
            " (date '2026-11-23' - mod(g, 300))::text, prefix, g, language, priority,"
            " 't' || g, kiosk, issued_at, 0, 0, 0 FROM ticket, generate_series(1, 20000) AS g"
        )
        run(
            "INSERT INTO leg (hall, ticket, day, agency, service, priority, state, queued_at, calls)"
            " SELECT 1, seq, day, 'DUKCAPIL', 'KTP-BARU', 0, 'completed', 0, 0 FROM ticket WHERE id LIKE 'i%%'"
        )
        run(
            "INSERT INTO event (hall, day, at, action, ticket, number, service, agency, language, priority)"
            " SELECT 1, day, 0, 'call', id, '', '', '', 'id', 0 FROM ticket WHERE id LIKE 'i%%'"
        )
        run(
            "INSERT INTO print_job (hall, ticket, spool, state, attempts, created_at, next_at, expires_at, trouble)"
            " SELECT 1, seq, 'kiosk-1', 'sent', 1, 0, 0, 0, '' FROM ticket WHERE id LIKE 'i%%'"
        )


def test_nothing_is_read_whole_while_the_lock_is_held_whatever_the_values_will_be(server: SqlStore) -> None:
    """Plans of a writing transaction are made before its values are known."""
    issue(server)
    _add_past(server)
    dialect = server.database.reader.dialect
    modules = (transaction, paper_writing, staff_writing, lease_writing, entry_rows)
    statements = {
        name: one.on(dialect).text
        for module in modules
        for name, one in vars(module).items()
        if isinstance(one, Prepared)
    }
    assert {
        "_HEADS",
        "_ADD_EVENT",
        "_QUEUE_NO_LATER",
        "_PRESENCE",
        "_TAKE_LEASED",
        "_SINCE",
        "_OF_DAY",
    } <= statements.keys()
    with closing(engine.connect(location(server), 1)) as connection:
        connection.execute("VACUUM ANALYZE")
        connection.execute("SET plan_cache_mode = force_generic_plan")
        for name, text in statements.items():
            numbered, places = _numbered(text)
            given = f"({', '.join(['NULL'] * places)})" if places else ""
            connection.execute(f"PREPARE {name} AS {numbered}".encode())
            plan = "\n".join(
                row[0] for row in connection.execute(f"EXPLAIN EXECUTE {name}{given}".encode()).fetchall()
            )
            for table in ("leg", "event", "ticket", "print_job"):
                assert f"Seq Scan on {table} " not in plan, f"{name}\n{plan}"


def _numbered(text: str) -> tuple[str, int]:
    """Give the places of a statement numbers in place of names; tell how many there are."""
    names = list(dict.fromkeys(_NAMED.findall(text)))
    return _NAMED.sub(lambda found: f"${names.index(found[1]) + 1}", text), len(names)


def _steps(step: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield step
    for below in step.get("Plans", ()):
        yield from _steps(below)


def test_the_way_to_the_heads_of_the_queues_is_thought_about_once(server: SqlStore) -> None:
    """Thinking takes longer than going, and everybody else waits for the lock."""
    issue(server)
    for _ in range(4):
        with server.writing() as tx:
            assert len(tx.heads("1", date(2026, 11, 24))) == 1
    with server.writing() as tx:
        found = tx._connection.exec_driver_sql(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements"
            " WHERE statement LIKE '%%UNION ALL%%helps_after_min%%'"
        ).all()
    assert [tuple(one) for one in found] == [(3, 0)]
