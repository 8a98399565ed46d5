"""Serves the visitor's page as a process of its own."""

import asyncio
import logging
import socket
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from phone.connection import BUFFER, Connection, Doors
from phone.deeds import Deeds
from phone.files import PageFiles
from phone.gate import Gate
from phone.guard import Guard
from phone.hall_time import HallTime
from phone.lobby import Lobby
from phone.routes import Routes
from phone.settings import Settings
from phone.watch import Watch
from ticketing.errors import Misconfigured, PortTaken
from ticketing.hall import Hall
from ticketing.placing import Rules
from ticketing.ports import Clock, Store

log = logging.getLogger(__name__)

_BACKLOG = 256
_BEAT_S = 1.0
_TIDY_S = 10.0
_STUCK_S = 60.0


class PhoneServer:
    """The visitor's page of one hall.

    Args:
        store: The queue state.
        hall: What visitors do to their tickets; see `deeds.Deeds`.
        clock: The machine's.
        rules: What the hall decides.
        settings: Where it is served, and its limits.
        beat: Called about once a second while all is well.
    """

    def __init__(
        self,
        store: Store,
        hall: Hall,
        clock: Clock,
        rules: Rules,
        settings: Settings,
        *,
        beat: Callable[[], None] = lambda: None,
    ) -> None:
        self.settings = settings
        self._beat = beat
        time_here = HallTime(clock)
        self.lobby = Lobby(time_here)
        self.lobby.watch = Watch(store, time_here, rules, self.lobby.tell)
        self.doors = Doors(settings.connections, settings.per_address)
        self.deeds = Deeds(store, hall, self.lobby)
        self.app: ASGIApp = Guard(
            Routes(self.lobby, self.deeds, PageFiles(), settings.beat_s).app(), settings
        )

    def run(self, stopping: threading.Event, bound: socket.socket | None = None) -> None:
        """Serve until told to stop.

        Raises:
            PortTaken: The port cannot be had.
            Misconfigured: The certificate or its key cannot be read.
        """
        sock = bound or listen(self.settings)
        config = uvicorn.Config(
            self.app,
            lifespan="off",
            access_log=False,
            log_config=None,
            log_level=logging.ERROR,  # whoever sends nonsense does not fill the log
            server_header=False,
            proxy_headers=False,
            ws="none",
            http=Connection,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=2,
            h11_max_incomplete_event_size=8192,
            ssl_certfile=self.settings.certificate or None,
            ssl_keyfile=self.settings.key or None,
        )
        try:
            config.load()
        except OSError as trouble:  # as ssl's own errors are
            sock.close()
            raise Misconfigured("[phone]", "wrong_certificate", trouble.strerror or str(trouble)) from trouble
        asyncio.run(self._serve(_Server(config, self.doors, self.settings.slow_s), sock, stopping))

    async def _serve(self, server: uvicorn.Server, sock: socket.socket, stopping: threading.Event) -> None:
        self.lobby.open()
        ticking = asyncio.ensure_future(self._tick(server, stopping))
        try:
            await server.serve([sock])
        finally:
            ticking.cancel()
            self.lobby.close()

    async def _tick(self, server: uvicorn.Server, stopping: threading.Event) -> None:
        beaten_s, tidied_s = 0.0, time.monotonic()
        while not stopping.is_set():
            now_s = time.monotonic()
            if now_s - beaten_s >= _BEAT_S and now_s - self.lobby.watch.alive_at < _STUCK_S:
                beaten_s = now_s
                self._beat()
            if now_s - tidied_s >= _TIDY_S:
                tidied_s = now_s
                self.lobby.tidy()
            await asyncio.sleep(0.1)
        self.lobby.end_streams()
        self.deeds.close()
        server.should_exit = True


class _Server(uvicorn.Server):
    """uvicorn's, but signals are left to the role, and everybody comes by a gate."""

    def __init__(self, config: uvicorn.Config, doors: Doors, slow_s: float) -> None:
        super().__init__(config)
        self._doors = doors
        self._slow_s = slow_s

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        config = self.config

        def make(who: str) -> Connection:
            return Connection(
                who, self._doors, self._slow_s, config=config, server_state=self.server_state, app_state={}
            )

        self.servers = [
            Gate(sock, self._doors, make, config.ssl, self._slow_s)  # type: ignore[misc]
            for sock in sockets or ()
        ]
        self.started = True


def listen(settings: Settings) -> socket.socket:
    """Take the port; at all addresses of the machine, of both kinds, where no host is named.

    Raises:
        PortTaken: Another program has it, or there is no such address.
    """
    both = not settings.host and socket.has_dualstack_ipv6()
    family = socket.AF_INET6 if both or ":" in settings.host else socket.AF_INET
    try:
        made = socket.create_server(
            (settings.host, settings.port), family=family, backlog=_BACKLOG, dualstack_ipv6=both
        )
    except OSError as trouble:
        raise PortTaken(
            host=settings.host or "*", port=settings.port, reason=trouble.strerror or str(trouble)
        ) from trouble
    for buffer in (socket.SO_SNDBUF, socket.SO_RCVBUF):  # connections inherit it
        made.setsockopt(socket.SOL_SOCKET, buffer, BUFFER)
    made.setblocking(False)
    return made
