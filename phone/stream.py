"""One answer that goes on: server-sent events, never a backlog."""

import asyncio

from starlette.types import Receive, Scope, Send

from phone.lobby import Lobby, Stream

_RETRY_MS = 3000
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
]


class EventStream:
    """Send the newest state of a ticket whenever it has changed, until its day ends or the phone leaves.

    A state that is overtaken before it could be sent is never sent. The events are ``state`` with the
    object of `phone.view`, ``beat`` without content as a sign of life, and ``end``, after which the phone
    shall not come again: ``over`` when the day has ended, ``many`` when the ticket is open too often.

    Args:
        lobby: Knows the ticket.
        stream: Of this phone, entered already.
        beat_s: Pause after which a sign of life is sent. A phone that hears nothing for twice so long
            knows that its network is gone.
    """

    def __init__(self, lobby: Lobby, stream: Stream, beat_s: float) -> None:
        self._lobby = lobby
        self._stream = stream
        self._beat_s = beat_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, as an ASGI application."""
        leaving = asyncio.ensure_future(_gone(receive))
        leaving.add_done_callback(lambda _: self._stream.end(""))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
            await self._tell(send)
        finally:
            leaving.cancel()
            self._lobby.leave(self._stream)

    async def _tell(self, send: Send) -> None:
        await _write(send, f"retry: {_RETRY_MS}\n\n".encode())
        while True:
            is_due = await self._stream.due(self._beat_s)
            why = self._stream.ending
            if why is not None:
                break
            body = self._lobby.newest(self._stream) if is_due else None
            await _write(send, b"event: beat\ndata:\n\n" if body is None else _event(b"state", body))
        await _write(send, _event(b"end", why.encode()) if why else b"", more=False)


def _event(name: bytes, body: bytes) -> bytes:
    return b"event: " + name + b"\ndata: " + body + b"\n\n"


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _write(send: Send, body: bytes, *, more: bool = True) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": more})
