"""Rows of the tables as values of `ticketing.model`, and back."""

import json
from typing import Any

from sqlalchemy import Row

from store import schema
from ticketing.catalogue import Agency, Counter, Service
from ticketing.lifecycle import Action, State
from ticketing.model import Call, Event, HallInfo, Leg, PaperState, PrintJob, Ticket, Told
from ticketing.words import Language, Words

SomeRow = Row[Any]

_t, _l = schema.ticket.c, schema.leg.c

#: What `leg` reads: a leg with its ticket, in this order.
LEG_COLUMNS = (
    _l.id, _l.service, _l.agency, _l.state, _l.counter, _l.queued_at, _l.called_at, _l.serving_at,
    _l.ended_at, _l.calls,
    _t.id, _t.day, _t.prefix, _t.n, _t.language, _t.priority, _t.token, _t.kiosk, _t.issued_at,
    _t.told_ahead, _t.told_from, _t.told_until,
)  # fmt: skip

TICKET_COLUMNS = LEG_COLUMNS[10:]


def ticket(values: Any) -> Ticket:
    """Make a ticket of `TICKET_COLUMNS`."""
    (
        id_, day, prefix, n, language, priority, token, kiosk, issued_at, ahead, start, until,
    ) = values  # fmt: skip
    told = Told(ahead, start, until)
    return Ticket(id_, day, prefix, n, Language(language), priority, token, kiosk, issued_at, told)


def leg(row: Any) -> Leg:
    """Make a leg of `LEG_COLUMNS`."""
    id_, service, agency, state, counter, queued_at, called_at, serving_at, ended_at, calls = row[:10]
    return Leg(
        ticket=ticket(row[10:]),
        service=service,
        agency=agency,
        state=State(state),
        queued_at=queued_at,
        id=id_,
        counter=counter,
        called_at=called_at,
        serving_at=serving_at,
        ended_at=ended_at,
        calls=calls,
    )


def ticket_values(value: Leg) -> dict[str, Any]:
    """Make the row of a new leg's ticket."""
    ticket = value.ticket
    return {
        "id": ticket.id,
        "day": ticket.day,
        "prefix": ticket.prefix,
        "n": ticket.n,
        "language": ticket.language.value,
        "priority": ticket.priority,
        "token": ticket.token,
        "kiosk": ticket.kiosk,
        "issued_at": ticket.issued_at,
        "told_ahead": ticket.told.ahead,
        "told_from": ticket.told.called_from,
        "told_until": ticket.told.called_until,
    }


def leg_values(value: Leg) -> dict[str, Any]:
    """Make the row of a new leg, but for the seq of its ticket."""
    return {
        "day": value.ticket.day,
        "agency": value.agency,
        "service": value.service,
        "priority": value.ticket.priority,
        "queued_at": value.queued_at,
        **leg_changes(value),
    }


def leg_changes(value: Leg) -> dict[str, Any]:
    """Make the columns that an action may change."""
    return {
        "state": value.state.value,
        "counter": value.counter,
        "called_at": value.called_at,
        "serving_at": value.serving_at,
        "ended_at": value.ended_at,
        "calls": value.calls,
    }


def event_values(value: Event) -> dict[str, Any]:
    """Make the row of a new event, but for its day."""
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
    }


def event(row: SomeRow) -> Event:
    """Make an event of a row of the journal."""
    return Event(
        at=row.at,
        action=Action(row.action),
        ticket_id=row.ticket,
        number=row.number,
        service=row.service,
        agency=row.agency,
        language=Language(row.language),
        priority=row.priority,
        counter=row.counter,
        seq=row.seq,
    )


def call(row: SomeRow) -> Call:
    """Make a call of a row of the journal that has a counter."""
    return Call(row.seq, row.at, row.ticket, row.number, row.agency, row.counter, Language(row.language))


def hall_info(row: Any) -> HallInfo:
    """Make the hall of all columns of its table."""
    _, name, timezone, rehearsal, day, seen_at, catalogue_version = row
    return HallInfo(name, timezone, rehearsal, day, seen_at, catalogue_version)


def _words(row: SomeRow) -> Words:
    return Words(row.name_id, row.name_en, row.name_su)


def agency(row: SomeRow) -> Agency:
    """Make an agency of its row."""
    return Agency(row.code, _words(row), row.prefix, row.sector, row.zone, row.counters)


def service(row: SomeRow) -> Service:
    """Make a service of its row."""
    documents = tuple(Words(*names) for names in json.loads(row.documents))
    return Service(row.code, row.agency, _words(row), row.minutes, documents)


def counter(row: SomeRow) -> Counter:
    """Make a counter of its row."""
    return Counter(row.name, row.agency, row.zone)


def name_values(words: Words) -> dict[str, str]:
    """Make the columns of a name."""
    return {"name_id": words.id, "name_en": words.en, "name_su": words.su}


def documents_text(documents: tuple[Words, ...]) -> str:
    """Write documents as one column."""
    return json.dumps([[one.id, one.en, one.su] for one in documents], ensure_ascii=False)


def print_job(row: SomeRow) -> PrintJob:
    """Make a print job of its row, joined with its ticket's id as `ticket_id`."""
    return PrintJob(
        ticket_id=row.ticket_id,
        spool=row.spool,
        created_at=row.created_at,
        next_at=row.next_at,
        expires_at=row.expires_at,
        state=PaperState(row.state),
        attempts=row.attempts,
        trouble=row.trouble,
        id=row.id,
    )
