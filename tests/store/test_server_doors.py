"""Who is not let in, by whom, and what a program says of it: passwords, certificates, no place left."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from uuid import uuid4

import pytest

from benchmarks.cluster import FAST, Cluster, running
from store.location import location_of
from store.postgres import engine
from store.store import open_store
from tests.certificates import make_certificates
from tests.fakes import FakeClock
from tests.store.conftest import furnish
from tests.waiting import wait_until
from ticketing.errors import StoreUnreachable
from ticketing.hall import Hall
from ticketing.words import Language


@pytest.fixture(scope="module")
def guarded() -> Iterator[Cluster]:
    """A server whose doors the tests change."""
    with running({**FAST, "max_connections": "8", "superuser_reserved_connections": "2"}) as made:
        yield made


@pytest.fixture
def url(guarded: Cluster) -> Iterator[str]:
    with guarded.database() as made:
        guarded.ask("DROP ROLE IF EXISTS kiosk")
        guarded.ask("CREATE ROLE kiosk LOGIN SUPERUSER PASSWORD 'rahasia'")
        yield made.replace("antrean@", "kiosk:rahasia@")
        guarded.let_in()


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two authorities, and a certificate for 127.0.0.1 that the first has signed."""
    folder = tmp_path_factory.mktemp("certificates")
    make_certificates(folder, "IP:127.0.0.1", "DNS:hall.example")
    return folder


def reason(url: str) -> object:
    with pytest.raises(StoreUnreachable) as told:
        open_store(url, patience_s=1)
    assert "rahasia" not in str(told.value)
    return told.value.facts["reason"]


def test_a_wrong_password_is_told_and_the_right_one_is_not(guarded: Cluster, url: str) -> None:
    guarded.let_in("host all kiosk 127.0.0.1/32 scram-sha-256")
    wait_until(lambda: not _comes_in(url.replace("rahasia", "salah")))
    assert reason(url.replace("rahasia", "salah")) == "refused"
    open_store(url).close()


def _comes_in(url: str) -> bool:
    try:
        open_store(url).close()
    except StoreUnreachable:
        return False
    return True


def test_a_role_without_a_line_is_told(guarded: Cluster, url: str) -> None:
    guarded.let_in("host nowhere kiosk 127.0.0.1/32 scram-sha-256")
    wait_until(lambda: not _comes_in(url))
    assert reason(url) == "refused"


def test_a_server_without_a_place_left_is_told_and_one_that_has_it_again_serves(
    guarded: Cluster, url: str
) -> None:
    store = open_store(url.replace("kiosk:rahasia@", "antrean@"), patience_s=1)
    furnish(store)
    store.close()
    with ExitStack() as crowd:
        location = location_of(url.replace("kiosk:rahasia@", "antrean@"))
        with pytest.raises(Exception, match="too many"):
            while True:
                crowd.enter_context(closing(engine.connect(location, 1)))  # type: ignore[arg-type]
        assert reason(url.replace("kiosk:rahasia@", "antrean@")) == "crowded"
    with closing(open_store(url.replace("kiosk:rahasia@", "antrean@"), patience_s=1)) as again:
        assert Hall(again, FakeClock()).issue("KTP-BARU", Language.ID, uuid4()).ticket.number == "A001"


def test_only_the_certificate_that_is_trusted_and_of_that_name_is_taken(
    guarded: Cluster, url: str, certificates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "is_local", lambda host: False)
    guarded.show_certificate(certificates / "server.pem", certificates / "server.key")
    guarded.let_in("hostssl all kiosk 127.0.0.1/32 scram-sha-256")
    trusted = f"{url}&sslrootcert={certificates}/ours.pem"
    wait_until(lambda: _comes_in(trusted))
    with closing(open_store(trusted)) as store, store.database.reader.connect() as connection:
        (version,) = connection.exec_driver_sql(
            "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        ).one()
        assert version.startswith("TLSv1.")
    assert reason(f"{url}&sslrootcert={certificates}/theirs.pem") == "certificate"
    assert reason(f"{url}&sslrootcert={certificates}/none.pem") == "certificate"
    assert reason(trusted.replace("127.0.0.1", "localhost")) == "certificate", "a name it is not for"


def test_a_server_that_wants_tls_lets_no_plain_text_in(
    guarded: Cluster, url: str, certificates: Path
) -> None:
    guarded.show_certificate(certificates / "server.pem", certificates / "server.key")
    guarded.let_in("hostssl all kiosk 127.0.0.1/32 scram-sha-256")
    wait_until(lambda: not _comes_in(f"{url}&sslmode=disable"))
    assert reason(f"{url}&sslmode=disable") == "refused"
