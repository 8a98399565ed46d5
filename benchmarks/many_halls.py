"""Many halls on one server: a number, a call, the dashboard of a region, and what is too much."""

import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from benchmarks.cluster import Cluster, running
from benchmarks.conditions import SEED, scratch
from benchmarks.halls import make_hall_at, opened
from benchmarks.halls_at_work import Worked, Workforce
from benchmarks.line import lags_of_a_line
from benchmarks.ticket_cost import SCRIPTS, cost_of_a_ticket
from benchmarks.timing import percentile_ms, spread

#: The country: so many halls, so many tickets in each of them a day.
HALLS, A_DAY = 300, 1333
ACTIONS_A_S = 20
_PROCESSES = 4
_SETTINGS = {
    "wal_level": "logical",
    "max_connections": "400",
    "shared_buffers": "128MB",  # as Debian has it
}
#: Tried one after the other until the server no longer keeps up.
_RATES = (20, 50, 100, 150, 200, 300, 400, 600, 800)
_TOO_LATE_MS = 1000.0
_KEPT_UP = 0.95
#: What a dashboard shows: all halls, and the agencies of the one that somebody looks into.
_LOOK = ("SELECT * FROM region.halls_today", "SELECT * FROM region.agencies_today WHERE hall = 1")
_DASHBOARD_EVERY_S = 3.0

# What the catalogue of the first hall is in, and what others get of it.
_COPIED = ("agency", "service", "counter", "duty", "document")

#: A whole day of each hall, as bare rows: enough for whoever reads and writes beside them, not for `check`.
_DAY = """
    CREATE TEMP TABLE come AS
    SELECT hall.id AS hall, to_char(now() AT TIME ZONE hall.timezone, 'YYYY-MM-DD') AS day,
           first.agency, first.code AS service, agency.prefix, 5000 + number AS n,
           gen_random_uuid()::text AS id,
           (extract(epoch FROM now()) * 1000000)::bigint - ({a_day} - number) * 20000000 AS at
    FROM hall
    JOIN agency ON agency.hall = hall.id
    JOIN (SELECT hall, agency, min(code) AS code FROM service GROUP BY hall, agency) AS first
        ON first.hall = agency.hall AND first.agency = agency.code
    CROSS JOIN generate_series(1, {a_day} / (SELECT count(*) FROM agency WHERE hall = 1)) AS number;
    INSERT INTO ticket (id, hall, day, prefix, n, language, priority, token, kiosk, issued_at, told_ahead,
                        told_from, told_until)
    SELECT id, hall, day, prefix, n, 'id', 0, id, 'kiosk-1', at, 0, at, at FROM come;
    INSERT INTO leg (hall, ticket, day, agency, service, priority, state, queued_at, called_at, serving_at,
                     ended_at, calls)
    SELECT come.hall, ticket.seq, come.day, agency, service, 0,
           CASE come.n % 10 WHEN 0 THEN 'no_show' ELSE 'completed' END,
           at, at + 600000000, at + 630000000, at + 900000000, 1
    FROM come JOIN ticket USING (id);
    INSERT INTO event (hall, day, at, action, ticket, number, service, agency, language, priority)
    SELECT hall, day, at, action, id, prefix || n, service, agency, 'id', 0
    FROM come CROSS JOIN unnest(ARRAY['issue', 'call', 'serve', 'complete']) AS action;
    INSERT INTO print_job (hall, ticket, spool, state, attempts, created_at, next_at, expires_at, trouble)
    SELECT come.hall, ticket.seq, 'kiosk-1', 'sent', 1, at, at, at, '' FROM come JOIN ticket USING (id);
"""


def many_halls(*, quick: bool = False) -> dict[str, object]:
    """Measure numbers and calls in 300 halls of one server, 20 actions a second, while a dashboard looks on.

    Each of four processes has a quarter of the halls, with one session for each, and does what falls due
    at irregular moments: a number in four, else what comes next at a counter. The time is that from the
    moment at which an action was due. First half a minute without a past, after which `check` reads all
    halls; then every hall gets the rows of a whole day, and the figures are those beside them. At last
    the actions become more.
    """
    halls, a_day, seconds, step_s = (4, 130, 2.0, 1.0) if quick else (HALLS, A_DAY, 120.0, 15.0)
    with scratch() as folder:
        folder.chmod(0o755)  # the server is another user
        with running(_SETTINGS, folder) as cluster:
            cluster.ask("CREATE DATABASE hall")
            make_hall_at(cluster.url("hall"), folder)
            cluster.ask("CREATE DATABASE cost TEMPLATE hall")
            cost = cost_of_a_ticket(cluster, "cost", 20 if quick else 2000)
            lags_ns = lags_of_a_line(cluster, "cost", 5 if quick else 300, folder)
            multiply(cluster, "hall", halls)
            cluster.ask((SCRIPTS / "views.sql").read_text(encoding="utf-8"), "hall")
            urls = [cluster.url("hall", number) for number in range(1, halls + 1)]
            with Workforce(urls, _PROCESSES, SEED) as workforce:
                workforce.work(ACTIONS_A_S, seconds / 4)
                with closing(opened(urls[0])) as store:
                    faults = len(store.check())
                cluster.ask(_DAY.format(a_day=a_day), "hall")
                cluster.ask("ANALYZE", "hall")
                with _dashboard(cluster, 0.5 if quick else _DASHBOARD_EVERY_S) as looks_ns:
                    told = workforce.work(ACTIONS_A_S, seconds)
                steps = _ramp(workforce, step_s, _RATES[:2] if quick else _RATES)
            tickets = cluster.ask("SELECT count(*) FROM ticket", "hall")[0][0]
    kept_up = [step["rate"] for step in steps if step["kept_up"]]
    return {
        **spread(told.issues_ns),
        "call_p50_ms": percentile_ms(told.calls_ns, 50),
        "call_p99_ms": percentile_ms(told.calls_ns, 99),
        "call_max_ms": percentile_ms(told.calls_ns, 100),
        "calls": len(told.calls_ns),
        "dashboard_p50_ms": percentile_ms(looks_ns, 50),
        "dashboard_p99_ms": percentile_ms(looks_ns, 99),
        "dashboards": len(looks_ns),
        "line_p50_ms": percentile_ms(lags_ns, 50),
        "line_p99_ms": percentile_ms(lags_ns, 99),
        "lines": len(lags_ns),
        "halls": halls,
        "actions_a_s": round(told.actions / told.seconds, 1),
        "tickets_there": int(tickets),
        "faults": faults,
        "sustained_a_s": max(kept_up, default=0),
        "steps": steps,
        "ticket": cost,
    }


def multiply(cluster: Cluster, database: str, halls: int) -> None:
    """Make of one hall so many, all with its catalogue and none with its past."""
    for table in ("hall", *_COPIED):
        names = [
            str(name)
            for (name,) in cluster.ask(
                f"SELECT attname FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum > 0 "
                "AND NOT attisdropped ORDER BY attnum",
                database,
            )
        ]
        numbered = "id" if table == "hall" else "hall"
        values = ", ".join("number" if name == numbered else f"{table}.{name}" for name in names)
        cluster.ask(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} "
            f"CROSS JOIN generate_series(2, {halls}) AS number WHERE {table}.{numbered} = 1",
            database,
        )
    cluster.ask("ANALYZE", database)


@contextmanager
def _dashboard(cluster: Cluster, every_s: float) -> Iterator[list[int]]:
    """Read what a dashboard shows again and again meanwhile; how long each look took."""
    looks_ns: list[int] = []
    is_over = threading.Event()

    def look() -> None:
        with cluster.asking("hall") as ask:
            while True:
                began = time.perf_counter_ns()
                for question in _LOOK:
                    ask(question)
                looks_ns.append(time.perf_counter_ns() - began)
                if is_over.wait(every_s):
                    return

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield looks_ns
    finally:
        is_over.set()
        thread.join()


def _ramp(workforce: Workforce, seconds: float, rates: tuple[int, ...]) -> list[dict[str, float | bool]]:
    """Ask for more and more actions until numbers come too late or fewer are done than asked for."""
    steps = []
    for rate in rates:
        told = workforce.work(rate, seconds)
        steps.append(_step(rate, told, seconds))
        if not steps[-1]["kept_up"]:
            break
    return steps


def _step(rate: int, told: Worked, seconds: float) -> dict[str, float | bool]:
    issue_p99_ms, done_a_s = percentile_ms(told.issues_ns, 99), told.actions / told.seconds
    asked_a_s = told.actions / seconds
    return {
        "rate": rate,
        "done_a_s": round(done_a_s, 1),
        "issue_p50_ms": percentile_ms(told.issues_ns, 50),
        "issue_p99_ms": issue_p99_ms,
        "call_p99_ms": percentile_ms(told.calls_ns, 99),
        "kept_up": issue_p99_ms <= _TOO_LATE_MS and done_a_s >= _KEPT_UP * asked_a_s,
    }
