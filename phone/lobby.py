"""Who looks at which ticket now. Lives on the event loop; the watch lives on its thread."""

import asyncio
import time
from collections import Counter, OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from phone.hall_time import HallTime
from phone.known import News
from phone.view import Text, stamped
from phone.watch import Watch
from ticketing.errors import AntreanError
from ticketing.words import Language

#: So long a ticket is kept that nobody asked for any more.
_KEPT_S = 120.0
#: The most tickets that are kept though nobody looks at them now.
_MOST_KEPT = 2000
_MOST_STREAMS = 4
_ANSWERED_WITHIN_S = 8.0


class Away(Exception):
    """The hall is out of reach, or too many ask: nothing can be said of a ticket not known yet."""


class Stream:
    """One phone that wants to be told. It holds the newest news only, never those before.

    Args:
        token: Of its ticket.
        language: Of its texts; None is the ticket's own.

    Attributes:
        ending: Why there will be no more; empty where the phone may come again, None until then.
    """

    def __init__(self, token: str, language: Language | None) -> None:
        self.token = token
        self.language = language
        self.ending: str | None = None
        self._is_due = asyncio.Event()

    def wake(self) -> None:
        """There is something new."""
        self._is_due.set()

    def end(self, why: str) -> None:
        """There will be no more."""
        if self.ending is None:
            self.ending = why
        self._is_due.set()

    async def due(self, within_s: float) -> bool:
        """Wait for something new; tell whether it came in time."""
        try:
            await asyncio.wait_for(self._is_due.wait(), within_s)
        except TimeoutError:
            return False
        self._is_due.clear()
        return True


@dataclass(slots=True)
class _Entry:
    own: Language
    news: News
    streams: list[Stream] = field(default_factory=list)
    used_s: float = 0.0


class Lobby:
    """Finds tickets for phones and wakes the streams of those that changed.

    Args:
        clock: The hall's time, which answers bear.

    Attributes:
        watch: Set before the first question.
    """

    watch: Watch

    def __init__(self, clock: HallTime) -> None:
        self._clock = clock
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self._asking: Counter[str] = Counter()
        self._loop: asyncio.AbstractEventLoop | None = None

    def open(self) -> None:
        """Begin, on the event loop that is running."""
        self._loop = asyncio.get_running_loop()
        self.watch.start()

    def end_streams(self) -> None:
        """Send every phone away; it may come again."""
        for entry in self._entries.values():
            for stream in entry.streams:
                stream.end("")

    def close(self) -> None:
        """End."""
        self.end_streams()
        self.watch.stop()

    def tell(self, news: Sequence[News]) -> None:
        """Take what changed; from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._hear, news)

    def knows(self, token: str) -> bool:
        """Tell whether a ticket is known without a question."""
        return token in self._entries

    async def state(self, token: str, language: Language | None) -> bytes | None:
        """Say how a ticket stands; None where there is none of today.

        Raises:
            Away: The hall is out of reach.
        """
        entry = await self._entry(token, language)
        return None if entry is None else self._written(entry, language)

    async def enter(self, token: str, language: Language | None) -> Stream | None:
        """Begin to be told of a ticket; None where there is none of today. The oldest of many leaves.

        Raises:
            Away: The hall is out of reach.
        """
        entry = await self._entry(token, language)
        if entry is None:
            return None
        stream = Stream(token, language)
        stream.wake()
        entry.streams.append(stream)
        for oldest in entry.streams[:-_MOST_STREAMS]:
            oldest.end("many")
        return stream

    def leave(self, stream: Stream) -> None:
        """Be told no more."""
        entry = self._entries.get(stream.token)
        if entry is not None and stream in entry.streams:
            entry.streams.remove(stream)
            entry.used_s = time.monotonic()

    def newest(self, stream: Stream) -> bytes | None:
        """Say how the ticket of a stream stands; None once its day is over."""
        entry = self._entries.get(stream.token)
        return None if entry is None else self._written(entry, stream.language)

    async def renewed(self, token: str, language: Language | None) -> bytes | None:
        """Say how a ticket stands after something was done to it."""
        entry = await self._asked(token, language, is_renewed=True)
        return None if entry is None else self._written(entry, language)

    def tidy(self) -> None:
        """Forget tickets that nobody has looked at for a while."""
        now_s = time.monotonic()
        # What is being asked for stays: its answer comes before the watch would forget it.
        idle = [one for one, entry in self._entries.items() if not (entry.streams or self._asking[one])]
        surplus = max(0, len(idle) - _MOST_KEPT)
        old = [
            token
            for n, token in enumerate(idle)
            if n < surplus or now_s - self._entries[token].used_s > _KEPT_S
        ]
        for token in old:
            del self._entries[token]
        self.watch.drop(old)

    async def _entry(self, token: str, language: Language | None) -> _Entry | None:
        entry = self._entries.get(token)
        if entry is None or (language or entry.own) not in entry.news.texts:
            entry = await self._asked(token, language)
        if entry is not None:
            entry.used_s = time.monotonic()
            self._entries.move_to_end(token)
        return entry

    async def _asked(
        self, token: str, language: Language | None, *, is_renewed: bool = False
    ) -> _Entry | None:
        loop = asyncio.get_running_loop()
        answered: asyncio.Future[News | AntreanError | None] = loop.create_future()

        def settle(found: News | AntreanError | None) -> None:
            if isinstance(found, News):
                self._entries.setdefault(token, _Entry(found.own, found, used_s=time.monotonic()))
                self._hear([found])
            self._asking[token] -= 1
            if not self._asking[token]:
                del self._asking[token]
            if not answered.done():
                answered.set_result(found)

        if not self.watch.ask(
            token, language, lambda found: loop.call_soon_threadsafe(settle, found), is_renewed=is_renewed
        ):
            raise Away
        self._asking[token] += 1
        try:
            found = await asyncio.wait_for(answered, _ANSWERED_WITHIN_S)
        except TimeoutError:
            raise Away from None
        if isinstance(found, AntreanError):
            raise Away from found
        return self._entries.get(token) if found is not None else None

    def _hear(self, news: Sequence[News]) -> None:
        for one in news:
            entry = self._entries.get(one.token)
            if not one.texts:
                if entry is not None:
                    del self._entries[one.token]
                    for stream in entry.streams:
                        stream.end("over")
            elif entry is not None:  # else it was dropped in this moment
                before, entry.news = entry.news.texts, one
                for stream in entry.streams:
                    language = stream.language or entry.own
                    if before.get(language) != one.texts.get(language):
                        stream.wake()

    def _written(self, entry: _Entry, language: Language | None) -> bytes:
        news = entry.news
        text: Text = news.texts[language or entry.own]
        known_at = news.known_at
        at = self._clock.now() if known_at is None else self._clock.since(known_at, news.known_s)
        return stamped(text, at, known_at, news.zone)
