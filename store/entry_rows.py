"""The journal of a day together with what its lines do not say of tickets and counters."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, literal_column, select

from store import event_rows, queries, rows
from store.event_rows import COLUMNS
from store.prepared import Prepared
from store.reading import Reading
from store.schema import event, leg, ticket
from store.staff_schema import presence
from store.writing import Writing
from ticketing.lifecycle import Action, Deed
from ticketing.presence import Presence, Standing
from ticketing.waiting.entry import Entry, Spot

_JOINS = (Action.ISSUE, Action.ADVANCE, Action.TRANSFER, Action.RETURN)
_has_joined = event.c.action.in_([literal_column(f"'{action}'") for action in _JOINS])
_has_paused = event.c.action == literal_column(f"'{Deed.PAUSE}'")


def _of_leg(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Look a leg up, row by row: no server is tempted to read all tickets that there ever were."""
    found = (
        select(column)
        .join_from(ticket, leg, leg.c.ticket == ticket.c.seq)
        .where(ticket.c.id == event.c.ticket, leg.c.position == event.c.position)
        .correlate(event)
    )
    return case((_has_joined, found.scalar_subquery()))


def _of_counter(column: ColumnElement[Any]) -> ColumnElement[Any]:
    found = (
        select(column)
        .where(presence.c.hall == event.c.hall, presence.c.counter == event.c.counter)
        .correlate(event)
    )
    return case((_has_paused, found.scalar_subquery()))


_entries = select(
    *(event.c[name] for name in COLUMNS),
    *(_of_leg(column) for column in (leg.c.queued_at, leg.c.id, leg.c.for_counter, ticket.c.plan)),
    *(_of_counter(column) for column in (presence.c.standing, presence.c.until_at)),
).where(event.c.hall == bindparam("hall"), event.c.day == bindparam("day"))

_in_pages = _entries.order_by(event.c.seq).limit(bindparam("most"))
ENTRIES_OF_DAY = _in_pages.where(event.c.seq > queries.BEFORE_THE_DAY)
ENTRIES_SINCE = _in_pages.where(event.c.seq >= bindparam("since"))

#: So many lines are read at once: for longer no reader of a file keeps whoever writes from committing.
_PAGE = 500

_OF_DAY = Prepared(ENTRIES_OF_DAY)
_SINCE = Prepared(ENTRIES_SINCE)


class EntryReading(Reading):
    """What a window follows a hall by."""

    def entries(self, day: date, since: int = 0) -> Sequence[Entry]:
        """List the journal of a day from a line on, that line included."""
        return _entries_of(self._rows, day, since)


class EntryWriting(Writing):
    """What a transaction follows its hall by."""

    def entries(self, day: date, since: int = 0) -> Sequence[Entry]:
        """List the journal of a day from a line on, that line included."""
        return _entries_of(self._run, day, since)


def _entries_of(run: Any, day: date, since: int) -> Sequence[Entry]:
    found: list[Entry] = []
    while True:
        # Lines are only ever added, so that what comes between two pages is found behind them.
        page = run(_SINCE, day=day, since=since, most=_PAGE) if since else run(_OF_DAY, day=day, most=_PAGE)
        found += [_entry(row) for row in page]
        if len(page) < _PAGE:
            return found
        since = found[-1].event.seq + 1


def _entry(row: tuple[Any, ...]) -> Entry:
    queued_at, leg_id, for_counter, plan, standing, until = row[len(COLUMNS) :]
    line = event_rows.event(row[: len(COLUMNS)])
    spot = None if leg_id is None else Spot(queued_at, leg_id, for_counter, rows.plan_of(plan))
    away = (
        None
        if standing is None
        else Presence(line.counter or "", line.staff, Standing(standing), until=until)
    )
    return Entry(line, spot, away)
