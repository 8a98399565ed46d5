"""Hundreds who connect and say nothing, or half of something, where few files may be open: who looks goes on, who comes is let in."""

import ssl
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import httpx
import pytest

from app.parts import SystemClock
from benchmarks.ports import free_port
from store.store import open_store
from tests.certificates import make_certificates
from tests.phone.rig import connect, head, until
from tests.phone.test_process import ask, give, page, written
from tests.store.conftest import furnish
from tests.waiting import PATIENCE_S, wait_until
from ticketing.hall import Hall

FILES = 256
SLEEPERS = 600
ADDRESSES = 60
#: What they say before they fall asleep: nothing, half a request, half a body, half a handshake.
HALVES = (
    b"",
    b"GET / HTTP/1.1\r\nHo",
    b"POST /t/x/cancel HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_who_looks_goes_on_and_who_comes_is_let_in(tmp_path: Path, scheme: str) -> None:
    port = free_port()
    make_certificates(tmp_path, "IP:127.0.0.1")
    trusted = ssl.create_default_context(cafile=tmp_path / "ours.pem")
    secured = {"certificate": "server.pem", "key": "server.key"} if scheme == "https" else {}
    with closing(open_store(str(tmp_path / "hall.db"), patience_s=PATIENCE_S)) as store, ExitStack() as ends:
        furnish(store)
        hall = Hall(store, SystemClock())
        first, second = give(hall), give(hall)
        url = f"{scheme}://127.0.0.1:{port}/t"
        config = written(tmp_path, port=port, **secured)
        process = ends.enter_context(page(tmp_path, config, files=FILES))
        wait_until(lambda: ask(f"{url}/{first.token}/state", verify=trusted))
        watching = ends.enter_context(connect(port, "127.0.9.1"))
        if scheme == "https":
            watching = ends.enter_context(trusted.wrap_socket(watching, server_hostname="127.0.0.1"))
        watching.sendall(head(f"/t/{first.token}/events"))
        until(watching, b'"waiting"')
        for n in range(SLEEPERS):
            sleeper = ends.enter_context(connect(port, f"127.0.4.{1 + n % ADDRESSES}"))
            with suppress(OSError):  # it was turned away already
                sleeper.sendall(HALVES[n % len(HALVES)])
        visitor = httpx.HTTPTransport(local_address="127.0.9.2", verify=trusted)
        with httpx.Client(transport=visitor, timeout=PATIENCE_S) as phone:
            assert phone.get(f"{url}/{second.token}/state").json()["number"] == second.number
        assert len(list(Path(f"/proc/{process.pid}/fd").iterdir())) < FILES
        hall.call_next("1")
        until(watching, b'"called"')
    assert (tmp_path / "errors").read_bytes() == b""
