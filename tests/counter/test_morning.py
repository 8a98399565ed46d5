"""A counter in the morning: nobody of the day before is there before the day begins."""

import pytest

from counter.desk import Desk
from tests.counter.desk_rig import Rig
from ticketing.lifecycle import Action, Deed, State


@pytest.fixture
def rig() -> Rig:
    return Rig()


def shown(desk: Desk) -> tuple[object, ...]:
    return desk.own, desk.waiting, desk.called_at


def test_before_the_day_begins_the_desk_has_nobody_of_the_day_before(rig: Rig) -> None:
    rig.bring_to(State.SERVING)
    rig.issue()
    rig.clock.advance(minutes=1)
    rig.presenter.press_primary()
    rig.presenter.press(Action.CALL)
    rig.issue()
    assert all(shown(rig.desk))
    rig.clock.advance(days=1)
    rig.tick(61)
    assert not any(shown(rig.desk))
    number = rig.issue()
    assert [leg.number for leg in rig.desk.waiting] == [number]
    rig.presenter.press_primary()
    assert rig.desk.own is not None
    assert rig.desk.own.number == number


def test_before_the_day_begins_nobody_is_signed_in_and_no_counter_is_closed(rig: Rig) -> None:
    rig.issue()
    rig.house.close("1", "going home")
    rig.hear()
    found = [rig.desk.primary]
    rig.clock.advance(days=1)
    rig.tick(61)
    found.append(rig.desk.primary)
    assert found == [Deed.REOPEN, Action.CALL]
