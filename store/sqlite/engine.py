"""Opens connections to SQLite: the only place that does, with every pragma."""

import logging
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from ticketing.errors import StoreUnreachable

log = logging.getLogger(__name__)

#: Marks the file as ours ("ANTR"); the tool ``file`` and our own check read it.
APPLICATION_ID = 0x414E5452

_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "fuse.sshfs", "9p", "glusterfs"}


@dataclass(frozen=True, slots=True)
class Journal:
    """How SQLite keeps a commit durable here, and why."""

    mode: str
    reason: str


def choose_journal(version: tuple[int, int, int]) -> Journal:
    """Pick the journal for a version of SQLite.

    Versions 3.7.0 to 3.51.2 can corrupt a WAL database when several processes write and checkpoint
    at one instant; fixed in 3.51.3 and, on their branches, in 3.50.7 and 3.44.6; 3.52.0 was
    withdrawn. Source: the release notes of SQLite 3.51.3.
    """
    fixed = (
        version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)
    ) and version != (3, 52, 0)
    name = ".".join(map(str, version))
    if fixed:
        return Journal("wal", f"SQLite {name} has no WAL-reset fault")
    return Journal("truncate", f"SQLite {name} has the WAL-reset fault, so a rollback journal is used")


def refuse_network_share(path: Path) -> None:
    """Refuse a database on nfs, cifs or a UNC path: file locks do not hold there.

    Raises:
        StoreUnreachable: With the reason ``network``.
    """
    if str(path).startswith("\\\\") or _file_system(path) in _NETWORK:
        raise StoreUnreachable(path=str(path), reason="network")


def _file_system(path: Path, mounts: Path = Path("/proc/self/mounts")) -> str:
    """Name the kind of file system that holds `path`; empty where that cannot be told."""
    try:
        rows = [line.split() for line in mounts.read_text(encoding="utf-8").splitlines()]
    except OSError:
        return ""
    place = os.path.realpath(path)
    kind, longest = "", -1
    for row in rows:
        point = row[1].replace("\\040", " ")
        inside = place == point or place.startswith(point.rstrip("/") + "/")
        if inside and len(point) > longest:
            kind, longest = row[2], len(point)
    return kind


def identity(path: Path) -> tuple[int, int] | None:
    """Tell which file has that name now; None where there is none.

    A connection holds the file that it opened, though another has its name since: it would show a
    hall that is no more, and could not write.
    """
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def connect(
    path: Path, journal: Journal, patience_s: float, *, read_only: bool = False, may_create: bool = True
) -> sqlite3.Connection:
    """Open one connection with every pragma.

    A read-only connection is an ordinary one that may not write: a file opened read-only could not
    roll back what a power cut left half written.

    Args:
        path: The file.
        journal: From `choose_journal`.
        patience_s: How long a statement waits for somebody else's lock.
        read_only: Refuse every write.
        may_create: Make the file when it is missing, unless `read_only`.
    """
    mode = "rwc" if may_create and not read_only else "rw"
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode={mode}",
        uri=True,
        timeout=patience_s,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        _set_pragmas(connection, journal, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_pragmas(connection: sqlite3.Connection, journal: Journal, *, read_only: bool) -> None:
    if not read_only:
        connection.execute(f"PRAGMA journal_mode = {journal.mode}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA temp_store = MEMORY")
    if read_only:
        connection.execute("PRAGMA query_only = ON")


def open_engine(
    path: Path,
    journal: Journal,
    patience_s: float,
    *,
    inspect: Callable[[sqlite3.Connection], None] = lambda connection: None,
) -> Engine:
    """Make the engine of a file that is there. Transactions on it begin with ``BEGIN IMMEDIATE``.

    An engine derived with ``execution_options(reading=True)`` begins them deferred. Where the name has
    passed to another file, such as a backup that was put back, new connections are opened to that.

    Args:
        path: The file.
        journal: From `choose_journal`.
        patience_s: How long a statement waits for somebody else's lock.
        inspect: Looks at every new connection and raises where it will not do.
    """

    def creator() -> sqlite3.Connection:
        connection = connect(path, journal, patience_s, may_create=False)
        try:
            inspect(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://",
        hide_parameters=True,  # a fault that is logged shows no code of a ticket
        creator=creator,
        pool_size=4,
        poolclass=QueuePool,
        pool_reset_on_return="rollback",
    )

    @event.listens_for(engine, "connect")
    def _note(_connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
        entry.info["identity"] = identity(path)

    @event.listens_for(engine, "checkout")
    def _look(_connection: sqlite3.Connection, entry: ConnectionPoolEntry, _borrower: object) -> None:
        if entry.info["identity"] != identity(path):
            raise DisconnectionError("another file has the name")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.execute("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine
