"""A Debian cluster of PostgreSQL in a folder of its own, and install-server.sh run for real on it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.cluster import programs
from benchmarks.ports import free_port
from tests.deploy.installed import DEPLOY

VERSION = programs().parent.name
#: Where the machines of the hall are, as seen by the server; all of it is loopback.
NETWORK = "127.0.0.8/29"
INSIDE, OUTSIDE = "127.0.0.9", "127.0.0.33"
MACHINES = ("--kiosks", "1", "--boards", "1", "--counters", "2", "--office", "1", "--phones", "1")
_USER = "postgres"


class Machine:
    """A machine with PostgreSQL as Debian installs it, whose files are in a folder.

    Args:
        folder: An empty folder that every user may look into.
    """

    def __init__(self, folder: Path, name: str = "main") -> None:
        self.folder = folder
        self.name = f"{VERSION}/{name}"
        self.port = free_port()
        self.etc = folder / "root/etc/antrean"
        self.settings = folder / "clusters" / self.name
        self.environment = {
            **os.environ,
            "PG_CLUSTER_CONF_ROOT": str(folder / "clusters"),
            "DESTDIR": str(folder / "root"),
            "LC_ALL": "C.UTF-8",
        }
        for inner in ("clusters", "sockets", "root", "root/etc"):
            (folder / inner).mkdir()
        if os.geteuid() == 0:
            shutil.chown(folder / "sockets", _USER, _USER)
        self.make_cluster()

    def make_cluster(self) -> None:
        """Make it as Debian does when the package is installed, but start nothing."""
        folder = self.folder
        self.run(
            "pg_createcluster",
            f"--datadir={folder / 'data'}",
            f"--logfile={folder / 'log'}",
            f"--socketdir={folder / 'sockets'}",
            f"--port={self.port}",
            *self.name.split("/"),
            "--",
            "--no-sync",
        )

    def install(self, *more: str, script: str = "install-server.sh") -> "subprocess.CompletedProcess[str]":
        """Run a script of the folder `deploy`."""
        return subprocess.run(
            ["bash", str(DEPLOY / script), *more],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def set_up(self, *more: str) -> "subprocess.CompletedProcess[str]":
        """Run install-server.sh with what a technician says the first time, and it must succeed."""
        done = self.install(
            "--name", "127.0.0.1", "--network", NETWORK, "--listen", "127.0.0.1", *MACHINES, *more
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    def run(self, *words: str) -> str:
        """Run a command of the machine's own, and return what it says."""
        done = subprocess.run(words, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def as_owner(self, *words: str) -> str:
        """Run a command as whoever owns the cluster."""
        become = ["runuser", "-u", _USER, "--"] if os.geteuid() == 0 else []
        return self.run(*become, *words)

    def ask(self, statement: str, database: str = "antrean") -> str:
        """Run a statement as the administrator of the cluster."""
        words = ("--no-psqlrc", "--tuples-only", "--no-align", "--dbname", database, "--command", statement)
        return self.as_owner("psql", "--cluster", self.name, *words).strip()

    def server(self, *words: str) -> str:
        """Run antrean-server."""
        return self.run(str(DEPLOY / "server/antrean-server"), *words)

    def carried(self, machine: str) -> Path:
        """What the technician carries to a machine."""
        return self.etc / "machines" / machine

    def password(self, machine: str) -> str:
        """The password that a machine was given."""
        return (self.carried(machine) / "pgpass").read_text().strip().rpartition(":")[2]

    def control(self, action: str, *more: str) -> None:
        """Start or stop it."""
        self.run("pg_ctlcluster", *more, *self.name.split("/"), action)

    def leave(self) -> None:
        """Take all of it away."""
        with suppress(AssertionError):
            self.run("pg_dropcluster", "--stop", *self.name.split("/"))


@contextmanager
def machine() -> Iterator[Machine]:
    """Make such a machine, and leave nothing of it behind."""
    with TemporaryDirectory(prefix="antrean-machine-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        made = Machine(Path(folder))
        try:
            yield made
        finally:
            made.leave()
