"""Faults of a server, told apart: the surroundings fail, or the program has a bug.

Only faults of the surroundings are translated; anything else stays what it is and is logged as a bug.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError

from store.location import ServerLocation
from ticketing.errors import Environment, StoreBusy, StoreDamaged, StoreUnreachable

#: By the states of the SQL standard and of PostgreSQL's appendix A; two letters are a whole class.
_BUSY = {"55P03", "57014", "40P01", "40001"}
_DAMAGED = {"XX001", "XX002", "42P01", "42703"}
REASONS = {
    "08": "server",
    "57P": "server",
    "25P03": "server",
    "28": "refused",
    "42501": "forbidden",
    "3F000": "forbidden",
    "3D000": "missing",
    "53300": "crowded",
    "53100": "full",
    "53": "io",
    "58": "io",
    "25006": "readonly",
}
#: While a connection is made no state is told, only words; those of a server that speaks English.
#: A line that is cut is told in the words of the layer that was spoken: the first that fit count.
WORDS = {
    "SSL SYSCALL error": "server",
    "SSL connection has been closed": "server",
    "unexpected eof": "server",
    "authentication failed": "refused",
    "no pg_hba.conf entry": "refused",
    "permission denied": "refused",
    "role ": "refused",
    "certificate": "certificate",
    "SSL": "certificate",
    "too many": "crowded",
    "remaining connection slots": "crowded",
    "database ": "missing",
}


def environmental(fault: BaseException, location: ServerLocation) -> Environment | None:
    """Translate a driver's fault; None where it is a bug of ours."""
    if not isinstance(fault, psycopg.Error):
        return None
    state = fault.sqlstate or ""
    if state in _BUSY:
        return StoreBusy()
    if state in _DAMAGED:
        return StoreDamaged(path=str(location))
    reason = next((REASONS[state[:size]] for size in (5, 3, 2) if state[:size] in REASONS), None)
    if reason is None and not state and isinstance(fault, psycopg.OperationalError):
        told = str(fault)
        reason = next((reason for words, reason in WORDS.items() if words in told), "server")
    return StoreUnreachable(path=str(location), reason=reason) if reason else None


@contextmanager
def translated(location: ServerLocation) -> Iterator[None]:
    """Raise faults of the surroundings as `Environment` errors.

    Args:
        location: The server, named in the error.
    """
    try:
        yield
    except DBAPIError as wrapped:
        known = environmental(wrapped.orig, location) if wrapped.orig else None
        if known is None:
            raise
        raise known from wrapped
    except psycopg.Error as bare:
        known = environmental(bare, location)
        if known is None:
            raise
        raise known from bare
