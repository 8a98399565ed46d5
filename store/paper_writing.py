"""Papers that an action asks for, in its own transaction."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, insert, select

from store import documents, papers
from store.paper_schema import checklist, print_job
from store.prepared import Prepared
from store.schema import ticket
from store.writing import Writing, new, only
from ticketing.outbox import Checklist, PrintJob

_ADD_JOB = Prepared(
    insert(print_job).values(
        {
            **{column.name: bindparam(column.name) for column in print_job.c if column.name != "id"},
            "ticket": select(ticket.c.seq).where(ticket.c.id == bindparam("ticket_id")).scalar_subquery(),
        }
    )
)
_ADD_CHECKLIST = new(checklist, "seq")


class PaperWriting(Writing):
    """The outbox, within a writing transaction."""

    def add_job(self, job: PrintJob) -> None:
        """Ask for paper; that of a checklist is stored with it."""
        self._run(
            _ADD_JOB,
            ticket_id=job.ticket_id,
            checklist=self._add_checklist(job.checklist) if job.checklist else None,
            spool=job.spool,
            state=job.state.value,
            attempts=job.attempts,
            created_at=job.created_at,
            next_at=job.next_at,
            expires_at=job.expires_at,
            trouble=job.trouble,
            copy=job.copy,
            printer=job.printer,
        )

    def paper_of_checklist(self, checklist_id: UUID) -> PrintJob | None:
        """Find the paper that was asked for of a checklist."""
        where = {"checklist": checklist_id}
        row = self._connection.execute(papers.PAPER_OF_CHECKLIST, where).one_or_none()
        return None if row is None else papers.job(row)

    def papers_of(self, ticket_id: UUID) -> Sequence[PrintJob]:
        """List the papers that were asked for of a ticket, in order."""
        found = self._connection.execute(papers.PAPERS_OF, {"ticket": ticket_id})
        return [papers.job(row) for row in found]

    def _add_checklist(self, wanted: Checklist) -> int:
        """Store a checklist; return its seq."""
        added = self._run(
            _ADD_CHECKLIST,
            id=wanted.id,
            what=wanted.what,
            language=wanted.language.value,
            missing=documents.written(wanted.missing),
        )
        return only(added)
