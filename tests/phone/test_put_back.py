"""A queue state that was put back from a copy, and a bug: phones of other tickets go on."""

import pytest

from tests.fake_store import FakeStore
from tests.phone.rig import Rig
from tests.phone.test_watch import Listener, away
from tests.waiting import wait_until


def test_a_ticket_that_a_copy_put_back_does_not_hold_ends_and_hides_no_other(
    caplog: pytest.LogCaptureFixture,
) -> None:
    store = FakeStore()
    rig = Rig(store=store)
    kept = rig.issue().ticket
    copy = store._state.copy()
    lost = rig.issue().ticket
    with rig.serving() as page:
        phone, other = Listener(rig, lost.token), Listener(rig, kept.token)
        with away(store):
            wait_until(lambda: phone.state["stale"])
            store._state = copy
        wait_until(phone.has_ended)
        wait_until(lambda: not other.state["stale"])
        assert page.get(f"/t/{lost.token}/state").status_code == 404
        rig.hall.call_next("1")
        wait_until(lambda: other.state["state"] == "called")
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_a_bug_that_lasts_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    store = FakeStore()
    rig = Rig(store=store)
    ticket = rig.issue().ticket
    asked: list[object] = []

    def broken(ticket_id: object) -> None:
        asked.append(ticket_id)
        raise IndexError("a bug")

    with rig.serving():
        phone = Listener(rig, ticket.token)
        store.legs_of = broken  # type: ignore[method-assign,assignment]
        rig.hall.call_next("1")
        wait_until(lambda: phone.state["stale"])
        wait_until(lambda: len(asked) > 5)
    told = [record for record in caplog.records if record.name == "phone.watch"]
    assert [record.levelname for record in told] == ["ERROR", "WARNING"]
