"""One connection of a phone: what it may hold, and how long it may take.

uvicorn waits for ever for the rest of a request, and for who does not read its answer. Here both have
an end. `phone.gate` counts connections as they come.
"""

import asyncio
import json
import socket
from contextlib import suppress
from typing import Any, Protocol

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from phone.answers import SECURITY

#: What the system holds for a connection in each direction, at most.
BUFFER = 32_768
_UNACKNOWLEDGED_MS = 30_000


class Guest(Protocol):
    """Who may come in: from where, and how it is shown out."""

    who: str

    def end(self) -> None:
        """Go at once."""


class Doors:
    """Counts who is in, by address and in all.

    Where all is full, who came last from the address that holds the most places makes room for an
    address that holds fewer: a few cannot keep everybody else out.

    Args:
        most: Connections at once.
        most_each: Of them from one address.
    """

    def __init__(self, most: int, most_each: int) -> None:
        self._most = most
        self._most_each = most_each
        self._inside: dict[str, dict[Guest, None]] = {}
        self.count = 0

    def enter(self, guest: Guest) -> bool:
        """Let one in; tell whether there was room."""
        mine = self._inside.get(guest.who, {})
        if len(mine) >= self._most_each:
            return False
        if self.count >= self._most and not self._make_room(len(mine) + 1):
            return False
        self._inside.setdefault(guest.who, mine)[guest] = None
        self.count += 1
        return True

    def leave(self, guest: Guest) -> None:
        """Let one out; nothing where it is out already."""
        mine = self._inside.get(guest.who, {})
        if guest in mine:
            del mine[guest]
            self.count -= 1
            if not mine:
                del self._inside[guest.who]

    def _make_room(self, wanted: int) -> bool:
        """Show one out for who would then have so many places; tell whether anybody had more."""
        fullest = max(self._inside.values(), key=len)
        if len(fullest) <= wanted:
            return False
        last = next(reversed(fullest))
        self.leave(last)
        last.end()
        return True


class Connection(H11Protocol):
    """A connection that is cut off where it is too slow.

    Args:
        who: Where it comes from, as `guard.network_of` says.
        doors: What it leaves at its end.
        slow_s: So long a request may take from its first byte to the end of its headers, the first one
            from the connection on; and so long the answer may stand still.
        more: As uvicorn makes it.

    Attributes:
        is_over: It was shown out.
        coming: What shakes hands with it, set by who does.
    """

    def __init__(self, who: str, doors: Doors, slow_s: float, **more: Any) -> None:
        super().__init__(**more)
        self.who = who
        self._doors = doors
        self._slow_s = slow_s
        self._reading: asyncio.TimerHandle | None = None
        self._writing: asyncio.TimerHandle | None = None
        self.is_over = False
        self.coming: asyncio.Task[Any] | None = None

    def end(self) -> None:
        """Cut it off, also where its handshake has not ended yet: its file is wanted for somebody else."""
        self.is_over = True
        if self.transport is not None:
            self.transport.abort()
        if self.coming is not None:
            self.coming.cancel()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for its first request."""
        super().connection_made(transport)
        if self.is_over:
            transport.abort()
            return
        transport.set_write_buffer_limits(high=1, low=0)  # whatever is not taken at once is noticed
        _let_die(transport.get_extra_info("socket"))
        self._reading = self.loop.call_later(self._slow_s, self._on_slow_request)

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it out."""
        for timer in (self._reading, self._writing):
            if timer is not None:
                timer.cancel()
        self._doors.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came; a request that has begun has a while to end."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            if self._reading is None and not self.transport.is_closing():
                self._reading = self.loop.call_later(self._slow_s, self._on_slow_request)
        elif self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def pause_writing(self) -> None:
        """The phone does not take what is sent."""
        super().pause_writing()
        if self._writing is None:
            self._writing = self.loop.call_later(self._slow_s, self.transport.abort)

    def resume_writing(self) -> None:
        """It took everything."""
        super().resume_writing()
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None

    def send_400_response(self, msg: str) -> None:
        """Answer what is no request with the same headers as everything else, and end."""
        self.transport.write(_answer(400, b"Bad Request", "bad"))
        self.transport.close()

    def _on_slow_request(self) -> None:
        self._reading = None
        self.transport.write(_answer(408, b"Request Timeout", "slow"))
        self.transport.abort()


def _answer(status: int, phrase: bytes, code: str, more: str = "") -> bytes:
    """Write a whole answer of its own, where no application is asked."""
    body = json.dumps({"code": code}).encode()
    fixed = {"Cache-Control": "no-store", "Content-Type": "application/json", **SECURITY}
    head = "".join(f"{name}: {value}\r\n" for name, value in fixed.items())
    head += f"Content-Length: {len(body)}\r\nConnection: close\r\n{more}\r\n"
    return b"HTTP/1.1 %d %s\r\n" % (status, phrase) + head.encode("ascii") + body


def _let_die(sock: socket.socket | None) -> None:
    """Have the system end a connection whose phone has gone without a word."""
    if sock is None:
        return
    with suppress(OSError):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _UNACKNOWLEDGED_MS)


#: For who finds no room.
TURNED_AWAY = _answer(503, b"Service Unavailable", "busy", "Retry-After: 10\r\n")
