"""Copies of a server's database: whole or not there, old ones go, and one that is brought back is the hall it was."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from app.parts import SystemClock
from store.store import SqlStore, open_store
from tests.catalogues import always_open
from tests.deploy.installed import DEPLOY, settings
from tests.deploy.served import Machine, machine
from ticketing.hall import Hall
from ticketing.words import Language

_DAY_S = 86_400


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    with machine() as made:
        made.set_up()
        made.server("import", str(always_open(tmp_path_factory.mktemp("catalogue"))))
        (made.folder / "backups").mkdir()
        if os.geteuid() == 0:
            shutil.chown(made.folder / "backups", "postgres", "postgres")
        yield made


@pytest.fixture
def copies(server: Machine) -> Iterator[Path]:
    folder = server.folder / "backups"
    yield folder
    for file in folder.iterdir():
        file.unlink()


def back_up(server: Machine, **changed: str) -> "subprocess.CompletedProcess[str]":
    """Run it as its unit does."""
    told = {**settings_of(server), "ANTREAN_BACKUPS": str(server.folder / "backups"), **changed}
    become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    return subprocess.run(
        [*become, str(DEPLOY / "server/backup")],
        env={**server.environment, **told},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )


def settings_of(server: Machine) -> dict[str, str]:
    return settings(server.etc / "server.env")


def as_owner(server: Machine, monkeypatch: pytest.MonkeyPatch) -> SqlStore:
    monkeypatch.setenv("PGPASSFILE", str(server.etc / "owner/pgpass"))
    return open_store(f"postgresql://antrean@127.0.0.1:{server.port}/antrean", patience_s=2)


def give(store: SqlStore) -> str:
    service = store.catalogue().services[0].code
    return Hall(store, SystemClock()).issue(service, Language.ID, uuid4()).ticket.number


def test_what_is_brought_back_is_the_hall_as_it_was_and_what_was_there_is_kept(
    server: Machine, copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(as_owner(server, monkeypatch)) as store:
        numbers = [give(store) for _ in range(3)]
        assert back_up(server).returncode == 0
        lost = give(store)
        kept = {name: server.ask(f"TABLE {name}") for name in ("agency", "staff", "hall", "anchor")}

        (copy,) = copies.glob("*.dump")
        told = server.run(str(DEPLOY / "server/restore"), str(copy))
        assert give_again(store) == lost, "the window comes back by itself, to the numbers of the copy"

    with closing(as_owner(server, monkeypatch)) as store:
        assert not store.check()
        day = store.hall().day
        assert day is not None
        assert [event.number for event in store.events(day) if event.number][:-1] == numbers
        assert {name: server.ask(f"TABLE {name}") for name in ("agency", "staff", "anchor")} == {
            name: kept[name] for name in ("agency", "staff", "anchor")
        }
    (before,) = set(re.findall(r"antrean_before_\w+", told))
    assert server.ask("SELECT count(*) FROM ticket", before) == "4"
    assert server.server("check")


def test_what_a_region_reads_and_is_sent_is_brought_back_along(server: Machine, copies: Path) -> None:
    for script in ("views.sql", "sending.sql"):
        file = server.folder / script  # whoever owns the cluster may not look into every folder
        shutil.copyfile(DEPLOY / "region" / script, file)
        file.chmod(0o644)
        words = (
            "--no-psqlrc",
            "--quiet",
            "--set",
            "ON_ERROR_STOP=1",
            "--dbname",
            "antrean",
            "--file",
            str(file),
        )
        server.as_owner("psql", "--cluster", server.name, *words)
    offered = "SELECT tablename, attnames FROM pg_publication_tables ORDER BY 1"
    rights = (
        "SELECT relname, relacl FROM pg_class WHERE relacl::text ~ 'antrean_(region|collector)' ORDER BY 1"
    )
    halls = "SELECT hall, name FROM region.halls_today"
    kept = [server.ask(question) for question in (offered, rights, halls)]
    assert all(kept)
    assert back_up(server).returncode == 0
    (copy,) = copies.glob("*.dump")
    server.run(str(DEPLOY / "server/restore"), str(copy))
    assert [server.ask(question) for question in (offered, rights, halls)] == kept
    assert server.ask("SELECT relreplident FROM pg_class WHERE relname = 'leg'") == "i"
    assert server.server("check")


def give_again(store: SqlStore) -> str:
    """Give a number; whoever was cut off asks once more."""
    from ticketing.errors import Environment

    for _ in range(3):
        try:
            return give(store)
        except Environment:
            continue
    raise AssertionError("it does not come back")


def test_machines_may_do_in_what_was_brought_back_what_they_may_and_no_more(
    server: Machine, copies: Path
) -> None:
    rights = "SELECT relname, relacl FROM pg_class WHERE relacl IS NOT NULL AND relnamespace = 'public'::regnamespace ORDER BY 1"
    before = {tuple(sorted(re.split(r"[{},|]", line))) for line in server.ask(rights).splitlines()}
    assert back_up(server).returncode == 0
    (copy,) = copies.glob("*.dump")
    server.run(str(DEPLOY / "server/restore"), str(copy))
    after = {tuple(sorted(re.split(r"[{},|]", line))) for line in server.ask(rights).splitlines()}
    assert after == before


def test_a_copy_has_what_is_needed_to_sign_in_and_only_its_owner_reads_it(
    server: Machine, copies: Path
) -> None:
    assert back_up(server).returncode == 0
    (dump,), (roles,) = copies.glob("*.dump"), copies.glob("*.roles.sql")
    assert dump.stem == roles.name.removesuffix(".roles.sql")
    assert all(file.stat().st_mode & 0o077 == 0 for file in (dump, roles))
    told = roles.read_text()
    assert "CREATE ROLE kiosk_1" in told
    assert server.password("kiosk_1") not in told


def test_a_server_that_is_lost_is_made_anew_and_every_machine_comes_in_with_what_it_has(
    server: Machine, copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert back_up(server).returncode == 0
    (dump,), (roles,) = copies.glob("*.dump"), copies.glob("*.roles.sql")
    tickets = server.ask("SELECT count(*) FROM ticket")
    with machine() as successor:
        shutil.copytree(server.etc, successor.etc)
        successor.control("start")
        become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        with roles.open() as told:
            subprocess.run(
                [*become, "psql", "--cluster", successor.name, "--quiet", "postgres"],
                stdin=told,
                env=successor.environment,
                capture_output=True,
                cwd="/",
                check=True,
            )
        done = successor.install()
        assert done.returncode == 0, done.stdout + done.stderr
        successor.run(str(DEPLOY / "server/restore"), str(dump))
        assert successor.ask("SELECT count(*) FROM ticket") == tickets
        carried = server.carried("kiosk_1")
        monkeypatch.setenv("PGPASSFILE", str(carried / "pgpass"))
        url = settings(carried / "machine.env")["ANTREAN_DB"].replace(
            "/etc/antrean/ca.pem", f"{carried}/ca.pem"
        )
        url = url.replace(f":{server.port}/", f":{successor.port}/") + "&sslmode=verify-full"
        with closing(open_store(url, patience_s=2)) as kiosk:
            assert give(kiosk)


def test_a_copy_that_fails_leaves_the_others_and_none_of_its_name(server: Machine, copies: Path) -> None:
    assert back_up(server).returncode == 0
    whole = {file.name: file.read_bytes() for file in copies.iterdir()}
    os.utime(next(copies.glob("*.dump")), (0, 0))
    assert back_up(server, ANTREAN_CLUSTER="99/nowhere").returncode != 0
    server.ask("ALTER TABLE event RENAME TO elsewhere")
    try:
        told = back_up(server)
    finally:
        server.ask("ALTER TABLE elsewhere RENAME TO event")
    assert told.returncode != 0
    assert "has no journal" in told.stderr
    assert {file.name: file.read_bytes() for file in copies.iterdir() if file.suffix != ".part"} == whole
    assert back_up(server).returncode == 0
    assert not list(copies.glob("*.part")), "what was broken off goes with the next"


def test_copies_are_kept_as_long_as_is_set_and_nothing_else_is_touched(server: Machine, copies: Path) -> None:
    now = time.time()
    for name, days in (("antrean-20260101T000000Z.dump", 29), ("antrean-20251201T000000Z.dump", 32)):
        (copies / name).touch()
        os.utime(copies / name, (now - days * _DAY_S,) * 2)
    (copies / "letter.txt").touch()
    os.utime(copies / "letter.txt", (0, 0))
    assert back_up(server).returncode == 0
    old = {file.name for file in copies.iterdir() if file.stat().st_mtime < now - _DAY_S}
    assert old == {"antrean-20260101T000000Z.dump", "letter.txt"}


def test_a_broken_copy_is_not_put_in_place(server: Machine, copies: Path) -> None:
    assert back_up(server).returncode == 0
    (copy,) = copies.glob("*.dump")
    half = copies / "half.dump"
    half.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    before = server.ask("SELECT count(*), max(seq) FROM event")
    done = server.install(str(half), script="server/restore")
    assert done.returncode != 0
    assert server.ask("SELECT count(*), max(seq) FROM event") == before


@pytest.mark.parametrize("unit", ["antrean-backup.service", "antrean-backup.timer"])
def test_systemd_takes_the_units_as_they_are_installed(server: Machine, unit: str) -> None:
    folder = server.folder / "root/etc/systemd/system"
    told = subprocess.run(
        ["systemd-analyze", "verify", str(folder / unit)], capture_output=True, text=True, check=False
    )
    assert [line for line in told.stderr.splitlines() if "antrean-backup" in line] == []
    assert f"ExecStart={DEPLOY}/server/backup\n" in (folder / "antrean-backup.service").read_text()
