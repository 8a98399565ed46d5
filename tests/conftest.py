"""What every test with Qt needs."""

import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from pytestqt.qtbot import QtBot

from benchmarks import cluster as clusters
from benchmarks.cable import Cable
from store.store import SqlStore, open_store
from tests.fakes import small_catalogue
from tests.waiting import PATIENCE_S
from ticketing.model import HallInfo
from ui import immortal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

# Before any test imports Qt: windows are drawn in memory, and never on the screen of who tests.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Where Python is told to leave nothing compiled beside its sources, each process of tests would compile all of them,
# and each of the hundreds of processes that they start the whole program.
if sys.dont_write_bytecode:
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(Path(__file__).parents[1] / ".pytest_cache" / "compiled")
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# What an example costs is no fault of a busy machine.
hypothesis.settings.register_profile(
    "antrean", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("antrean")

# pytest-qt calls Qt before it imports anything of ours.
immortal.keep_constants()

#: The files that take longest, first: one that began last would keep the other processor waiting.
#: The first three begin together, one in each process of tests. Sound is played and judged in real time, which gaps
#: as soon as it waits for a processor: so the two beside it mostly wait themselves.
LONGEST = (
    "voice/test_played.py",
    "deploy/test_standby.py",
    "deploy/test_backup.py",
    "kiosk/test_monkey.py",
    "benchmarks/test_suite.py",
    "kiosk/test_layout.py",
    "store/test_contention.py",
    "endtoend/test_hall.py",
    "phone/page/test_reading.py",
    "deploy/test_session.py",
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
    """Delete what was closed, and what was not: else each style sheet is worn by the windows of all tests before.

    Windows of a fixture that many tests share are there before a test begins, and stay.
    """
    shared = _windows()
    yield
    for window in _windows():
        if window not in shared:
            window.deleteLater()
    from PySide6.QtCore import QCoreApplication, QEvent

    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _windows() -> "list[QWidget]":
    """List the windows that there are; none, and no Qt either, where nothing has imported it."""
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtWidgets import QApplication

    if not isinstance(QApplication.instance(), QApplication):
        return []
    return [one for one in QApplication.topLevelWidgets() if one.parent() is None]


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QtBot:
    """Let pytest-qt wait as patiently as all others do."""
    for name in ("waitUntil", "waitSignal", "waitExposed"):
        monkeypatch.setattr(qtbot, name, partial(getattr(qtbot, name), timeout=round(PATIENCE_S * 1000)))
    return qtbot


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
