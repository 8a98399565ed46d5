"""Past tickets in bulk: a year of visits with legs, journal and papers, as a hall leaves them."""

import random
from base64 import b32encode
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from sqlite3 import Connection, sqlite_version_info
from typing import Any
from uuid import UUID

from benchmarks.halls import DAY, KIOSK, OPENS, Visitors, opened
from benchmarks.timing import Progress
from store.location import ONLY_HALL
from store.sqlite.engine import choose_journal, connect
from store.types import from_micros, to_micros
from ticketing import numbering, outbox
from ticketing.catalogue import Agency, Catalogue, Service
from ticketing.journal import GENESIS, link
from ticketing.lifecycle import Action, State
from ticketing.model import Event
from ticketing.outbox import PaperState
from ticketing.words import Language

DAYS = 350

_SECOND = 1_000_000
_OPEN_HOURS = 7
_LIFETIME = outbox.LIFETIME // timedelta(microseconds=1)

_SERIES = "INSERT INTO series (hall, day, prefix, n) VALUES (?, ?, ?, ?)"
_TICKET = """
    INSERT INTO ticket (seq, id, hall, day, prefix, n, language, priority, token, kiosk, issued_at,
                        told_ahead, told_from, told_until)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_LEG = """
    INSERT INTO leg (id, hall, ticket, day, agency, service, priority, state, counter, queued_at,
                     called_at, serving_at, ended_at, calls, moved_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_EVENT = """
    INSERT INTO event (hall, day, at, action, ticket, number, service, agency, language, priority, counter,
                       hash)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_JOB = """
    INSERT INTO print_job (hall, ticket, spool, state, attempts, created_at, next_at, expires_at, trouble,
                           copy, printer)
    VALUES (?, ?, ?, ?, 1, ?, ?, ?, '', 0, '')
"""

Rows = list[tuple[Any, ...]]


@dataclass(slots=True)
class _Day:
    """The rows of one day."""

    day: str
    opens: int
    series: dict[str, int] = field(default_factory=dict)
    tickets: Rows = field(default_factory=list)
    legs: Rows = field(default_factory=list)
    events: Rows = field(default_factory=list)
    jobs: Rows = field(default_factory=list)


def add_past(path: Path, tickets: int, seed: int, days: int = DAYS) -> None:
    """Add past visits to a new hall, the last of them the day before `DAY`.

    Nine of ten were served to the end, the others did not come when called. Tells its progress.

    Args:
        path: The hall's file, which nobody else has open.
        tickets: How many visits.
        seed: Of everything that is chosen.
        days: Over how many days they are spread.
    """
    store = opened(path)
    catalogue = store.catalogue()
    store.close()
    maker = _Maker(catalogue, seed)
    connection = connect(path, choose_journal(sqlite_version_info), 5.0)
    progress = Progress("past tickets", tickets)
    try:
        for pragma in (
            "journal_mode = MEMORY",
            "synchronous = OFF",
            "foreign_keys = OFF",
            "cache_size = -400000",
        ):
            connection.execute(f"PRAGMA {pragma}")
        last_seen = 0
        for number in range(days):
            count = tickets * (number + 1) // days - tickets * number // days
            made = maker.make_day(DAY - timedelta(days=days - number), count)
            _write(connection, made)
            last_seen = max([last_seen, *(event[2] for event in made.events[-1:])])
            progress.show(tickets * (number + 1) // days)
        yesterday = (DAY - timedelta(days=1)).isoformat()
        connection.execute("UPDATE hall SET day = ?, seen_at = ?", (yesterday, last_seen or None))
    finally:
        connection.close()


def _write(connection: Connection, made: _Day) -> None:
    connection.execute("BEGIN IMMEDIATE")
    series = [(ONLY_HALL, made.day, prefix, n) for prefix, n in made.series.items()]
    connection.executemany(_SERIES, series)
    connection.executemany(_TICKET, made.tickets)
    connection.executemany(_LEG, made.legs)
    connection.executemany(_EVENT, made.events)
    connection.executemany(_JOB, made.jobs)
    connection.execute("COMMIT")


class _Maker:
    def __init__(self, catalogue: Catalogue, seed: int) -> None:
        self._random = random.Random(seed)
        self._visitors = Visitors(catalogue, seed + 1)
        self._places: dict[str, tuple[Agency, list[str]]] = {
            one.code: (one, [counter.name for counter in catalogue.counters_of(one.code)])
            for one in catalogue.agencies
        }
        self._seq = 0
        self._hash = GENESIS

    def make_day(self, day: date, count: int) -> _Day:
        opens = to_micros(OPENS - (DAY - day))
        made = _Day(day.isoformat(), opens)
        arrivals = sorted(self._random.randrange(_OPEN_HOURS * 3600 * _SECOND) for _ in range(count))
        for arrival, service in zip(arrivals, self._visitors.come(count), strict=True):
            self._visit(made, opens + arrival, service)
        made.events.sort(key=lambda event: event[2])
        made.events = [self._chained(day, event) for event in made.events]
        return made

    def _chained(self, day: date, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """Put a row of the journal behind the one before."""
        _, _, at, action, ticket, number, service, agency, language, priority, counter = row
        event = Event(
            at=from_micros(at),
            action=action,
            ticket_id=UUID(ticket),
            number=number,
            service=service,
            agency=agency,
            language=Language(language),
            priority=bool(priority),
            counter=counter,
        )
        self._hash = link(self._hash, event, day)
        return (*row, self._hash)

    def _visit(self, made: _Day, at: int, service: Service) -> None:
        rnd = self._random
        agency, counters = self._places[service.agency]
        self._seq += 1
        seq = self._seq
        n = made.series[agency.prefix] = made.series.get(agency.prefix, 0) + 1
        tap, token = str(self._visitors.tap()), b32encode(rnd.randbytes(16)).decode().rstrip("=")
        language, priority = self._visitors.language().value, int(self._visitors.is_priority())
        wait = int(rnd.expovariate(1 / 1200) * _SECOND)
        called = at + wait
        serving = called + rnd.randrange(10, 60) * _SECOND
        ended = serving + int(service.minutes * 60 * _SECOND * rnd.uniform(0.4, 1.8))
        counter = rnd.choice(counters)
        comes = rnd.random() < 0.9
        steps = [(Action.ISSUE, at, None), (Action.CALL, called, counter)]
        if comes:
            steps += [(Action.SERVE, serving, counter), (Action.COMPLETE, ended, counter)]
        else:
            steps += [(Action.NO_SHOW, serving, counter)]
        made.tickets.append(
            (seq, tap, ONLY_HALL, made.day, agency.prefix, n, language, priority, token, KIOSK, at,
             wait // (240 * _SECOND), called - 300 * _SECOND, called + 600 * _SECOND)
        )  # fmt: skip
        state = State.COMPLETED if comes else State.NO_SHOW
        made.legs.append(
            (seq, ONLY_HALL, seq, made.day, agency.code, service.code, priority, state.value, counter, at,
             called, serving if comes else None, ended if comes else serving, 1,
             ended if comes else serving)
        )  # fmt: skip
        number = numbering.number(agency.prefix, n)
        made.events += [
            (ONLY_HALL, made.day, moment, action, tap, number, service.code, agency.code, language,
             priority, desk)
            for action, moment, desk in steps
        ]  # fmt: skip
        made.jobs.append((ONLY_HALL, seq, KIOSK, PaperState.SENT.value, at, at, at + _LIFETIME))
