"""A press at the counter: taken once, when it fits, away from the window."""

import pytest

from counter.desk import BESIDE, PATH
from tests.counter.desk_rig import Rig
from ticketing import lifecycle
from ticketing.errors import (
    UnknownCounter,
)
from ticketing.lifecycle import Action, State


@pytest.fixture
def rig() -> Rig:
    return Rig()


def test_a_remembered_counter_is_taken_up_at_once(rig: Rig) -> None:
    assert rig.counter_name() == "1"


def test_without_a_counter_the_clerk_chooses_one() -> None:
    rig = Rig(counter="")
    assert rig.counter_name() is None
    assert rig.desk.catalogue is not None
    rig.presenter.choose("3")
    assert rig.desk.counter is not None
    assert rig.desk.counter.agency == "SAMSAT"


def test_a_remembered_counter_that_the_hall_no_longer_has_opens_the_choice_and_says_why() -> None:
    rig = Rig(counter="99")
    assert rig.counter_name() is None
    assert isinstance(rig.refusal, UnknownCounter)
    rig.presenter.choose("1")
    assert rig.refusal is None


def test_who_waits_is_listed_in_order_of_arrival_for_this_agency_only(rig: Rig) -> None:
    rig.issue("KTP-BARU")
    rig.issue("PAJAK")
    rig.issue("KK-BARU", priority=True)
    assert rig.waiting == ["A001", "A002"]


@pytest.mark.parametrize("state", [State.WAITING, State.CALLED, State.SERVING])
def test_what_may_be_pressed_is_what_the_lifecycle_allows(rig: Rig, state: State) -> None:
    rig.bring_to(state)
    for action in (*PATH, *BESIDE):
        # A regular ticket cannot be made regular.
        fitting = lifecycle.allowed(state) - {Action.DEMOTE} if state is not State.WAITING else {Action.CALL}
        assert rig.desk.may(action) == (action in fitting)


@pytest.mark.parametrize(
    ("state", "primary"),
    [(State.WAITING, Action.CALL), (State.CALLED, Action.SERVE), (State.SERVING, Action.COMPLETE)],
)
def test_each_state_has_its_primary_action(rig: Rig, state: State, primary: Action) -> None:
    rig.bring_to(state)
    assert rig.desk.primary is primary


def test_nobody_can_be_called_while_nobody_waits(rig: Rig) -> None:
    assert not any(rig.desk.may(action) for action in Action)
    assert rig.desk.primary is Action.CALL


def test_a_ticket_goes_its_way_by_the_primary_press_alone(rig: Rig) -> None:
    rig.issue()
    states = []
    for _ in range(3):
        rig.presenter.press_primary()
        states.append(rig.own_state)
    assert states == [State.CALLED, State.SERVING, None]


def test_a_visitor_who_does_not_come_leaves_the_counter_free(rig: Rig) -> None:
    rig.bring_to(State.CALLED)
    rig.presenter.press(Action.RECALL)
    assert rig.desk.own is not None
    assert rig.desk.own.calls == 2
    rig.presenter.press(Action.NO_SHOW)
    assert rig.desk.own is None


@pytest.mark.parametrize("state", [State.WAITING, State.CALLED, State.SERVING])
def test_two_presses_are_one_action(rig: Rig, state: State) -> None:
    rig.bring_to(state)
    before = len(rig.store.feed(0).poll())
    rig.worker.held = True
    rig.presenter.press_primary()
    rig.presenter.press_primary()
    assert rig.worker.outstanding == 1
    rig.worker.finish()
    assert len(rig.store.feed(0).poll()) == before + 1


def test_while_an_action_is_on_its_way_none_may_be_pressed(rig: Rig) -> None:
    rig.bring_to(State.CALLED)
    rig.worker.held = True
    rig.presenter.press(Action.RECALL)
    assert rig.desk.going is Action.RECALL
    assert not any(rig.desk.may(action) for action in Action)


def test_the_counter_cannot_be_changed_while_an_action_is_on_its_way(rig: Rig) -> None:
    rig.issue()
    rig.worker.held = True
    rig.presenter.press(Action.CALL)
    rig.presenter.choose("3")
    assert rig.counter_name() == "1"


def test_what_another_counter_calls_leaves_the_list_by_itself(rig: Rig) -> None:
    rig.issue()
    rig.issue()
    rig.hall.call_next("2")
    rig.hear()
    assert rig.waiting == ["A002"]


def test_many_changes_at_once_ask_for_one_reading_more(rig: Rig) -> None:
    rig.worker.held = True
    for _ in range(20):
        rig.issue()
    assert rig.worker.outstanding == 1
    rig.worker.held = False
    rig.worker.finish()
    assert len(rig.waiting) == 20
    assert rig.worker.outstanding == 0


def test_what_happens_at_another_agency_is_not_read(rig: Rig) -> None:
    rig.worker.held = True
    rig.issue("PAJAK")
    assert rig.worker.outstanding == 0


def test_an_answer_for_the_counter_left_is_not_shown_at_the_new_one(rig: Rig) -> None:
    rig.issue("KTP-BARU")
    rig.worker.held = True
    rig.issue("KTP-BARU")
    rig.shown.clear()
    rig.presenter.choose("3")
    rig.worker.held = False
    rig.worker.finish()
    assert {desk.counter.name if desk.counter else "" for desk in rig.shown} == {"3"}
    assert {desk.waiting for desk in rig.shown} == {()}
