"""The tables of a file: made, brought up to date, or refused."""

import sqlite3
from pathlib import Path

from store import migrate
from store.sqlite.engine import APPLICATION_ID, Journal, connect, open_engine
from ticketing.errors import StoreDamaged, StoreNewer


def bring_up_to_date(path: Path, journal: Journal, patience_s: float) -> None:
    """Make or migrate the tables, under the write lock, all or nothing.

    Raises:
        StoreNewer: The file has a migration that this program does not know.
    """
    connection = connect(path, journal, patience_s)
    try:
        found = revision(connection)
    finally:
        connection.close()
    if found == migrate.HEAD:
        return
    engine = open_engine(path, journal, patience_s)
    try:
        with engine.begin() as locked:
            if migrate.upgrade(locked, str(path)):
                locked.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        engine.dispose()


def require(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that came in the place of another and has not this program's tables.

    Raises:
        StoreNewer: A newer version of this program wrote it.
        StoreDamaged: It is empty, or older: `bring_up_to_date` sees to that at the next start.
    """
    found = revision(connection)
    if found is None or found < migrate.HEAD:
        raise StoreDamaged(path=str(path))
    if found != migrate.HEAD:
        raise StoreNewer(path=str(path), found=found)


def revision(connection: sqlite3.Connection) -> str | None:
    """Read which migration a file is at, with the driver alone; None for a new file."""
    there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    if there is None:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])
