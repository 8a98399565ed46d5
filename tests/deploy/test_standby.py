"""A machine that follows the server: it has all, takes nothing, and is the server when that one is gone."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from app.parts import SystemClock
from store.store import SqlStore, open_store
from tests.catalogues import always_open
from tests.deploy.installed import put_into, settings, tree
from tests.deploy.served import Machine, machine
from tests.waiting import wait_until
from ticketing.errors import Environment, StoreUnreachable
from ticketing.hall import Hall
from ticketing.words import Language

CARRIED = {"pgpass", "ca.pem", "ca.key", "server.pem", "server.key", "server.names", "pepper", "server.env"}


def address(server: Machine, standby: Machine, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address that a kiosk has, but that both are this machine."""
    carried = server.carried("kiosk_1")
    monkeypatch.setenv("PGPASSFILE", str(carried / "pgpass"))
    told = settings(carried / "machine.env")["ANTREAN_DB"]
    assert f"@127.0.0.1:{server.port},127.0.0.1:5432/antrean" in told
    told = told.replace(":5432/", f":{standby.port}/").replace("/etc/antrean/ca.pem", f"{carried}/ca.pem")
    return told + "&sslmode=verify-full"


def give(store: SqlStore) -> str:
    service = store.catalogue().services[0].code
    return Hall(store, SystemClock()).issue(service, Language.ID, uuid4()).ticket.number


def give_again(store: SqlStore) -> str:
    """Give a number, asking once more where the server was lost meanwhile."""
    try:
        return give(store)
    except Environment:
        return give(store)


@contextmanager
def two_machines(folder: Path) -> Iterator[tuple[Machine, Machine]]:
    """A server with a hall, and an empty machine beside it."""
    with machine() as server, machine() as standby:
        server.set_up("--standby", "127.0.0.1")
        server.server("import", str(always_open(folder)))
        yield server, standby


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Machine, Machine]]:
    """A server, and a machine that does not follow it yet; the test may end either."""
    with two_machines(tmp_path) as both:
        yield both


@pytest.fixture(scope="module")
def following(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Machine, Machine]]:
    """A server that is followed; each test leaves it so."""
    with two_machines(tmp_path_factory.mktemp("hall")) as (server, standby):
        follow(server, standby)
        yield server, standby


def of_version_before(one: Machine) -> None:
    """Give it the fewer sessions that an earlier version shipped."""
    file = one.settings / "conf.d/antrean.conf"
    file.write_text(
        re.sub(r"(?m)^max_connections = \d+$", "max_connections = 200", file.read_text(encoding="utf-8")),
        encoding="utf-8",
    )
    one.control("restart")


def has_replayed_all(server: Machine, standby: Machine) -> None:
    """Wait until a standby is where its server is now."""
    now = server.ask("SELECT pg_current_wal_lsn()")
    wait_until(lambda: standby.ask(f"SELECT pg_last_wal_replay_lsn() >= '{now}'") == "t")


def follow(server: Machine, standby: Machine) -> str:
    done = standby.install(
        "--machine",
        str(server.carried("antrean_standby")),
        "--listen",
        "127.0.0.1",
        script="install-standby.sh",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_standby_takes_the_place_of_a_server_that_died(
    pair: tuple[Machine, Machine], monkeypatch: pytest.MonkeyPatch
) -> None:
    server, standby = pair
    url = address(server, standby, monkeypatch)
    with closing(open_store(url, patience_s=2)) as kiosk:
        first = give(kiosk)
        follow(server, standby)
        assert server.ask("SELECT usename, ssl FROM pg_stat_replication JOIN pg_stat_ssl USING (pid)") == (
            "antrean_standby|t"
        )
        second = give(kiosk)
        wait_until(lambda: standby.ask("SELECT count(*) FROM ticket") == "2")
        assert standby.ask("SELECT pg_is_in_recovery()") == "t"
        here, there = f"127.0.0.1:{server.port}", f"127.0.0.1:{standby.port}"
        with closing(open_store(url.replace(f"{here},{there}", f"{there},{here}"), patience_s=2)) as other:
            third = give(other)  # the standby is asked first, and does not take it
        wait_until(lambda: standby.ask("SELECT count(*) FROM ticket") == "3")

        server.control("stop", "--mode", "immediate")
        with pytest.raises(StoreUnreachable) as told:
            open_store(url, patience_s=2)
        assert told.value.facts["reason"] == "server", "nobody writes while there is no server"

        standby.control("promote")
        wait_until(lambda: standby.ask("SELECT pg_is_in_recovery()") == "f")
        fourth = give_again(kiosk)
        with closing(open_store(url, patience_s=2)) as other:
            fifth = give(other)
    numbers = [first, second, third, fourth, fifth]
    assert numbers == [f"{first[0]}{n:03}" for n in range(1, 6)], "none twice, none left out"

    # What was the standby is looked after as a server is, with the same authority and passwords.
    before = standby.ask("SELECT rolname, rolpassword FROM pg_authid WHERE rolname LIKE '%\\_1' ORDER BY 1")
    authority = (server.etc / "tls/ca.pem").read_bytes()
    done = standby.install("--kiosks", "1", "--counters", "3")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (standby.etc / "tls/ca.pem").read_bytes() == authority
    assert (
        standby.ask("SELECT rolname, rolpassword FROM pg_authid WHERE rolname LIKE '%\\_1' ORDER BY 1")
        == before
    )
    assert standby.carried("counter_03").exists()
    assert standby.server("check")

    # The first one is mended, and follows.
    server.leave()
    server.make_cluster()
    done = standby.install("--standby", "127.0.0.1", "--renew", "antrean_standby")
    assert done.returncode == 0, done.stdout + done.stderr
    follow(standby, server)
    wait_until(lambda: server.ask("SELECT count(*) FROM ticket") == "5")
    assert server.ask("SELECT pg_is_in_recovery()") == "t"


def test_a_second_run_copies_nothing_again_and_a_machine_with_a_hall_is_not_overwritten(
    following: tuple[Machine, Machine],
) -> None:
    server, standby = following
    assert {file.name for file in server.carried("antrean_standby").iterdir()} == CARRIED
    assert server.ask("SELECT safe_wal_size > 0 FROM pg_replication_slots") == "t", "it cannot fill the disk"
    started = standby.ask("SELECT pg_postmaster_start_time()")
    files = tree(standby.folder / "root")
    assert "Copying" not in follow(server, standby)
    assert standby.ask("SELECT pg_postmaster_start_time()") == started
    assert tree(standby.folder / "root") == files

    done = server.install("--machine", str(server.carried("antrean_standby")), script="install-standby.sh")
    assert done.returncode == 1
    assert "holds a hall" in done.stderr
    assert server.server("check")


def test_a_server_that_takes_more_sessions_after_an_update_is_followed_on(
    following: tuple[Machine, Machine],
) -> None:
    """PostgreSQL lets no standby with fewer sessions go on, nor take the place; nothing is carried anew."""
    server, standby = following
    of_version_before(server)
    has_replayed_all(server, standby)  # else it would not start with fewer
    of_version_before(standby)
    carried = server.carried("antrean_standby")
    kept = shutil.move(carried, carried.with_name("kept"))
    done = server.install()
    shutil.move(kept, carried)
    assert done.returncode == 0, done.stdout + done.stderr
    state = "SELECT pg_get_wal_replay_pause_state()"
    wait_until(lambda: standby.ask(state) == "paused")

    done = standby.install(script="install-standby.sh")
    assert done.returncode == 0, done.stdout + done.stderr
    server.ask("CREATE TABLE public.later ()")
    wait_until(lambda: standby.ask("SELECT to_regclass('public.later')") == "later")
    assert standby.ask(state) == "not paused"


@pytest.mark.parametrize("missing", ["pgpass", "ca.key", "server.env"])
def test_a_folder_with_something_missing_changes_nothing(missing: str, tmp_path: Path) -> None:
    carried, to = tmp_path / "carried", tmp_path / "root"
    carried.mkdir()
    to.mkdir()
    for name in CARRIED - {missing}:
        (carried / name).touch()
    assert run("--machine", str(carried), to=to).returncode == 1
    assert run("--machine", to=to).returncode == 2
    assert run(to=to).returncode == 2, "nothing was carried here yet"
    assert run("--machine", str(carried), "now", "1", to=to).returncode == 2
    assert not list(to.iterdir())


def run(*words: str, to: Path) -> "subprocess.CompletedProcess[str]":
    return put_into(to, "install-standby.sh", *words)
