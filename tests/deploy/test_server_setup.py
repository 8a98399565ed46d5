"""install-server.sh, run for real: what it leaves, and what a second run leaves as it is."""

import re
import shlex
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from app.parts import SystemClock
from app.pins import Pepper
from store.location import location_of
from store.store import open_store
from tests.catalogues import always_open
from tests.deploy.installed import DEPLOY, ROOT, put_into, settings, tree
from tests.deploy.served import MACHINES, NETWORK, Machine, machine
from tests.docs.pages import doc
from ticketing.hall import Hall
from ticketing.words import Language


def state(server: Machine) -> tuple[object, ...]:
    """All that a run could change: files, roles with their passwords, and whether anybody was disturbed."""
    return (
        tree(server.folder / "root"),
        tree(server.settings),
        server.ask("SELECT rolname, rolpassword, rolcanlogin FROM pg_authid ORDER BY 1"),
        server.ask("SELECT * FROM pg_auth_members ORDER BY 1, 2"),
        server.ask(
            "SELECT relname, relacl FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1"
        ),
        server.ask("SELECT pg_postmaster_start_time(), pg_conf_load_time()"),
    )


def test_a_second_run_changes_nothing(server: Machine) -> None:
    before = state(server)
    again = server.set_up()
    assert state(server) == before
    assert "6 were there already" in again.stdout
    shorter = server.install(*MACHINES)
    assert shorter.returncode == 0, "name and networks are known from the first run"
    assert state(server) == before


def test_a_later_run_adds_what_is_missing_and_leaves_every_password(server: Machine) -> None:
    before = server.ask("SELECT rolname, rolpassword FROM pg_authid ORDER BY 1").splitlines()
    assert server.install("--counters", "3").returncode == 0
    after = server.ask("SELECT rolname, rolpassword FROM pg_authid ORDER BY 1").splitlines()
    (added,) = set(after) - set(before)
    assert added.startswith("counter_03|SCRAM-SHA-256$")
    assert set(before) < set(after)


def test_what_is_carried_is_for_one_pair_of_eyes(server: Machine) -> None:
    for folder in (server.etc / "machines").iterdir():
        assert folder.stat().st_mode & 0o077 == 0
        assert all(file.stat().st_mode & 0o777 == 0o600 for file in folder.iterdir())
        names = {file.name for file in folder.iterdir()}
        takes_pins = folder.name.split("_")[0] in ("kiosk", "counter", "office")
        assert names == {"ca.pem", "machine.env", "pgpass"} | ({"pepper"} if takes_pins else set())
        password = server.password(folder.name)
        assert len(password) >= 40
        assert password not in (folder / "machine.env").read_text(), "addresses can be read by everybody"


def test_keys_are_read_by_whom_they_are_for_only(server: Machine) -> None:
    tls = server.etc / "tls"
    assert (tls / "ca.key").stat().st_mode & 0o777 == 0o600
    assert (tls / "server.key").stat().st_mode & 0o777 == 0o600
    owner = (server.folder / "data").stat().st_uid
    assert (tls / "server.key").stat().st_uid == owner
    assert (tls / "ca.key").stat().st_uid == server.etc.stat().st_uid


def test_a_pin_set_on_the_server_is_right_at_every_counter(server: Machine, tmp_path: Path) -> None:
    place = tmp_path / "keys/pepper"
    place.parent.mkdir()
    place.write_bytes((server.carried("counter_01") / "pepper").read_bytes())
    place.chmod(0o600)
    assert Pepper(place.parent).read() == Pepper(server.etc / "program/antrean/keys").read()


def test_the_settings_hold_and_wait_for_no_restart(server: Machine) -> None:
    assert server.ask("SELECT count(*) FROM pg_settings WHERE pending_restart") == "0"
    wanted = {
        "ssl": "on",
        "ssl_min_protocol_version": "TLSv1.2",
        "password_encryption": "scram-sha-256",
        "fsync": "on",
        "synchronous_commit": "on",
        "wal_level": "replica",
        "listen_addresses": "127.0.0.1",
    }
    for name, value in wanted.items():
        assert server.ask(f"SHOW {name}") == value
    for windows, kiosks, reconnecting in ((30 + 2, 2, 2.0), (100 + 20, 10, 1.25)):
        assert int(server.ask("SHOW max_connections")) > reconnecting * (2 * windows + 4 * kiosks)


def test_a_line_that_lets_others_in_without_tls_is_told(server: Machine) -> None:
    doors = server.settings / "pg_hba.conf"
    before = doors.read_text()
    doors.write_text("host all all 10.0.0.0/8 md5\n" + before)
    try:
        server.ask("SELECT pg_reload_conf()")
        told = server.install().stdout
    finally:
        doors.write_text(before)
        server.ask("SELECT pg_reload_conf()")
    assert re.search(r"^WARNING: lines 1 of ", told, re.MULTILINE)


def test_a_certificate_that_nears_its_end_is_made_anew_and_a_broken_authority_leaves_the_old_one(
    server: Machine,
) -> None:
    certificate = server.etc / "tls/server.pem"
    before = certificate.read_bytes()
    words = ("-CA", "ca.pem", "-CAkey", "ca.key", "-days", "30", "-in", "request", "-out", "server.pem")
    tls = shlex.quote(str(certificate.parent))
    server.run(
        "bash",
        "-c",
        f"cd {tls} && openssl req -new -key server.key -subj /CN=x -out request && openssl x509 -req {' '.join(words)} && rm request",
    )
    assert server.install().returncode == 0
    renewed = certificate.read_bytes()
    server.run("openssl", "x509", "-in", str(certificate), "-noout", "-checkend", str(365 * 86_400))
    assert renewed != before

    key = server.etc / "tls/ca.key"
    whole = key.read_bytes()
    key.write_bytes(b"broken")
    try:
        assert server.install("--name", "localhost").returncode == 1
        assert certificate.read_bytes() == renewed
    finally:
        key.write_bytes(whole)
        assert server.install("--name", "127.0.0.1").returncode == 0


@pytest.mark.parametrize("network", ["192.168.10.0/99", "192.168.300.0/24"])
def test_a_network_that_is_none_changes_nothing(server: Machine, network: str) -> None:
    before = state(server)
    assert server.install("--network", network).returncode == 2
    assert state(server) == before


def test_a_hall_that_has_worked_with_a_file_comes_along(tmp_path: Path) -> None:
    file = tmp_path / "antrean.db"
    with machine() as made:
        made.set_up()
        program = (str(ROOT / ".venv/bin/python"), str(ROOT / "main.py"))
        made.run(*program, "import", str(always_open(tmp_path)), "--db", str(file))
        with closing(open_store(str(file))) as store:
            service = store.catalogue().services[0].code
            number = Hall(store, SystemClock()).issue(service, Language.ID, uuid4()).ticket.number
        made.server(
            "move", "--from", str(file), "--to", f"postgresql://antrean@127.0.0.1:{made.port}/antrean"
        )
        assert number in made.server("--json", "why", number)
        made.server("check")


def test_the_page_tells_the_doors_that_are_written(server: Machine) -> None:
    written = (server.settings / "pg_hba.conf").read_text().partition("# BEGIN antrean")[2]
    lines = [line for line in written.splitlines() if line.startswith("host")]
    (told,) = [block for block in doc("docs/server.md").blocks("") if block.startswith("hostssl")]
    assert told.replace("192.168.10.0/24", NETWORK).splitlines() == lines


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--name", "antrean.hall.example"),
        ("--network", "10.0.0.0/8"),
        ("--name", "a b", "--network", "10.0.0.0/8"),
        ("--name", "a", "--network", "everywhere"),
        ("--name", "a", "--network", "10.0.0.0/8", "--counters", "many"),
        ("--name", "a", "--network", "10.0.0.0/8", "--renew", "postgres"),
        ("--name", "a", "--network", "10.0.0.0/8", "--kiosks"),
        ("--name", "a", "--network", "10.0.0.0/8", "now", "1"),
    ],
)
def test_a_wrong_word_sets_nothing_up(words: tuple[str, ...], tmp_path: Path) -> None:
    done = put_into(tmp_path, "install-server.sh", *words)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "usage" in done.stderr
    assert not list(tmp_path.iterdir())


def test_the_address_that_is_carried_is_one_that_the_program_takes(server: Machine) -> None:
    for folder in (server.etc / "machines").iterdir():
        told = settings(folder / "machine.env")
        assert location_of(told["ANTREAN_DB"]).user == folder.name  # type: ignore[union-attr]
        assert told["ANTREAN_NAME"] == folder.name.replace("_", "-")


def test_the_settings_of_the_server_are_read_by_something() -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in sorted(DEPLOY.rglob("*.sh")))
    for name in re.findall(r"for name in ([A-Z_ ]+); do", scripts)[0].split():
        assert len(re.findall(rf"\bANTREAN_{name}\b", scripts)) > 1 or name in ("BACKUPS", "KEEP_DAYS")


def test_a_hall_of_a_region_has_its_own_number_for_good(server: Machine, tmp_path: Path) -> None:
    with machine() as made:
        made.set_up("--hall", "3204")
        made.server("import", str(always_open(tmp_path)))
        assert made.ask("SELECT id FROM hall") == "3204"
        for carried in (made.etc / "machines").iterdir():
            assert "/antrean?hall=3204&" in settings(carried / "machine.env")["ANTREAN_DB"]
        before = state(made)
        made.set_up()
        assert state(made) == before, "the number is known from the first run"
    before = state(server)
    done = server.install("--hall", "3204")
    assert done.returncode == 1
    assert "made for hall 1" in done.stderr
    assert state(server) == before
    assert server.install("--hall", "0").returncode == 2
