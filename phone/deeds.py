"""What visitors do on their phones: one after the other, on a thread of its own, never many at once."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from phone.lobby import Away, Lobby
from ticketing.errors import Environment, LateTooOften, Refusal
from ticketing.hall import Hall
from ticketing.model import Leg
from ticketing.ports import Store
from ticketing.words import Language

#: So many deeds wait for the hall at most.
_MOST_WAITING = 20


class NotNow(Exception):
    """The rules refuse it. Its argument is the word of the answer."""


class Deeds:
    """Cancel tickets and put visitors back.

    Args:
        store: Finds the ticket.
        hall: Acts.
        lobby: Tells how the ticket stands afterwards.
    """

    def __init__(self, store: Store, hall: Hall, lobby: Lobby) -> None:
        self._store = store
        self._lobby = lobby
        self._acts: Mapping[str, Callable[..., Leg]] = {"cancel": hall.leave, "return": hall.put_back}
        self._worker = ThreadPoolExecutor(1, "deeds")
        self._waiting = 0

    async def do(self, deed: str, token: str, language: Language | None) -> bytes | None:
        """Do ``cancel`` or ``return``; say how the ticket stands then, None where there is none of today.

        Raises:
            NotNow: The rules refuse it.
            Away: The hall is out of reach, or too many want something; it may yet be done.
        """
        if await self._lobby.state(token, language) is None:
            return None
        if self._waiting >= _MOST_WAITING:
            raise Away
        self._waiting += 1
        try:
            # Shielded: what a phone asked for is done though it leaves meanwhile.
            done = asyncio.get_running_loop().run_in_executor(self._worker, self._act, deed, token)
            await asyncio.shield(done)
        except LateTooOften as refusal:
            raise NotNow("too_often") from refusal
        except Refusal as refusal:
            raise NotNow("not_now") from refusal
        except Environment as trouble:
            raise Away from trouble
        finally:
            self._waiting -= 1
        return await self._lobby.renewed(token, language)

    def close(self) -> None:
        """End; what waits is not done."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _act(self, deed: str, token: str) -> None:
        ticket = self._store.of_token(token)
        if ticket is not None:
            self._acts[deed](ticket.id)
