"""Two network namespaces with a cable between them: a server in one, a kiosk in the other."""

import ctypes
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from uuid import UUID

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

    def end(self, **seen: object) -> dict[str, Any]:
        """Tell what was seen, and what is stored in the end."""
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
