"""A server that is killed under load and a cable that is cut: what was acknowledged is stored, and nothing twice."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from uuid import UUID, uuid4

import pytest

from benchmarks.cable import Cable, Cut
from benchmarks.cluster import Cluster, running
from store.store import SqlStore, open_store
from tests.fakes import FakeClock
from tests.store.conftest import furnish
from ticketing.errors import Environment, StoreUnreachable
from ticketing.hall import Hall
from ticketing.words import Language

KILLS = 10
KIOSKS = 3


class Kiosk(threading.Thread):
    """Issues until it is told to end; what it was told is kept outside of the server.

    Args:
        url: The hall.
        ended: When to end.
    """

    def __init__(self, url: str, ended: threading.Event) -> None:
        super().__init__()
        self._url = url
        self._ended = ended
        self.acknowledged: dict[UUID, str] = {}
        self.unclear = 0

    def run(self) -> None:
        """Take a number, again and again."""
        with closing(open_store(self._url, patience_s=2)) as store:
            hall = Hall(store, FakeClock())
            while not self._ended.is_set():
                tap = uuid4()
                while tap not in self.acknowledged:
                    try:
                        ticket = hall.issue("KTP-BARU", Language.ID, tap).ticket
                    except Environment:
                        self.unclear += 1
                        time.sleep(0.02)
                    else:
                        self.acknowledged[tap] = ticket.number


def kill_under_load(cluster: Cluster, url: str) -> list[Kiosk]:
    chance = random.Random(20261124)
    ended = threading.Event()
    kiosks = [Kiosk(url, ended) for _ in range(KIOSKS)]
    for kiosk in kiosks:
        kiosk.start()
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.05, 0.4))
        cluster.kill()
        cluster.start()
    time.sleep(0.3)
    ended.set()
    for kiosk in kiosks:
        kiosk.join(60)
        assert not kiosk.is_alive()
    return kiosks


def given(cluster: Cluster, url: str) -> dict[UUID, str]:
    """Read what is stored, past the program."""
    name = url.rpartition("/")[2].partition("?")[0]
    rows = cluster.ask("SELECT id, prefix, n FROM ticket", name)
    return {UUID(tap): f"{prefix}{n:03d}" for tap, prefix, n in rows}


def test_what_was_acknowledged_is_stored_and_nobody_has_two_numbers() -> None:
    with running() as cluster, cluster.database() as url:
        with closing(open_store(url)) as store:
            furnish(store)
        kiosks = kill_under_load(cluster, url)
        acknowledged = {tap: number for kiosk in kiosks for tap, number in kiosk.acknowledged.items()}
        assert sum(kiosk.unclear for kiosk in kiosks) >= KILLS, "the load felt the kills"
        assert given(cluster, url) == acknowledged
        assert len(set(acknowledged.values())) == len(acknowledged)
        with closing(open_store(url)) as store:
            assert not store.check()


@pytest.fixture
def far(cluster: Cluster, cable: Cable) -> Iterator[SqlStore]:
    """A hall on a server at the other end of a cable."""
    with cluster.database() as url:
        store = open_store(cable.through(url), patience_s=2)
        furnish(store)
        yield store
        store.close()


@pytest.mark.parametrize("when", list(Cut))
def test_a_cable_cut_at_the_commit_costs_nobody_a_number(far: SqlStore, cable: Cable, when: Cut) -> None:
    hall, tap = Hall(far, FakeClock()), uuid4()
    hall.issue(
        "KTP-BARU", Language.ID, uuid4()
    )  # reads first what happened: the next commit is that of a number
    cable.cut_at_next_commit(when)
    with pytest.raises(StoreUnreachable):
        hall.issue("KTP-BARU", Language.ID, tap)
    assert (far.leg_of(tap) is not None) == (when is Cut.AFTER), "the cut was where it was meant to be"
    assert hall.issue("KTP-BARU", Language.ID, tap).ticket.number == "A002"
    assert hall.issue("KTP-BARU", Language.ID, uuid4()).ticket.number == "A003"
    assert not far.check()


def test_asking_again_as_somebody_else_would_give_two_numbers(far: SqlStore, cable: Cable) -> None:
    """The control: the commit was made and not acknowledged, and only the same tap finds it again."""
    hall = Hall(far, FakeClock())
    hall.issue("KTP-BARU", Language.ID, uuid4())
    cable.cut_at_next_commit(Cut.AFTER)
    with pytest.raises(StoreUnreachable):
        hall.issue("KTP-BARU", Language.ID, uuid4())
    assert hall.issue("KTP-BARU", Language.ID, uuid4()).ticket.number == "A003"


def test_a_cable_that_fell_silent_is_noticed_and_the_feed_goes_on_when_it_is_mended(
    far: SqlStore, cable: Cable
) -> None:
    hall = Hall(far, FakeClock())
    hall.issue("KTP-BARU", Language.ID, uuid4())
    feed = far.feed(after=0)
    assert len(feed.poll()) == 1
    cable.fall_silent()
    began = time.monotonic()
    with pytest.raises(StoreUnreachable):
        while time.monotonic() < began + 30:
            feed.poll()
    feed.close()
    cable.mend()
    hall.issue("KTP-BARU", Language.ID, uuid4())
    with closing(far.feed(after=feed.position)) as again:
        assert [event.number for event in again.poll()] == ["A002"]
