"""Opens connections to PostgreSQL: the only place that does, with every time limit."""

import ipaddress
import select
from collections.abc import Generator
from typing import Any, TypeVar

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, PoolResetState, QueuePool

from store.location import ServerLocation
from ticketing.errors import Misconfigured

_Driver = psycopg.Connection[tuple[Any, ...]]
V = TypeVar("V")

#: Our own kind of locks on a server that others may use too ("ANTR"); the second number is the hall.
LOCKS = 0x414E5452
#: The lock of who makes tables; no hall has that number.
TABLES = 0

# Seconds, by libpq's names. With its defaults a cut network blocks a question for a quarter of an hour.
_LIMITS: dict[str, Any] = {
    "connect_timeout": 3,
    "keepalives": 1,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 2,
    "tcp_user_timeout": 3000,  # milliseconds
    "gssencmode": "disable",
}
_VERIFIED = ("verify-ca", "verify-full")
#: What a session may do at most, in milliseconds; the server sees to it, even where this program hangs.
_STATEMENT_MS = 15_000
_IDLE_MS = 10_000
# So much later than the server a program ends a statement by itself.
_GRACE_S = 1.0
#: What is asked a second time is prepared. The driver waits for the sixth, and forgets all at each rollback.
_PREPARED_AFTER = 1


class Impatient(psycopg.Connection[tuple[Any, ...]]):
    """A connection that gives up a server which is there and does not answer: stopped, or hung.

    The limits of the server do not help then, and those of the network neither, for its system answers.

    Attributes:
        limit_s: How long an answer may take; longer than all limits that the server keeps itself.
    """

    limit_s: float = _STATEMENT_MS / 1000

    def wait(self, gen: Generator[Any, Any, V], *options: Any, **named: Any) -> V:
        """Wait for an answer.

        Raises:
            psycopg.OperationalError: It did not come in time; the connection is closed.
        """
        try:
            return super().wait(gen, *options, **{"timeout": self.limit_s, **named})
        except psycopg.errors._WaitTimeout:
            self.pgconn.finish()
            raise psycopg.OperationalError("the server does not answer") from None


def channel_of(hall: int) -> str:
    """Name what wakes those who watch a hall."""
    return f"antrean_{hall}"


def connect(location: ServerLocation, patience_s: float, limit_s: float = _STATEMENT_MS / 1000) -> _Driver:
    """Open one connection, with every limit; it begins transactions only where it is told to.

    Args:
        location: The server.
        patience_s: How long a statement waits for somebody else's lock.
        limit_s: How long a statement may take besides.

    Raises:
        Misconfigured: What is said there would go over a network as plain text.
        psycopg.Error: The server does not answer, or does not let us in.
    """
    settings = {
        "lock_timeout": max(1, round(patience_s * 1000)),  # none would be for ever
        "statement_timeout": round((patience_s + limit_s) * 1000),
        "idle_in_transaction_session_timeout": _IDLE_MS,
        "synchronous_commit": "on",
        "timezone": "UTC",
    }
    connection = Impatient.connect(
        **_servers(location),
        dbname=location.database,
        user=location.user or None,
        password=location.password or None,
        application_name="antrean",
        options=" ".join(f"-c {name}={value}" for name, value in settings.items()),
        autocommit=True,
        **_LIMITS,
        **_tls(location),
    )
    connection.limit_s = patience_s + limit_s + _GRACE_S
    connection.prepare_threshold = _PREPARED_AFTER
    return connection


def _servers(location: ServerLocation) -> dict[str, Any]:
    """Name the server; of several, the one that takes changes is looked for: a standby takes none."""
    hosts, ports = zip(*location.servers, strict=True)
    told = {"host": ",".join(hosts), "port": ",".join(map(str, ports))}
    return {**told, "target_session_attrs": "read-write"} if location.others else told


def _tls(location: ServerLocation) -> dict[str, Any]:
    """Ask for a verified certificate, but on this machine itself."""
    told: dict[str, Any] = dict(location.tls)
    if all(is_local(host) for host, _ in location.servers):
        return told
    if told.setdefault("sslmode", "verify-full") not in _VERIFIED:
        raise Misconfigured("--db", "plain_text", str(location))
    return told


def is_local(host: str) -> bool:
    """Tell whether what is said to a host leaves this machine."""
    if host.startswith("/") or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def open_engine(location: ServerLocation, patience_s: float) -> Engine:
    """Make the engine of a hall on a server. Its transactions hold the hall's lock from their start.

    The lock comes before everything else and goes after the commit is seen by all, so that the events
    of a hall are numbered in the order of their commits. Who watches the hall is woken by the commit.
    An engine derived with ``execution_options(reading=True)`` takes no lock and sees one moment.

    How to find what a statement asks for is thought about once a connection, not each of the first five
    times: for the heads of a counter's queues that takes longer than finding them, with the lock held.

    Args:
        location: The server and the hall.
        patience_s: How long a transaction waits for the lock.
    """
    engine = create_engine(
        "postgresql+psycopg://",
        hide_parameters=True,  # a fault that is logged shows no code of a ticket
        creator=lambda: connect(location, patience_s),
        pool_size=4,
        poolclass=QueuePool,
        pool_reset_on_return=None,  # see `_reset`
        use_native_hstore=False,
    )
    begin = (
        f"BEGIN; SELECT pg_advisory_xact_lock({LOCKS}, {location.hall}); NOTIFY {channel_of(location.hall)};"
        " SET LOCAL plan_cache_mode = force_generic_plan"
    )
    begin_reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

    @event.listens_for(engine, "checkout")
    def _look(driver: _Driver, _entry: ConnectionPoolEntry, _borrower: object) -> None:
        """Notice a server that has gone meanwhile, without asking it: it says nothing else unasked."""
        if driver.closed or select.select([driver.pgconn.socket], [], [], 0)[0]:
            raise DisconnectionError("the server has closed the connection")

    @event.listens_for(engine, "reset")
    def _reset(driver: _Driver, _entry: ConnectionPoolEntry, _state: PoolResetState) -> None:
        if not driver.closed:  # one that is lost has nothing to undo, and the pool would log it as a bug
            driver.rollback()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        driver = connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        driver.execute(begin_reading if connection.get_execution_options().get("reading") else begin)

    return engine
