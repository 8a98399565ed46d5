"""What phones are told while the hall moves, is out of reach, and ends its day."""

import json
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from store.store import SqlStore, open_store
from tests.fake_store import FakeStore
from tests.fakes import small_catalogue
from tests.phone.rig import Rig
from tests.waiting import wait_until
from ticketing.errors import StoreUnreachable
from ticketing.model import HallInfo
from ticketing.placing import Rules

LOST = StoreUnreachable(path="hall.db", reason="missing")


class Listener:
    """A phone that listens: its states, and the name of each event."""

    def __init__(self, rig: Rig, token: str) -> None:
        self.states: list[dict[str, Any]] = []
        self.names: list[str] = []
        self._thread = threading.Thread(
            target=self._listen, args=(f"{rig.base}/t/{token}/events",), daemon=True
        )
        self._thread.start()
        wait_until(lambda: self.states)

    @property
    def state(self) -> dict[str, Any]:
        return self.states[-1]

    def has_ended(self) -> bool:
        return not self._thread.is_alive()

    def _listen(self, url: str) -> None:
        with httpx.stream("GET", url, timeout=30) as stream:
            for line in stream.iter_lines():
                name, _, value = line.partition(": ")
                if name == "event":
                    self.names.append(value)
                elif name == "data" and self.names[-1] == "state":
                    self.states.append(json.loads(value))
                elif name == "data" and self.names[-1] == "end":
                    self.names.append(value)


@pytest.fixture(params=["fake", "sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FakeStore | SqlStore]:
    if request.param == "fake":
        yield FakeStore()
    elif request.param == "postgres":
        yield request.getfixturevalue("near")
    else:
        with closing(open_store(str(tmp_path / "hall.db"))) as made:
            with made.writing() as tx:
                tx.keep_hall(HallInfo("MPP Bale Madukara", "Asia/Jakarta", catalogue_version=1))
                tx.replace_catalogue(small_catalogue())
            yield made


def test_a_phone_follows_its_ticket_from_the_kiosk_to_the_end(store: FakeStore | SqlStore) -> None:
    rig = Rig(store=store)
    before, ticket = rig.issue().ticket, rig.issue().ticket
    with rig.serving():
        phone = Listener(rig, ticket.token)
        assert (phone.state["state"], phone.state["ahead"]) == ("waiting", 1)
        rig.hall.call_next("1")
        wait_until(lambda: phone.state["ahead"] == 0)
        rig.hall.call_next("2")
        wait_until(lambda: phone.state["state"] == "called")
        assert (phone.state["counter"], phone.state["calls"]) == ("2", 1)
        assert phone.state["can"] == ["cancel", "return"]
        rig.hall.recall("2")
        wait_until(lambda: phone.state["calls"] == 2)
        rig.hall.serve("2")
        wait_until(lambda: phone.state["state"] == "serving")
        assert phone.state["can"] == []
        rig.hall.complete("2")
        wait_until(lambda: phone.state["state"] == "completed")
    wait_until(phone.has_ended)
    assert before.number == "A001"


def test_an_estimate_that_changes_is_told_beside_the_printed_one() -> None:
    rig = Rig()
    tickets = [rig.issue().ticket for _ in range(6)]
    with rig.serving():
        phone = Listener(rig, tickets[-1].token)
        printed = phone.state["told_from"]
        assert phone.state["called_from"] == printed
        rig.clock.advance(minutes=30)
        rig.hall.call_next("1")  # nobody was called in all that time
        wait_until(lambda: phone.state["called_from"] != printed)
        assert phone.state["told_from"] == printed


def test_who_is_late_is_put_back_by_phone_so_often(store: FakeStore | SqlStore) -> None:
    rig = Rig(store=store, rules=Rules(late_times=1))
    ticket = rig.issue().ticket
    path, own = f"/t/{ticket.token}/return", {"X-Antrean": "1"}
    with rig.serving() as page:
        own["Origin"] = rig.base
        phone = Listener(rig, ticket.token)
        early = page.post(path, headers=own)
        assert (early.status_code, early.json()) == (409, {"code": "not_now"})
        rig.hall.call_next("1")
        wait_until(lambda: phone.state["can"] == ["cancel", "return"])
        back = page.post(path, headers=own)
        assert (back.status_code, back.json()["state"]) == (200, "waiting")
        wait_until(lambda: phone.state["state"] == "waiting")
        rig.hall.call_next("1")
        wait_until(lambda: phone.state["state"] == "called")
        assert phone.state["can"] == ["cancel"]
        late = page.post(path, headers=own)
        assert (late.status_code, late.json()) == (409, {"code": "too_often"})
        gone = page.post(f"/t/{ticket.token}/cancel", headers=own)
        assert (gone.json()["state"], gone.json()["can"]) == ("cancelled", [])
        again = page.post(f"/t/{ticket.token}/cancel", headers=own)
        assert again.status_code == 409
    assert rig.store.at_counter("1") is None


def test_returns_before_the_page_was_started_are_known() -> None:
    rig = Rig(rules=Rules(late_times=1))
    ticket = rig.issue().ticket
    rig.hall.call_next("1")
    rig.hall.put_back(ticket.id)
    rig.hall.call_next("1")
    with rig.serving() as page:
        assert page.get(f"/t/{ticket.token}/state").json()["can"] == ["cancel"]


@contextmanager
def away(store: FakeStore) -> Iterator[None]:
    store.fault = LOST
    try:
        yield
    finally:
        store.fault = None


def test_while_the_hall_is_out_of_reach_a_phone_keeps_the_last_state_and_its_age() -> None:
    store = FakeStore()
    rig = Rig(store=store)
    ticket, other = rig.issue().ticket, rig.issue().ticket
    with rig.serving() as page:
        phone = Listener(rig, ticket.token)
        assert not phone.state["stale"]
        with away(store):
            wait_until(lambda: phone.state["stale"])
            rig.clock.advance(minutes=3)
            asked = page.get(f"/t/{ticket.token}/state").json()
            assert (asked["stale"], asked["number"]) == (True, "A001")
            assert asked["known_at"] == "2026-11-24T07:30:00+07:00"
            assert asked["at"] == "2026-11-24T07:33:00+07:00"
            unknown = page.get(f"/t/{other.token}/state")
            assert (unknown.status_code, unknown.json()) == (503, {"code": "away"})
            deed = page.post(f"/t/{ticket.token}/cancel", headers={"X-Antrean": "1", "Origin": rig.base})
            assert (deed.status_code, deed.json()) == (503, {"code": "away"})
        wait_until(lambda: not phone.state["stale"])
        rig.hall.call_next("1")
        wait_until(lambda: phone.state["state"] == "called")
        assert not phone.has_ended()


def test_what_happened_while_the_hall_was_out_of_reach_is_told_afterwards() -> None:
    store = FakeStore()
    rig = Rig(store=store)
    ticket = rig.issue().ticket
    with rig.serving():
        phone = Listener(rig, ticket.token)
        with store._lock:  # nobody polls between the call and the fault
            rig.hall.call_next("1")
            store.fault = LOST
        wait_until(lambda: phone.state["stale"])
        store.fault = None
        wait_until(lambda: phone.state["state"] == "called")


def test_a_page_that_starts_before_its_store_comes_by_itself() -> None:
    store = FakeStore()
    rig = Rig(store=store)
    ticket = rig.issue().ticket
    store.fault = LOST
    with rig.serving() as page:
        assert page.get(f"/t/{ticket.token}/state").status_code == 503
        store.fault = None
        wait_until(lambda: page.get(f"/t/{ticket.token}/state").status_code == 200)


def test_with_the_day_of_its_ticket_a_phone_is_sent_away_for_good() -> None:
    rig = Rig()
    ticket = rig.issue().ticket
    with rig.serving() as page:
        phone = Listener(rig, ticket.token)
        rig.clock.advance(days=1)
        rig.issue()
        wait_until(phone.has_ended)
        assert phone.names[-2:] == ["end", "over"]
        assert page.get(f"/t/{ticket.token}/state").status_code == 404


def test_a_new_catalogue_is_told(store: FakeStore | SqlStore) -> None:
    rig = Rig(store=store)
    ticket = rig.issue().ticket
    with rig.serving():
        phone = Listener(rig, ticket.token)
        with store.writing() as tx:
            info = tx.hall()
            tx.keep_hall(
                HallInfo("MPP Baru", info.timezone, day=info.day, seen_at=info.seen_at, catalogue_version=2)
            )
        rig.hall.accept_clock()
        wait_until(lambda: phone.state["hall"] == "MPP Baru")


def test_a_bug_in_the_estimates_costs_the_estimates_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("of the test")

    rig = Rig()
    given = rig.issue().ticket
    monkeypatch.setattr("ticketing.foresight.Foresight.read", fail)
    with caplog.at_level(logging.ERROR), rig.serving() as page:
        assert page.get(f"/t/{given.token}/state").json()["state"] == "waiting"
        wait_until(lambda: "ZeroDivisionError" in caplog.text)
        assert not page.get(f"/t/{given.token}/state").json()["stale"]


def test_a_page_whose_watch_is_stuck_shows_no_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("phone.server._STUCK_S", 0.5)
    monkeypatch.setattr("phone.server._BEAT_S", 0.0)
    rig, beats, held = Rig(), [0], threading.Event()

    def stick(*_: object) -> None:
        held.wait(20)

    with rig.serving(beat=lambda: beats.__setitem__(0, beats[0] + 1)):
        wait_until(lambda: beats[0] > 3)
        monkeypatch.setattr("tests.fake_feed.FakeFeed.poll", stick)
        wait_until(lambda: time.monotonic() - rig.server.lobby.watch.alive_at > 1)
        before = beats[0]
        time.sleep(0.5)
        assert beats[0] == before
        monkeypatch.undo()
        held.set()


def test_an_answer_that_is_on_its_way_is_not_forgotten_before_it_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("phone.lobby._KEPT_S", 0.0)
    rig = Rig()
    ticket = rig.issue().ticket
    with rig.serving() as page:
        lobby = rig.server.lobby
        for n in range(60):
            assert lobby._loop is not None
            lobby._loop.call_soon_threadsafe(lobby.tidy)
            page.get(f"/t/{ticket.token}/state?lang={('id', 'en', 'su')[n % 3]}")
        rig.hall.leave(ticket.id)
        wait_until(lambda: page.get(f"/t/{ticket.token}/state").json()["state"] == "cancelled")
        assert not lobby._asking


def test_the_log_never_says_a_token(caplog: pytest.LogCaptureFixture) -> None:
    store = FakeStore()
    rig = Rig(store=store)
    ticket = rig.issue().ticket
    with caplog.at_level(logging.INFO), rig.serving() as page:
        phone = Listener(rig, ticket.token)
        page.get(f"/t/{ticket.token}/state")
        page.post(f"/t/{ticket.token}/cancel", headers={"X-Antrean": "1", "Origin": rig.base})
        with away(store):
            wait_until(lambda: phone.state["stale"])
    own = [record.getMessage() for record in caplog.records if not record.name.startswith("http")]
    assert any("old state" in line for line in own)
    assert not any(ticket.token in line.upper() for line in own)


def test_tickets_that_nobody_looks_at_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("phone.lobby._KEPT_S", 0.0)
    rig = Rig()
    tickets = [rig.issue().ticket for _ in range(5)]
    with rig.serving() as page:
        for ticket in tickets:
            page.get(f"/t/{ticket.token}/state")
        known = rig.server.lobby.watch._known
        assert len(known._records) == 5
        rig.server.lobby._loop.call_soon_threadsafe(rig.server.lobby.tidy)  # type: ignore[union-attr]
        wait_until(lambda: not known._records and not known._ids)
        assert page.get(f"/t/{tickets[0].token}/state").json()["number"] == "A001"


def test_before_the_next_day_begins_the_ticket_of_a_day_is_over_but_in_a_hall_for_practice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("phone.watch._LOOK_ROUND_S", 0.0)
    rig = Rig()
    ticket, other = rig.issue().ticket, rig.issue().ticket
    with rig.serving() as page:
        phone = Listener(rig, ticket.token)
        rig.clock.advance(days=1)
        wait_until(phone.has_ended)
        assert phone.names[-2:] == ["end", "over"]
        assert page.get(f"/t/{other.token}/state").status_code == 404
        with rig.store.writing() as tx:
            tx.keep_hall(replace(tx.hall(), rehearsal=True))
        wait_until(lambda: page.get(f"/t/{other.token}/state").status_code == 200)
