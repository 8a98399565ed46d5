"""The questions about papers and printers, and their rows as values."""

from typing import Any

from sqlalchemy import Select, bindparam, literal_column, select

from store.paper_schema import OPEN_STATES, print_job, printer
from store.schema import ticket
from ticketing import numbering
from ticketing.outbox import PaperLine, PaperState, PrinterState, PrintJob, Readiness

_HALL: Any = bindparam("hall")
_jobs = select(print_job, ticket.c.id.label("ticket_id")).join_from(
    print_job, ticket, print_job.c.ticket == ticket.c.seq
)

PAPER = (
    select(print_job.c.state)
    .join_from(print_job, ticket, print_job.c.ticket == ticket.c.seq)
    .where(ticket.c.id == bindparam("ticket"))
    .order_by(print_job.c.id.desc())
    .limit(1)
)
PAPERS_OF = _jobs.where(ticket.c.id == bindparam("ticket")).order_by(print_job.c.id)
# States as literals and in the order of the partial index: only then SQLite sees that it fits.
_is_open = print_job.c.state.in_([literal_column(f"'{state}'") for state in OPEN_STATES])
OPEN_JOBS = _jobs.where(
    print_job.c.hall == _HALL, print_job.c.spool == bindparam("spool"), _is_open
).order_by(print_job.c.id)
LAST_PAPERS: Select[Any] = (
    select(
        print_job,
        ticket.c.id.label("ticket_id"),
        ticket.c.prefix,
        ticket.c.n,
    )
    .join_from(print_job, ticket, print_job.c.ticket == ticket.c.seq)
    .where(print_job.c.hall == _HALL)
    .order_by(print_job.c.id.desc())
    .limit(bindparam("limit"))
)
PRINTERS = select(printer).where(printer.c.hall == _HALL).order_by(printer.c.spool, printer.c.place)


def job(row: Any) -> PrintJob:
    """Make a print job of a row of the questions above."""
    return PrintJob(
        ticket_id=row.ticket_id,
        spool=row.spool,
        created_at=row.created_at,
        next_at=row.next_at,
        expires_at=row.expires_at,
        state=PaperState(row.state),
        attempts=row.attempts,
        trouble=row.trouble,
        copy=row.copy,
        printer=row.printer,
        id=row.id,
    )


def line(row: Any) -> PaperLine:
    """Make a line of the list of papers of a row of `LAST_PAPERS`."""
    return PaperLine(job(row), numbering.number(row.prefix, row.n))


def state(row: Any) -> PrinterState:
    """Make the state of a printer of its row."""
    return PrinterState(row.spool, row.place, row.url, Readiness(row.readiness), row.since)
