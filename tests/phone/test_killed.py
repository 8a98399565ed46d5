"""The page's process is ended while visitors do something: done and told, or not done; and it comes back."""

import socket
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from app.parts import SystemClock
from benchmarks.ports import free_port
from store.store import SqlStore, open_store
from tests.phone.rig import read_all, status
from tests.phone.test_process import ask, give, page, written
from tests.store.conftest import furnish
from tests.waiting import PATIENCE_S, wait_until
from ticketing.hall import Hall
from ticketing.lifecycle import State
from ticketing.model import Ticket


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    with closing(open_store(str(tmp_path / "hall.db"), patience_s=PATIENCE_S)) as made:
        furnish(made)
        yield made


@pytest.fixture
def tickets(store: SqlStore) -> list[Ticket]:
    hall = Hall(store, SystemClock())
    return [give(hall) for _ in range(40)]


def cancel(base: str, ticket: Ticket) -> int:
    """Cancel by phone; tell the answer's status, 0 where there was none."""
    try:
        answer = httpx.post(
            f"{base}/t/{ticket.token}/cancel", headers={"X-Antrean": "1", "Origin": base}, timeout=PATIENCE_S
        )
    except httpx.TransportError:
        return 0
    return answer.status_code


def asked_to_cancel(port: int, ticket: Ticket) -> socket.socket:
    """Send what cancels a ticket, and wait for nothing."""
    sock = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S)
    own = f"X-Antrean: 1\r\nOrigin: http://127.0.0.1:{port}\r\n"
    host = f"Host: 127.0.0.1:{port}\r\nConnection: close\r\n"
    sock.sendall(f"POST /t/{ticket.token}/cancel HTTP/1.1\r\n{host}{own}\r\n".encode())
    return sock


def cancelled(store: SqlStore, tickets: list[Ticket]) -> list[bool]:
    found = [store.leg_of(one.id) for one in tickets]
    return [leg is not None and leg.state is State.CANCELLED for leg in found]


def test_told_to_end_it_does_nothing_that_it_does_not_tell_and_its_port_is_free_at_once(
    tmp_path: Path, store: SqlStore, tickets: list[Ticket]
) -> None:
    port = free_port()
    base, config = f"http://127.0.0.1:{port}", written(tmp_path, port=port)
    with page(tmp_path, config) as process:
        wait_until(lambda: ask(f"{base}/t/{tickets[0].token}/state"))
        with closing(sqlite3.connect(tmp_path / "hall.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            asked = [asked_to_cancel(port, one) for one in tickets[:12]]
            assert ask(f"{base}/t/{tickets[0].token}/state"), "those before it were heard"
            process.terminate()
            assert process.wait(PATIENCE_S) == 0, "while the lock is held"
            other.execute("ROLLBACK")
    for sock in asked:
        with sock:
            assert status(read_all(sock)) == 503
    assert not any(cancelled(store, tickets))
    with page(tmp_path, config):
        wait_until(lambda: ask(f"{base}/t/{tickets[0].token}/state"))
        assert cancel(base, tickets[0]) == 200
    assert (tmp_path / "errors").read_bytes() == b""


def test_killed_in_the_midst_what_was_told_is_done(
    tmp_path: Path, store: SqlStore, tickets: list[Ticket]
) -> None:
    port = free_port()
    base, config = f"http://127.0.0.1:{port}", written(tmp_path, port=port, per_second=1000)
    with ThreadPoolExecutor(3) as pool:
        with page(tmp_path, config) as process:
            wait_until(lambda: ask(f"{base}/t/{tickets[0].token}/state"))
            answers = [pool.submit(cancel, base, one) for one in tickets]
            wait_until(lambda: all(cancelled(store, tickets[:2])))
            process.kill()
            process.wait()
        told = [one.result() for one in answers]
        done = cancelled(store, tickets)
        assert all(is_done for one, is_done in zip(told, done, strict=True) if one == 200)
        assert 0 in told, "it was killed in the midst"
        assert not store.check()
        with page(tmp_path, config):
            wait_until(lambda: ask(f"{base}/t/{tickets[0].token}/state"))
            again = list(pool.map(lambda one: cancel(base, one), tickets))
    assert [one == 409 for one in again] == done
    assert all(cancelled(store, tickets))
