"""The tickets that phones look at: read once for all of them, foreseen together, told when they change."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from phone.hall_time import HallTime
from phone.view import Seen, Text, content, text_of
from ticketing import visits
from ticketing.catalogue import Catalogue
from ticketing.errors import AntreanError, StoreUnreachable
from ticketing.foresight import Foresight
from ticketing.lifecycle import Deed, State
from ticketing.model import Event, HallInfo, Ticket, Told
from ticketing.placing import Rules
from ticketing.ports import Store
from ticketing.sight import Sight
from ticketing.words import Language

log = logging.getLogger(__name__)

#: Estimates are made anew so much later than the last at least, and so many times its own duration.
_FORESEEN_EVERY_S = 0.2
_REST_OF_FORESEEING = 4
_REST_AFTER_BUG_S = 10.0
_HALL_DEEDS = frozenset({Deed.OPEN_DAY, Deed.ACCEPT_CLOCK, Deed.TAKE_CATALOGUE})


@dataclass(frozen=True, slots=True)
class News:
    """What is known of one ticket now.

    Attributes:
        token: Of the ticket.
        own: Its language.
        texts: What is told, by language; empty once its day is over.
        zone: Of the hall.
        known_at: When the hall was last in reach; None while it is.
        known_s: The same by the seconds that nobody sets.
    """

    token: str
    own: Language
    texts: Mapping[Language, Text]
    zone: ZoneInfo
    known_at: datetime | None = None
    known_s: float = 0.0


@dataclass(slots=True)
class _Record:
    ticket: Ticket
    seen: Seen
    is_gone: bool = False
    languages: set[Language] = field(default_factory=set)
    told: dict[Language, str] = field(default_factory=dict)


class Known:
    """What is known of the hall and of the tickets that somebody asked for. Used by one thread.

    Args:
        store: The queue state.
        clock: The hall's time.
        rules: What the hall decides.
        tell: Takes what changed.
    """

    def __init__(
        self,
        store: Store,
        clock: HallTime,
        rules: Rules,
        tell: Callable[[Sequence[News]], None],
    ) -> None:
        self._store = store
        self._clock = clock
        self._rules = rules
        self._tell = tell
        self._foresight = Foresight(store)
        self._sight = Sight(clock)
        self._forecasts: Mapping[UUID, Told] = {}
        self._is_foreseeing_due = False
        self._foreseen_s = 0.0
        self._rest_s = _FORESEEN_EVERY_S
        self._records: dict[UUID, _Record] = {}
        self._ids: dict[str, UUID] = {}
        self._info: HallInfo | None = None
        self._catalogue = Catalogue((), (), ())
        self._back: Counter[UUID] = Counter()
        self._known_at: datetime | None = None
        self._known_s = 0.0
        self._is_lost = True

    def open(self, position: int) -> None:
        """Read everything anew, as it was after an event of the journal."""
        info = self._read_hall()
        today = self._store.events(info.day) if info.day else ()
        self._back = visits.times_back(event for event in today if event.seq <= position)
        self._is_lost, self._is_foreseeing_due = False, True
        self._note_reach()
        self._refresh(list(self._records))

    def hear(self, events: Sequence[Event]) -> None:
        """Take in what happened, and tell whom it touches."""
        if events:
            self._clock.hear_action(events[-1].at)
            self._is_foreseeing_due = True
            self._count_back(events)
            if any(event.action in _HALL_DEEDS for event in events):
                self._read_hall()
            self._refresh({event.ticket_id for event in events if event.ticket_id is not None})
        self._note_reach()
        if self._is_foreseeing_due and time.monotonic() - self._foreseen_s >= self._rest_s:
            self._foresee_all()

    def look_round(self) -> None:
        """See what changes without an event: the time, and the name of the hall."""
        self._is_foreseeing_due = True
        self._read_hall()
        self._tell_changed(list(self._records))

    def lose(self) -> bool:
        """The hall is out of reach: tell that all is old; tell whether that is new."""
        was_lost, self._is_lost = self._is_lost, True
        if not was_lost:
            self._tell_changed(list(self._records))
        return not was_lost

    def find(self, token: str, language: Language | None, *, is_renewed: bool = False) -> News | None:
        """Say how a ticket stands, and tell of it from now on; None where there is none of today.

        Args:
            token: In capitals.
            language: Of the texts; None takes the ticket's own.
            is_renewed: Read it anew: something was just done to it.

        Raises:
            Environment: The hall is out of reach, and the ticket not known yet.
        """
        ticket_id = self._ids.get(token)
        if ticket_id is None:
            if self._is_lost:  # asking might take seconds, for each of them
                raise StoreUnreachable(path="", reason="io")
            ticket = self._store.of_token(token)
            if ticket is not None and self._info is not None and ticket.day != self._info.day:
                self._read_hall()  # its day has just begun; no event opens the first one of a hall
            if ticket is None or self._is_over(ticket):
                return None
            seen, ticket_id = self._seen(ticket.id), ticket.id
            if seen is None:
                return None
            self._records[ticket_id] = _Record(ticket, seen)
            self._ids[token] = ticket_id
        record = self._records[ticket_id]
        if is_renewed and not self._is_lost:
            self._read_again(record)
        record.languages.add(language or record.ticket.language)
        found = self._news(record)
        record.told = _versions(found)
        return found if found.texts else None

    def forget(self, token: str) -> None:
        """Tell no more of a ticket."""
        ticket_id = self._ids.pop(token, None)
        if ticket_id is not None:
            del self._records[ticket_id]

    def _read_hall(self) -> HallInfo:
        before, info = self._info, self._sight.of(self._store.hall())
        if before is None or before.catalogue_version != info.catalogue_version:
            self._catalogue = self._store.catalogue()
        self._info = info
        self._clock.hear(info)
        if before is not None and before != info:
            self._tell_changed(list(self._records))
        return info

    def _note_reach(self) -> None:
        self._known_at, self._known_s = self._clock.now(), self._clock.steady_s()

    def _count_back(self, events: Iterable[Event]) -> None:
        for event in events:
            if event.action is Deed.OPEN_DAY:
                self._back.clear()
            elif event.ticket_id is not None and visits.is_back(event):
                self._back[event.ticket_id] += 1

    def _refresh(self, ids: Iterable[UUID]) -> None:
        """Read tickets anew, and tell of them."""
        found = [one for one in ids if one in self._records]
        for one in found:
            self._read_again(self._records[one])
        self._tell_changed(found)

    def _read_again(self, record: _Record) -> None:
        seen = self._seen(record.ticket.id)
        record.seen, record.is_gone = seen or record.seen, seen is None

    def _foresee_all(self) -> None:
        self._is_foreseeing_due = False
        self._foreseen_s = time.monotonic()
        if self._info is None:
            return
        try:
            self._foresee(self._info)
        except AntreanError:
            raise
        except Exception as bug:  # everything else that phones are told does without
            log.error("a bug in what phones are told of their waiting", exc_info=bug)
            self._forecasts, self._rest_s = {}, _REST_AFTER_BUG_S
            return
        took_s = time.monotonic() - self._foreseen_s
        self._rest_s = max(_FORESEEN_EVERY_S, _REST_OF_FORESEEING * took_s)

    def _foresee(self, info: HallInfo) -> None:
        outlook = self._foresight.read(info, self._catalogue, self._here())
        here = self._here()  # not before the last event that was read
        self._forecasts = {one: found.told(here) for one, found in outlook.everybody(here).items()}
        changed = []
        for one, record in self._records.items():
            steps = outlook.steps_of(one, here) if record.ticket.plan else ()
            then = {step.service: step.forecast.told(here) for step in steps}
            before, record.seen = record.seen, self._foreseen(record.seen, then)
            if record.seen != before:
                changed.append(one)
        self._tell_changed(changed)

    def _seen(self, ticket: UUID) -> Seen | None:
        """Read a ticket; None where a copy that was put back does not hold it."""
        legs = self._store.legs_of(ticket)
        if not legs:
            return None
        state = legs[-1].state
        can = ["cancel"] if visits.may_leave(state) else []
        if visits.may_come_back(state, self._back[ticket], self._rules):
            can.append("return")
        before = self._records.get(ticket)
        return self._foreseen(Seen(legs, can=can), before.seen.then if before else {})

    def _foreseen(self, seen: Seen, then: Mapping[str, Told]) -> Seen:
        told = self._forecasts.get(seen.ticket.id) if seen.leg.state is State.WAITING else None
        if told is None and seen.leg.moved_at == seen.ticket.issued_at and not seen.ticket.is_away:
            told = seen.ticket.told  # it has just come: all was foreseen a moment before
        return Seen(seen.legs, told, then, seen.can)

    def _here(self) -> datetime:
        """Tell the time in the hall's zone, never before the last action."""
        assert self._info is not None
        return self._clock.now().astimezone(ZoneInfo(self._info.timezone))

    def _tell_changed(self, ids: Iterable[UUID]) -> None:
        """Tell of those whose texts have changed, or whose day is over."""
        news = []
        for one in ids:
            record = self._records[one]
            found = self._news(record)
            versions = _versions(found)
            if versions != record.told or not versions:
                record.told = versions
                news.append(found)
            if not versions:
                self.forget(record.ticket.token)
        if news:
            self._tell(news)

    def _news(self, record: _Record) -> News:
        assert self._info is not None
        ticket, texts = record.ticket, {}
        if not (record.is_gone or self._is_over(ticket)):
            for language in record.languages:
                said = content(record.seen, self._info, self._catalogue, language)
                texts[language] = text_of(said, stale=self._is_lost)
        zone, known_at = ZoneInfo(self._info.timezone), self._known_at if self._is_lost else None
        return News(ticket.token, ticket.language, texts, zone, known_at, self._known_s)

    def _is_over(self, ticket: Ticket) -> bool:
        assert self._info is not None
        return ticket.day != self._info.day


def _versions(news: News) -> dict[Language, str]:
    return {language: text.version for language, text in news.texts.items()}
