"""Rows of the tables as values of `ticketing.model`, and back."""

import json
from typing import Any

from sqlalchemy import Row

from store import documents, schema
from ticketing.catalogue import Agency, Counter, Duty, Service
from ticketing.errand import Step
from ticketing.lifecycle import State
from ticketing.model import HallInfo, Leg, Ticket, Told
from ticketing.quota import Channel
from ticketing.words import Language, Words

SomeRow = Row[Any]

_PLAN = tuple[Step, ...]
_NO_PLAN = "[]"

_t, _l = schema.ticket.c, schema.leg.c

#: What `leg` reads: a leg with its ticket, in this order.
LEG_COLUMNS = (
    _l.id, _l.service, _l.agency, _l.state, _l.counter, _l.queued_at, _l.called_at, _l.serving_at,
    _l.ended_at, _l.calls, _l.position, _l.for_counter, _l.moved_at,
    _t.id, _t.day, _t.prefix, _t.n, _t.language, _t.priority, _t.token, _t.kiosk, _t.issued_at,
    _t.told_ahead, _t.told_from, _t.told_until, _t.channel, _t.errand, _t.plan, _t.block, _t.handed_in_at,
)  # fmt: skip

_OF_LEG = 13
TICKET_COLUMNS = LEG_COLUMNS[_OF_LEG:]


def ticket(values: Any) -> Ticket:
    """Make a ticket of `TICKET_COLUMNS`."""
    (
        id_, day, prefix, n, language, priority, token, kiosk, issued_at, ahead, start, until,
        channel, errand, plan, block, handed_in_at,
    ) = values  # fmt: skip
    return Ticket(
        id=id_,
        day=day,
        prefix=prefix,
        n=n,
        language=Language(language),
        priority=priority,
        token=token,
        kiosk=kiosk,
        issued_at=issued_at,
        told=Told(ahead, start, until),
        channel=Channel(channel),
        errand=errand,
        plan=plan_of(plan) if errand else (),
        block=block,
        handed_in_at=handed_in_at,
    )


def leg(row: Any) -> Leg:
    """Make a leg of `LEG_COLUMNS`."""
    (
        id_, service, agency, state, counter, queued_at, called_at, serving_at, ended_at, calls,
        position, for_counter, moved_at,
    ) = row[:_OF_LEG]  # fmt: skip
    return Leg(
        ticket=ticket(row[_OF_LEG:]),
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
        position=position,
        for_counter=for_counter,
        moved_at=moved_at,
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
        "channel": ticket.channel.value,
        "errand": ticket.errand,
        "plan": plan_text(ticket),
        "block": ticket.block,
        "handed_in_at": ticket.handed_in_at,
    }


def leg_values(value: Leg) -> dict[str, Any]:
    """Make the row of a new leg, but for the seq of its ticket."""
    return {"day": value.ticket.day, "position": value.position, **leg_changes(value)}


def leg_changes(value: Leg) -> dict[str, Any]:
    """Make the columns that an action may change."""
    return {
        "agency": value.agency,
        "service": value.service,
        "priority": value.ticket.priority,
        "state": value.state.value,
        "for_counter": value.for_counter,
        "counter": value.counter,
        "queued_at": value.queued_at,
        "called_at": value.called_at,
        "serving_at": value.serving_at,
        "ended_at": value.ended_at,
        "moved_at": value.moved_at,
        "calls": value.calls,
    }


def plan_of(text: str) -> tuple[Step, ...]:
    """Read the steps of a ticket's errand; a ticket without one has none."""
    return () if text == _NO_PLAN else documents.read(_PLAN, text)


def plan_text(ticket: Ticket) -> str:
    """Write the steps of an errand as one column."""
    return documents.written(ticket.plan)


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


def duty(row: SomeRow) -> Duty:
    """Make a duty of its row."""
    return Duty(row.counter, row.service, row.preference, row.helps_after_min)


def name_values(words: Words) -> dict[str, str]:
    """Make the columns of a name."""
    return {"name_id": words.id, "name_en": words.en, "name_su": words.su}


def documents_text(documents: tuple[Words, ...]) -> str:
    """Write documents as one column."""
    return json.dumps([[one.id, one.en, one.su] for one in documents], ensure_ascii=False)
