"""The questions of the store, built once: rebuilding a select costs three times its run.

States stand in them as literals, so that SQLite sees that its partial indexes fit.
"""

from datetime import date

from sqlalchemy import BindParameter, ColumnClause, Select, bindparam, func, literal_column, select, union_all

from store.rows import LEG_COLUMNS, TICKET_COLUMNS
from store.schema import agency, counter, event, hall, leg, print_job, service, ticket
from ticketing.lifecycle import AT_COUNTER, Action, State


def _literal(value: str) -> ColumnClause[str]:
    return literal_column(f"'{value}'")


_HALL: BindParameter[int] = bindparam("hall")
_DAY: BindParameter[date] = bindparam("day")
_legs = select(*LEG_COLUMNS).join_from(leg, ticket, leg.c.ticket == ticket.c.seq)
_waits = leg.c.state == _literal(State.WAITING)
_is_at_counter = leg.c.state.in_([_literal(state) for state in sorted(AT_COUNTER)])

HALL = select(hall).where(hall.c.id == _HALL)
AGENCIES = select(agency).where(agency.c.hall == _HALL, agency.c.offered).order_by(agency.c.position)
SERVICES = select(service).where(service.c.hall == _HALL, service.c.offered).order_by(service.c.position)
COUNTERS = select(counter).where(counter.c.hall == _HALL, counter.c.offered).order_by(counter.c.position)

TICKET = select(*TICKET_COLUMNS).where(
    ticket.c.hall == _HALL,
    ticket.c.day == _DAY,
    ticket.c.prefix == bindparam("prefix"),
    ticket.c.n == bindparam("n"),
)

LEG_OF = _legs.where(ticket.c.id == bindparam("ticket")).order_by(leg.c.id.desc()).limit(1)
AT_COUNTER_NOW = _legs.where(leg.c.hall == _HALL, leg.c.counter == bindparam("counter"), _is_at_counter)
BUSY = _legs.where(leg.c.hall == _HALL, _is_at_counter).order_by(leg.c.counter)

_unfinished = [
    select(leg.c.id).where(leg.c.hall == _HALL, going, leg.c.day != _DAY)
    for going in (_waits, _is_at_counter)
]
UNFINISHED = _legs.where(leg.c.id.in_(union_all(*_unfinished))).order_by(leg.c.id)

_its_agency = (
    select(counter.c.agency)
    .where(counter.c.hall == _HALL, counter.c.name == bindparam("counter"))
    .scalar_subquery()
)
WAITING = _legs.where(leg.c.hall == _HALL, leg.c.agency == _its_agency, _waits, leg.c.day == _DAY).order_by(
    leg.c.id
)

LOAD = (
    select(leg.c.service, leg.c.priority, func.count())
    .where(leg.c.hall == _HALL, leg.c.agency == bindparam("agency"), _waits)
    .group_by(leg.c.service, leg.c.priority)
)
OPEN_COUNTERS = select(func.count()).where(
    counter.c.hall == _HALL,
    counter.c.agency == bindparam("agency"),
    counter.c.called_day == _DAY,
)


def _heads(priority: int) -> Select[tuple[int]]:
    """Look once into the index for each service of the counter's agency, however many wait."""
    ahead = leg.alias()
    first = (
        select(func.min(ahead.c.id))
        .where(
            ahead.c.hall == service.c.hall,
            ahead.c.agency == service.c.agency,
            ahead.c.service == service.c.code,
            ahead.c.priority == literal_column(str(priority)),
            ahead.c.state == _literal(State.WAITING),
        )
        .correlate(service)
        .scalar_subquery()
    )
    its_services = (service.c.hall == counter.c.hall) & (service.c.agency == counter.c.agency)
    return (
        select(first)
        .join_from(counter, service, its_services)
        .where(counter.c.hall == _HALL, counter.c.name == bindparam("counter"))
    )


HEADS = _legs.where(leg.c.id.in_(union_all(_heads(0), _heads(1))))

_called = event.c.action.in_([_literal(action) for action in (Action.CALL, Action.RECALL)])
_last_of_each = (
    select(func.max(event.c.seq).label("seq"))
    .where(event.c.hall == _HALL, event.c.day == _DAY, _called)
    .group_by(event.c.ticket)
    .order_by(func.max(event.c.seq).desc())
    .limit(bindparam("limit"))
    .subquery()
)
RECENT_CALLS = (
    select(event).join(_last_of_each, event.c.seq == _last_of_each.c.seq).order_by(event.c.seq.desc())
)

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

PAPER = (
    select(print_job.c.state)
    .join_from(print_job, ticket, print_job.c.ticket == ticket.c.seq)
    .where(ticket.c.id == bindparam("ticket"))
    .order_by(print_job.c.id.desc())
    .limit(1)
)
_open_jobs = print_job.c.state.in_([_literal("waiting"), _literal("sending")])
OPEN_JOBS = (
    select(print_job, ticket.c.id.label("ticket_id"))
    .join_from(print_job, ticket, print_job.c.ticket == ticket.c.seq)
    .where(print_job.c.hall == _HALL, print_job.c.spool == bindparam("spool"), _open_jobs)
    .order_by(print_job.c.id)
)

EVENTS_AFTER = (
    select(event).where(event.c.hall == _HALL, event.c.seq > bindparam("after")).order_by(event.c.seq)
)
LAST_EVENT = select(func.coalesce(func.max(event.c.seq), 0))
