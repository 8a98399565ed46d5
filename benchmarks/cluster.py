"""A PostgreSQL server for tests and benchmarks: on loopback, in a folder of its own, gone with them."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

from benchmarks.ports import free_port

#: Debian keeps each version in a folder of its own, and out of the path.
_FOLDERS = Path("/usr/lib/postgresql")
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "lc_messages": "C",
}
#: For tests that look at what is kept, not at whether it outlives a power cut.
FAST = {"fsync": "off", "full_page_writes": "off"}
_USER = "postgres"
_STARTS_WITHIN_S = 60


def programs() -> Path:
    """Find the newest server that is installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(_FOLDERS.glob("*/bin/initdb"), key=lambda one: float(one.parents[1].name))
    if not versions:
        raise FileNotFoundError("PostgreSQL is missing; `make test` installs it")
    return versions[-1].parent


class Cluster:
    """A server that the tests own.

    It refuses to run as root, so it runs as the system's user for it there, and it is killed by the
    system when the tests are.

    Args:
        folder: An empty folder for it, made its own; each user of the system must be able to come there.
        settings: Lines of its configuration.
    """

    def __init__(self, folder: Path, settings: dict[str, str] | None = None) -> None:
        self._data = folder / "data"
        self._settings = {**_SETTINGS, **(settings or {})}
        self._bin = programs()
        self._names = count(1)
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()
        self._log = folder / "server.log"
        if os.geteuid() == 0:
            shutil.chown(folder, _USER, _USER)
        self._run(
            "initdb",
            "--auth=trust",
            "--username=antrean",
            "--no-sync",
            "--locale=C.UTF-8",
            "-D",
            str(self._data),
        )

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = [part for name, value in self._settings.items() for part in ("-c", f"{name}={value}")]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command("postgres", "-D", str(self._data), "-p", str(self.port), *options),
                stdout=log,
                stderr=log,
                cwd="/",
            )
        until = time.monotonic() + _STARTS_WITHIN_S
        while True:
            try:
                psycopg.connect(self._address("postgres"), connect_timeout=2).close()
            except psycopg.OperationalError:
                assert self._process.poll() is None, self._log.read_text(errors="replace")
                assert time.monotonic() < until, "the server does not start"
                time.sleep(0.05)
            else:
                return

    def kill(self) -> None:
        """End it as a power cut does: at once, with nothing written that was not."""
        self._end(signal.SIGQUIT)

    def stop(self) -> None:
        """End it in good order, whoever is connected."""
        self._end(signal.SIGINT)

    def url(self, name: str, hall: int = 1) -> str:
        """Write the address of a hall in a database."""
        return f"{self._address(name)}?hall={hall}"

    @contextmanager
    def database(self, copied: str = "template1") -> Iterator[str]:
        """Make an empty database; its address has the first hall. Dropped at the end.

        Args:
            copied: Another one that it shall be a copy of; nobody may be connected to that.
        """
        name = f"test_{next(self._names)}"
        self.ask(f"CREATE DATABASE {name} TEMPLATE {copied}")
        yield self.url(name)
        self.ask(f"DROP DATABASE {name} WITH (FORCE)")

    def let_in(self, *lines: str) -> None:
        """Say who may come in how, besides the owner of all (lines of ``pg_hba.conf``)."""
        told = "\n".join(("host all antrean 127.0.0.1/32 trust", *lines, ""))
        (self._data / "pg_hba.conf").write_text(told, encoding="ascii")
        self.ask("SELECT pg_reload_conf()")

    def show_certificate(self, certificate: Path, key: Path) -> None:
        """Speak TLS from now on."""
        for name, source in (("server.crt", certificate), ("server.key", key)):
            place = self._data / name
            shutil.copyfile(source, place)
            place.chmod(0o600)
            if os.geteuid() == 0:
                shutil.chown(place, _USER, _USER)
        self.ask("ALTER SYSTEM SET ssl = on")
        self.ask("SELECT pg_reload_conf()")

    def logged(self) -> str:
        """Read what it has written into its log."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def ask(self, statement: str, name: str = "postgres") -> list[tuple[Any, ...]]:
        """Run a statement in a database as its owner."""
        with self.asking(name) as ask:
            return ask(statement)

    @contextmanager
    def asking(self, name: str) -> Iterator[Callable[[str], list[tuple[Any, ...]]]]:
        """Keep one connection for many such statements."""

        def ask(statement: str) -> list[tuple[Any, ...]]:
            with closing(connection.execute(statement.encode())) as cursor:
                return cursor.fetchall() if cursor.description else []

        with closing(psycopg.connect(self._address(name), autocommit=True)) as connection:
            yield ask

    def _address(self, name: str) -> str:
        return f"postgresql://antrean@127.0.0.1:{self.port}/{name}"

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(_STARTS_WITHIN_S)
            self._process = None

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(self._command(program, *arguments), check=True, capture_output=True, cwd="/")

    def _command(self, program: str, *arguments: str) -> list[str]:
        user = ["--reuid", _USER, "--regid", _USER, "--clear-groups"] if os.geteuid() == 0 else []
        # The signal last: a change of user would take it away again.
        return ["setpriv", *user, "--pdeathsig", "QUIT", str(self._bin / program), *arguments]


@contextmanager
def running(settings: dict[str, str] | None = None, folder: Path | None = None) -> Iterator[Cluster]:
    """Make a server, start it, and leave nothing of it behind.

    Args:
        settings: Lines of its configuration.
        folder: Where its own folder is made; that for temporary files where none is given.
    """
    with TemporaryDirectory(prefix="antrean-server-", ignore_cleanup_errors=True, dir=folder) as made:
        cluster = Cluster(Path(made), settings)
        try:
            cluster.start()
            yield cluster
        finally:
            cluster.kill()
