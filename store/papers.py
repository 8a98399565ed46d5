"""The questions about papers and printers, and their rows as values."""

from typing import Any

from sqlalchemy import ScalarSelect, Select, Table, bindparam, literal_column, select, union_all

from store import documents
from store.paper_schema import OPEN_STATES, checklist, print_job, printer
from store.schema import ticket
from ticketing import numbering
from ticketing.outbox import Checklist, PaperLine, PaperState, PrinterState, PrintJob, Readiness
from ticketing.words import Language

_HALL: Any = bindparam("hall")
_PLACES = tuple[int, ...]

_is_of_ticket = print_job.c.ticket == ticket.c.seq
_is_of_checklist = print_job.c.checklist == checklist.c.seq
_jobs = (
    select(
        print_job,
        ticket.c.id.label("ticket_id"),
        ticket.c.prefix,
        ticket.c.n,
        checklist.c.id.label("checklist_id"),
        checklist.c.what,
        checklist.c.language,
        checklist.c.missing,
    )
    .join_from(print_job, ticket, _is_of_ticket, isouter=True)
    .join(checklist, _is_of_checklist, isouter=True)
)


def _seq_of(asked: Table, name: str) -> ScalarSelect[Any]:
    return select(asked.c.seq).where(asked.c.id == bindparam(name)).scalar_subquery()


# One look into an index for each kind: an OR over both tables would read every paper there ever was. A server
# would read them too for a join with the few checklists there are, as if all papers were of these.
PAPER = (
    union_all(
        *(
            select(print_job.c.id, print_job.c.state).where(key == _seq_of(asked, "asked"))
            for key, asked in ((print_job.c.ticket, ticket), (print_job.c.checklist, checklist))
        )
    )
    .order_by(literal_column("1").desc())
    .limit(literal_column("1"))
)
PAPER_OF_CHECKLIST = _jobs.where(print_job.c.checklist == _seq_of(checklist, "checklist"))
PAPERS_OF = _jobs.where(ticket.c.id == bindparam("ticket")).order_by(print_job.c.id)
# States as literals and in the order of the partial index: only then SQLite sees that it fits.
_is_open = print_job.c.state.in_([literal_column(f"'{state}'") for state in OPEN_STATES])
OPEN_JOBS = _jobs.where(
    print_job.c.hall == _HALL, print_job.c.spool == bindparam("spool"), _is_open
).order_by(print_job.c.id)
LAST_PAPERS: Select[Any] = (
    _jobs.where(print_job.c.hall == _HALL).order_by(print_job.c.id.desc()).limit(bindparam("limit"))
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
        checklist=_checklist(row) if row.checklist is not None else None,
    )


def line(row: Any) -> PaperLine:
    """Make a line of the list of papers of a row of `LAST_PAPERS`."""
    return PaperLine(job(row), "" if row.ticket is None else numbering.number(row.prefix, row.n))


def _checklist(row: Any) -> Checklist:
    missing = documents.read(_PLACES, row.missing)
    return Checklist(row.checklist_id, row.what, Language(row.language), missing)


def state(row: Any) -> PrinterState:
    """Make the state of a printer of its row."""
    return PrinterState(row.spool, row.place, row.url, Readiness(row.readiness), row.since)
