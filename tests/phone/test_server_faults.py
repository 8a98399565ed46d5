"""A hall on a server whose page is under attack, and whose server is killed and started again under its phones."""

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from app.parts import SystemClock
from benchmarks.cluster import Cluster, running
from benchmarks.ports import free_port
from store.store import open_store
from tests.phone.rig import Rig, connect, head
from tests.phone.test_process import ask, give, page, written
from tests.phone.test_watch import Listener
from tests.store.conftest import furnish
from tests.waiting import PATIENCE_S, wait_until
from ticketing.errors import Environment
from ticketing.hall import Hall
from ticketing.model import Ticket

ATTACKERS = 8
#: The feed, one that reads for phones, one for the deeds; and one that finds their tickets.
MOST_SESSIONS = 4


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A server of its own: it is killed."""
    with running() as made:
        yield made


def sessions(cluster: Cluster, name: str) -> int:
    """Count the sessions of a role of the page."""
    ((found,),) = cluster.ask(f"SELECT count(*) FROM pg_stat_activity WHERE usename = '{name}'")
    return int(found)


def attack(port: int, source: str, ticket: Ticket, ended: threading.Event) -> int:
    """Guess, listen, cancel what is cancelled and leave in the midst, again and again; count the tries."""
    chance = random.Random(source)
    tries = 0
    while not ended.wait(0.01):
        guess = "".join(chance.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", k=26))
        own = f"X-Antrean: 1\r\nOrigin: http://127.0.0.1:{port}\r\n"
        row = [head(f"/t/{guess}/state"), head(f"/t/{ticket.token}/events"), b"\x16\x03\x01nonsense\r\n\r\n"]
        row += [head(f"/t/{ticket.token}/{deed}", "POST", own) for deed in ("cancel", "return")]
        with suppress(OSError), connect(port, source) as sock:
            sock.sendall(chance.choice(row))
            if chance.random() < 0.5:
                sock.recv(1000)
        tries += 1
    return tries


@contextmanager
def attacked(rig: Rig, ticket: Ticket) -> Iterator[None]:
    wait_until(lambda: ask(f"{rig.base}/t/{ticket.token}/state"))
    ended = threading.Event()
    with ThreadPoolExecutor(ATTACKERS) as pool:
        tries = [
            pool.submit(attack, rig.port, f"127.0.3.{n}", ticket, ended) for n in range(1, ATTACKERS + 1)
        ]
        try:
            yield
        finally:
            ended.set()
    assert sum(one.result() for one in tries) > ATTACKERS


def test_under_attack_the_server_is_asked_by_few_and_a_restart_of_it_is_outlived(
    cluster: Cluster, tmp_path: Path
) -> None:
    cluster.ask("CREATE ROLE page SUPERUSER LOGIN")
    rig = Rig(port=free_port())
    with cluster.database() as url, closing(open_store(url, patience_s=5)) as store:
        furnish(store)
        hall = Hall(store, SystemClock())
        tickets = [give(hall) for _ in range(3)]
        own = url.replace("antrean@", "page@")
        with (
            page(tmp_path, written(tmp_path, port=rig.port, per_second=50), db=own),
            attacked(rig, tickets[2]),
        ):
            phones = [Listener(rig, one.token) for one in tickets[:2]]
            most = 0
            for n in range(4, 34):
                assert give(hall).number == f"A{n:03d}"
                most = max(most, sessions(cluster, "page"))
            assert 1 <= most <= MOST_SESSIONS
            cluster.kill()
            wait_until(lambda: all(phone.state["stale"] for phone in phones))
            with pytest.raises(Environment):
                give(hall)
            told = cancel(rig, tickets[0])
            assert (told.status_code, told.json()) == (503, {"code": "away"})
            cluster.start()
            wait_until(lambda: not any(phone.state["stale"] for phone in phones))
            assert give(hall).number == "A034"
            hall.call_next("1")
            wait_until(lambda: phones[0].state["state"] == "called")
            assert cancel(rig, tickets[0]).json()["state"] == "cancelled"
            assert not any(phone.has_ended() for phone in phones)
            assert sessions(cluster, "page") <= MOST_SESSIONS
        assert not store.check()


def cancel(rig: Rig, ticket: Ticket) -> httpx.Response:
    own = {"X-Antrean": "1", "Origin": rig.base}
    return httpx.post(f"{rig.base}/t/{ticket.token}/cancel", headers=own, timeout=PATIENCE_S)
