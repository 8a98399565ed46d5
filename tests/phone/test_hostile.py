"""Hostile requests and slow clients on a real port: nothing learnt, nothing broken, nobody else waits."""

import json
import re
import time
from dataclasses import replace

import httpx
import pytest

from phone.settings import Settings
from tests.fake_store import FakeStore
from tests.phone.rig import Rig, head, read_all, status, until
from tests.waiting import wait_until
from ticketing.lifecycle import State

GENEROUS = Settings(port=0, per_second=5000, per_address=2000)


@pytest.fixture
def rig() -> Rig:
    return Rig(settings=GENEROUS)


TOKEN = "A" * 26
HOSTILE: dict[str, tuple[bytes, set[int]]] = {
    "another method": (head(method="DELETE"), {405}),
    "trace": (head(method="TRACE"), {405}),
    "options": (head(f"/t/{TOKEN}/state", method="OPTIONS"), {405}),
    "a tunnel": (head("evil:443", method="CONNECT"), {404, 405}),
    "a word for a method": (head(method="A" * 3000), {405, 400}),
    "a deed by GET": (head(f"/t/{TOKEN}/cancel"), {405}),
    "up the tree": (head("/static/../../../etc/passwd"), {404}),
    "up the tree, encoded": (head("/static/..%2f..%2f..%2fetc%2fpasswd"), {404}),
    "up the tree, twice encoded": (head("/static/%252e%252e%252fetc%252fpasswd"), {404}),
    "up the tree, with backslashes": (head("/static/..%5c..%5cserver.py"), {404}),
    "the source": (head("/static/server.py"), {404}),
    "the shell by its name": (head("/static/index.html"), {404}),
    "a zero byte": (head("/static/page.css%00.html"), {404}),
    "a raw zero byte": (head("/a\0b"), {400}),
    "broken UTF-8": (head("/t/%ff%fe%c0%80/state"), {404}),
    "a line break": (head("/t/x%0d%0aSet-Cookie:%20a=1/state"), {404}),
    "a line break in the language": (head(f"/t/{TOKEN}/state?lang=%0d%0aSet-Cookie:a"), {404}),
    "an endless path": (head("/t/" + "A" * 5000), {414}),
    "an endless question": (head("/?" + "a" * 5000), {414}),
    "an endless header": (head(more="X-A: " + "a" * 20_000 + "\r\n"), {400, 431}),
    "endless headers": (head(more="".join(f"X-{n}: {'a' * 90}\r\n" for n in range(300))), {400, 431}),
    "a broken header": (head(more="No colon\r\n"), {400}),
    "a folded header": (head(more="X-A: 1\r\n 2\r\n"), {200, 400}),
    "a large body": (head(method="POST", more="Content-Length: 99999999\r\n"), {413}),
    "a negative body": (head(more="Content-Length: -1\r\n"), {400}),
    "two lengths": (head(more="Content-Length: 1\r\nContent-Length: 2\r\n"), {400}),
    "pieces": (head(method="POST", more="Transfer-Encoding: chunked\r\n"), {413}),
    "a length and pieces": (head(more="Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), {400, 413}),
    "pieces of nonsense": (
        head(method="POST", more="Transfer-Encoding: chunked\r\n") + b"-1\r\nxx\r\nzzzz\r\n",
        {400, 413},
    ),
    "a body that waits to be asked for": (
        head(method="POST", more="Expect: 100-continue\r\nContent-Length: 5\r\n"),
        {413},
    ),
    "a newer protocol by an old one": (
        head(more="Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n").replace(
            b"close", b"Upgrade, HTTP2-Settings, close"
        ),
        {200},
    ),
    "another encoding": (head(more="Transfer-Encoding: gzip\r\n"), {400, 413, 501}),
    "no host": (b"GET / HTTP/1.1\r\n\r\n", {400}),
    "no host in an old protocol": (b"GET / HTTP/1.0\r\n\r\n", {421}),
    "two hosts": (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil\r\n\r\n", {400, 421}),
    "another host": (b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", {421}),
    "another port of another host": (b"GET / HTTP/1.1\r\nHost: evil.example:8080\r\n\r\n", {421}),
    "an account before the host": (b"GET / HTTP/1.1\r\nHost: a@127.0.0.1\r\n\r\n", {421}),
    "another address": (b"GET / HTTP/1.1\r\nHost: 192.0.2.7\r\n\r\n", {421}),
    "a whole address": (b"GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", {404}),
    "an old protocol": (head(version="HTTP/1.0"), {200}),
    "an older protocol": (b"GET /\r\n\r\n", {400}),
    "a newer protocol": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 421}),
    "another protocol": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 50 + b"\r\n\r\n", {400}),
    "a web socket": (
        head(f"/t/{TOKEN}/events", more="Upgrade: websocket\r\nSec-WebSocket-Key: x\r\n").replace(
            b"close", b"Upgrade, close"
        ),
        {404},
    ),
    "a part": (head(more="Range: bytes=0-0,1-1,2-2\r\n"), {200}),
    "bogus encodings": (head(more="Accept-Encoding: br;q=1.0, gzip;q=x;;, *;q=0\r\n"), {200}),
    "another's address": (head(more="X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Host: evil\r\n"), {200}),
    "a cookie": (head(more="Cookie: a=b\r\n"), {200}),
}


@pytest.fixture(scope="module")
def answers() -> dict[str, bytes]:
    """What a server answers to all of them, one after the other; it must still answer at the end."""
    rig = Rig(settings=GENEROUS)
    token = rig.issue().ticket.token
    with rig.serving() as phone:
        found = {name: rig.send(request) for name, (request, _) in HOSTILE.items()}
        assert phone.get(f"/t/{token}/state").json()["number"] == "A001"
        wait_until(lambda: rig.server.doors.count <= 1)  # the client above
    return found


@pytest.mark.parametrize("name", list(HOSTILE))
def test_a_hostile_request_is_answered_shortly_and_safely(answers: dict[str, bytes], name: str) -> None:
    answer = answers[name]
    assert status(answer) in HOSTILE[name][1], answer[:200]
    above, _, body = answer.partition(b"\r\n\r\n")
    for needed in (b"content-security-policy", b"x-content-type-options: nosniff"):
        assert needed in above.lower()
    assert b"set-cookie" not in above.lower()
    assert b"\r\nserver:" not in above.lower()
    if status(answer) != 200:
        assert set(json.loads(body)) == {"code"}
        assert b"evil" not in answer


def test_requests_in_a_row_are_answered_in_their_order(rig: Rig) -> None:
    token = rig.issue().ticket.token
    ask = "GET /t/{}/state HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    row = "".join(ask.format(token if n % 2 else TOKEN) for n in range(60))
    with rig.serving(), rig.connect() as sock:
        sock.sendall(row.encode() + head())
        answer = read_all(sock)
    found = re.findall(rb"HTTP/1.1 (\d+)", answer)
    assert found == [b"404", b"200"] * 30 + [b"200"]


def deeds(rig: Rig, phone: httpx.Client, token: str, **headers: str) -> set[tuple[int, bytes]]:
    answers = [phone.post(f"/t/{token}/{deed}", headers=headers) for deed in ("cancel", "return")]
    return {(one.status_code, one.content) for one in answers}


def test_no_other_page_can_act_for_a_visitor(rig: Rig) -> None:
    ticket = rig.issue().ticket
    foreign = {(403, b'{"code": "foreign"}')}
    with rig.serving() as phone:
        own = {"X-Antrean": "1", "Origin": rig.base}
        for wrong in (
            {},
            {"X-Antrean": "1"},
            {"Origin": rig.base},
            {**own, "Origin": "null"},
            {**own, "Origin": "http://evil.example"},
            {**own, "Origin": f"{rig.base}.evil.example"},
            {**own, "Origin": "http://127.0.0.1:1"},
        ):
            assert deeds(rig, phone, ticket.token, **wrong) == foreign, wrong
        leg = rig.store.leg_of(ticket.id)
        assert leg is not None
        assert leg.state is State.WAITING
        assert phone.post(f"/t/{ticket.token}/cancel", headers=own).json()["state"] == "cancelled"


def letters(n: int) -> str:
    """Five letters of a token that no ticket of the test ends with."""
    return "".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[n >> (5 * place) & 31] for place in range(5))


def test_who_asks_too_often_waits_and_others_do_not() -> None:
    rig = Rig(settings=Settings(port=0, per_second=1))
    token = rig.issue().ticket.token
    path = f"/t/{token}/state"
    with rig.serving() as phone:
        seen = [phone.get(path) for _ in range(20)]
        assert [one.status_code for one in seen[:10]] == [200] * 10
        assert seen[-1].status_code == 429
        assert seen[-1].headers["retry-after"] == "10"
        assert len({one.content for one in seen if one.status_code == 429}) == 1
        assert status(rig.send(head(path), source="127.0.0.2")) == 200


def test_a_request_that_never_ends_is_ended(rig: Rig) -> None:
    rig.settings = replace(GENEROUS, slow_s=0.4)
    with rig.serving(), rig.connect() as sock, rig.connect() as mute:
        began = time.monotonic()
        with_patience = 0
        try:
            for letter in b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: " + b"a" * 200:
                sock.send(bytes([letter]))
                with_patience += 1
                time.sleep(0.05)
        except ConnectionError:
            pass
        assert with_patience < 100
        assert time.monotonic() - began < 5
        assert status(read_all(mute) or b"HTTP/1.1 408 ") == 408
        wait_until(lambda: rig.server.doors.count == 0)


@pytest.mark.parametrize(
    "first",
    [
        b"POST /t/%s/cancel HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 104857600\r\n\r\n",
        b"GET /t/%s/events HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n",
        b"GET /t/%s/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /t/%s/state HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ",
    ],
    ids=["a body", "pieces", "behind a stream", "a header"],
)
def test_of_a_hundred_megabytes_little_is_taken(rig: Rig, first: bytes) -> None:
    token = rig.issue().ticket.token
    mega, sent = b"x" * 1_000_000, 0
    with rig.serving() as phone, rig.connect() as sock:
        sock.sendall(first % token.encode())
        sock.settimeout(1)
        try:
            for _ in range(100):
                sock.sendall(mega)
                sent += 1
        except (ConnectionError, TimeoutError):
            pass
        assert sent < 20
        assert phone.get(f"/t/{token}/state").status_code == 200


def test_a_slow_second_request_is_ended_too(rig: Rig) -> None:
    rig.settings = replace(GENEROUS, slow_s=0.4)
    with rig.serving(), rig.connect() as sock:
        sock.sendall(b"GET /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        wait_until(lambda: sock.recv(10_000))
        sock.sendall(b"GET / HT")
        wait_until(lambda: rig.server.doors.count == 0)


def test_who_does_not_read_is_cut_off(rig: Rig) -> None:
    rig.settings = replace(GENEROUS, slow_s=0.4)
    with rig.serving(), rig.connect(buffer=2048) as sock:
        sock.settimeout(0.2)
        ask = b"GET /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 200
        try:
            for _ in range(200):
                sock.sendall(ask)
        except (ConnectionError, TimeoutError):
            pass
        wait_until(lambda: rig.server.doors.count == 0)


def test_a_ticket_that_is_open_too_often_ends_the_oldest(rig: Rig) -> None:
    token = rig.issue().ticket.token
    with rig.serving():
        socks = [rig.connect() for _ in range(5)]
        for sock in socks:
            sock.sendall(head(f"/t/{token}/events"))
            assert b"event: state" in until(sock, b"event: state")
        assert b"event: end\ndata: many" in read_all(socks[0])
        for sock in socks:
            sock.close()


def test_a_store_that_is_asked_by_guesses_is_asked_no_more_than_the_address_may() -> None:
    store = FakeStore()
    rig = Rig(store=store, settings=Settings(port=0, per_second=1))
    asked: list[str] = []
    find = store.of_token
    store.of_token = lambda token: (asked.append(token), find(token))[1]  # type: ignore[method-assign,func-returns-value]
    with rig.serving() as phone:
        for n in range(50):
            phone.get(f"/t/{TOKEN[:-1]}{letters(n)[0]}/state")
    assert 10 <= len(asked) < 20
