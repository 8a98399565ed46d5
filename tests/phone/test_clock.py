"""The clock of the machine is set while phones look: nobody is told a wrong end, a negative age or an old hour."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from phone.hall_time import HallTime
from tests.fake_store import FakeStore
from tests.fakes import MORNING, FakeClock
from tests.phone.rig import Rig
from tests.phone.test_watch import Listener, away
from tests.waiting import wait_until
from ticketing.model import HallInfo


@pytest.fixture(autouse=True)
def _looks_round_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("phone.watch._LOOK_ROUND_S", 0.02)


def moment(state: dict[str, Any], name: str) -> datetime:
    return datetime.fromisoformat(state[name])


def looked_round(rig: Rig) -> None:
    """Wait until the page has seen what the clock says."""
    watch, seen = rig.server.lobby.watch, []
    for _ in range(2):
        seen.append(watch._looked_s)
        wait_until(lambda: watch._looked_s > seen[-1])


def test_a_clock_set_back_hides_nothing_and_takes_no_hour_back() -> None:
    rig = Rig()
    tickets = [rig.issue().ticket for _ in range(5)]
    with rig.serving() as page:
        phone, next_one = Listener(rig, tickets[-1].token), Listener(rig, tickets[0].token)
        rig.clock.time -= timedelta(hours=2)
        looked_round(rig)
        rig.hall.call_next("1")
        wait_until(lambda: next_one.state["state"] == "called")
        wait_until(lambda: phone.state["ahead"] == 3)
        asked = page.get(f"/t/{tickets[-1].token}/state").json()
    for state in (*phone.states, *next_one.states, asked):
        assert moment(state, "at") >= MORNING, "the hall's time stands until the clock has caught up"
        assert state["called_from"] is None or moment(state, "called_from") >= MORNING


@pytest.mark.parametrize("set_by", [timedelta(hours=-5), timedelta(hours=5), timedelta(days=-400)])
def test_a_state_that_is_old_is_as_old_as_it_is_whatever_the_clock_says(set_by: timedelta) -> None:
    store = FakeStore()
    rig = Rig(store=store)
    ticket = rig.issue().ticket
    with rig.serving() as page:
        phone = Listener(rig, ticket.token)
        with away(store):
            wait_until(lambda: phone.state["stale"])
            rig.clock.advance(minutes=3)
            rig.clock.time += set_by
            asked = page.get(f"/t/{ticket.token}/state").json()
            assert moment(asked, "at") - moment(asked, "known_at") == timedelta(minutes=3)
        wait_until(lambda: not phone.state["stale"])


def test_a_clock_set_forward_into_another_day_ends_no_ticket() -> None:
    rig = Rig()
    ticket = rig.issue().ticket
    with rig.serving() as page:
        phone = Listener(rig, ticket.token)
        rig.clock.time += timedelta(days=3)
        looked_round(rig)
        assert page.get(f"/t/{ticket.token}/state").status_code == 200
        assert not phone.has_ended()
        rig.clock.time -= timedelta(days=3)
        rig.hall.call_next("1")
        wait_until(lambda: phone.state["state"] == "called")


def test_a_night_that_has_passed_ends_the_day_before_anybody_acts() -> None:
    rig = Rig()
    ticket = rig.issue().ticket
    with rig.serving() as page:
        phone = Listener(rig, ticket.token)
        rig.clock.advance(hours=20)
        wait_until(phone.has_ended)
        assert phone.names[-2:] == ["end", "over"]
        assert page.get(f"/t/{ticket.token}/state").status_code == 404
        wait_until(lambda: not rig.server.lobby.watch._known._records)


def test_a_clock_that_staff_have_set_back_is_followed() -> None:
    rig = Rig()
    ticket = rig.issue().ticket
    with rig.serving():
        phone = Listener(rig, ticket.token)
        rig.clock.time -= timedelta(hours=2)
        rig.hall.accept_clock()
        rig.hall.call_next("1")
        wait_until(lambda: phone.state["state"] == "called")
        assert moment(phone.state, "at") == MORNING - timedelta(hours=2)


def test_a_small_step_back_is_waited_for_and_a_large_one_followed() -> None:
    clock = FakeClock()
    here = HallTime(clock)
    assert here.now() == MORNING
    clock.time -= timedelta(seconds=59)
    assert here.now() == MORNING
    clock.advance(seconds=60)
    assert here.now() == MORNING + timedelta(seconds=1)
    clock.time -= timedelta(minutes=2)
    assert here.now() == clock.time


def test_a_machine_whose_clock_runs_ahead_is_believed_no_more_once_the_hall_moves() -> None:
    clock = FakeClock(MORNING + timedelta(days=2))
    here = HallTime(clock)
    here.hear(HallInfo("MPP", "Asia/Jakarta", day=MORNING.date(), seen_at=MORNING))
    clock.advance(minutes=1)
    here.hear(HallInfo("MPP", "Asia/Jakarta", day=MORNING.date(), seen_at=MORNING + timedelta(minutes=1)))
    assert here.now() - MORNING < timedelta(hours=2)
