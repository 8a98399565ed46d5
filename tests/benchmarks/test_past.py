"""The past that the benchmarks make is one that a hall could have left."""

from contextlib import closing
from pathlib import Path

from app import catalogue_files
from app.parts import SHIPPED_CATALOGUE
from benchmarks import past_on_server
from benchmarks.cluster import Cluster
from benchmarks.halls import opened
from benchmarks.issuing import IssueLane
from benchmarks.past import add_past
from ticketing.model import HallInfo


def test_a_past_made_in_bulk_holds_every_invariant_and_the_next_day_begins_at_one(tmp_path: Path) -> None:
    path = tmp_path / "hall.db"
    store = opened(path)
    with store.writing() as tx:
        tx.keep_hall(HallInfo("MPP", "Asia/Jakarta", rehearsal=True, catalogue_version=1))
        tx.replace_catalogue(catalogue_files.read(SHIPPED_CATALOGUE))
    add_past(path, 700, seed=1, days=7)
    assert list(store.check()) == []
    feed = store.feed(after=0)
    events = feed.poll()
    feed.close()
    assert len({event.ticket_id for event in events}) == 700
    assert events[-1].at == store.hall().seen_at
    lane = IssueLane(path, 1)
    lane.ready(0)
    lane.act()
    lane.close()
    assert lane.issued is not None
    assert lane.issued.ticket.n == 1
    assert list(store.check()) == []
    store.close()


def test_a_past_made_by_a_server_breaks_nothing_but_the_chain_that_it_leaves_out(cluster: Cluster) -> None:
    with cluster.database() as url, closing(opened(url)) as store:
        with store.writing() as tx:
            tx.keep_hall(HallInfo("MPP", "Asia/Jakarta", rehearsal=True, catalogue_version=1))
            tx.replace_catalogue(catalogue_files.read(SHIPPED_CATALOGUE))
        past_on_server.add_past(url, 700, seed=1, days=7)
        assert [fault.where for fault in store.check()] == ["I7"]
        with closing(store.feed(after=0)) as feed:
            events = [event for _ in range(2) for event in feed.poll()]
        assert len({event.ticket_id for event in events}) == 700
        assert {event.action for event in events} == {"issue", "call", "serve", "complete", "no_show"}
        assert events[-1].at == store.hall().seen_at
        assert len(store.anchors()) == 6
        with closing(IssueLane(url, 1)) as lane:
            lane.ready(0)
            lane.act()
        assert lane.issued is not None
        assert lane.issued.ticket.n == 1
        assert [fault.where for fault in store.check()] == ["I7"]
