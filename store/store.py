"""The queue state: opens it and answers what the windows ask."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID

from store import board_rows, event_rows, papers, queries, rows, staff_rows
from store.catalogue_writing import catalogue_of, catalogue_rows
from store.entry_rows import EntryReading
from store.jobs import SqlPrintJobs
from store.lease_rows import LeaseReading
from store.lesson_rows import LessonReading
from store.location import ONLY_HALL, FileLocation, location_of
from store.prepared import Prepared
from store.tallies import Tallies
from store.transaction import SqlTransaction
from ticketing.boards import BoardState, Notice
from ticketing.calendar import Closure
from ticketing.catalogue import Catalogue
from ticketing.errors import Fault
from ticketing.journal import Anchor
from ticketing.model import Call, Event, HallInfo, Leg, Load, Ticket
from ticketing.offer import Standing
from ticketing.outbox import PaperLine, PaperState, PrinterState
from ticketing.ports import ChangeFeed
from ticketing.presence import Presence
from ticketing.quota import Channel
from ticketing.staff import StaffMember

_WAITING = Prepared(queries.WAITING)
_AT_COUNTER_NOW = Prepared(queries.AT_COUNTER_NOW)
_LEG_OF = Prepared(queries.LEG_OF)
_LEGS_OF = Prepared(queries.LEGS_OF)
_HELD = Prepared(queries.HELD)
_GIVEN_UP = Prepared(queries.GIVEN_UP)
_BUSY = Prepared(queries.BUSY)
_PRESENCES = Prepared(queries.PRESENCES)
_STAFF = Prepared(queries.STAFF)
_EVENTS_OF_DAY = Prepared(queries.EVENTS_OF_DAY)
_EVENTS_OF_TICKET = Prepared(queries.EVENTS_OF_TICKET)


class SqlStore(Tallies, LeaseReading, LessonReading, EntryReading):
    """`ports.Store` on a SQLite file or a PostgreSQL server. May be used from several threads.

    Use `open_store`, which also brings the tables up to date.

    Args:
        database: Where the tables lie.
        hall: Which hall of it; a file holds one only.
    """

    @contextmanager
    def writing(self) -> Iterator[SqlTransaction]:
        """Open a writing transaction, lock first; commit durably at the end, or undo all."""
        with self.database.translated(), self.database.writer.begin() as connection:
            yield SqlTransaction(connection, self._hall)

    def hall(self) -> HallInfo:
        """Read the hall. Raises NoHall before the first import."""
        with self._reading() as connection:
            return self._info(connection)

    def catalogue(self) -> Catalogue:
        """Read what the hall offers."""
        with self._reading() as connection:
            found = catalogue_rows(connection, self._hall)
        return catalogue_of(found)

    def waiting(self, counter: str) -> Sequence[Leg]:
        """List who waits for a counter, in order of arrival."""
        return [rows.leg(row) for row in self._rows_of_today(_WAITING, counter=counter)]

    def at_counter(self, counter: str) -> Leg | None:
        """Find the leg that is called to, or served at, a counter."""
        return self._leg(_AT_COUNTER_NOW, counter=counter)

    def leg_of(self, ticket_id: UUID) -> Leg | None:
        """Find the present leg of a ticket."""
        return self._leg(_LEG_OF, ticket=ticket_id)

    def legs_of(self, ticket_id: UUID) -> Sequence[Leg]:
        """List all legs of a ticket, in order."""
        return self._legs(_LEGS_OF, ticket=ticket_id)

    def held(self, counter: str) -> Sequence[Leg]:
        """List the legs that a counter holds, the longest first."""
        return self._legs(_HELD, counter=counter)

    def given_up(self, counter: str) -> Sequence[Leg]:
        """List the last of today's legs that the counter's agency gave up, the latest first."""
        return [rows.leg(row) for row in self._rows_of_today(_GIVEN_UP, counter=counter)]

    def of_token(self, token: str) -> Ticket | None:
        """Find the ticket whose code was read."""
        with self._reading() as connection:
            row = connection.execute(queries.TICKET_OF_TOKEN, {"token": token}).one_or_none()
            return None if row is None else rows.ticket(row)

    def find(self, day: date, prefix: str, n: int) -> Ticket | None:
        """Find a ticket of a day by its number."""
        with self._reading() as connection:
            where = {"hall": self._hall, "day": day, "prefix": prefix, "n": n}
            row = connection.execute(queries.TICKET, where).one_or_none()
            return None if row is None else rows.ticket(row)

    def recent_calls(self, limit: int, zones: Sequence[str] = ()) -> Sequence[Call]:
        """List the last called tickets of the hall day, each once, newest first; of some zones only."""
        with self._reading() as connection:
            where = {"hall": self._hall, "day": self._info(connection).day, "limit": limit}
            if not zones:
                return [event_rows.call(row) for row in connection.execute(queries.RECENT_CALLS, where)]
            found = [
                event_rows.call(row)
                for zone in zones
                for row in connection.execute(queries.RECENT_CALLS_OF_ZONE, {**where, "zone": zone})
            ]
        newest = {call.ticket_id: call for call in sorted(found, key=lambda call: call.seq)}
        return sorted(newest.values(), key=lambda call: -call.seq)[:limit]

    def busy_counters(self) -> Sequence[Leg]:
        """List the legs that are with a counter now."""
        return self._legs(_BUSY)

    def presences(self) -> Sequence[Presence]:
        """List who is at which counter, where that is stored."""
        return [staff_rows.presence(row) for row in self._rows(_PRESENCES)]

    def staff(self) -> Sequence[StaffMember]:
        """List all staff by name, active or not."""
        return [staff_rows.member(row) for row in self._rows(_STAFF)]

    def closures(self, at: datetime) -> Sequence[tuple[int, Closure]]:
        """List the closures that have not ended at a time, with their numbers."""
        with self._reading() as connection:
            found = connection.execute(queries.CLOSURES, {**self._where, "at": at})
            return [(row.id, staff_rows.closure(row)) for row in found]

    def standing(self, agency: str, at: datetime) -> Standing:
        """Read how an agency stands, for `offer.opening_of`."""
        with self._reading() as connection:
            where = {**self._where, "agency": agency, "day": self._info(connection).day, "at": at}
            waiting = [tuple(row) for row in connection.execute(queries.LOAD, where)]
            busy = connection.execute(queries.OPEN_COUNTERS, where).scalar_one()
            issued = {(row[0], Channel(row[1])): row[2] for row in connection.execute(queries.ISSUED, where)}
            closures = [staff_rows.closure(row) for row in connection.execute(queries.CLOSURES, where)]
        return Standing(closures, Load(tuple(waiting), busy), issued)

    def events(self, day: date, ticket_id: UUID | None = None) -> Sequence[Event]:
        """List the journal of a day, or of one ticket on it."""
        if ticket_id is None:
            found = self._rows(_EVENTS_OF_DAY, day=day)
        else:
            found = self._rows(_EVENTS_OF_TICKET, day=day, ticket=ticket_id)
        return [event_rows.event(row) for row in found]

    def anchors(self) -> Sequence[Anchor]:
        """List where the journal's chain stood at the end of each day."""
        with self._reading() as connection:
            return [Anchor(*row) for row in connection.execute(queries.ANCHORS, self._where)]

    def paper(self, asked: UUID) -> PaperState | None:
        """Tell how far the last paper of a ticket or a checklist has come; None where none was asked for."""
        with self._reading() as connection:
            found = connection.execute(papers.PAPER, {"asked": asked}).one_or_none()
            return None if found is None else PaperState(found.state)

    def papers(self, limit: int) -> Sequence[PaperLine]:
        """List the last papers of the hall, newest first."""
        with self._reading() as connection:
            found = connection.execute(papers.LAST_PAPERS, {**self._where, "limit": limit})
            return [papers.line(row) for row in found]

    def printers(self) -> Sequence[PrinterState]:
        """List how each printer of each kiosk was when its spooler last looked."""
        with self._reading() as connection:
            return [papers.state(row) for row in connection.execute(papers.PRINTERS, self._where)]

    def notice(self) -> Notice | None:
        """Read the notice that was set and not taken away; it may have ended by itself."""
        with self._reading() as connection:
            row = connection.execute(board_rows.NOTICE, self._where).one_or_none()
            return None if row is None else board_rows.notice_of(row)

    def boards(self) -> Sequence[BoardState]:
        """List how each board was when it last told, by name."""
        with self._reading() as connection:
            return [board_rows.state(row) for row in connection.execute(board_rows.BOARDS, self._where)]

    def keep_board(self, state: BoardState) -> None:
        """Store how a board is."""
        with self.database.translated(), self.database.writer.begin() as connection:
            connection.execute(board_rows.FORGET_BOARD, {"its_hall": self._hall, "its_name": state.name})
            connection.execute(board_rows.KEEP_BOARD, {**self._where, **board_rows.values(state)})

    def kept_by(self) -> tuple[str, str]:
        """Tell how a commit is made durable, in one word, and why in that way."""
        return self.database.kept_by()

    def check(self) -> Sequence[Fault]:
        """Test the invariants; an empty answer means all hold. Nobody who writes waits for it."""
        return self.database.check()

    def feed(self, after: int | None = None) -> ChangeFeed:
        """Open a feed of the journal after the event `after`; None starts at the present end."""
        return self.database.feed(self._hall, after)

    def jobs(self) -> SqlPrintJobs:
        """Open the outbox of papers."""
        return SqlPrintJobs(self.database, self._hall)

    def close(self) -> None:
        """Give all connections back."""
        self.database.close()

    def _leg(self, question: Prepared, **where: object) -> Leg | None:
        return next(iter(self._legs(question, **where)), None)

    def _legs(self, question: Prepared, **where: object) -> list[Leg]:
        return [rows.leg(row) for row in self._rows(question, **where)]


def open_store(url: str, *, patience_s: float = 5.0) -> SqlStore:
    """Open the queue state, making or migrating its tables where needed.

    Args:
        url: ``sqlite:///path``, a plain path, or ``postgresql://user@server/database?hall=1``.
        patience_s: How long a call waits for somebody else's lock before it raises StoreBusy.

    Raises:
        Misconfigured: The address is of neither kind.
        StoreUnreachable: The file cannot be opened, or the server does not answer or does not let us in.
        StoreNewer: A newer version of this program wrote it.
        StoreBusy: Somebody else holds the lock.
    """
    location = location_of(url)
    if isinstance(location, FileLocation):
        from store.sqlite.database import open_file

        return SqlStore(open_file(location.path, patience_s), ONLY_HALL)
    from store.postgres.database import open_server

    return SqlStore(open_server(location, patience_s), location.hall)
