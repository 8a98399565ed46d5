"""Stores to test: the fake, SQLite with both journals, and PostgreSQL."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from benchmarks.cluster import Cluster
from store.location import ONLY_HALL
from store.metadata import metadata
from store.sqlite.database import SqliteDatabase, open_file
from store.sqlite.engine import Journal
from store.store import SqlStore, open_store
from tests.fake_store import FakeStore
from tests.fakes import small_catalogue
from ticketing.model import HallInfo
from ticketing.ports import PrintJobs, Store

JOURNALS = {mode: Journal(mode, "chosen by the test") for mode in ("truncate", "wal")}


def furnish(store: Store) -> None:
    """Give an empty store the small hall of the tests."""
    with store.writing() as tx:
        tx.keep_hall(HallInfo("MPP Bale Madukara", "Asia/Jakarta", catalogue_version=1))
        tx.replace_catalogue(small_catalogue())


def open_with(file: Path, mode: str) -> SqlStore:
    """Open a file with the journal of that name."""
    return SqlStore(open_file(file, 0.2, JOURNALS[mode]), ONLY_HALL)


def database_of(store: SqlStore) -> SqliteDatabase:
    """The file under a store."""
    assert isinstance(store.database, SqliteDatabase)
    return store.database


def differences(store: SqlStore) -> list[Any]:
    """Compare the tables that the migrations made with those of the program."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store.database.reader.connect() as connection:
        is_file = connection.dialect.name == "sqlite"
        # Alembic does not ask an index whether it is for this kind of database.
        options = {"include_object": lambda _, name, *__: not is_file or not str(name).endswith("_of_hall")}
        found: list[Any] = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
        return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "hall.db"


@pytest.fixture(scope="session")
def furnished_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A furnished file for each journal, which nobody has open: those of the tests are copies."""
    made = {}
    for mode in JOURNALS:
        made[mode] = tmp_path_factory.mktemp("furnished") / f"{mode}.db"
        with closing(open_with(made[mode], mode)) as store:
            furnish(store)
    return made


@pytest.fixture(scope="session")
def furnished_database(cluster: Cluster) -> str:
    """The name of a furnished database, which nobody is connected to: those of the tests are copies."""
    name = "furnished"
    cluster.ask(f"CREATE DATABASE {name}")
    with closing(open_store(cluster.url(name))) as store:
        furnish(store)
    return name


@pytest.fixture(params=sorted(JOURNALS))
def sql(request: pytest.FixtureRequest, file: Path, furnished_files: dict[str, Path]) -> Iterator[SqlStore]:
    shutil.copyfile(furnished_files[request.param], file)
    with closing(open_with(file, request.param)) as store:
        yield store


@pytest.fixture
def server(cluster: Cluster, furnished_database: str) -> Iterator[SqlStore]:
    """A hall on a PostgreSQL server, on a database of its own."""
    with cluster.database(furnished_database) as url, closing(open_store(url, patience_s=0.2)) as store:
        yield store


@pytest.fixture(params=["fake", "postgresql", *sorted(JOURNALS)])
def both(request: pytest.FixtureRequest, file: Path) -> Iterator[tuple[Store, PrintJobs]]:
    """A store and its outbox, of each kind."""
    if request.param == "fake":
        fake = FakeStore()
        yield fake, fake
        return
    if request.param == "postgresql":
        store: SqlStore = request.getfixturevalue("server")
        yield store, store.jobs()
        return
    shutil.copyfile(request.getfixturevalue("furnished_files")[request.param], file)
    with closing(open_with(file, request.param)) as store:
        yield store, store.jobs()
