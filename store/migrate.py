"""Brings the tables of a file up to date. Alembic is imported only when there is something to do."""

import logging
import sqlite3
from pathlib import Path

from sqlalchemy import Connection

from store.engine import APPLICATION_ID, Journal, connect, open_engine
from ticketing.errors import StoreDamaged, StoreNewer

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"

#: The newest migration: what this program reads and writes. A test holds it to the files.
HEAD = "0005"


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
    if found == HEAD:
        return
    engine = open_engine(path, journal, patience_s)
    try:
        with engine.begin() as locked:
            _upgrade(locked, path)
    finally:
        engine.dispose()


def require_tables(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that came in the place of another and has not this program's tables.

    Raises:
        StoreNewer: A newer version of this program wrote it.
        StoreDamaged: It is empty, or older: `bring_up_to_date` sees to that at the next start.
    """
    found = revision(connection)
    if found is None or found < HEAD:
        raise StoreDamaged(path=str(path))
    if found != HEAD:
        raise StoreNewer(path=str(path), found=found)


def revision(connection: sqlite3.Connection) -> str | None:
    """Read which migration a file is at; None for a new file."""
    there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    if there is None:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def _upgrade(connection: Connection, path: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    driver = connection.connection.driver_connection
    assert driver is not None
    found = revision(driver)
    known = {one.revision for one in script.walk_revisions()}
    if found is not None and found not in known:
        raise StoreNewer(path=str(path), found=found)
    if found == HEAD:
        return  # another process was faster

    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    log.info("store %s: tables brought from %s to %s", path, found or "nothing", HEAD)
