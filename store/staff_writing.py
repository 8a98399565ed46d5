"""Staff, who is at which counter, and closures."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Table, bindparam, delete, update

from store import queries, staff_rows
from store.prepared import Prepared
from store.staff_schema import attempts, closure, presence, staff
from store.upsert import put
from store.writing import Writing, new, only
from ticketing.calendar import Closure
from ticketing.presence import Presence
from ticketing.staff import Attempts, StaffMember


def _put(table: Table, *key: str) -> Prepared:
    """Insert a row, or change the one with its key."""
    return Prepared(lambda dialect: put(dialect, table, *key), tuple(column.name for column in table.c))


_MEMBER = Prepared(queries.MEMBER)
_HAS_STAFF = Prepared(queries.HAS_STAFF)
_ATTEMPTS = Prepared(queries.ATTEMPTS)
_PRESENCE = Prepared(queries.PRESENCE)
_CLOSURES = Prepared(queries.CLOSURES)
_PUT_MEMBER = _put(staff, "hall", "name")
_PUT_ATTEMPTS = _put(attempts, "hall", "who")
_PUT_PRESENCE = _put(presence, "hall", "counter")
_LEAVE_ALL = Prepared(delete(presence).where(presence.c.hall == bindparam("hall")))
_ADD_CLOSURE = new(closure, "id")
_END_CLOSURE = Prepared(
    update(closure)
    .where(
        closure.c.hall == bindparam("its_hall"),
        closure.c.id == bindparam("number"),
        closure.c.until_at.is_(None) | (closure.c.until_at > bindparam("at", type_=closure.c.until_at.type)),
    )
    .values(until_at=bindparam("at"))
    .returning(*closure.c)
)


class StaffWriting(Writing):
    """The part of `writing.Transaction` that concerns people and what they close."""

    def presence(self, counter: str) -> Presence:
        """Read who is at a counter; nobody, and open, where nothing is stored."""
        found = self._run(_PRESENCE, counter=counter)
        return staff_rows.presence(found[0]) if found else Presence(counter)

    def keep_presence(self, presence: Presence) -> None:
        """Store who is at a counter."""
        self._run(_PUT_PRESENCE, **staff_rows.presence_values(presence))

    def leave_all(self) -> None:
        """Sign everybody out of all counters."""
        self._run(_LEAVE_ALL)

    def has_staff(self) -> bool:
        """Tell whether anybody is enrolled."""
        return bool(self._run(_HAS_STAFF))

    def member(self, name: str) -> StaffMember | None:
        """Find one of the staff, active or not."""
        found = self._run(_MEMBER, name=name)
        return staff_rows.member(found[0]) if found else None

    def keep_member(self, member: StaffMember) -> None:
        """Store one of the staff."""
        self._run(_PUT_MEMBER, **staff_rows.member_values(member))

    def attempts(self, who: str) -> Attempts:
        """Read the failed tries of a name or a terminal at a PIN."""
        found = self._run(_ATTEMPTS, who=who)
        return staff_rows.attempts(found[0]) if found else Attempts()

    def keep_attempts(self, who: str, attempts: Attempts) -> None:
        """Store them."""
        self._run(_PUT_ATTEMPTS, who=who, failures=attempts.failures, retry_at=attempts.retry_at)

    def closures(self, at: datetime) -> Sequence[Closure]:
        """List the closures that have not ended at a time."""
        return [staff_rows.closure(row) for row in self._run(_CLOSURES, at=at)]

    def add_closure(self, closure: Closure) -> int:
        """Store a closure; return its number."""
        return only(
            self._run(
                _ADD_CLOSURE,
                agency=closure.agency,
                service=closure.service,
                since=closure.since,
                until_at=closure.until,
                reason=closure.reason,
            )
        )

    def end_closure(self, number: int, at: datetime) -> Closure | None:
        """End a closure; None where there is none of that number that goes on."""
        found = self._run(_END_CLOSURE, its_hall=self._hall, number=number, at=at)
        return staff_rows.closure(found[0]) if found else None
