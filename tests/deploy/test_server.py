"""Who comes in at a server that install-server.sh has made, and how."""

from contextlib import closing
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from app.config import load
from app.late_store import late_parts
from app.parts import SystemClock
from benchmarks.cable import Cable
from store.store import open_store
from tests.deploy.conftest import Pc
from tests.deploy.installed import DEPLOY
from tests.deploy.served import OUTSIDE, Machine
from ticketing.errors import StoreUnreachable
from ticketing.hall import Hall
from ticketing.words import Language


def test_a_kiosk_comes_in_over_tls_and_gives_a_number(server: Machine, pc: Pc) -> None:
    with closing(pc.open("kiosk_1")) as store:
        service = next(one.code for one in store.catalogue().services)
        issued = Hall(store, SystemClock()).issue(service, Language.ID, uuid4(), kiosk="kiosk-1")
        assert issued.ticket.number
        with store.database.reader.connect() as connection:
            (version,) = connection.exec_driver_sql(
                "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
            ).one()
            assert version in ("TLSv1.2", "TLSv1.3")
    assert issued.ticket.number in server.server("--json", "why", issued.ticket.number)


@pytest.mark.parametrize("name", ["kiosk_1", "board_1", "counter_01", "office_1", "phone_1"])
def test_every_machine_comes_in_and_no_other_way_than_over_tls(pc: Pc, name: str) -> None:
    pc.open(name).close()
    assert pc.refused(name, "disable") == "refused"


def test_a_server_that_the_authority_did_not_sign_is_not_believed(
    server: Machine, pc: Pc, tmp_path: Path
) -> None:
    theirs = ["-subj", "/CN=theirs", "-keyout", str(tmp_path / "key"), "-out", str(tmp_path / "ca.pem")]
    server.run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *theirs)
    with pytest.raises(StoreUnreachable) as told:
        open_store(
            pc.url("kiosk_1").replace(str(server.carried("kiosk_1") / "ca.pem"), str(tmp_path / "ca.pem"))
        )
    assert told.value.facts["reason"] == "certificate"


def test_another_network_is_refused(server: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Cable(server.port, OUTSIDE)) as cable:
        assert Pc(server, cable, monkeypatch).refused("kiosk_1") == "refused"


def test_neither_the_owner_nor_the_administrator_comes_in_from_the_network(
    server: Machine, pc: Pc, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = pc.url("kiosk_1")
    monkeypatch.setenv("PGPASSFILE", str(server.etc / "owner/pgpass"))
    for name in ("antrean", "postgres"):
        with pytest.raises(StoreUnreachable) as told:
            open_store(url.replace("kiosk_1@", f"{name}@"))
        assert told.value.facts["reason"] == "refused"


def test_a_counter_may_not_make_tables(pc: Pc) -> None:
    with closing(pc.open("counter_01")) as store, store.database.writer.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            driver.execute("CREATE TABLE mine (n integer)")


def test_a_renewed_password_ends_who_has_the_old_one_and_nobody_else(server: Machine, pc: Pc) -> None:
    old, others = server.password("counter_01"), server.password("counter_02")
    with closing(pc.open("counter_01")) as thief, closing(pc.open("counter_02")) as colleague:
        assert server.install("--renew", "counter_01").returncode == 0
        with pytest.raises(StoreUnreachable):
            thief.presences()
            thief.presences()
        assert colleague.hall().name
    assert server.password("counter_01") != old
    assert server.password("counter_02") == others
    pc.open("counter_01").close()
    url = pc.url("counter_01").replace("counter_01@", f"counter_01:{old}@")
    with pytest.raises(StoreUnreachable) as told:
        open_store(url)
    assert told.value.facts["reason"] == "refused"


def test_a_machine_that_is_taken_away_is_let_in_no_more_until_it_is_made_anew(
    server: Machine, pc: Pc
) -> None:
    assert server.install("--boards", "2").returncode == 0
    url = pc.url("board_2")
    password = server.password("board_2")
    assert server.install("--remove", "board_2").returncode == 0
    assert not server.carried("board_2").exists()
    with pytest.raises(StoreUnreachable) as told:
        open_store(url.replace("board_2@", f"board_2:{password}@").partition("&sslrootcert")[0])
    assert told.value.facts["reason"] == "refused"
    assert server.install("--boards", "2").returncode == 0
    assert server.password("board_2") != password
    pc.open("board_2").close()
    assert server.install("--remove", "board_2").returncode == 0


def test_another_name_gets_a_new_certificate_and_the_machines_keep_the_authority(
    server: Machine, pc: Pc
) -> None:
    tls = server.etc / "tls"
    authority, certificate = (tls / "ca.pem").read_bytes(), (tls / "server.pem").read_bytes()
    assert server.install("--name", "127.0.0.1", "--name", "localhost").returncode == 0
    assert (tls / "ca.pem").read_bytes() == authority
    assert (tls / "server.pem").read_bytes() != certificate
    open_store(pc.url("kiosk_1").replace("@127.0.0.1:", "@localhost:")).close()
    pc.open("kiosk_1").close()


@pytest.mark.parametrize("name", ["board_1", "counter_01", "kiosk_1"])
def test_a_machine_opens_the_hall_with_the_settings_that_it_is_given(pc: Pc, name: str) -> None:
    """A board may not write the hall's name, and has no reason to."""
    parts = late_parts(pc.url(name), load(DEPLOY / "counter/hall.toml"))
    with closing(parts.store):
        assert parts.store.catalogue().services
