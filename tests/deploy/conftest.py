"""A server as a technician leaves it, and the machines of its hall."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from benchmarks.cable import Cable
from store.store import SqlStore, open_store
from tests.catalogues import always_open
from tests.deploy.installed import settings
from tests.deploy.served import INSIDE, Machine, machine
from ticketing.errors import StoreUnreachable


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A server of a hall, as a technician leaves it."""
    with machine() as made:
        made.set_up()
        made.server("import", str(always_open(tmp_path_factory.mktemp("catalogue"))))
        yield made


class Pc:
    """A machine of the hall: what was carried there, and where it stands."""

    def __init__(self, server: Machine, cable: Cable, monkeypatch: pytest.MonkeyPatch) -> None:
        self._server, self._cable, self._patch = server, cable, monkeypatch

    def url(self, name: str, mode: str = "verify-full") -> str:
        """Write the address that was carried there, along the cable from where the machine stands."""
        carried = self._server.carried(name)
        self._patch.setenv("PGPASSFILE", str(carried / "pgpass"))
        told = settings(carried / "machine.env")["ANTREAN_DB"]
        assert f"@127.0.0.1:{self._server.port}/" in told
        return (
            self._cable.through(told).replace("/etc/antrean/ca.pem", f"{carried}/ca.pem") + f"&sslmode={mode}"
        )

    def open(self, name: str, mode: str = "verify-full") -> SqlStore:
        return open_store(self.url(name, mode), patience_s=2)

    def refused(self, name: str, mode: str = "verify-full") -> object:
        with pytest.raises(StoreUnreachable) as told:
            self.open(name, mode)
        return told.value.facts["reason"]


@pytest.fixture
def pc(server: Machine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pc]:
    """A machine within the network of the hall."""
    with closing(Cable(server.port, INSIDE)) as cable:
        yield Pc(server, cable, monkeypatch)
