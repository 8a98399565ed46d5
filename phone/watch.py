"""Follows the hall for all phones at once: one thread with one feed."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, Queue

from phone.hall_time import HallTime
from phone.known import Known, News
from ticketing.errors import AntreanError, StoreUnreachable
from ticketing.placing import Rules
from ticketing.ports import ChangeFeed, Store
from ticketing.words import Language

log = logging.getLogger(__name__)

#: So many questions wait for an answer at most; who asks beyond is told to come again.
MOST_QUESTIONS = 500
_AT_ONCE = 50
_INTERVAL_S = 0.02
_FIRST_PAUSE_S = 0.05
_LONGEST_PAUSE_S = 1.0
_LOOK_ROUND_S = 10.0

#: Takes what became of a question: news, None where there is no such ticket today, or trouble.
Answer = Callable[[News | AntreanError | None], object]


@dataclass(frozen=True, slots=True)
class _Question:
    token: str
    language: Language | None
    answer: Answer
    is_renewed: bool


class Watch:
    """Keep the tickets that phones look at, and tell when anything of them changes.

    Whoever asks for a ticket is told of it from then on, until it is dropped. A store out of reach
    ends nothing: what is known is told as stale, and tried again.

    Args:
        store: The queue state.
        clock: The hall's time.
        rules: What the hall decides.
        tell: Takes what changed, on the thread of the watch.
    """

    def __init__(
        self,
        store: Store,
        clock: HallTime,
        rules: Rules,
        tell: Callable[[Sequence[News]], None],
    ) -> None:
        self._store = store
        self._known = Known(store, clock, rules, tell)
        # One queue for both: a ticket that is dropped and asked for again is there.
        self._wanted: Queue[_Question | str] = Queue()
        self._feed: ChangeFeed | None = None
        self._after: int | None = None
        self._looked_s = 0.0
        self._told = ""
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self.alive_at = time.monotonic()

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, timeout_s: float = 2.0) -> bool:
        """End, and wait for the thread; tell whether it ended in time."""
        self._stopping.set()
        self._wanted.put("")  # wakes it
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def ask(self, token: str, language: Language | None, answer: Answer, *, is_renewed: bool = False) -> bool:
        """Ask for a ticket; tell whether the question was taken. Arguments as `Known.find`.

        Args:
            token: In capitals.
            language: Of the texts; None takes the ticket's own.
            answer: Called on the thread of the watch.
            is_renewed: Read it anew: something was just done to it.
        """
        if self._wanted.qsize() >= MOST_QUESTIONS:
            return False
        self._wanted.put(_Question(token, language, answer, is_renewed))
        return True

    def drop(self, tokens: Iterable[str]) -> None:
        """Forget tickets that nobody looks at any more."""
        for token in tokens:
            self._wanted.put(token)

    def _run(self) -> None:
        pause_s = 0.0
        while not self._stopping.is_set():
            self.alive_at = time.monotonic()
            try:
                self._follow()
            except Exception as trouble:
                pause_s = min(max(_FIRST_PAUSE_S, 2 * pause_s), _LONGEST_PAUSE_S)
                self._lose(trouble)
            else:
                pause_s, self._told = 0.0, ""
            self._answer(pause_s or _INTERVAL_S)
        self._close()

    def _follow(self) -> None:
        if self._feed is None:
            self._feed = self._store.feed(self._after)
            self._after = self._feed.position
            self._known.open(self._after)
        events = self._feed.poll()
        self._known.hear(events)
        self._after = self._feed.position
        now_s = time.monotonic()
        if now_s - self._looked_s >= _LOOK_ROUND_S:
            self._looked_s = now_s
            self._known.look_round()

    def _answer(self, pause_s: float) -> None:
        """Answer what was asked; wait for a first question for so long.

        After the feed, never beside it: what is read for an answer is followed from there without a gap.
        """
        until_s = time.monotonic() + pause_s
        with suppress(Empty):
            for _ in range(_AT_ONCE):
                left_s = until_s - time.monotonic()
                wanted = self._wanted.get(block=left_s > 0, timeout=max(left_s, 0.001))
                if isinstance(wanted, str):
                    self._known.forget(wanted)
                else:
                    self._answer_one(wanted)
                    until_s = 0.0  # whoever came with it is answered too, and then the feed is asked

    def _answer_one(self, question: _Question) -> None:
        found: News | AntreanError | None
        try:
            found = self._known.find(question.token, question.language, is_renewed=question.is_renewed)
        except AntreanError as trouble:
            found = trouble
        except Exception as bug:
            log.error("a bug in what phones are told", exc_info=bug)
            found = StoreUnreachable(path="", reason="io")
        with suppress(RuntimeError):  # the event loop has ended in this moment
            question.answer(found)

    def _lose(self, trouble: Exception) -> None:
        told, self._told = self._told, repr(trouble)
        is_known = told == self._told
        if not isinstance(trouble, AntreanError) and not is_known:
            log.error("a bug in what phones are told", exc_info=trouble)
        self._close()
        try:
            is_new = self._known.lose()
        except Exception as bug:
            log.error("a bug in what phones are told", exc_info=bug)
        else:
            if is_new and not is_known:
                log.warning("phones see an old state: %s", trouble)

    def _close(self) -> None:
        if self._feed is not None:
            with suppress(AntreanError):
                self._feed.close()
            self._feed = None
