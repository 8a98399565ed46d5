"""A day ends and another begins while phones look: they hear it, nothing of it is kept, and the new day works."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from benchmarks.ports import free_port
from store.store import SqlStore, open_store
from tests.fakes import MORNING, FakeClock
from tests.phone.rig import Rig, head, read_all, until
from tests.phone.test_process import ask, give, page, written
from tests.phone.test_watch import Listener
from tests.store.conftest import furnish
from tests.waiting import PATIENCE_S, wait_until
from ticketing.hall import Hall
from ticketing.model import HallInfo
from ticketing.placing import Rules

PHONES = 60
UNKNOWN = b'\r\n\r\n{"code": "unknown"}'


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    with closing(open_store(str(tmp_path / "hall.db"), patience_s=PATIENCE_S)) as made:
        furnish(made)
        yield made


def test_with_the_day_all_phones_are_sent_home_and_all_of_it_is_forgotten(store: SqlStore) -> None:
    rig = Rig(store=store, rules=Rules(late_times=1))
    tickets = [rig.issue().ticket for _ in range(PHONES)]
    rig.hall.call_next("1")
    rig.hall.put_back(tickets[0].id)
    with rig.serving() as page, ExitStack() as phones:
        socks = [phones.enter_context(rig.connect()) for _ in tickets]
        for sock, ticket in zip(socks, tickets, strict=True):
            sock.sendall(head(f"/t/{ticket.token}/events"))
            until(sock, b"event: state")
        known = rig.server.lobby.watch._known
        wait_until(lambda: len(known._records) == len(known._forecasts) == PHONES)
        assert known._back
        rig.clock.advance(days=1)
        fresh = rig.issue().ticket
        for sock in socks:
            assert b"event: end\ndata: over" in read_all(sock)
        wait_until(lambda: set(known._forecasts) <= {fresh.id})
        kept = known._records, known._ids, known._back, rig.server.lobby._entries
        assert [len(one) for one in kept] == [0, 0, 0, 0]
        gone = {rig.send(head(f"/t/{one.token}/state")).partition(b"\r\n\r\n")[2] for one in tickets}
        assert gone == {UNKNOWN[4:]}
        assert fresh.number == "A001"
        phone = Listener(rig, fresh.token)
        rig.hall.call_next("1")
        wait_until(lambda: phone.state["state"] == "called")
        answer = page.post(f"/t/{fresh.token}/return", headers={"X-Antrean": "1", "Origin": rig.base})
        assert answer.json()["state"] == "waiting"


def test_the_process_of_the_page_goes_over_into_the_next_day(tmp_path: Path, store: SqlStore) -> None:
    clock, port = FakeClock(MORNING), free_port()
    with store.writing() as tx:  # for practice: its time is not the machine's
        tx.keep_hall(HallInfo("MPP Latihan", "Asia/Jakarta", rehearsal=True, catalogue_version=1))
    hall = Hall(store, clock)
    old = give(hall)
    rig = Rig(store=store, port=port)
    with page(tmp_path, written(tmp_path, port=port)):
        wait_until(lambda: ask(f"{rig.base}/t/{old.token}/state"))
        phone = Listener(rig, old.token)
        clock.advance(days=1)
        fresh = give(hall)
        wait_until(phone.has_ended)
        assert phone.names[-2:] == ["end", "over"]
        assert ask(f"{rig.base}/t/{old.token}/state") == {"code": "unknown"}
        assert Listener(rig, fresh.token).state["number"] == fresh.number == "A001"
    assert (tmp_path / "errors").read_bytes() == b""
