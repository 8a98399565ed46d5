"""Rows of the journal as values of `ticketing.model`, and back."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from store.types import from_micros
from ticketing.journal import Line
from ticketing.lifecycle import Action, Deed
from ticketing.model import Call, Event
from ticketing.words import Language

#: The columns of an event, in the order of `event`.
COLUMNS = (
    "seq", "at", "action", "ticket", "number", "service", "agency", "language", "priority", "counter",
    "position", "reason", "staff",
)  # fmt: skip

_ACTIONS: dict[str, Action | Deed] = {word.value: word for words in (Action, Deed) for word in words}


def event_values(value: Event) -> dict[str, Any]:
    """Make the row of a new event, but for its day and hash."""
    return {
        "at": value.at,
        "action": value.action.value,
        "ticket": value.ticket_id,
        "number": value.number,
        "service": value.service,
        "agency": value.agency,
        "language": value.language.value,
        "priority": value.priority,
        "counter": value.counter,
        "position": value.position,
        "reason": value.reason,
        "staff": value.staff,
    }


def event(row: Any) -> Event:
    """Make an event of `COLUMNS`, with its values as the rules have them."""
    seq, at, action, ticket, number, service, agency, language, priority, counter, leg, reason, staff = row
    return Event(
        at=at,
        action=_ACTIONS[action],
        ticket_id=ticket,
        number=number,
        service=service,
        agency=agency,
        language=Language(language),
        priority=bool(priority),
        counter=counter,
        position=leg,
        reason=reason,
        staff=staff,
        seq=seq,
    )


def driver_event(row: tuple[Any, ...]) -> Event:
    """Make an event of what a driver says, without SQLAlchemy's types between."""
    return event(_of_driver(row))


def driver_line(row: tuple[Any, ...]) -> Line:
    """Make a line of the journal of what a driver says of `COLUMNS`, its day and its hash."""
    *of_event, day, hash_ = row
    return Line(event(_of_driver(of_event)), date.fromisoformat(day), hash_)


def _of_driver(row: Sequence[Any]) -> tuple[Any, ...]:
    seq, at, action, ticket, *others = row
    return (seq, from_micros(at), action, None if ticket is None else UUID(ticket), *others)


def call(row: Any) -> Call:
    """Make a call of a row of the journal that has a ticket and a counter."""
    return Call(row.seq, row.at, row.ticket, row.number, row.agency, row.counter, Language(row.language))
