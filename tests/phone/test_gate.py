"""Connections are counted as they come, and whoever takes too many leaves room for others."""

import asyncio.sslproto
import errno
import os
import socket
import ssl
from dataclasses import replace
from pathlib import Path

import pytest

from phone.connection import BUFFER, Doors, Guest
from phone.gate import bound_tls
from phone.settings import Settings
from tests.certificates import make_certificates
from tests.phone.rig import Rig, head, read_all, status
from tests.waiting import wait_until

GENEROUS = Settings(port=0, per_second=5000, per_address=2000)


def test_a_handshake_that_never_ends_is_ended(tmp_path: Path) -> None:
    make_certificates(tmp_path, "IP:127.0.0.1")
    certificate, key = (str(tmp_path / f"server.{end}") for end in ("pem", "key"))
    rig = Rig(settings=replace(GENEROUS, slow_s=0.4, certificate=certificate, key=key))
    with rig.serving(), rig.connect() as sock:
        assert read_all(sock) == b"", "the other end has ended it"


@pytest.fixture
def max_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test changes of it is as before afterwards."""
    monkeypatch.setattr(asyncio.sslproto.SSLProtocol, "max_size", 262_144)


def secured(folder: Path) -> tuple[Rig, ssl.SSLContext]:
    """A page with https, and who trusts it."""
    make_certificates(folder, "IP:127.0.0.1")
    certificate, key = (str(folder / f"server.{end}") for end in ("pem", "key"))
    rig = Rig(settings=Settings(port=0, certificate=certificate, key=key))
    return rig, ssl.create_default_context(cafile=folder / "ours.pem")


def answered_with_tls(rig: Rig, trusted: ssl.SSLContext) -> int:
    with trusted.wrap_socket(rig.connect(), server_hostname="127.0.0.1") as sock:
        sock.sendall(head())
        return status(read_all(sock))


@pytest.mark.usefixtures("max_size")
def test_with_tls_a_connection_sets_little_aside(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    rig, trusted = secured(tmp_path)
    with rig.serving():
        assert answered_with_tls(rig, trusted) == 200
        assert asyncio.sslproto.SSLProtocol.max_size == BUFFER
    assert not caplog.records


@pytest.mark.usefixtures("max_size")
@pytest.mark.parametrize("gone", ["SSLProtocol.max_size", "SSLProtocol"])
def test_where_python_does_not_let_that_be_said_nothing_is_changed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, gone: str
) -> None:
    with monkeypatch.context() as without:
        without.delattr(f"asyncio.sslproto.{gone}")
        assert not bound_tls()
        assert not hasattr(getattr(asyncio.sslproto, "SSLProtocol", None), "max_size")
    assert len(caplog.records) == 1


def test_where_python_does_not_let_that_be_said_the_page_is_served_with_tls_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    rig, trusted = secured(tmp_path)
    monkeypatch.delattr("asyncio.sslproto")
    with rig.serving():
        assert answered_with_tls(rig, trusted) == 200
    assert "https" in caplog.records[0].getMessage()


def test_handshakes_that_never_end_are_counted_by_address(tmp_path: Path) -> None:
    make_certificates(tmp_path, "IP:127.0.0.1")
    certificate, key = (str(tmp_path / f"server.{end}") for end in ("pem", "key"))
    rig = Rig(settings=Settings(port=0, per_address=5, certificate=certificate, key=key))
    token = rig.issue().ticket.token
    trusted = ssl.create_default_context(cafile=tmp_path / "ours.pem")
    with rig.serving():
        held = [rig.connect() for _ in range(20)]
        assert read_all(held[-1]) == b""
        assert rig.server.doors.count == 5
        with trusted.wrap_socket(rig.connect("127.0.0.2"), server_hostname="127.0.0.1") as other:
            other.sendall(head(f"/t/{token}/state"))
            assert status(read_all(other)) == 200
        with rig.connect("127.0.0.2") as plain:
            plain.sendall(head())
            plain.shutdown(socket.SHUT_WR)
            assert b"HTTP" not in read_all(plain)
        for sock in held:
            sock.close()
        wait_until(lambda: rig.server.doors.count == 0)


def test_without_file_descriptors_it_waits_and_says_so_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    rig = Rig()
    tried: list[int] = []
    accept = socket.socket.accept

    def exhausted(self: socket.socket) -> tuple[socket.socket, object]:
        tried.append(0)
        if len(tried) <= 2:
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        return accept(self)

    monkeypatch.setattr(socket.socket, "accept", exhausted)
    monkeypatch.setattr("phone.gate._REST_S", 0.05)
    with rig.serving() as page:
        assert page.get("/").status_code == 200
    assert len(caplog.records) == 1
    assert "Too many open files" in caplog.records[0].getMessage()


def test_a_bug_with_one_who_comes_keeps_nobody_else_out(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    rig = Rig()
    enter = Doors.enter

    def fail_for_one(self: Doors, guest: Guest) -> bool:
        if guest.who == "127.0.0.66":
            raise ZeroDivisionError("of the test")
        return enter(self, guest)

    monkeypatch.setattr(Doors, "enter", fail_for_one)
    with rig.serving() as page:
        for _ in range(3):
            with rig.connect("127.0.0.66") as sock:
                assert read_all(sock) == b""
        assert page.get("/").status_code == 200
    assert ["ZeroDivisionError" in one.getMessage() for one in caplog.records] == [True]


def test_a_thousand_connections_of_one_address_leave_room_for_others() -> None:
    rig = Rig(settings=Settings(port=0, per_address=20, connections=200))
    token = rig.issue().ticket.token
    with rig.serving():
        held = [rig.connect() for _ in range(1000)]
        try:
            wait_until(lambda: rig.server.doors.count <= 20)
            refused = read_all(held[-1])
            assert refused == b"" or status(refused) == 503
            assert status(rig.send(head(f"/t/{token}/state"), source="127.0.0.3")) == 200
        finally:
            for sock in held:
                sock.close()
        wait_until(lambda: rig.server.doors.count == 0)


def test_the_whole_has_its_bound_too() -> None:
    rig = Rig(settings=Settings(port=0, per_address=20, connections=30))
    with rig.serving():
        held = [rig.connect(f"127.0.1.{n}") for n in range(1, 31)]
        wait_until(lambda: rig.server.doors.count == 30)
        answer = rig.send(head(), source="127.0.2.1")
        assert answer == b"" or status(answer) == 503
        for sock in held:
            sock.close()
        wait_until(lambda: rig.server.doors.count == 0)
        assert status(rig.send(head(), source="127.0.2.1")) == 200
