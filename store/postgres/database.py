"""The tables on a PostgreSQL server: many halls, each with a lock of its own."""

import logging
from collections.abc import Sequence
from contextlib import AbstractContextManager

from sqlalchemy import Connection, Engine

from store import check, migrate
from store.location import ServerLocation
from store.postgres.engine import LOCKS, TABLES, connect, open_engine
from store.postgres.faults import translated
from store.postgres.feed import PostgresFeed
from ticketing.errors import Fault, StoreNewer

log = logging.getLogger(__name__)

#: How long a question of a feed may take: a window says within five seconds that it is cut off.
_FEED_S = 2.0


class PostgresDatabase:
    """`database.Database` of one hall on a server. May be used from several threads.

    Args:
        location: The server and the hall.
        patience_s: How long a call waits for somebody else's lock.
    """

    def __init__(self, location: ServerLocation, patience_s: float) -> None:
        self.location = location
        self._patience_s = patience_s
        self.writer: Engine = open_engine(location, patience_s)
        self.reader: Engine = self.writer.execution_options(reading=True)

    def translated(self) -> AbstractContextManager[None]:
        """Raise what the server or the network does as `Environment` errors."""
        return translated(self.location)

    def kept_by(self) -> tuple[str, str]:
        """Tell the server's version."""
        with self.translated(), self.reader.begin() as connection:
            (version,) = connection.exec_driver_sql("SHOW server_version").one()
        return "postgresql", f"PostgreSQL {version}, synchronous_commit on"

    def check(self) -> Sequence[Fault]:
        """Test what is there at one moment; nobody waits for it."""
        with self.translated(), self.reader.begin() as connection:
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
            return check.faults(connection)

    def feed(self, hall: int, after: int | None) -> PostgresFeed:
        """Open a feed on a connection of its own."""
        with self.translated():
            connection = connect(self.location, patience_s=0, limit_s=_FEED_S)
            try:
                return PostgresFeed(connection, self.location, hall, after)
            except BaseException:
                connection.close()
                raise

    def close(self) -> None:
        """Give all connections back."""
        self.writer.dispose()


def open_server(location: ServerLocation, patience_s: float) -> PostgresDatabase:
    """Open a hall on a server, making or migrating the tables where they are not this program's.

    Args:
        location: The server and the hall.
        patience_s: How long a call waits for somebody else's lock.

    Raises:
        Misconfigured: What is said there would go over a network as plain text.
        StoreUnreachable: The server does not answer, or does not let us in.
        StoreNewer: A newer version of this program made the tables.
        StoreBusy: Somebody else makes them now.
    """
    database = PostgresDatabase(location, patience_s)
    try:
        with database.translated():
            _bring_up_to_date(database)
    except BaseException:
        database.close()
        raise
    log.info("store %s, hall %d", location, location.hall)
    return database


def _bring_up_to_date(database: PostgresDatabase) -> None:
    with database.reader.begin() as connection:
        found = migrate.revision(connection)
    if found == migrate.HEAD:
        return
    if found is not None and found > migrate.HEAD:
        raise StoreNewer(path=str(database.location), found=found)
    with database.writer.begin() as connection:
        _be_alone(connection)
        migrate.upgrade(connection, str(database.location))


def _be_alone(connection: Connection) -> None:
    """Keep all others from making tables at the same time, whichever their hall."""
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCKS}, {TABLES})")
