"""Ten thousand guesses from many addresses against the page's own process, while a real visitor looks and the hall works."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path

import httpx

from app.parts import SystemClock
from benchmarks.ports import free_port
from store.store import open_store
from tests.fakes import FakeClock
from tests.phone.rig import connect
from tests.phone.test_process import ask, give, page, written
from tests.store.conftest import furnish
from tests.waiting import PATIENCE_S, wait_until
from ticketing.hall import Hall

ADDRESSES = 128
EACH = 80
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
MOST_MB = 24


def guesses(real: str, expired: list[str]) -> list[str]:
    """Tokens near a real one, in turn with those of yesterday and with what is no token, all of one length."""
    broken = [real[:-1] + wrong for wrong in ("0", "1", "-", "_", "~", "%")]
    made = []
    for n in range(ADDRESSES * EACH):
        near = real[:-4] + "".join(LETTERS[n * 7 >> 5 * place & 31] for place in range(4))
        if near == real:
            near = expired[0]
        made.append((near, expired[n % len(expired)], broken[n % len(broken)], near.lower())[n % 4])
    return made


def answers(port: int, source: str, tokens: list[str]) -> set[bytes]:
    """Ask for all of them in one go; give the different answers, without their time."""
    line = "GET /t/{}/state HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    rows = [line.format(token) + "\r\n" for token in tokens[:-1]]
    rows.append(line.format(tokens[-1]) + "Connection: close\r\n\r\n")
    found = b""
    with connect(port, source) as sock:
        sock.sendall("".join(rows).encode())
        while more := sock.recv(65536):
            found += more
    each = re.split(rb"(?=HTTP/1\.1 \d{3} )", found)[1:]
    assert len(each) == len(tokens)
    return {re.sub(rb"(?i)\r\n(date|connection): [^\r]*", b"", one) for one in each}


def resident_mb(process: int) -> float:
    """How much of a process is in memory."""
    told = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    (found,) = re.findall(r"^VmRSS:\s+(\d+) kB$", told, re.MULTILINE)
    return int(found) / 1024


def test_ten_thousand_guesses_from_many_addresses_teach_nothing_and_keep_nobody_waiting(
    tmp_path: Path,
) -> None:
    port, clock = free_port(), SystemClock()
    with closing(open_store(str(tmp_path / "hall.db"), patience_s=PATIENCE_S)) as store:
        furnish(store)
        yesterday = Hall(store, FakeClock(clock.now() - timedelta(days=1)))
        expired = [give(yesterday).token for _ in range(5)]
        hall = Hall(store, clock)
        ticket = give(hall)
        tokens = guesses(ticket.token, expired)
        url = f"http://127.0.0.1:{port}/t/{ticket.token}/state"
        with page(tmp_path, written(tmp_path, port=port)) as process, ThreadPoolExecutor(ADDRESSES) as pool:
            wait_until(lambda: ask(url))
            before_mb = resident_mb(process.pid)
            over = threading.Event()
            asking = [
                pool.submit(
                    answers, port, f"127.0.{1 + n // 64}.{1 + n % 64}", tokens[n * EACH : (n + 1) * EACH]
                )
                for n in range(ADDRESSES)
            ]
            asking[-1].add_done_callback(lambda _: over.set())
            visitor = httpx.HTTPTransport(local_address="127.0.9.9")
            with httpx.Client(transport=visitor, timeout=PATIENCE_S) as phone:
                for n in count(2):
                    given = give(hall)
                    assert given.number == f"A{n:03d}"
                    seen = phone.get(f"http://127.0.0.1:{port}/t/{given.token}/state")
                    assert (seen.status_code, seen.json()["number"]) == (200, given.number)
                    if over.wait(0.2):
                        break
            assert n > 2, "the hall went on while they guessed"
            found = set().union(*(one.result() for one in asking))
            assert resident_mb(process.pid) - before_mb < MOST_MB
    assert len(found) == 1, sorted(found)
    (only,) = found
    assert only.startswith(b"HTTP/1.1 404 ")
    assert only.endswith(b'\r\n\r\n{"code": "unknown"}')
    assert (tmp_path / "errors").read_bytes() == b""
