"""Papers that an action asks for, in its own transaction."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, insert, select

from store import papers
from store.paper_schema import print_job
from store.prepared import Prepared
from store.schema import ticket
from store.writing import Writing
from ticketing.outbox import PrintJob

_ADD_JOB = Prepared(
    insert(print_job).values(
        {
            **{column.name: bindparam(column.name) for column in print_job.c if column.name != "id"},
            "ticket": select(ticket.c.seq).where(ticket.c.id == bindparam("ticket_id")).scalar_subquery(),
        }
    )
)


class PaperWriting(Writing):
    """The outbox, within a writing transaction."""

    def add_job(self, job: PrintJob) -> None:
        """Ask for paper."""
        self._run(
            _ADD_JOB,
            ticket_id=job.ticket_id,
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

    def papers_of(self, ticket_id: UUID) -> Sequence[PrintJob]:
        """List the papers that were asked for of a ticket, in order."""
        found = self._connection.execute(papers.PAPERS_OF, {"ticket": ticket_id})
        return [papers.job(row) for row in found]
