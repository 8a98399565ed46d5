"""Stores to test: the fake, and SQLite with both journals."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.engine import Journal
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


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "hall.db"


@pytest.fixture(params=sorted(JOURNALS))
def sql(request: pytest.FixtureRequest, file: Path) -> Iterator[SqlStore]:
    store = open_store(str(file), patience_s=0.2, journal=JOURNALS[request.param])
    furnish(store)
    yield store
    store.close()


@pytest.fixture(params=["fake", *sorted(JOURNALS)])
def both(request: pytest.FixtureRequest, file: Path) -> Iterator[tuple[Store, PrintJobs]]:
    """A store and its outbox, of each kind."""
    if request.param == "fake":
        fake = FakeStore()
        yield fake, fake
        return
    store = open_store(str(file), patience_s=0.2, journal=JOURNALS[request.param])
    furnish(store)
    yield store, store.jobs()
    store.close()
