"""A server for the page that does what a test says: the real files and headers, a made-up ticket."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers
from starlette.responses import Response

from phone.answers import SECURITY
from phone.files import PageFiles
from tests.waiting import PATIENCE_S

TOKEN = "MFRGGZDFMZTWQ2LKNNWG23TPOA"
ONE_SERVICE: dict[str, Any] = {
    "version": "1",
    "at": "2026-11-24T09:41:00+07:00",
    "stale": False,
    "known_at": None,
    "hall": "MPP Bale Madukara",
    "rehearsal": False,
    "language": "id",
    "lang": "id",
    "number": "A012",
    "priority": False,
    "state": "waiting",
    "service": "KTP-el baru",
    "agency": "Disdukcapil",
    "zone": "Zona 1",
    "ahead": 7,
    "called_from": "2026-11-24T10:05+07:00",
    "called_until": "2026-11-24T10:20+07:00",
    "told_from": "2026-11-24T10:05+07:00",
    "told_until": "2026-11-24T10:20+07:00",
    "told_ahead": 9,
    "counter": None,
    "counter_zone": None,
    "called_at": None,
    "calls": 0,
    "errand": None,
    "steps": [],
    "documents": ["Kartu Keluarga (asli)", "Surat pengantar RT/RW"],
    "can": ["cancel"],
}


def step(service: str, agency: str, state: str, hours: tuple[str, str] | None = None) -> dict[str, Any]:
    """One service of an errand."""
    start, end = hours or (None, None)
    return {
        "service": service,
        "agency": agency,
        "zone": "Zona 3",
        "state": state,
        "free": False,
        "from": start,
        "until": end,
    }


ERRAND: dict[str, Any] = {
    **ONE_SERVICE,
    "errand": "Kelahiran anak",
    "service": "Kartu Keluarga (perubahan susunan keluarga)",
    "rehearsal": True,
    "priority": True,
    "told_from": None,
    "told_until": None,
    "told_ahead": None,
    "steps": [
        step("Pencatatan kelahiran", "Disdukcapil", "done"),
        step("Kartu Keluarga (perubahan susunan keluarga)", "Disdukcapil", "present"),
        step(
            "Pendaftaran bayi",
            "BPJS Kesehatan",
            "ahead",
            ("2026-11-24T10:55+07:00", "2026-11-24T11:20+07:00"),
        ),
        step("Bantuan gizi", "Dinas Kesehatan", "ahead"),
    ],
}
CALL: dict[str, Any] = {
    "state": "called",
    "counter": "3",
    "counter_zone": "Zona 1",
    "called_at": "2026-11-24T10:07:00+07:00",
    "calls": 1,
    "ahead": None,
    "called_from": None,
    "called_until": None,
    "can": ["cancel", "return"],
}
#: What changes with each state, from a ticket that waits.
STATES: dict[str, dict[str, Any]] = {
    "waiting": {},
    "near": {"ahead": 1},
    "changed": {"called_from": "2026-11-24T10:25+07:00", "called_until": "2026-11-24T10:45+07:00"},
    "not known": {"ahead": None, "called_from": None, "called_until": None},
    "errand": ERRAND,
    "called": CALL,
    "serving": {"state": "serving", "counter": "3", "can": []},
    "held": {"state": "held", "can": ["cancel"]},
    "no_show": {"state": "no_show", "can": ["return"]},
    "no_show at the end": {"state": "no_show", "can": []},
    "completed": {"state": "completed", "documents": [], "can": []},
    "cancelled": {"state": "cancelled", "documents": [], "can": []},
    "expired": {"state": "expired", "documents": [], "can": []},
}


class FakeHall:
    """One ticket, told in whichever language is asked for.

    Attributes:
        ticket: Told as it stands, with a version that counts; None: there is none.
        streams: Whether there are streams of events; without, they are refused.
        goes_on: While this is not set, an answer to a phone that asks is written and not yet sent.
        is_away: Answer nothing but that the hall is out of reach.
        posts: The actions that were asked for, with what `answers` says to each: a status and a code.
    """

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/t/{TOKEN}"
        self.origin = f"http://127.0.0.1:{port}"
        self.changed = threading.Condition()
        self.goes_on = threading.Event()
        self.files = PageFiles()
        self.is_closing = False
        self.reset()

    def reset(self) -> None:
        """Forget what the test before has done."""
        with self.changed:
            self.ticket: dict[str, Any] | None = dict(ONE_SERVICE)
            self.version = getattr(self, "version", 0) + 1
            self.streams = True
            self.is_away = False
            self.goes_on.set()
            self.posts: list[str] = []
            self.answers: dict[str, tuple[int, str]] = {}
            self.asked: list[str] = []
            self.changed.notify_all()

    def tell(self, **facts: Any) -> None:
        """Change the ticket, and tell the phones that listen."""
        with self.changed:
            assert self.ticket is not None
            self.ticket = {**self.ticket, **facts}
            self.version += 1
            self.changed.notify_all()

    def silence(self) -> None:
        """Let go of the phones that listen, and take no more."""
        with self.changed:
            self.streams = False
            self.changed.notify_all()

    def lose(self) -> None:
        """Know the ticket no longer."""
        with self.changed:
            self.ticket = None
            self.version += 1
            self.changed.notify_all()

    def body(self, language: str) -> str:
        """Write the ticket."""
        ticket = dict(self.ticket or {})
        lang = language or ticket["language"]
        return json.dumps({**ticket, "lang": lang, "version": f"{self.version}{lang}"})


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        hall, url = self.server.hall, urlsplit(self.path)
        hall.asked.append(self.path)
        language = parse_qs(url.query).get("lang", [""])[0]
        match url.path.strip("/").split("/"):
            case ["" | "t"] | ["t" | "T", _]:
                self._pass_on(hall.files.page(Headers()))
            case ["static", name]:
                found = hall.files.static(name, url.query, Headers())
                self._pass_on(found or Response(status_code=404))
            case [*_, token, "state"] if token == TOKEN and hall.ticket is not None:
                body = hall.body(language)
                hall.goes_on.wait(PATIENCE_S)
                self._json(503, {"code": "away"}) if hall.is_away else self._say(200, body)
            case [*_, token, "events"] if token == TOKEN and hall.ticket is not None and hall.streams:
                self._stream(language)
            case _:
                self._json(404, {"code": "unknown"})

    def do_POST(self) -> None:
        hall, url = self.server.hall, urlsplit(self.path)
        action = url.path.rpartition("/")[2]
        if self.headers["X-Antrean"] is None:
            return self._json(403, {"code": "foreign"})
        hall.posts.append(action)
        status, code = hall.answers.get(action, (200, ""))
        if code:
            return self._json(status, {"code": code})
        after = {
            "cancel": {"state": "cancelled", "can": []},
            "return": {"state": "waiting", "can": ["cancel"]},
        }
        hall.tell(**after[action])
        return self._say(200, hall.body(parse_qs(url.query).get("lang", [""])[0]))

    def _stream(self, language: str) -> None:
        hall, told = self.server.hall, -1
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        with suppress(OSError):
            while True:
                with hall.changed:
                    if told == hall.version and hall.streams and not hall.is_closing:
                        hall.changed.wait(1)
                    if hall.ticket is None or not hall.streams or hall.is_closing:
                        break
                    is_new, told, text = told != hall.version, hall.version, hall.body(language)
                if not is_new:
                    continue
                self.wfile.write(f"event: state\ndata: {text}\n\n".encode())
                self.wfile.flush()
        self.close_connection = True

    def _json(self, status: int, value: object) -> None:
        self._say(status, json.dumps(value))

    def _say(self, status: int, text: str) -> None:
        self._send(status, {"Content-Type": "application/json"}, text.encode())

    def _pass_on(self, answer: Response) -> None:
        self._send(answer.status_code, dict(answer.headers), bytes(answer.body))

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in {**headers, **SECURITY, "Content-Length": str(len(body))}.items():
            if name != "content-length":
                self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    hall: FakeHall

    def handle_error(self, request: object, client_address: object) -> None:
        """A phone may leave at any time."""


@contextmanager
def opened() -> Iterator[FakeHall]:
    """Serve a hall on this machine until the end."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.hall = FakeHall(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.hall
    finally:
        server.hall.is_closing = True
        server.hall.lose()
        server.shutdown()
        server.server_close()
        thread.join()
