"""Follows the hall for all phones at once: one thread, one feed, one reading of each ticket looked at."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from queue import Empty, Queue
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from phone.view import Seen, Text, content, text_of
from ticketing import visits
from ticketing.catalogue import Catalogue
from ticketing.errors import AntreanError, StoreUnreachable
from ticketing.lifecycle import Deed, State
from ticketing.model import Event, HallInfo, Ticket, Told
from ticketing.placing import Rules
from ticketing.ports import ChangeFeed, Clock, Store
from ticketing.waiting.forecast import Forecast
from ticketing.words import Language

log = logging.getLogger(__name__)

#: So many questions wait for an answer at most; who asks beyond is told to come again.
MOST_QUESTIONS = 500
_AT_ONCE = 50
_INTERVAL_S = 0.02
_LONGEST_PAUSE_S = 1.0
_LOOK_ROUND_S = 10.0
#: Estimates are made anew so much later than the last at least, and so many times its own duration.
_FORESEEN_EVERY_S = 0.2
_REST_OF_FORESEEING = 4
_HALL_DEEDS = frozenset({Deed.OPEN_DAY, Deed.ACCEPT_CLOCK, Deed.TAKE_CATALOGUE})


class Foresight(Protocol):
    """Knows when everybody who waits will be called."""

    def hear(self, events: Sequence[Event]) -> None:
        """Take in what happened."""

    def everybody(self, at: datetime) -> Mapping[UUID, Forecast]:
        """Foresee the call of every ticket that waits."""


@dataclass(frozen=True, slots=True)
class News:
    """What is known of one ticket now.

    Attributes:
        token: Of the ticket.
        own: Its language.
        texts: What is told, by language; empty once its day is over.
        zone: Of the hall.
        known_at: When the hall was last in reach; None while it is.
    """

    token: str
    own: Language
    texts: Mapping[Language, Text]
    zone: ZoneInfo
    known_at: datetime | None = None


#: Takes what became of a question: news, None where there is no such ticket today, or trouble.
Answer = Callable[[News | AntreanError | None], object]


@dataclass(slots=True)
class _Record:
    ticket: Ticket
    seen: Seen
    languages: set[Language] = field(default_factory=set)
    told: dict[Language, str] = field(default_factory=dict)


class Watch:
    """Keep the tickets that phones look at, and tell when anything of them changes.

    Whoever asks for a ticket is told of it from then on, until it is dropped. A store out of reach
    ends nothing: what is known is told as stale, and tried again.

    Args:
        store: The queue state.
        clock: The time.
        rules: What the hall decides.
        tell: Takes what changed, on the thread of the watch.
        foresee: Makes what knows when people are called; called on the thread, as often as the store
            comes back. None tells what the visitors were told at first.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        rules: Rules,
        tell: Callable[[Sequence[News]], None],
        foresee: Callable[[], Foresight] | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._rules = rules
        self._tell = tell
        self._foresee = foresee
        self._foresight: Foresight | None = None
        self._forecasts: Mapping[UUID, Told] = {}
        # One queue for both: a ticket that is dropped and asked for again is there.
        self._wanted: Queue[tuple[str, Language | None, Answer | None]] = Queue()
        self._records: dict[UUID, _Record] = {}
        self._ids: dict[str, UUID] = {}
        self._feed: ChangeFeed | None = None
        self._after: int | None = None
        self._info: HallInfo | None = None
        self._catalogue = Catalogue((), (), ())
        self._known_at: datetime | None = None
        self._is_lost = True
        self._foreseen_at = self._looked_at = -_LOOK_ROUND_S
        self._rest_s = _FORESEEN_EVERY_S
        self._is_foreseeing_due = False
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self.alive_at = time.monotonic()

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, timeout_s: float = 2.0) -> bool:
        """End, and wait for the thread; tell whether it ended in time."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def ask(self, token: str, language: Language | None, answer: Answer) -> bool:
        """Ask for a ticket by its token; tell whether the question was taken.

        Args:
            token: In capitals.
            language: Of the texts; None takes the ticket's own.
            answer: Called on the thread of the watch.
        """
        if self._wanted.qsize() >= MOST_QUESTIONS:
            return False
        self._wanted.put((token, language, answer))
        return True

    def drop(self, tokens: Iterable[str]) -> None:
        """Forget tickets that nobody looks at any more."""
        for token in tokens:
            self._wanted.put((token, None, None))

    def _run(self) -> None:
        pause_s = 0.0
        while not self._stopping.is_set():
            self.alive_at = time.monotonic()
            try:
                self._follow()
            except Exception as trouble:
                pause_s = min(max(0.05, 2 * pause_s), _LONGEST_PAUSE_S)
                self._lose(trouble)
            else:
                pause_s = 0.0
            self._answer(pause_s or _INTERVAL_S)
        self._close()

    def _follow(self) -> None:
        """Hear what happened, and tell whom it touches."""
        if self._feed is None:
            self._open()
        assert self._feed is not None
        events = self._feed.poll()
        now_s, now = time.monotonic(), self._clock.now()
        self._known_at = now
        if events:
            self._after = events[-1].seq
            self._is_foreseeing_due = True
            if self._foresight is not None:
                self._foresight.hear(events)
            if any(event.action in _HALL_DEEDS for event in events):
                self._read_hall()
            self._refresh({event.ticket_id for event in events if event.ticket_id in self._records})
        if now_s - self._looked_at >= _LOOK_ROUND_S:
            self._looked_at = now_s
            self._is_foreseeing_due = True
            self._read_hall()
            self._tell_changed(list(self._records))  # a day may have ended by the clock
        if self._is_foreseeing_due and now_s - self._foreseen_at >= self._rest_s:
            self._foresee_all(now)

    def _open(self) -> None:
        self._feed = self._store.feed(self._after)
        self._after = self._feed.position
        self._read_hall()
        if self._foresee is not None:
            self._foresight = self._foresee()
        self._is_lost, self._is_foreseeing_due = False, True
        self._refresh(list(self._records))

    def _read_hall(self) -> None:
        before, self._info = self._info, self._store.hall()
        if before is None or before.catalogue_version != self._info.catalogue_version:
            self._catalogue = self._store.catalogue()
        if before != self._info:
            self._tell_changed(list(self._records))

    def _refresh(self, ids: Iterable[UUID | None]) -> None:
        """Read tickets anew, and tell of them."""
        found = [one for one in ids if one is not None and one in self._records]
        for one in found:
            self._records[one].seen = self._seen(one)
        self._tell_changed(found)

    def _foresee_all(self, now: datetime) -> None:
        self._is_foreseeing_due = False
        self._foreseen_at = time.monotonic()
        if self._foresight is None or self._info is None:
            return
        here = now.astimezone(ZoneInfo(self._info.timezone))
        self._forecasts = {one: found.told(here) for one, found in self._foresight.everybody(now).items()}
        took_s = time.monotonic() - self._foreseen_at
        self._rest_s = max(_FORESEEN_EVERY_S, _REST_OF_FORESEEING * took_s)
        for record in self._records.values():
            record.seen = self._foreseen(record.seen)
        self._tell_changed(list(self._records))

    def _seen(self, ticket: UUID) -> Seen:
        legs = self._store.legs_of(ticket)
        state, day = legs[-1].state, legs[-1].ticket.day
        back = 0
        if visits.may_come_back(state, 0, self._rules):
            back = visits.times_back(self._store.events(day, ticket))
        can = ["cancel"] if visits.may_leave(state) else []
        if visits.may_come_back(state, back, self._rules):
            can.append("return")
        return self._foreseen(Seen(legs, can=can))

    def _foreseen(self, seen: Seen) -> Seen:
        told = self._forecasts.get(seen.ticket.id) if seen.leg.state is State.WAITING else None
        if told is None and self._foresight is None and seen.leg.position == 1:
            told = seen.ticket.told
        return Seen(seen.legs, told, seen.then, seen.can)

    def _tell_changed(self, ids: Iterable[UUID]) -> None:
        """Tell of those whose text has changed."""
        news = []
        for one in ids:
            record = self._records[one]
            found = self._news(record)
            told = {language: text.version for language, text in found.texts.items()}
            if told != record.told or not told:
                record.told = told
                news.append(found)
            if not told:
                self._forget(record.ticket.token)
        if news:
            self._tell(news)

    def _news(self, record: _Record) -> News:
        assert self._info is not None
        texts = {}
        if not self._is_over(record.ticket):
            for language in record.languages:
                said = content(record.seen, self._info, self._catalogue, language)
                texts[language] = text_of(said, stale=self._is_lost)
        known_at = self._known_at if self._is_lost else None
        return News(
            record.ticket.token, record.ticket.language, texts, ZoneInfo(self._info.timezone), known_at
        )

    def _is_over(self, ticket: Ticket) -> bool:
        """Tell whether a ticket's day is over: by the hall, or by the clock before anybody acts."""
        assert self._info is not None
        if ticket.day != self._info.day:
            return True
        if self._info.rehearsal:
            return False
        return self._clock.now().astimezone(ZoneInfo(self._info.timezone)).date() > ticket.day

    def _answer(self, pause_s: float) -> None:
        """Answer what was asked; wait for a question for so long."""
        with suppress(Empty):
            for n in range(_AT_ONCE):
                token, language, answer = self._wanted.get(block=n == 0, timeout=pause_s)
                if answer is None:
                    self._forget(token)
                    continue
                try:
                    found: News | AntreanError | None = self._found(token, language)
                except AntreanError as trouble:
                    found = trouble
                answer(found)

    def _found(self, token: str, language: Language | None) -> News | None:
        ticket_id = self._ids.get(token)
        if ticket_id is None:
            if self._is_lost:  # asking might take seconds, for each of them
                raise StoreUnreachable(path="", reason="io")
            ticket = self._store.of_token(token)
            if ticket is None or self._is_over(ticket):
                return None
            ticket_id = ticket.id
            self._records[ticket_id] = _Record(ticket, self._seen(ticket_id))
            self._ids[token] = ticket_id
        record = self._records[ticket_id]
        record.languages.add(language or record.ticket.language)
        found = self._news(record)
        record.told = {one: text.version for one, text in found.texts.items()}
        return found if found.texts else None

    def _forget(self, token: str) -> None:
        ticket_id = self._ids.pop(token, None)
        if ticket_id is not None:
            del self._records[ticket_id]

    def _lose(self, trouble: Exception) -> None:
        if not isinstance(trouble, AntreanError):
            log.error("a bug in what phones are told", exc_info=trouble)
        elif not self._is_lost:
            log.warning("phones see an old state: %s", trouble)
        self._close()
        if not self._is_lost:
            self._is_lost = True
            self._tell_changed(list(self._records))

    def _close(self) -> None:
        if self._feed is not None:
            with suppress(AntreanError):
                self._feed.close()
            self._feed = None
