"""Where a queue state lies. Imports no database: a window asks before it is on the glass."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from ticketing.errors import Misconfigured

#: A SQLite file holds one hall; on a server it is the first.
ONLY_HALL = 1

_PORT = 5432
_SERVER = ("postgresql", "postgres")
#: What may stand behind the question mark of a server's address.
_OPTIONS = ("hall", "sslmode", "sslrootcert", "sslcert", "sslkey")


@dataclass(frozen=True, slots=True)
class FileLocation:
    """A SQLite file."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)

    @property
    def short_name(self) -> str:
        """Name files after it."""
        return self.path.stem


@dataclass(frozen=True, slots=True)
class ServerLocation:
    """A hall on a PostgreSQL server.

    Attributes:
        host: Name or address of the server, or the folder of its socket.
        port: Of the server.
        database: Name of the database.
        user: Role that signs in; empty for the name of the system's user.
        password: Empty where the server asks for none, or libpq finds it in its own file.
        hall: Which hall of the server.
        tls: libpq's ``sslmode`` and its kin, as they were given.
        others: Name and port of servers that may have taken its place. All are asked, and the one that
            takes changes is used.
    """

    host: str
    port: int
    database: str
    user: str = ""
    password: str = field(default="", repr=False)
    hall: int = ONLY_HALL
    tls: tuple[tuple[str, str], ...] = ()
    others: tuple[tuple[str, int], ...] = ()

    def __str__(self) -> str:
        return f"{','.join(f'{host}:{port}' for host, port in self.servers)}/{self.database}"

    @property
    def servers(self) -> tuple[tuple[str, int], ...]:
        """Name and port of each, in the order in which they are asked."""
        return ((self.host, self.port), *self.others)

    @property
    def short_name(self) -> str:
        """Name files after it."""
        words = (self.host, str(self.port), self.database, str(self.hall))
        return "-".join(word.strip("/").replace("/", "_").replace(":", "_") for word in words)


def location_of(url: str) -> FileLocation | ServerLocation:
    """Read an address: ``sqlite:///path``, a plain path, or that of a server.

    ``postgresql://user:password@host:5432/database?hall=1``; a socket's folder is written
    ``postgresql://user@%2Fvar%2Frun%2Fpostgresql/database``. A server and its standby stand with a comma
    between them: ``postgresql://user@host,standby:5433/database``.

    Raises:
        Misconfigured: Another kind of address, or a wrong part of one.
    """
    scheme, mark, _ = url.partition("://")
    if mark and scheme in _SERVER:
        return _server(url)
    if mark and not url.startswith("sqlite:///"):
        raise Misconfigured("--db", "not_a_queue", url)
    return FileLocation(_file(url.removeprefix("sqlite:///")))


def _file(name: str) -> Path:
    if not name or name == ":memory:":
        raise Misconfigured("--db", "no_file", name)
    try:
        return Path(name).expanduser().absolute()
    except (OSError, RuntimeError):  # the folder we stand in is gone; nobody has that name
        raise Misconfigured("--db", "no_file", name) from None


def _server(url: str) -> ServerLocation:
    try:
        parts = urlsplit(url)
        signed, _, places = parts.netloc.rpartition("@")
        (host, port), *others = [_place(place) for place in places.split(",")]
        user, _, password = signed.partition(":")
        options = parse_qs(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError:
        raise Misconfigured("--db", "wrong_server", _without_password(url)) from None
    database = unquote(parts.path.removeprefix("/"))
    wrong = set(options) - set(_OPTIONS) or [name for name, values in options.items() if len(values) != 1]
    hall = options.get("hall", [str(ONLY_HALL)])[0]
    if not database or "/" in database or wrong or not _counts(hall):
        raise Misconfigured("--db", "wrong_server", _without_password(url))
    return ServerLocation(
        host,
        port,
        database,
        unquote(user),
        unquote(password),
        int(hall),
        tuple((name, options[name][0]) for name in _OPTIONS if name != "hall" and name in options),
        tuple(others),
    )


def _place(text: str) -> tuple[str, int]:
    """Read ``host:port``.

    Raises:
        ValueError: It has no name, or a port that is none.
    """
    parts = urlsplit(f"//{text}")
    if not parts.hostname:
        raise ValueError(text)
    return unquote(parts.hostname), parts.port or _PORT


def _counts(text: str) -> bool:
    """Tell whether that is a number from 1 to what a column of the database holds."""
    return text.isascii() and text.isdigit() and 0 < int(text) < 2**31


def _without_password(url: str) -> str:
    """Write an address so that it may be shown."""
    scheme, _, rest = url.partition("://")
    user, at, place = rest.rpartition("@")
    return f"{scheme}://{user.partition(':')[0]}{at}{place}"
