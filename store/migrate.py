"""Brings tables up to date. Alembic is imported only when there is something to do."""

import logging
from pathlib import Path

from sqlalchemy import Connection, inspect

from ticketing.errors import StoreNewer

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"

#: The newest migration: what this program reads and writes. A test holds it to the files.
HEAD = "0007"


def revision(connection: Connection) -> str | None:
    """Read which migration a database is at; None for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return found


def upgrade(connection: Connection, place: str) -> bool:
    """Make or migrate the tables; tell whether anything was to be done.

    Args:
        connection: In a transaction that keeps all others from doing the same.
        place: Which database that is, for people.

    Raises:
        StoreNewer: It has a migration that this program does not know.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    found = revision(connection)
    if found == HEAD:
        return False  # another process was faster
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {one.revision for one in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise StoreNewer(path=place, found=found)
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
    log.info("store %s: tables brought from %s to %s", place, found or "nothing", HEAD)
    return True
