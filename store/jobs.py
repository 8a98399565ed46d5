"""The outbox of papers: rows that the spooler takes, one at a time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, update

from store import papers
from store.database import Database
from store.paper_schema import print_job, printer
from ticketing.outbox import PaperState, PrinterState, PrintJob

_SETTLE = (
    update(print_job)
    .where(print_job.c.id == bindparam("job"))
    .values(
        state=bindparam("state"),
        attempts=bindparam("attempts"),
        next_at=bindparam("next_at"),
        trouble=bindparam("trouble"),
        printer=bindparam("printer"),
    )
)
_FORGET = delete(printer).where(
    printer.c.hall == bindparam("its_hall"), printer.c.spool == bindparam("its_spool")
)
_KEEP = insert(printer)


_CUT_OFF = "the spooler ended while it was printing"


class SqlPrintJobs:
    """`ports.PrintJobs` of one hall."""

    def __init__(self, database: Database, hall: int) -> None:
        self._database = database
        self._hall = hall

    def recover(self, spool: str) -> int:
        """Mark what a dead spooler left half sent as unknown; return how many."""
        with self._database.translated(), self._database.writer.begin() as connection:
            where = {"hall": self._hall, "spool": spool}
            jobs = [papers.job(row) for row in connection.execute(papers.OPEN_JOBS, where)]
            left = [job for job in jobs if job.state is PaperState.SENDING]
            for job in left:
                values = _values(job, PaperState.UNKNOWN, job.next_at, _CUT_OFF)
                connection.execute(_SETTLE, values)
            return len(left)

    def claim(self, spool: str, now: datetime) -> PrintJob | None:
        """Take the oldest job that is due and mark it as being sent; expire what is too old."""
        if not self._has_work(spool, now):
            return None
        with self._database.translated(), self._database.writer.begin() as connection:
            where = {"hall": self._hall, "spool": spool}
            for row in connection.execute(papers.OPEN_JOBS, where).all():
                job = papers.job(row)
                if job.state is not PaperState.WAITING:
                    continue
                if job.is_too_old(now):
                    connection.execute(_SETTLE, _values(job, PaperState.EXPIRED, job.next_at, job.trouble))
                elif job.next_at <= now:
                    taken = replace(job, state=PaperState.SENDING, attempts=job.attempts + 1)
                    connection.execute(_SETTLE, _values(taken, taken.state, job.next_at, job.trouble))
                    return taken
            return None

    def sent(self, job: PrintJob, *, is_told: bool = False) -> None:
        """Every byte was handed over, to `job.printer`; maybe it told that all is printed."""
        self._settle(_values(job, PaperState.PRINTED if is_told else PaperState.SENT, job.next_at, ""))

    def retry(self, job: PrintJob, next_at: datetime, trouble: str) -> None:
        """No byte was handed over: try again at `next_at`."""
        self._settle(_values(job, PaperState.WAITING, next_at, trouble))

    def unclear(self, job: PrintJob, trouble: str) -> None:
        """Some bytes went out and the end is not known: never sent again by itself."""
        self._settle(_values(job, PaperState.UNKNOWN, job.next_at, trouble))

    def keep_printers(self, spool: str, states: Sequence[PrinterState]) -> None:
        """Store how the printers of a kiosk are; others of it are forgotten."""
        values = [
            {
                "hall": self._hall,
                "spool": spool,
                "place": one.place,
                "url": one.url,
                "readiness": one.readiness.value,
                "since": one.since,
            }
            for one in states
        ]
        with self._database.translated(), self._database.writer.begin() as connection:
            connection.execute(_FORGET, {"its_hall": self._hall, "its_spool": spool})
            if values:
                connection.execute(_KEEP, values)

    def _has_work(self, spool: str, now: datetime) -> bool:
        """Look without the write lock: an idle spooler stops nobody."""
        with self._database.translated(), self._database.reader.begin() as connection:
            where = {"hall": self._hall, "spool": spool}
            jobs = map(papers.job, connection.execute(papers.OPEN_JOBS, where))
            waiting = [job for job in jobs if job.state is PaperState.WAITING]
            return any(job.next_at <= now or job.is_too_old(now) for job in waiting)

    def _settle(self, values: dict[str, object]) -> None:
        with self._database.translated(), self._database.writer.begin() as connection:
            connection.execute(_SETTLE, values)


def _values(job: PrintJob, state: PaperState, next_at: datetime, trouble: str) -> dict[str, object]:
    return {
        "job": job.id,
        "state": state.value,
        "attempts": job.attempts,
        "next_at": next_at,
        "trouble": trouble,
        "printer": job.printer,
    }
