"""Deeds that have to wait: for the hall's lock, behind a store that hangs, and while the page ends."""

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest

from store.store import SqlStore, open_store
from tests.phone.rig import Rig
from tests.store.conftest import furnish
from tests.waiting import PATIENCE_S, wait_until
from ticketing.lifecycle import State
from ticketing.model import Ticket


@contextmanager
def hanging(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[list[object], threading.Event]]:
    """A hall in which the first who leaves hangs until it is told to go on; lists who began to leave."""
    leave, held = rig.hall.leave, threading.Event()
    begun: list[object] = []

    def hang(ticket: object) -> object:
        begun.append(ticket)
        if len(begun) == 1:
            held.wait(PATIENCE_S)
        return leave(ticket)  # type: ignore[arg-type]

    monkeypatch.setattr(rig.hall, "leave", hang)
    try:
        yield begun, held
    finally:
        held.set()


def cancel(rig: Rig, ticket: Ticket) -> httpx.Response:
    path = f"{rig.base}/t/{ticket.token}/cancel"
    return httpx.post(path, headers={"X-Antrean": "1", "Origin": rig.base}, timeout=PATIENCE_S)


def state_of(rig: Rig, ticket: Ticket) -> State:
    leg = rig.store.leg_of(ticket.id)
    assert leg is not None
    return leg.state


def told_away(answer: httpx.Response) -> bool:
    return (answer.status_code, answer.content) == (503, b'{"code": "away"}')


def test_what_could_not_begin_is_told_and_never_done(monkeypatch: pytest.MonkeyPatch) -> None:
    rig = Rig()
    first, second = rig.issue().ticket, rig.issue().ticket
    with ThreadPoolExecutor(1) as pool, hanging(rig, monkeypatch) as (begun, held), rig.serving():
        one = pool.submit(cancel, rig, first)
        wait_until(lambda: begun)
        monkeypatch.setattr("phone.deeds._BEGINS_WITHIN_S", 0.1)
        assert told_away(cancel(rig, second))
        assert told_away(cancel(rig, first)), "something is being done to it already"
        held.set()
        assert one.result().json()["state"] == "cancelled"
    assert begun == [first.id]
    assert state_of(rig, second) is State.WAITING


def test_a_page_that_ends_while_the_store_hangs_tells_so_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    rig = Rig()
    tickets = [rig.issue().ticket for _ in range(3)]
    with ThreadPoolExecutor(3) as pool, hanging(rig, monkeypatch) as (begun, _):
        with rig.serving():
            answers = [pool.submit(cancel, rig, tickets[0])]
            wait_until(lambda: begun)
            answers += [pool.submit(cancel, rig, one) for one in tickets[1:]]
            wait_until(lambda: len(rig.server.deeds._waiting) == 3)
        assert all(told_away(one.result()) for one in answers)
    assert [state_of(rig, one) for one in tickets[1:]] == [State.WAITING] * 2


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    with closing(open_store(str(tmp_path / "hall.db"), patience_s=0.1)) as made:
        furnish(made)
        yield made


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Another program holds the hall's lock."""
    with closing(sqlite3.connect(file, isolation_level=None, timeout=PATIENCE_S)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_a_deed_waits_for_the_lock_longer_than_one_try(
    store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("phone.deeds._BEGINS_WITHIN_S", PATIENCE_S)
    rig = Rig(store=store)
    ticket = rig.issue().ticket
    with ThreadPoolExecutor(1) as pool, rig.serving() as page:
        page.get(f"/t/{ticket.token}/state")
        with locked(tmp_path / "hall.db"):
            answer = pool.submit(cancel, rig, ticket)
            wait_until(lambda: rig.server.deeds._waiting)
            threading.Event().wait(0.5)  # several tries
            assert not answer.done()
        assert answer.result().json()["state"] == "cancelled"


def test_a_lock_that_does_not_come_free_is_told(
    store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("phone.deeds._BEGINS_WITHIN_S", 0.5)
    rig = Rig(store=store)
    ticket = rig.issue().ticket
    with rig.serving():
        with locked(tmp_path / "hall.db"):
            assert told_away(cancel(rig, ticket))
        assert state_of(rig, ticket) is State.WAITING
        monkeypatch.undo()
        assert cancel(rig, ticket).json()["state"] == "cancelled"


def test_a_page_that_ends_does_nothing_that_waits_for_the_lock(store: SqlStore, tmp_path: Path) -> None:
    rig = Rig(store=store)
    tickets = [rig.issue().ticket for _ in range(4)]
    with ThreadPoolExecutor(4) as pool, locked(tmp_path / "hall.db"):
        with rig.serving():
            answers = [pool.submit(cancel, rig, one) for one in tickets]
            wait_until(lambda: len(rig.server.deeds._waiting) == 4)
        assert all(told_away(one.result()) for one in answers)
    assert {state_of(rig, one) for one in tickets} == {State.WAITING}
