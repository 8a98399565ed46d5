"""Takes connections as they come: each is counted before a byte of it is read, with TLS before its handshake.

`asyncio.Server` makes a protocol of a connection with TLS after the handshake only, so that nobody would
count those that never finish one; and out of file descriptors it writes thousands of lines a second.
"""

import asyncio
import logging
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import Any

from phone.connection import BUFFER, TURNED_AWAY, Connection, Doors
from phone.guard import network_of

log = logging.getLogger(__name__)

#: After so many, whoever is in has a turn, and who was shown out gives its file back.
_AT_ONCE = 8
_REST_S = 1.0
_TOLD_EVERY_S = 60.0


class Gate:
    """The accepting side of one port, as far as uvicorn uses an `asyncio.Server`.

    Args:
        listening: The port; it does not block.
        doors: Who is in.
        make: Makes the protocol of a connection from where it comes.
        tls: What to speak; None speaks plain HTTP.
        slow_s: So long a handshake may take.
    """

    def __init__(
        self,
        listening: socket.socket,
        doors: Doors,
        make: Callable[[str], Connection],
        tls: ssl.SSLContext | None,
        slow_s: float,
    ) -> None:
        self._listening = listening
        self._doors = doors
        self._make = make
        self._tls = tls
        self._slow_s = slow_s if tls else None
        self._coming: set[asyncio.Task[None]] = set()
        self._told_s = -_TOLD_EVERY_S
        if tls:
            bound_tls()
        self._accepting = asyncio.get_running_loop().create_task(self._accept())

    def close(self) -> None:
        """Let nobody in any more."""
        for task in (self._accepting, *self._coming):
            task.cancel()

    async def wait_closed(self) -> None:
        """Wait until nobody is between outside and inside."""
        await asyncio.gather(self._accepting, *self._coming, return_exceptions=True)

    async def _accept(self) -> None:
        loop = asyncio.get_running_loop()
        for n in count(1):
            if n % _AT_ONCE == 0:
                await asyncio.sleep(0)
            try:
                sock, address = await loop.sock_accept(self._listening)
            except ConnectionError:
                continue
            except OSError as trouble:
                self._tell("the page lets nobody in at present: %s", trouble)
                await asyncio.sleep(_REST_S)
                continue
            try:
                self._take(sock, network_of(address[0]))
            except Exception as bug:  # with one of them; all others are let in
                sock.close()
                self._tell("a bug in how the page lets somebody in: %r", bug)

    def _take(self, sock: socket.socket, who: str) -> None:
        made = self._make(who)
        if self._doors.enter(made):
            task = asyncio.get_running_loop().create_task(self._let_in(sock, made))
            self._coming.add(task)
            task.add_done_callback(self._coming.discard)
        else:
            self._turn_away(sock)

    async def _let_in(self, sock: socket.socket, made: Connection) -> None:
        """Shake hands; from then on the connection looks after itself."""
        if made.is_over:  # shown out in the same moment
            sock.close()
            return
        made.coming = asyncio.current_task()
        try:
            await asyncio.get_running_loop().connect_accepted_socket(
                lambda: made, sock, ssl=self._tls, ssl_handshake_timeout=self._slow_s
            )
        except OSError:  # it went, was too slow, or speaks something else; as ssl's own errors are
            self._doors.leave(made)
        except BaseException:
            self._doors.leave(made)
            raise

    def _turn_away(self, sock: socket.socket) -> None:
        with sock, suppress(OSError):
            if not self._tls:
                sock.send(TURNED_AWAY)

    def _tell(self, words: str, trouble: Exception) -> None:
        now_s = time.monotonic()
        if now_s - self._told_s >= _TOLD_EVERY_S:
            self._told_s = now_s
            log.warning(words, trouble)


def bound_tls() -> bool:
    """Have a connection with TLS set no more aside than the system holds for it; tell whether that could be.

    asyncio sets 256 KiB aside for each, which makes 400 MB of 1,500 phones. No documented way says less:
    neither the arguments of the loop's methods, nor `ssl.SSLContext`, nor the limits of a transport, which
    are for what is sent. The attribute is there since Python 3.11. Where it is gone nothing breaks: phones
    with https then cost so much memory, and the log says so.
    """
    protocol: Any = getattr(getattr(asyncio, "sslproto", None), "SSLProtocol", None)
    if protocol is None or not isinstance(getattr(protocol, "max_size", None), int):
        log.warning("this Python sets more memory aside for each phone with https than it needs")
        return False
    protocol.max_size = min(protocol.max_size, BUFFER)
    return True
