"""The questions of the store, built once: rebuilding a select costs three times its run.

States stand in them as literals, so that SQLite sees that its partial indexes fit.
"""

from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnClause,
    ColumnElement,
    Select,
    bindparam,
    func,
    literal_column,
    null,
    select,
    union_all,
)

from store.event_rows import COLUMNS
from store.in_order import in_order
from store.offered_schema import agency, counter, document, duty, service
from store.rows import LEG_COLUMNS, TICKET_COLUMNS
from store.schema import anchor, event, hall, leg, ticket
from store.staff_schema import attempts, closure, presence, staff
from ticketing.lifecycle import AT_COUNTER, Action, State


def _literal(value: str) -> ColumnClause[str]:
    return literal_column(f"'{value}'")


def _is(flag: ColumnElement[bool]) -> ColumnElement[bool]:
    return flag == literal_column("1")


_HALL: BindParameter[int] = bindparam("hall")
_DAY: BindParameter[date] = bindparam("day")
_legs = select(*LEG_COLUMNS).join_from(leg, ticket, leg.c.ticket == ticket.c.seq)
_waits = leg.c.state == _literal(State.WAITING)
_is_held = leg.c.state == _literal(State.HELD)
_is_at_counter = leg.c.state.in_([_literal(state) for state in sorted(AT_COUNTER)])

HALL = select(hall).where(hall.c.id == _HALL)
AGENCIES = select(agency).where(agency.c.hall == _HALL, _is(agency.c.offered)).order_by(agency.c.position)
SERVICES = select(service).where(service.c.hall == _HALL, _is(service.c.offered)).order_by(service.c.position)
DUTIES = (
    select(duty)
    .join(counter, (counter.c.hall == duty.c.hall) & (counter.c.name == duty.c.counter))
    .where(duty.c.hall == _HALL, _is(duty.c.listed), _is(counter.c.offered))
    .order_by(duty.c.position)
)
DOCUMENTS = select(document.c.name, document.c.body).where(document.c.hall == _HALL)
COUNTERS = select(counter).where(counter.c.hall == _HALL, _is(counter.c.offered)).order_by(counter.c.position)

TICKET = select(*TICKET_COLUMNS).where(
    ticket.c.hall == _HALL,
    ticket.c.day == _DAY,
    ticket.c.prefix == bindparam("prefix"),
    ticket.c.n == bindparam("n"),
)

TICKET_OF_TOKEN = select(*TICKET_COLUMNS).where(ticket.c.token == bindparam("token"))

LEG_OF = _legs.where(ticket.c.id == bindparam("ticket")).order_by(leg.c.id.desc()).limit(1)
LEGS_OF = _legs.where(ticket.c.id == bindparam("ticket")).order_by(leg.c.id)
HELD = _legs.where(leg.c.hall == _HALL, leg.c.counter == bindparam("counter"), _is_held).order_by(
    leg.c.moved_at, leg.c.id
)
ABANDONED = _legs.where(
    leg.c.hall == _HALL,
    _is_at_counter,
    leg.c.state == _literal(State.CALLED),
    leg.c.moved_at < bindparam("before", type_=leg.c.moved_at.type),
).order_by(leg.c.id)
AT_COUNTER_NOW = _legs.where(leg.c.hall == _HALL, leg.c.counter == bindparam("counter"), _is_at_counter)
BUSY = _legs.where(leg.c.hall == _HALL, _is_at_counter).order_by(leg.c.counter)

_unfinished = [
    select(leg.c.id).where(leg.c.hall == _HALL, going, leg.c.day != _DAY)
    for going in (_waits, _is_at_counter, _is_held)
]
UNFINISHED = _legs.where(leg.c.id.in_(union_all(*_unfinished))).order_by(leg.c.id)

_its_services = (
    select(duty.c.service)
    .where(duty.c.hall == _HALL, duty.c.counter == bindparam("counter"), duty.c.helps_after_min.is_(None))
    .scalar_subquery()
)
_for_counter = (leg.c.for_counter == bindparam("counter")) | (
    leg.c.for_counter.is_(None) & leg.c.service.in_(_its_services)
)
WAITING = _legs.where(leg.c.hall == _HALL, _waits, leg.c.day == _DAY, _for_counter).order_by(
    leg.c.queued_at, leg.c.id
)
GIVEN_UP = (
    _legs.where(
        leg.c.hall == _HALL,
        leg.c.day == _DAY,
        leg.c.agency.in_(
            select(counter.c.agency).where(counter.c.hall == _HALL, counter.c.name == bindparam("counter"))
        ),
        leg.c.state == _literal(State.NO_SHOW),
    )
    .order_by(leg.c.moved_at.desc(), leg.c.id.desc())
    .limit(20)
)
FIRST_WAITING = select(func.min(leg.c.queued_at)).where(
    leg.c.hall == _HALL,
    leg.c.agency
    == select(service.c.agency)
    .where(service.c.hall == _HALL, service.c.code == bindparam("service"))
    .scalar_subquery(),
    leg.c.service == bindparam("service"),
    leg.c.for_counter.is_not_distinct_from(bindparam("for_counter", type_=leg.c.for_counter.type)),
    _waits,
)
ISSUED = (
    select(leg.c.service, ticket.c.channel, func.count())
    .join_from(ticket, leg, leg.c.ticket == ticket.c.seq)
    .where(
        ticket.c.hall == _HALL,
        ticket.c.day == _DAY,
        ticket.c.prefix
        == select(agency.c.prefix)
        .where(agency.c.hall == _HALL, agency.c.code == bindparam("agency"))
        .scalar_subquery(),
        leg.c.position == literal_column("1"),
    )
    .group_by(leg.c.service, ticket.c.channel)
)

LOAD = (
    select(leg.c.service, leg.c.priority, func.count())
    .where(leg.c.hall == _HALL, leg.c.agency == bindparam("agency"), _waits)
    .group_by(leg.c.service, leg.c.priority)
)
LOADS = (
    select(leg.c.agency, leg.c.service, leg.c.priority, func.count())
    .where(leg.c.hall == _HALL, _waits)
    .group_by(leg.c.agency, leg.c.service, leg.c.priority)
)
ALL_OPEN_COUNTERS = (
    select(counter.c.agency, func.count())
    .where(counter.c.hall == _HALL, counter.c.called_day == _DAY)
    .group_by(counter.c.agency)
)
OPEN_COUNTERS = select(func.count()).where(
    counter.c.hall == _HALL,
    counter.c.agency == bindparam("agency"),
    counter.c.called_day == _DAY,
)


def _heads(priority: int) -> Select[Any]:
    """Look once into the index for each service that the counter serves, however many wait."""
    ahead = leg.alias()
    first = (
        select(ahead.c.id)
        .where(
            ahead.c.hall == service.c.hall,
            ahead.c.agency == service.c.agency,
            ahead.c.service == service.c.code,
            ahead.c.for_counter.is_(None),
            ahead.c.priority == literal_column(str(priority)),
            ahead.c.state == _literal(State.WAITING),
        )
        .order_by(ahead.c.queued_at, ahead.c.id)
        .limit(literal_column("1"))
        .correlate(service)
        .scalar_subquery()
    )
    is_its_service = (service.c.hall == duty.c.hall) & (service.c.code == duty.c.service)
    return (
        select(*LEG_COLUMNS, duty.c.preference, duty.c.helps_after_min, service.c.priority_run)
        .join_from(duty, service, is_its_service)
        .join(leg, leg.c.id == first)
        .join(ticket, leg.c.ticket == ticket.c.seq)
        .where(duty.c.hall == _HALL, duty.c.counter == bindparam("counter"))
    )


def _bound_head(priority: int) -> Select[Any]:
    """Find the first of those that only this counter may call."""
    ahead = leg.alias()
    first = (
        select(ahead.c.id)
        .where(
            ahead.c.hall == _HALL,
            ahead.c.for_counter == bindparam("counter"),
            ahead.c.priority == literal_column(str(priority)),
            ahead.c.state == _literal(State.WAITING),
        )
        .order_by(ahead.c.queued_at, ahead.c.id)
        .limit(literal_column("1"))
        .scalar_subquery()
    )
    return (
        select(*LEG_COLUMNS, literal_column("0"), null(), literal_column("0"))
        .join_from(leg, ticket, leg.c.ticket == ticket.c.seq)
        .where(leg.c.id == first)
    )


HEADS = tuple(make(priority) for make in (_heads, _bound_head) for priority in (0, 1))

_called = event.c.action.in_([_literal(action) for action in (Action.CALL, Action.RECALL)])
_event_columns = tuple(event.c[name] for name in COLUMNS)


def _recent_calls(*where: ColumnElement[bool]) -> Select[Any]:
    last_of_each = (
        select(func.max(event.c.seq).label("seq"))
        .where(event.c.hall == _HALL, event.c.day == _DAY, _called, *where)
        .group_by(event.c.ticket)
        .order_by(func.max(event.c.seq).desc())
        .limit(bindparam("limit"))
        .subquery()
    )
    return (
        select(*_event_columns)
        .join(last_of_each, event.c.seq == last_of_each.c.seq)
        .order_by(event.c.seq.desc())
    )


_in_zone = select(counter.c.name).where(counter.c.hall == _HALL, counter.c.zone == bindparam("zone"))
RECENT_CALLS = _recent_calls()
RECENT_CALLS_OF_ZONE = _recent_calls(event.c.counter.in_(_in_zone))

WAITING_TALLY = (
    select(leg.c.service, func.count())
    .where(leg.c.hall == _HALL, _waits, leg.c.day == _DAY)
    .group_by(leg.c.service)
)
SERVING_TALLY = (
    select(leg.c.service, func.count())
    .where(leg.c.hall == _HALL, _is_at_counter, leg.c.day == _DAY)
    .group_by(leg.c.service)
)

_newest_legs = (
    select(leg.c.service)
    .where(leg.c.hall == _HALL)
    .order_by(leg.c.id.desc())
    .limit(literal_column("2000"))
    .subquery()
)
POPULAR = (
    select(service.c.code, func.count())
    .join_from(_newest_legs, service, service.c.code == _newest_legs.c.service)
    .where(service.c.hall == _HALL, _is(service.c.offered))
    .group_by(service.c.code, service.c.position)
    .order_by(func.count().desc(), service.c.position)
    .limit(bindparam("limit"))
)

BEFORE_THE_DAY = (
    select(func.coalesce(func.max(anchor.c.seq), 0))
    .where(anchor.c.hall == _HALL, anchor.c.day < _DAY)
    .scalar_subquery()
)
EVENTS_OF_DAY = (
    select(*_event_columns)
    .where(event.c.hall == _HALL, event.c.seq > BEFORE_THE_DAY, event.c.day == _DAY)
    .order_by(event.c.seq)
)
EVENTS_OF_TICKET = EVENTS_OF_DAY.where(event.c.ticket == bindparam("ticket"))
LAST_LINE = (
    select(event.c.seq, event.c.hash)
    .where(in_order(event.c.hall) == _HALL)
    .order_by(event.c.seq.desc())
    .limit(literal_column("1"))
)
ANCHORS = (
    select(anchor.c.day, anchor.c.seq, anchor.c.hash).where(anchor.c.hall == _HALL).order_by(anchor.c.seq)
)

MEMBER = select(staff).where(staff.c.hall == _HALL, staff.c.name == bindparam("name"))
STAFF = select(staff).where(staff.c.hall == _HALL).order_by(staff.c.name)
HAS_STAFF = (
    select(staff.c.name).where(staff.c.hall == _HALL, _is(staff.c.is_active)).limit(literal_column("1"))
)
ATTEMPTS = select(attempts).where(attempts.c.hall == _HALL, attempts.c.who == bindparam("who"))
PRESENCE = select(presence).where(presence.c.hall == _HALL, presence.c.counter == bindparam("counter"))
PRESENCES = select(presence).where(presence.c.hall == _HALL)
CLOSURES = (
    select(closure)
    .where(
        closure.c.hall == _HALL,
        closure.c.until_at.is_(None) | (closure.c.until_at > bindparam("at", type_=closure.c.until_at.type)),
    )
    .order_by(closure.c.id)
)
