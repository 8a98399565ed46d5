"""One server that holds all halls of a regency: what its dashboard reads, and what it may not; months and history."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest

from benchmarks.cluster import Cluster
from store.metadata import metadata
from tests.deploy.installed import DEPLOY
from tests.deploy.regions import Region, Served, refused_to, run_script

DATABASE = "regency"
#: An hour, in the microseconds of the tables.
_HOUR = 3_600_000_000


@pytest.fixture(scope="module")
def regency(cluster: Cluster) -> Iterator[tuple[Served, Served]]:
    """Two halls on one server; one has worked today, the other not yet."""
    one, other = (Served(cluster, number, DATABASE) for number in (3201, 3202))
    for _ in range(2):  # a second run changes nothing
        run_script(cluster, "views.sql", DATABASE)
    if not cluster.ask("SELECT 1 FROM pg_roles WHERE rolname = 'test_dashboard'"):
        cluster.ask("CREATE ROLE test_dashboard LOGIN IN ROLE antrean_region")
    one.give(5)
    one.work()
    yield one, other
    cluster.ask(f"DROP DATABASE {DATABASE} WITH (FORCE)")


@pytest.fixture
def region(cluster: Cluster) -> Iterator[Region]:
    """The tables that take copies, which nobody sends yet."""
    yield Region(cluster)
    cluster.ask("DROP DATABASE region WITH (FORCE)")


def read(cluster: Cluster, statement: str) -> list[tuple[Any, ...]]:
    """Ask as a dashboard does."""
    address = cluster.url(DATABASE).partition("?")[0].replace("antrean@", "test_dashboard@")
    with closing(psycopg.connect(address)) as connection, closing(connection.cursor()) as cursor:
        return cursor.execute(statement.encode()).fetchall()


def test_each_hall_has_a_line_of_today_also_before_it_opens(
    regency: tuple[Served, Served], cluster: Cluster
) -> None:
    columns = "hall, rehearsal, issued, waiting, at_counter, held, served, no_show"
    assert read(cluster, f"SELECT {columns} FROM region.halls_today ORDER BY hall") == [
        (3201, True, 5, 2, 1, 0, 1, 1),
        (3202, True, 0, 0, 0, 0, 0, 0),
    ]


def test_agencies_of_a_hall_have_a_line_each_and_their_sum_is_the_hall(
    regency: tuple[Served, Served], cluster: Cluster
) -> None:
    rows = read(
        cluster, "SELECT hall, agency, issued, served FROM region.agencies_today ORDER BY hall, agency"
    )
    with closing(regency[0].open()) as store:
        codes = sorted(agency.code for agency in store.catalogue().agencies)
    assert [row[:2] for row in rows] == [(hall, code) for hall in (3201, 3202) for code in codes]
    assert sum(row[2] for row in rows) == 5
    assert {row[1] for row in rows if row[2]} == {"DUKCAPIL"}


def test_waits_are_those_of_the_rows(regency: tuple[Served, Served], cluster: Cluster) -> None:
    legs = cluster.ask("SELECT id FROM leg WHERE called_at IS NOT NULL ORDER BY id", DATABASE)
    for (leg,), minutes in zip(legs, (2, 4, 9), strict=True):
        cluster.ask(
            f"UPDATE leg SET called_at = queued_at + {minutes * 60_000_000} WHERE id = {leg}", DATABASE
        )
    cluster.ask(f"UPDATE leg SET queued_at = queued_at - {_HOUR} WHERE state = 'waiting'", DATABASE)
    assert read(cluster, "SELECT mean_wait_s FROM region.halls_today ORDER BY hall") == [(300,), (None,)]
    ((told, waits),) = cluster.ask(
        "SELECT (SELECT longest_wait_s FROM region.halls_today WHERE hall = 3201), "
        "(SELECT round(extract(epoch FROM now()) - min(queued_at) / 1000000.0) FROM leg WHERE state = 'waiting')",
        DATABASE,
    )
    assert told == waits
    assert told >= 3600


def test_a_day_before_counts_in_its_own_day_and_not_today(
    regency: tuple[Served, Served], cluster: Cluster
) -> None:
    with closing(psycopg.connect(cluster.url(DATABASE).partition("?")[0])) as connection:
        # Undone at the end: only this transaction sees yesterday.
        connection.execute("UPDATE leg SET day = '2026-01-05' WHERE state = 'waiting'")
        today = connection.execute(
            "SELECT issued, waiting FROM region.halls_today WHERE hall = 3201"
        ).fetchone()
        days = connection.execute(
            "SELECT day, agency, issued FROM region.days ORDER BY day LIMIT 1"
        ).fetchone()
        connection.rollback()
    assert today == (3, 0)
    assert days == ("2026-01-05", "DUKCAPIL", 2)


def test_views_have_nothing_personal_and_no_tokens(regency: tuple[Served, Served], cluster: Cluster) -> None:
    columns = cluster.ask(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'region'", DATABASE
    )
    allowed = {
        *("hall", "name", "timezone", "rehearsal", "today", "last_action", "day"),
        *("agency", "name_id", "name_en", "name_su"),
        *("issued", "waiting", "at_counter", "held", "served", "no_show", "cancelled", "left_over", "called"),
        *("longest_wait_s", "mean_wait_s", "mean_service_s"),
    }
    assert {name for (name,) in columns} == allowed


FORBIDDEN = (
    *(f"SELECT * FROM public.{table}" for table in sorted(metadata.tables)),
    "SELECT token FROM public.ticket",
    "SELECT count(*) FROM public.leg",
    "UPDATE public.leg SET state = 'x'",
    "INSERT INTO region.history VALUES (1, 'x', 'x', 0, 0, 0, 0, 0, 0)",
    "UPDATE region.halls SET name = 'x'",
    "DELETE FROM region.history",
    "SELECT region.keep('2026-01-01', '2026-01-02')",
    "CREATE TABLE public.mine (n integer)",
    "CREATE TABLE region.mine (n integer)",
    "CREATE OR REPLACE VIEW region.halls AS SELECT 1",
    "CREATE ROLE friend LOGIN",
    "COPY region.halls TO PROGRAM 'cat'",
)


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_a_dashboard_is_refused_everything_but_the_views(
    regency: tuple[Served, Served], cluster: Cluster, statement: str
) -> None:
    refused_to(cluster, "test_dashboard", DATABASE, statement)


def test_a_dashboard_reads_every_view(regency: tuple[Served, Served], cluster: Cluster) -> None:
    for view in ("halls", "halls_today", "agencies_today", "days", "history"):
        read(cluster, f"SELECT * FROM region.{view}")


def test_history_stays_and_takes_what_came_late(regency: tuple[Served, Served], cluster: Cluster) -> None:
    def add(number: int) -> None:
        seq = cluster.ask("SELECT min(seq) FROM ticket", DATABASE)[0][0]
        cluster.ask(
            "INSERT INTO leg (hall, ticket, day, agency, service, priority, state, queued_at, calls) "
            f"VALUES (3202, {seq}, '2026-02-0{number}', 'DUKCAPIL', 'KTP-BARU', 0, 'completed', 0, 0)",
            DATABASE,
        )

    history = "SELECT day, agency, issued, served FROM region.history WHERE hall = 3202 ORDER BY day"
    for number in (1, 2, 3):
        add(number)
    assert cluster.ask("SELECT region.keep('2026-02-01', '2026-02-02')", DATABASE) == [(2,)]
    assert read(cluster, history) == [(f"2026-02-0{n}", "DUKCAPIL", 1, 1) for n in (1, 2)]
    add(2)
    cluster.ask("SELECT region.keep('2026-02-01', '2026-02-28')", DATABASE)
    cluster.ask("DELETE FROM leg WHERE hall = 3202", DATABASE)
    assert [row[2] for row in read(cluster, history)] == [1, 2, 1]


def of_the_night(name: str) -> tuple[str, str]:
    """What a file for cron asks: the database and the statement."""
    text = (DEPLOY / "region" / name).read_text(encoding="utf-8")
    ((database, statement),) = re.findall(
        r'^15 1 \* \* \* postgres psql .* --dbname (\w+) --command "([^"]+)"', text, re.MULTILINE
    )
    return database, statement


def test_on_one_server_for_several_halls_each_night_keeps_the_days(
    regency: tuple[Served, Served], cluster: Cluster
) -> None:
    history = (
        "SELECT issued FROM region.history JOIN region.halls USING (hall) WHERE hall = 3201 AND day = today"
    )
    assert not read(cluster, history)
    database, statement = of_the_night("antrean-history.cron")
    assert database == "antrean", "as install-server.sh makes it"
    cluster.ask(f"SET TIME ZONE 'Asia/Jakarta'; {statement}", DATABASE)  # a server's is that of its halls
    assert read(cluster, history) == [(5,)]


def fill(region: Region, days: list[str]) -> None:
    rows = ", ".join(
        f"(1, '{day}', {at}, 'A', 'completed', 1, 0, 60000000, 0, 1)" for at, day in enumerate(days, 1)
    )
    region.ask(f"INSERT INTO leg VALUES {rows}")


def parts(region: Region) -> list[str]:
    return [
        str(name) for (name,) in region.ask("SELECT DISTINCT tableoid::regclass::text FROM leg ORDER BY 1")
    ]


def test_a_month_gets_its_part_and_what_came_before_it_was_made(region: Region) -> None:
    fill(region, ["2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01"])
    assert parts(region) == ["leg_other"]
    for _ in range(2):
        assert region.ask("SELECT region.make_month('2026-02-17')") == [("leg_2026_02",)]
    assert region.ask("SELECT tableoid::regclass::text, day FROM leg ORDER BY day") == [
        ("leg_other", "2026-01-31"),
        ("leg_2026_02", "2026-02-01"),
        ("leg_2026_02", "2026-02-28"),
        ("leg_other", "2026-03-01"),
    ]
    with pytest.raises(psycopg.errors.UniqueViolation):
        region.ask("INSERT INTO leg SELECT * FROM leg WHERE day = '2026-02-01'")


def test_a_month_that_is_dropped_leaves_its_days_in_history(region: Region) -> None:
    fill(region, ["2026-01-30", "2026-01-31", "2026-02-01"])
    region.ask("SELECT region.make_month('2026-01-01')")
    assert region.ask("SELECT region.drop_month('2026-01-15')") == [(2,)]
    assert region.ask("SELECT day FROM leg") == [("2026-02-01",)]
    assert region.ask("SELECT day, issued, mean_wait_s FROM region.history ORDER BY day") == [
        ("2026-01-30", 1, 60),
        ("2026-01-31", 1, 60),
    ]


def test_a_month_from_before_there_were_parts_is_dropped_as_well(region: Region) -> None:
    """A hall that joins brings its past along with the first copy."""
    fill(region, ["2024-10-31", "2024-11-01", "2024-11-30", "2024-12-01"])
    assert parts(region) == ["leg_other"]
    assert region.ask("SELECT region.drop_month('2024-11-01')") == [(2,)]
    assert region.ask("SELECT day FROM leg ORDER BY day") == [("2024-10-31",), ("2024-12-01",)]
    assert region.ask("SELECT day FROM region.history ORDER BY day") == [("2024-11-01",), ("2024-11-30",)]
    assert region.ask("SELECT to_regclass('leg_2024_11')") == [(None,)]


def test_the_month_that_goes_on_is_not_dropped(region: Region) -> None:
    region.ask("SELECT region.nightly()")
    with pytest.raises(psycopg.errors.RaiseException):
        region.ask("SELECT region.drop_month(current_date)")


def test_a_night_makes_the_parts_of_the_months_that_come(region: Region) -> None:
    month = datetime.now(UTC).date().replace(day=1)
    fill(region, [month.isoformat()])
    assert of_the_night("antrean-region.cron") == ("region", "SELECT region.nightly()")
    region.ask("SELECT region.nightly()")
    there = region.ask("SELECT count(*) FROM pg_inherits WHERE inhparent = 'leg'::regclass")
    assert there == [(4,)], "three months, and what fits none"
    assert parts(region) == [f"leg_{month:%Y_%m}"]


def test_a_question_for_some_days_reads_their_month_only(region: Region) -> None:
    for month in ("2026-01-01", "2026-02-01"):
        region.ask(f"SELECT region.make_month('{month}')")
    plan = region.ask(
        "EXPLAIN SELECT * FROM region.days WHERE day BETWEEN '2026-02-01' AND '2026-02-28' AND hall = 1"
    )
    told = " ".join(line for (line,) in plan)
    assert "leg_2026_02" in told
    assert "leg_2026_01" not in told
    assert "leg_other" not in told
