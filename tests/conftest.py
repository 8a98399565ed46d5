"""What every test with Qt needs."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import cluster as clusters
from benchmarks.cable import Cable
from store.store import SqlStore, open_store
from tests.fakes import small_catalogue
from ticketing.model import HallInfo
from ui import immortal

# Before any test imports Qt: windows are drawn in memory, and never on the screen of who tests.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# pytest-qt calls Qt before it imports anything of ours.
immortal.keep_constants()

#: The files that take longest, first: one that began last would keep the other processor waiting.
LONGEST = (
    "kiosk/test_monkey.py",
    "benchmarks/test_suite.py",
    "voice/test_played.py",
    "deploy/test_standby.py",
    "store/test_contention.py",
    "endtoend/test_hall.py",
    "phone/page/test_reading.py",
    "kiosk/test_layout.py",
    "deploy/test_session.py",
    "deploy/test_backup.py",
    "store/test_morning_alone.py",
    "store/test_any_cuts.py",
    "store/test_cut_by_namespace.py",
    "deploy/test_server_setup.py",
    "deploy/test_server.py",
    "endtoend/test_paper.py",
    "printer/test_killed.py",
    "ticketing/test_lives.py",
    "store/test_server_lost.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; all others keep their order."""
    here = Path(__file__).parent
    place = {here / name: n for n, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path, len(place)))


@pytest.fixture(autouse=True)
def _no_window_outlives_its_test() -> Iterator[None]:
    """Delete what was closed: else every style sheet is worn by the windows of all tests before."""
    yield
    from PySide6.QtCore import QCoreApplication, QEvent

    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session")
def cluster() -> Iterator[clusters.Cluster]:
    """A PostgreSQL server for all tests of this process that want one."""
    with clusters.running(clusters.FAST) as made:
        yield made


@pytest.fixture
def url(cluster: clusters.Cluster) -> Iterator[str]:
    """The address of a hall in an empty database on that server."""
    with cluster.database() as made:
        yield made


@pytest.fixture
def cable(cluster: clusters.Cluster) -> Iterator[Cable]:
    """A cable to that server."""
    made = Cable(cluster.port)
    yield made
    made.close()


@pytest.fixture
def near(url: str) -> Iterator[SqlStore]:
    """The hall as who stands beside the server sees it."""
    store = open_store(url)
    with store.writing() as tx:
        tx.keep_hall(HallInfo("MPP Bale Madukara", "Asia/Jakarta", catalogue_version=1))
        tx.replace_catalogue(small_catalogue())
    yield store
    store.close()
