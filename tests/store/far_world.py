"""Two network namespaces with a cable between them: a server in one, a kiosk in the other.

A program of its own, for it stands in namespaces of its own; it does what it is told and writes down what
was seen, and the test judges::

    unshare --net python -m tests.store.far_world before
"""

import ctypes
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from uuid import UUID, uuid4

import psycopg

from benchmarks.cluster import FAST, Cluster, running
from store.store import SqlStore, open_store
from tests.certificates import make_certificates
from tests.fakes import FakeClock
from tests.store.conftest import furnish
from tests.waiting import wait_until
from ticketing.errors import StoreUnreachable
from ticketing.hall import Hall
from ticketing.words import Language

T = TypeVar("T")

HERE, THERE = "10.77.0.1", "10.77.0.2"
#: Nothing may take so long: whatever does has hung.
HANGS_AFTER_S = 60.0
_NEW_NETWORK = 0x40000000  # CLONE_NEWNET
_GATE = 4711
_GATED_COMMIT = f"""
    CREATE FUNCTION gate() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_advisory_xact_lock({_GATE}); RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER gated AFTER INSERT ON ticket DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION gate();
"""

Seen = dict[str, Any]


def ip(*words: str) -> None:
    """Change the network of the namespace that the calling thread stands in."""
    subprocess.run(["ip", *words], check=True, capture_output=True)


class Far:
    """The other end: a thread that stands in a network namespace of its own; what it opens is there."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        number = self.do(self._leave)
        ip("link", "set", "lo", "up")
        ip("link", "add", "near", "type", "veth", "peer", "name", "far")
        ip("link", "set", "far", "netns", str(number))
        ip("addr", "add", f"{HERE}/24", "dev", "near")
        ip("link", "set", "near", "up")
        self.do(lambda: ip("addr", "add", f"{THERE}/24", "dev", "far"))
        self.do(lambda: ip("link", "set", "far", "up"))

    def begin(self, work: Callable[[], T]) -> "Future[T]":
        """Do something there."""
        return self._thread.submit(work)

    def do(self, work: Callable[[], T]) -> T:
        """Do something there, and wait for it."""
        return self.begin(work).result(HANGS_AFTER_S)

    def cut(self) -> None:
        """Pull the cable at the server: nobody is told anything."""
        ip("link", "set", "near", "down")

    def mend(self) -> None:
        """Put it in again."""
        ip("link", "set", "near", "up")

    @staticmethod
    def _leave() -> int:
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.unshare(_NEW_NETWORK):
            raise OSError(ctypes.get_errno(), "no network namespace of its own")
        return threading.get_native_id()


class World:
    """A hall on a server at one end, and a kiosk at the other.

    Args:
        cluster: The server.
        far: The other end.
        near_url: The hall as the server's machine sees it.
        far_url: The hall as the kiosk sees it.
    """

    def __init__(self, cluster: Cluster, far: Far, near_url: str, far_url: str) -> None:
        self.cluster = cluster
        self.far = far
        self.near_url = near_url
        self.far_url = far_url
        self.name = near_url.rpartition("/")[2].partition("?")[0]
        self.store: SqlStore = far.do(lambda: open_store(far_url, patience_s=5))
        self.hall = Hall(self.store, FakeClock())

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """Look into the tables, past the program."""
        return self.cluster.ask(statement, self.name)

    def take(self, tap: UUID) -> str:
        """Take a number at the kiosk; tell what came of it: the number, or why there is none."""
        try:
            return self.hall.issue("KTP-BARU", Language.ID, tap).ticket.number
        except StoreUnreachable as trouble:
            return str(trouble.facts["reason"])

    def take_at_last(self, tap: UUID) -> str:
        """Ask as the same tap until it is answered."""
        answers: list[str] = []

        def is_answered() -> bool:
            answers.append(self.far.do(lambda: self.take(tap)))
            return answers[-1] != "server"

        wait_until(is_answered, HANGS_AFTER_S)
        return answers[-1]

    def stored(self) -> dict[str, str]:
        """List the tickets by their taps."""
        rows = self.ask("SELECT id, prefix, n FROM ticket ORDER BY seq")
        return {str(tap): f"{prefix}{n:03d}" for tap, prefix, n in rows}

    def end(self, **seen: object) -> Seen:
        """Add what is stored in the end."""
        with closing(open_store(self.near_url)) as store:
            return {**seen, "stored": self.stored(), "faults": [str(fault) for fault in store.check()]}


@contextmanager
def world() -> Iterator[World]:
    """Lay the cable, start the server, and let the kiosk in by TLS."""
    far = Far()
    with (
        TemporaryDirectory(prefix="antrean-far-") as folder,
        running({**FAST, "listen_addresses": f"127.0.0.1,{HERE}"}) as cluster,
        cluster.database() as near_url,
    ):
        make_certificates(Path(folder), f"IP:{HERE}")
        cluster.show_certificate(Path(folder) / "server.pem", Path(folder) / "server.key")
        cluster.ask("CREATE ROLE kiosk LOGIN SUPERUSER PASSWORD 'rahasia'")
        cluster.let_in(f"hostssl all kiosk {THERE}/32 scram-sha-256")
        far_url = near_url.replace("antrean@127.0.0.1", f"kiosk:rahasia@{HERE}")
        with closing(open_store(near_url)) as store:
            furnish(store)
        made = World(cluster, far, near_url, f"{far_url}&sslrootcert={folder}/ours.pem")
        try:
            yield made
        finally:
            with suppress(StoreUnreachable):
                made.store.close()


def before(there: World) -> Seen:
    """The cable is cut before the kiosk asks."""
    known, tap = uuid4(), uuid4()
    acknowledged = there.take_at_last(known)
    there.far.cut()
    told = there.far.do(lambda: there.take(tap))
    told_again = there.far.do(lambda: there.take(tap))
    meanwhile = there.stored()
    there.far.mend()
    taps = {"known": str(known), "tap": str(tap)}
    again = there.take_at_last(tap)
    return there.end(
        **taps, acknowledged=acknowledged, told=[told, told_again], meanwhile=meanwhile, again=again
    )


def during(there: World, asked_again_as: UUID | None = None) -> Seen:
    """The cable is cut when the server has heard of the commit and has not made it yet."""
    tap = uuid4()
    there.ask(_GATED_COMMIT)
    with closing(psycopg.connect(there.near_url.partition("?")[0], autocommit=True)) as gate:
        gate.execute("SELECT pg_advisory_lock(%s)", [_GATE])
        asked = there.far.begin(lambda: there.take(tap))
        wait_until(
            lambda: there.ask(
                "SELECT 1 FROM pg_stat_activity WHERE usename = 'kiosk' AND query = 'COMMIT'"
                " AND wait_event_type = 'Lock'"
            )
        )
        meanwhile = there.stored()
        there.far.cut()
        gate.execute("SELECT pg_advisory_unlock(%s)", [_GATE])
        wait_until(there.stored)
        told = asked.result(HANGS_AFTER_S)
    there.far.mend()
    again = there.take_at_last(asked_again_as or tap)
    return there.end(tap=str(tap), told=told, meanwhile=meanwhile, again=again)


def forgotten(there: World) -> Seen:
    """The same, and the kiosk asks again as somebody else."""
    return during(there, asked_again_as=uuid4())


def after(there: World) -> Seen:
    """The cable is cut when the kiosk has its answer."""
    tap = uuid4()
    acknowledged = there.far.do(lambda: there.take(tap))
    there.far.cut()
    meanwhile = there.stored()
    told = there.far.do(lambda: there.take(tap))
    there.far.mend()
    again = there.take_at_last(tap)
    return there.end(tap=str(tap), acknowledged=acknowledged, meanwhile=meanwhile, told=told, again=again)


def holding(there: World) -> Seen:
    """The cable is cut while the kiosk holds the lock of the hall; others go on without it."""
    holds, may_go_on = threading.Event(), threading.Event()

    def hold() -> str:
        try:
            with there.store.writing() as tx:
                tx.take_number(FakeClock().now().date(), "A")
                holds.set()
                may_go_on.wait(HANGS_AFTER_S)
        except StoreUnreachable as trouble:
            return str(trouble.facts["reason"])
        return "stored"

    held = there.far.begin(hold)
    assert holds.wait(HANGS_AFTER_S)
    there.far.cut()
    with closing(open_store(there.near_url, patience_s=HANGS_AFTER_S)) as near:
        number = Hall(near, FakeClock()).issue("KTP-BARU", Language.ID, uuid4()).ticket.number
    may_go_on.set()
    told = held.result(HANGS_AFTER_S)
    there.far.mend()
    return there.end(others=number, told=told, again=there.take_at_last(uuid4()))


def default(there: World) -> Seen:
    """A connection with libpq's own limits beside the program's, cut at the same moment."""
    address = there.far_url.replace("hall=1&", "") + "&sslmode=verify-full"
    plain = there.far.do(lambda: psycopg.connect(address, autocommit=True))
    with closing(plain):
        there.take_at_last(uuid4())
        there.far.cut()
        asking = threading.Thread(target=lambda: plain.execute("SELECT 1"), daemon=True)
        asking.start()
        told = there.far.do(lambda: there.take(uuid4()))
        asking.join(3)
        is_blocked = asking.is_alive()
        there.far.mend()
        asking.join(HANGS_AFTER_S)
        return {"told": told, "is_blocked": is_blocked, "is_answered_when_mended": not asking.is_alive()}


SCENES: dict[str, Callable[[World], Seen]] = {
    scene.__name__: scene for scene in (before, during, forgotten, after, holding, default)
}


if __name__ == "__main__":
    with world() as _there:
        _seen = SCENES[sys.argv[1]](_there)
    print(json.dumps(_seen))
    sys.stdout.flush()
    os._exit(0)  # whatever a cut connection still waits for
