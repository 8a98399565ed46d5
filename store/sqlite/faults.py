"""Database faults, told apart: the surroundings fail, or the program has a bug.

Only faults of the surroundings are translated; anything else (a wrong statement, a broken
constraint) stays what it is and is logged as a bug.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from ticketing.errors import Environment, StoreBusy, StoreDamaged, StoreUnreachable

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
#: What is left of a file that was emptied or replaced while it was open.
_NO_TABLE = "no such table"
_REASONS = {
    sqlite3.SQLITE_READONLY: "readonly",
    sqlite3.SQLITE_PERM: "readonly",
    sqlite3.SQLITE_AUTH: "readonly",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "io",
    sqlite3.SQLITE_NOMEM: "io",
    sqlite3.SQLITE_CANTOPEN: "missing",
}


def environmental(fault: BaseException, path: Path) -> Environment | None:
    """Translate a driver's fault; None where it is a bug of ours."""
    code = getattr(fault, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF
    if primary in _BUSY:
        return StoreBusy()
    if primary in _DAMAGED or _NO_TABLE in str(fault):
        return StoreDamaged(path=str(path))
    reason = _REASONS.get(primary)
    return StoreUnreachable(path=str(path), reason=reason) if reason else None


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise faults of the surroundings as `Environment` errors.

    Args:
        path: The database file, named in the error.
    """
    try:
        yield
    except DBAPIError as wrapped:
        known = environmental(wrapped.orig, path) if wrapped.orig else None
        if known is None:
            raise
        raise known from wrapped
    except sqlite3.Error as bare:
        known = environmental(bare, path)
        if known is None:
            raise
        raise known from bare
