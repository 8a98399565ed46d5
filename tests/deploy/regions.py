"""Servers of halls and of a region, and the scripts of deploy/region run on them."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from app.parts import SystemClock
from benchmarks.cluster import FAST, Cluster, running
from benchmarks.line import follow, region_settings
from store.store import SqlStore, open_store
from tests.deploy.installed import DEPLOY
from tests.fakes import PlainPins, small_catalogue
from tests.waiting import wait_until
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.model import HallInfo
from ticketing.staff import StaffRole
from ticketing.words import Language

#: A server that sends; segments of its log are let go as soon as nobody may ask for them.
SENDS = {
    **FAST,
    "wal_level": "logical",
    "wal_sender_timeout": "2s",
    "max_slot_wal_keep_size": "16MB",
    "min_wal_size": "32MB",
    "max_wal_size": "64MB",
}
#: A region as it is shipped, but that it asks again sooner.
TAKES = {
    **region_settings(),
    **FAST,
    "wal_retrieve_retry_interval": "100ms",
    "wal_receiver_timeout": "2s",
}


def run_script(cluster: Cluster, name: str, database: str) -> None:
    """Run a file of deploy/region as the administrator."""
    cluster.ask((DEPLOY / "region" / name).read_text(encoding="utf-8"), database)


class Served:
    """A hall on a server: open at any hour, with one clerk.

    Args:
        cluster: The server.
        number: Of the hall.
        database: Where the halls of the server are; made when it is not there.
    """

    def __init__(self, cluster: Cluster, number: int, database: str = "antrean") -> None:
        self.cluster = cluster
        self.number = number
        self.database = database
        if not cluster.ask(f"SELECT 1 FROM pg_database WHERE datname = '{database}'"):
            cluster.ask(f"CREATE DATABASE {database}")
        self.clock = SystemClock()
        with closing(self.open()) as store:
            with store.writing() as tx:
                tx.keep_hall(HallInfo(f"Balai {number}", "Asia/Jakarta", rehearsal=True, catalogue_version=1))
                tx.replace_catalogue(small_catalogue())
            House(store, self.clock, PlainPins(), "pc-1").enrol("siti", StaffRole.ADMINISTRATOR, "5821")

    def open(self) -> SqlStore:
        return open_store(self.cluster.url(self.database, self.number), patience_s=1)

    def give(self, count: int = 1) -> None:
        """Give so many numbers of the first service."""
        with closing(self.open()) as store:
            for _ in range(count):
                Hall(store, self.clock).issue("KTP-BARU", Language.ID, uuid4(), kiosk="kiosk-1")

    def work(self) -> None:
        """Serve one visitor, call one in vain, and leave a third at the counter."""
        with closing(self.open()) as store:
            House(store, self.clock, PlainPins(), "pc-1").sign_in("1", "siti", "5821")
            hall = Hall(store, self.clock)
            for leave in (hall.complete, hall.no_show, None):
                assert hall.call_next("1") is not None
                if leave == hall.complete:
                    hall.serve("1")
                if leave is not None:
                    leave("1")

    def legs(self) -> list[tuple[Any, ...]]:
        """Read what a region shall have of it."""
        return legs_of(self.cluster, self.database, self.number)


def refused_to(cluster: Cluster, role: str, database: str, statement: str) -> None:
    """Try what a role may not do."""
    address = cluster.url(database).partition("?")[0].replace("antrean@", f"{role}@")
    with (
        closing(psycopg.connect(address, autocommit=True)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement.encode())


def legs_of(cluster: Cluster, database: str, hall: int) -> list[tuple[Any, ...]]:
    columns = "hall, day, id, agency, state, position, queued_at, called_at, serving_at, ended_at"
    return cluster.ask(f"SELECT {columns} FROM leg WHERE hall = {hall} ORDER BY id", database)


class Region:
    """A region's own server, with the tables that take copies.

    Args:
        cluster: The server.
    """

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        cluster.ask("CREATE DATABASE region")
        for _ in range(2):  # a second run changes nothing
            run_script(cluster, "copies.sql", "region")
            run_script(cluster, "views.sql", "region")

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        return self.cluster.ask(statement, "region")

    def follow(self, hall: Served) -> None:
        """Take from now on what the server of a hall sends."""
        follow(self.cluster, f"hall_{hall.number}", hall.cluster, hall.database)

    def leave(self, hall: Served) -> None:
        """Take no more, and let the server of the hall keep nothing for us any more."""
        self.ask(f"DROP SUBSCRIPTION hall_{hall.number}")

    def has_all_of(self, hall: Served) -> bool:
        return legs_of(self.cluster, "region", hall.number) == hall.legs()

    def wait_for(self, hall: Served) -> None:
        """Wait until all that a hall has is here; say what the servers logged if it does not come."""
        try:
            wait_until(lambda: self.has_all_of(hall))
        except AssertionError as late:
            for cluster in (self.cluster, hall.cluster):
                late.add_note(cluster.logged()[-4_000:])
            raise


@contextmanager
def servers() -> Iterator[tuple[Served, Served, Region]]:
    """Start two servers of a hall each, and one of the region that has followed neither yet."""
    with running(SENDS) as one, running(SENDS) as other, running(TAKES) as third:
        halls = Served(one, 3201), Served(other, 3202)
        for hall in halls:
            for _ in range(2):
                run_script(hall.cluster, "sending.sql", "antrean")
        yield *halls, Region(third)
