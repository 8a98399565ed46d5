"""A hall with its page for phones, on a real port of this machine."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import uuid4

import httpx

from phone.server import PhoneServer, listen
from phone.settings import Settings
from tests.fake_store import FakeStore
from tests.fakes import FakeClock
from tests.waiting import PATIENCE_S
from ticketing.hall import Hall
from ticketing.issuing import Issued
from ticketing.placing import Rules
from ticketing.ports import Store
from ticketing.words import Language


@dataclass
class Rig:
    store: Store = field(default_factory=FakeStore)
    clock: FakeClock = field(default_factory=FakeClock)
    rules: Rules = field(default_factory=Rules)
    settings: Settings = field(default_factory=lambda: Settings(port=0, per_second=1000, per_address=2000))
    port: int = 0

    def __post_init__(self) -> None:
        self.hall = Hall(self.store, self.clock, self.rules)

    def issue(self, service: str = "KTP-BARU", language: Language = Language.ID) -> Issued:
        return self.hall.issue(service, language, uuid4())

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def serving(self, beat: Callable[[], None] = lambda: None) -> Iterator[httpx.Client]:
        self.server = server = PhoneServer(
            self.store, self.hall, self.clock, self.rules, self.settings, beat=beat
        )
        bound, stopping = listen(self.settings), threading.Event()
        self.port = bound.getsockname()[1]
        thread = threading.Thread(target=server.run, args=(stopping, bound), daemon=True)
        thread.start()
        try:
            with httpx.Client(base_url=self.base, timeout=PATIENCE_S) as client:
                yield client
        finally:
            stopping.set()
            thread.join(PATIENCE_S)
            assert not thread.is_alive()

    def connect(self, source: str = "127.0.0.1", *, buffer: int = 0) -> socket.socket:
        """Open a bare connection, from any address of the loopback."""
        return connect(self.port, source, buffer=buffer)

    def send(self, request: bytes, source: str = "127.0.0.1") -> bytes:
        """Send bytes and read until the server ends the connection."""
        with self.connect(source) as sock:
            sock.sendall(request)
            return read_all(sock)


def connect(port: int, source: str = "127.0.0.1", *, buffer: int = 0) -> socket.socket:
    """Open a bare connection to a port, from any address of the loopback."""
    made = socket.socket()
    made.settimeout(PATIENCE_S)
    if buffer:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    try:
        made.bind((source, 0))
        made.connect(("127.0.0.1", port))
    except OSError:
        made.close()
        raise
    return made


def head(path: str = "/", method: str = "GET", more: str = "", version: str = "HTTP/1.1") -> bytes:
    return f"{method} {path} {version}\r\nHost: 127.0.0.1\r\nConnection: close\r\n{more}\r\n".encode(
        "latin-1"
    )


def status(answer: bytes) -> int:
    return int(answer.split(b" ")[1])


def read_all(sock: socket.socket) -> bytes:
    """Read until the other side has ended, in order or not."""
    found = b""
    try:
        while more := sock.recv(65536):
            found += more
    except ConnectionError:
        pass
    return found


def until(sock: socket.socket, wanted: bytes) -> bytes:
    """Read until something has come."""
    found = b""
    while wanted not in found:
        more = sock.recv(65536)
        assert more, found
        found += more
    return found
