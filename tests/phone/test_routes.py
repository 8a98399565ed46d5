"""The addresses of the page on a real port: what each answers, and to whom nothing."""

import threading
from queue import Queue

import httpx
import pytest

from tests.phone.rig import Rig
from tests.waiting import PATIENCE_S
from ticketing.words import Language


@pytest.fixture
def rig() -> Rig:
    return Rig()


def test_a_ticket_says_how_it_stands(rig: Rig) -> None:
    ticket = rig.issue().ticket
    with rig.serving() as phone:
        told = phone.get(f"/t/{ticket.token}/state").json()
    assert (told["number"], told["state"], told["ahead"]) == ("A001", "waiting", 0)
    assert told["service"] == "Penerbitan KTP-el baru"
    assert told["documents"] == ["Kartu Keluarga (KK)"]
    assert told["at"] == "2026-11-24T07:30:00+07:00"
    assert told["can"] == ["cancel"]
    assert not told["stale"]


def test_the_first_number_of_a_hall_is_known_to_a_page_that_was_there_before(rig: Rig) -> None:
    with rig.serving() as phone:
        assert phone.get(f"/t/{'A' * 26}/state").status_code == 404
        assert phone.get(f"/t/{rig.issue().ticket.token}/state").json()["number"] == "A001"


def test_small_and_capital_letters_are_the_same_address(rig: Rig) -> None:
    ticket = rig.issue().ticket
    with rig.serving() as phone:
        addresses = (f"/t/{ticket.token.lower()}/state", f"/T/{ticket.token}/state")
        assert len({phone.get(one).content for one in addresses}) == 1


def test_texts_come_in_the_language_asked_for_and_else_in_that_of_the_ticket(rig: Rig) -> None:
    ticket = rig.issue(language=Language.EN).ticket
    with rig.serving() as phone:
        said = [
            phone.get(f"/t/{ticket.token}/state{query}").json()["service"]
            for query in ("", "?lang=id", "?lang=en", "?lang=xx", "?lang=%00")
        ]
    own, indonesian = "New e-KTP issuance", "Penerbitan KTP-el baru"
    assert said == [own, indonesian, own, own, own]


def test_a_call_reaches_the_phone_that_listens(rig: Rig) -> None:
    ticket = rig.issue().ticket
    heard: Queue[str] = Queue()

    def listen() -> None:
        with httpx.stream("GET", f"{rig.base}/t/{ticket.token}/events", timeout=PATIENCE_S) as events:
            for line in events.iter_lines():
                if line.startswith(("event:", "data:")):
                    heard.put(line)

    with rig.serving():
        thread = threading.Thread(target=listen)
        thread.start()
        assert heard.get(timeout=PATIENCE_S) == "event: state"
        assert '"state":"waiting"' in heard.get(timeout=PATIENCE_S)
        rig.hall.call_next("2")
        assert heard.get(timeout=PATIENCE_S) == "event: state"
        called = heard.get(timeout=PATIENCE_S)
        assert '"state":"called"' in called
        assert '"counter":"2","counter_zone":"Zona 1"' in called
    thread.join(PATIENCE_S)
    assert not thread.is_alive()


def test_wrong_expired_and_malformed_are_answered_alike(rig: Rig) -> None:
    ticket = rig.issue().ticket
    rig.clock.advance(days=1)
    rig.issue()
    with rig.serving() as phone:
        asked = (ticket.token, "A" * 26, "A", "A" * 27, "%00", "..%2F..%2Fetc", "ü" * 26, "0" * 26)
        answers = {
            (
                one.status_code,
                one.content,
                tuple(sorted((k, v) for k, v in one.headers.items() if k != "date")),
            )
            for one in (phone.get(f"/t/{token}/{what}") for token in asked for what in ("state", "events"))
        }
    assert len(answers) == 1
    assert next(iter(answers))[:2] == (404, b'{"code": "unknown"}')


def test_the_page_is_the_same_for_every_ticket(rig: Rig) -> None:
    ticket = rig.issue().ticket
    with rig.serving() as phone:
        pages = {phone.get(path).content for path in (f"/t/{ticket.token}", f"/T/{'A' * 26}", "/t/x", "/")}
    assert len(pages) == 1


@pytest.mark.parametrize("path", ["/", "/t/x", f"/t/{'A' * 26}/state", "/nowhere", "/static/nothing.js"])
def test_every_answer_bears_the_safe_headers_and_no_cookie(rig: Rig, path: str) -> None:
    with rig.serving() as phone:
        for answer in (
            phone.get(path),
            phone.request("PUT", path),
            phone.get(path, headers={"Host": "evil"}),
        ):
            assert "default-src 'none'" in answer.headers["content-security-policy"]
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "no-referrer"
            assert "set-cookie" not in answer.headers
            assert "server" not in answer.headers
