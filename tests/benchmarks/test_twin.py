"""The bare twin is a fair one: it writes what the store writes."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from app import catalogue_files
from app.parts import SHIPPED_CATALOGUE
from benchmarks.calling import BareCallLane, CallLane
from benchmarks.cluster import Cluster
from benchmarks.halls import copies, fill, opened
from benchmarks.issuing import BareIssueLane, IssueLane
from benchmarks.timing import Lane
from benchmarks.twin import ServerTwin, Twin
from store.store import SqlStore
from ticketing.model import HallInfo

_WRITE = re.compile(r"\s*(?:INSERT\s+INTO|UPDATE)\s+(\w+)", re.IGNORECASE)
_TABLES = ("hall", "series", "counter", "ticket", "leg", "event", "print_job")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "hall.db"
    store = opened(path)
    with store.writing() as tx:
        tx.keep_hall(HallInfo("MPP", "Asia/Jakarta", rehearsal=True, catalogue_version=1))
        tx.replace_catalogue(catalogue_files.read(SHIPPED_CATALOGUE))
    store.close()
    return path


class Traced:
    """Counts the writes of a connection by table, and the rows that they change."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._statements: list[str] = []
        connection.set_trace_callback(self._statements.append)
        self._before = connection.total_changes

    def written(self) -> tuple[Counter[str], int]:
        writes = (_WRITE.match(one) for one in self._statements)
        tables = Counter(write[1] for write in writes if write)
        rows = self._connection.total_changes - self._before
        self._statements.clear()
        self._before = self._connection.total_changes
        return tables, rows


def driver_of(store: SqlStore) -> sqlite3.Connection:
    """The one connection of a store that only one thread uses."""
    found: list[sqlite3.Connection] = []
    event.listen(store.database.writer, "checkout", lambda driver, *_: found.append(driver))
    store.hall()
    return found[0]


def rows_of(path: Path, table: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    rows = connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()
    connection.close()
    return rows


def one_round(lanes: Sequence[Lane], run: int) -> None:
    for lane in lanes:
        lane.ready(run)
        lane.act()


def test_the_twin_of_an_issue_writes_the_same_rows(file: Path) -> None:
    (copy,) = copies(file, ["bare.db"])
    original = IssueLane(file, 10)
    by_hand = Twin(copy)
    bare = BareIssueLane(by_hand, original)
    store, twin = Traced(driver_of(original.store)), Traced(by_hand.connection)
    for run in range(10):
        one_round([original, bare], run)
        written = store.written()
        assert written == twin.written()
        assert written[0].keys() == {"hall", "series", "ticket", "leg", "event", "print_job"}
        assert written[1] == 6
    for lane in (original, bare):
        lane.close()
    for table in _TABLES:
        assert rows_of(file, table) == rows_of(copy, table), table


def test_the_twin_of_a_call_writes_the_same_rows(file: Path) -> None:
    filled = opened(file)
    fill(filled, 40, seed=3)
    filled.close()
    (copy,) = copies(file, ["bare.db"])
    original = CallLane(file, seed=4)
    by_hand = Twin(copy)
    bare = BareCallLane(by_hand, original)
    store, twin = Traced(driver_of(original.store)), Traced(by_hand.connection)
    one_round([original, bare], 0)
    written = store.written()
    assert written == twin.written()
    assert written[0].keys() == {"hall", "leg", "event", "counter"}
    for table in _TABLES:
        assert rows_of(file, table) == rows_of(copy, table), table
    for run in range(1, 10):
        original.settle()
        bare.settle()
        store.written()
        twin.written()
        one_round([original, bare], run)
        assert store.written() == twin.written()
    for lane in (original, bare):
        lane.close()


@pytest.mark.parametrize("pragma", ["synchronous", "journal_mode", "foreign_keys"])
def test_the_twin_is_as_durable_as_the_store(file: Path, pragma: str) -> None:
    (copy,) = copies(file, ["bare.db"])
    original = IssueLane(file, 1)
    bare = BareIssueLane(Twin(copy), original)
    answers = {
        driver.execute(f"PRAGMA {pragma}").fetchone()
        for driver in (driver_of(original.store), bare.twin.connection)
    }
    assert len(answers) == 1
    original.close()
    bare.close()


@contextmanager
def copied(cluster: Cluster, waiting: int = 0) -> Iterator[tuple[str, str]]:
    """Make a hall on a server, with people waiting, and a copy of it."""
    with cluster.database() as url:
        with closing(opened(url)) as store:
            with store.writing() as tx:
                tx.keep_hall(HallInfo("MPP", "Asia/Jakarta", rehearsal=True, catalogue_version=1))
                tx.replace_catalogue(catalogue_files.read(SHIPPED_CATALOGUE))
            fill(store, waiting, seed=3)
        cluster.ask(f"CREATE DATABASE bare TEMPLATE {database_in(url)}")
        yield url, cluster.url("bare")
        cluster.ask("DROP DATABASE bare WITH (FORCE)")


def database_in(url: str) -> str:
    return url.rpartition("/")[2].partition("?")[0]


def assert_same_rows(cluster: Cluster, *urls: str) -> None:
    for table in _TABLES:
        one, other = (
            cluster.ask(f"SELECT * FROM {table} ORDER BY 1, 2, 3", database_in(url)) for url in urls
        )
        assert one == other, table


def test_the_twin_of_an_issue_on_a_server_writes_the_same_rows(cluster: Cluster) -> None:
    with copied(cluster) as (url, copy):
        original = IssueLane(url, 5)
        bare = BareIssueLane(ServerTwin(copy), original)
        for run in range(5):
            one_round([original, bare], run)
        original.close()
        bare.close()
        assert_same_rows(cluster, url, copy)


def test_the_twin_of_a_call_on_a_server_writes_the_same_rows(cluster: Cluster) -> None:
    with copied(cluster, waiting=40) as (url, copy):
        original = CallLane(url, seed=4)
        bare = BareCallLane(ServerTwin(copy), original)
        one_round([original, bare], 0)
        assert_same_rows(cluster, url, copy)
        for run in range(1, 5):
            original.settle()
            bare.settle()
            one_round([original, bare], run)
        original.close()
        bare.close()
