"""What visitors do on their phones: one after the other, on a thread of its own, never many at once."""

import asyncio
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import SimpleQueue

from phone.lobby import Away, Lobby
from ticketing.errors import Environment, LateTooOften, Refusal, StoreBusy
from ticketing.hall import Hall
from ticketing.model import Leg
from ticketing.ports import Store
from ticketing.words import Language

#: So many deeds wait for the hall at most, one of each ticket.
_MOST_WAITING = 20
#: What has not begun within this is not done any more: the phone gives up waiting soon after.
_BEGINS_WITHIN_S = 5.0
_TRIED_EVERY_S = 0.05


class NotNow(Exception):
    """The rules refuse it. Its argument is the word of the answer."""


@dataclass(slots=True)
class _Wanted:
    deed: str
    token: str
    until_s: float
    #: What the hall refused, or None where it was done.
    ended: "Future[Refusal | Environment | None]" = field(default_factory=Future)


class Deeds:
    """Cancel tickets and put visitors back.

    Its thread is a daemon, unlike that of an executor: a store that hangs does not keep the process
    from ending.

    Args:
        store: Finds the ticket.
        hall: Acts. It should raise StoreBusy after about a second; it is then asked again, until the
            deed has waited for too long or the page ends.
        lobby: Tells how the ticket stands afterwards.
    """

    def __init__(self, store: Store, hall: Hall, lobby: Lobby) -> None:
        self._store = store
        self._lobby = lobby
        self._acts: Mapping[str, Callable[..., Leg]] = {"cancel": hall.leave, "return": hall.put_back}
        self._queue: SimpleQueue[_Wanted] = SimpleQueue()
        self._waiting: dict[str, Future[Refusal | Environment | None]] = {}
        self._is_ending = False
        threading.Thread(target=self._work, name="deeds", daemon=True).start()

    async def do(self, deed: str, token: str, language: Language | None) -> bytes | None:
        """Do ``cancel`` or ``return``; say how the ticket stands then, None where there is none of today.

        Raises:
            NotNow: The rules refuse it.
            Away: The hall is out of reach, something is being done to the ticket already, too many want
                something, or the page ends. It was not done,
                unless the store was lost at the very end.
        """
        if await self._lobby.state(token, language) is None:
            return None
        if self._is_ending or token in self._waiting or len(self._waiting) >= _MOST_WAITING:
            raise Away
        refused = await self._ended(_Wanted(deed, token, time.monotonic() + _BEGINS_WITHIN_S))
        if isinstance(refused, LateTooOften):
            raise NotNow("too_often") from refused
        if isinstance(refused, Refusal):
            raise NotNow("not_now") from refused
        if refused is not None:
            raise Away from refused
        return await self._lobby.renewed(token, language)

    def close(self) -> None:
        """End: what has not begun is not done, and what waits for the hall's lock stops waiting."""
        self._is_ending = True
        for one in list(self._waiting.values()):
            one.cancel()

    async def _ended(self, wanted: _Wanted) -> Refusal | Environment | None:
        """Have it done; it goes on though its phone leaves meanwhile.

        Raises:
            Away: It was not begun.
        """
        self._waiting[wanted.token] = wanted.ended
        wanted.ended.add_done_callback(lambda _: self._waiting.pop(wanted.token))
        self._queue.put(wanted)
        told = asyncio.wrap_future(wanted.ended)
        await asyncio.wait({told}, timeout=_BEGINS_WITHIN_S)
        if wanted.ended.cancel():
            raise Away
        await asyncio.wait({told})
        return told.result()

    def _work(self) -> None:
        while True:
            wanted = self._queue.get()
            if not wanted.ended.set_running_or_notify_cancel():
                continue
            try:
                wanted.ended.set_result(self._act(wanted))
            except Exception as bug:
                wanted.ended.set_exception(bug)

    def _act(self, wanted: _Wanted) -> Refusal | Environment | None:
        while True:
            try:
                ticket = self._store.of_token(wanted.token)
                if ticket is not None:
                    self._acts[wanted.deed](ticket.id)
            except StoreBusy as trouble:
                if self._is_ending or time.monotonic() >= wanted.until_s:
                    return trouble
                time.sleep(_TRIED_EVERY_S)
            except (Refusal, Environment) as trouble:
                return trouble
            else:
                return None
