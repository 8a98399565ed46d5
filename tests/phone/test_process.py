"""The page as its own process: started, killed, started again, and refused in words."""

import json
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from app.cli import main
from app.config import PhoneConfig, load
from app.parts import SystemClock
from app.phoning import settings_of, within
from app.single import only_one
from benchmarks.ports import free_port
from store.store import SqlStore, open_store
from tests.certificates import make_certificates
from tests.fakes import small_catalogue
from tests.waiting import PATIENCE_S, wait_until
from ticketing.errors import Misconfigured
from ticketing.hall import Hall
from ticketing.model import HallInfo, Ticket
from ticketing.words import Language

ROOT = Path(__file__).parents[2]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    with closing(open_store(str(tmp_path / "hall.db"))) as made:
        with made.writing() as tx:
            tx.keep_hall(HallInfo("MPP Bale Madukara", "Asia/Jakarta", catalogue_version=1))
            tx.replace_catalogue(small_catalogue())
        yield made


@pytest.fixture
def hall(store: SqlStore) -> Hall:
    return Hall(store, SystemClock())


def give(hall: Hall) -> Ticket:
    return hall.issue("KTP-BARU", Language.ID, uuid4()).ticket


def written(folder: Path, **keys: object) -> Path:
    file = folder / "hall.toml"
    lines = [f"{key} = {json.dumps(value)}" for key, value in keys.items()]
    file.write_text("\n".join(["[phone]", *lines]), encoding="utf-8")
    return file


@contextmanager
def page(
    folder: Path, config: Path, *, db: str = "", files: int | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run the page's process; its errors go to a file in the folder.

    Args:
        folder: Where the hall lies.
        config: Its settings.
        db: Another place of the hall.
        files: So many files may be open.
    """
    command = [sys.executable, str(ROOT / "main.py"), "phone", "--db", db or str(folder / "hall.db")]
    if files is not None:
        command = ["prlimit", f"--nofile={files}:{files}", *command]
    with (folder / "errors").open("ab") as errors:
        process = subprocess.Popen([*command, "--config", str(config)], stderr=errors)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


def ask(url: str, **options: Any) -> dict[str, Any] | None:
    """Ask once; None while nobody answers."""
    try:
        answer = httpx.get(url, timeout=PATIENCE_S, **options)
    except httpx.TransportError:
        return None
    told: dict[str, Any] = answer.json()
    return told


def test_a_killed_page_comes_back_to_the_same_tickets(tmp_path: Path, hall: Hall) -> None:
    port = free_port()
    config = written(tmp_path, port=port)
    ticket = give(hall)
    url = f"http://127.0.0.1:{port}/t/{ticket.token}/state"
    with page(tmp_path, config) as first:
        wait_until(lambda: ask(url))
        before = ask(url)
        first.kill()
        first.wait()
    hall.call_next("1")
    with page(tmp_path, config) as second:
        wait_until(lambda: ask(url))
        after = ask(url)
        second.terminate()
        assert second.wait(PATIENCE_S) == 0
    assert before is not None
    assert after is not None
    assert (before["state"], after["state"]) == ("waiting", "called")
    assert before["version"] != after["version"]
    assert (tmp_path / "errors").read_bytes() == b"", "nothing to be said"


def test_a_call_is_on_the_phone_while_it_listens_across_processes(tmp_path: Path, hall: Hall) -> None:
    port = free_port()
    ticket = give(hall)
    url = f"http://127.0.0.1:{port}/t/{ticket.token}"
    with page(tmp_path, written(tmp_path, port=port)):
        wait_until(lambda: ask(f"{url}/state"))
        with httpx.stream("GET", f"{url}/events", timeout=PATIENCE_S) as events:
            lines = events.iter_lines()
            while '"waiting"' not in next(lines):
                pass
            hall.call_next("1")
            while '"called"' not in next(lines):
                pass


def test_the_process_loads_no_windows(tmp_path: Path, hall: Hall) -> None:
    port = free_port()
    ticket = give(hall)
    with page(tmp_path, written(tmp_path, port=port)) as process:
        wait_until(lambda: ask(f"http://127.0.0.1:{port}/t/{ticket.token}/state"))
        maps = Path(f"/proc/{process.pid}/maps").read_text(encoding="utf-8")
    assert "libQt6" not in maps
    assert "sqlite" in maps


def test_with_a_certificate_it_speaks_https(tmp_path: Path, hall: Hall) -> None:
    make_certificates(tmp_path, "IP:127.0.0.1")
    port = free_port()
    ticket = give(hall)
    config = written(tmp_path, port=port, certificate="server.pem", key="server.key")
    trusted = ssl.create_default_context(cafile=tmp_path / "ours.pem")
    with page(tmp_path, config):
        url = f"https://127.0.0.1:{port}/t/{ticket.token}/state"
        wait_until(lambda: ask(url, verify=trusted))
        told = ask(url, verify=trusted)
        assert told is not None
        assert told["number"] == "A001"


def test_a_port_that_is_taken_is_one_sentence_and_exit_75(
    tmp_path: Path, store: SqlStore, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code = main(
            ["phone", "--db", str(tmp_path / "hall.db"), "--config", str(written(tmp_path, port=port))]
        )
    told = capsys.readouterr().err.strip().splitlines()
    assert code == 75
    assert len(told) == 1
    assert str(port) in told[0]


@pytest.mark.parametrize("certificate", ["missing.pem", "hall.toml"])
def test_a_certificate_that_cannot_be_read_is_one_sentence_and_exit_78(
    tmp_path: Path, store: SqlStore, capsys: pytest.CaptureFixture[str], certificate: str
) -> None:
    config = written(tmp_path, port=0, certificate=certificate, key="missing.key")
    assert main(["phone", "--db", str(tmp_path / "hall.db"), "--config", str(config)]) == 78
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_second_page_at_a_port_says_so(
    tmp_path: Path, store: SqlStore, capsys: pytest.CaptureFixture[str]
) -> None:
    config = written(tmp_path, port=8099)
    with only_one(tmp_path / "hall.run", "phone", "8099"):
        assert main(["phone", "--db", str(tmp_path / "hall.db"), "--config", str(config)]) == 75
    assert "8099" in capsys.readouterr().err


def test_only_a_hall_that_says_where_phones_find_it_is_open_to_them() -> None:
    closed = settings_of(PhoneConfig())
    opened = settings_of(PhoneConfig(address="http://antrean.lan:8080", names=("antrean",)))
    own = settings_of(PhoneConfig(address="http://antrean.lan:8080", host="192.168.10.2"))
    assert (closed.host, closed.names) == ("127.0.0.1", ())
    assert (opened.host, opened.names) == ("", ("antrean.lan", "antrean"))
    assert own.host == "192.168.10.2"


def test_connections_stay_within_the_files_that_may_be_open() -> None:
    assert within(1500, 32_768) == 1500
    assert within(1500, 1024) == 960
    assert within(1500, 32) == 1


@pytest.mark.parametrize(
    "address",
    [
        "antrean.lan",
        "ftp://antrean.lan",
        "http://",
        "http://a b",
        "http://a/t",
        "http://a:b",
        "http://ä.lan",
        "http://a?",
    ],
)
def test_an_address_that_no_code_can_hold_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(Misconfigured) as refused:
        load(written(tmp_path, address=address))
    assert refused.value.facts["line"] == 2


def test_everywhere_means_both_kinds_of_addresses(tmp_path: Path, hall: Hall) -> None:
    port = free_port()
    ticket = give(hall)
    config = written(tmp_path, port=port, address=f"http://antrean.lan:{port}")
    with page(tmp_path, config):
        wait_until(lambda: ask(f"http://127.0.0.1:{port}/t/{ticket.token}/state"))
        named = ask(
            f"http://127.0.0.1:{port}/t/{ticket.token}/state", headers={"Host": f"ANTREAN.lan:{port}"}
        )
        assert named is not None
        assert named["number"] == "A001"
        if socket.has_dualstack_ipv6():
            six = ask(f"http://[::1]:{port}/t/{ticket.token}/state")
            assert six is not None
            assert six["number"] == "A001"
