"""What every test with Qt needs."""

import os
from collections.abc import Iterator

import pytest

from benchmarks import cluster as clusters
from benchmarks.cable import Cable
from ui import immortal

# Before any test imports Qt: windows are drawn in memory, and never on the screen of who tests.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# pytest-qt calls Qt before it imports anything of ours.
immortal.keep_constants()


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
