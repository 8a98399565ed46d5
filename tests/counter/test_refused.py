"""What a clerk is told when an action is refused, or the hall is out of reach, and how the counter goes on."""

import pytest

from counter.desk import elapsed_s, waited_minutes
from counter.presenter import CounterPresenter
from tests.counter.desk_rig import LOST, Rig
from tests.fakes import FakeWorker
from ticketing.errors import (
    CounterBusy,
    NotAllowed,
    StoreBusy,
    TicketMoved,
)
from ticketing.lifecycle import Action, Deed, State


@pytest.fixture
def rig() -> Rig:
    return Rig()


def test_a_counter_with_a_ticket_already_is_told_so_and_the_ticket_appears(rig: Rig) -> None:
    rig.issue()
    rig.issue()
    rig.hall.call_next("1")  # from another window of the same counter, not yet heard of
    rig.presenter.press(Action.CALL)
    assert isinstance(rig.refusal, CounterBusy)
    assert rig.desk.own is not None
    assert rig.desk.own.number == "A001"
    assert rig.desk.going is None


def test_a_ticket_that_is_no_longer_here_is_not_acted_on(rig: Rig) -> None:
    rig.issue()
    rig.issue()
    rig.presenter.press(Action.CALL)
    rig.hall.no_show("1")
    rig.hall.call_next("1")
    rig.presenter.press(Action.NO_SHOW)
    assert isinstance(rig.refusal, TicketMoved)
    assert rig.desk.own is not None
    assert rig.desk.own.number == "A002"
    assert rig.own_state is State.CALLED


def test_an_action_that_no_longer_fits_is_told(rig: Rig) -> None:
    rig.bring_to(State.CALLED)
    rig.hall.serve("1")
    rig.presenter.press(Action.RECALL)
    assert isinstance(rig.refusal, NotAllowed)
    assert rig.own_state is State.SERVING


def test_a_refusal_is_gone_with_the_next_press(rig: Rig) -> None:
    rig.issue()
    rig.hall.call_next("1")
    rig.presenter.press(Action.CALL)
    assert rig.refusal is not None
    rig.presenter.press(Action.SERVE)
    assert rig.refusal is None


def test_the_last_one_gone_to_another_counter_is_not_a_fault(rig: Rig) -> None:
    rig.issue()
    rig.hall.call_next("2")
    rig.presenter.press(Action.CALL)
    assert rig.desk.own is None
    assert rig.waiting == []
    assert rig.refusal is None


def test_a_busy_store_undoes_nothing_and_says_so(rig: Rig) -> None:
    rig.issue()
    rig.store.fault = StoreBusy()
    rig.presenter.press(Action.CALL)
    rig.store.fault = None
    assert rig.desk.is_unsure
    rig.tick(3)
    assert rig.waiting == ["A001"]
    rig.presenter.press(Action.CALL)
    assert rig.own_state is State.CALLED


def test_out_of_reach_the_last_state_stays_with_its_age_and_nothing_can_be_called(rig: Rig) -> None:
    rig.issue()
    cut_at = rig.clock.now()
    rig.store.fault = LOST
    rig.presenter.lose(LOST)
    rig.tick(120)
    assert rig.waiting == ["A001"]
    assert rig.desk.read_at == cut_at
    assert not rig.desk.may(Action.CALL)
    rig.presenter.press_primary()
    assert rig.desk.going is None


def test_a_counter_recovers_by_itself_without_the_feed(rig: Rig) -> None:
    rig.store.fault = LOST
    rig.presenter.lose(LOST)
    rig.tick(10)
    assert rig.is_lost()
    rig.store.fault = None
    rig.tick(3)
    assert not rig.is_lost()


def test_a_store_out_of_reach_at_the_start_is_waited_for() -> None:
    rig = Rig()
    rig.store.fault = LOST
    rig.presenter = CounterPresenter(
        rig.store, rig.hall, rig.house, rig.worker, rig.clock, rig.shown.append, counter="1"
    )
    rig.presenter.open()
    assert rig.is_lost()
    rig.store.fault = None
    rig.tick(3)
    assert rig.desk.counter is not None
    assert not rig.is_lost()


def test_a_reading_without_an_answer_counts_as_lost_within_five_seconds(rig: Rig) -> None:
    rig.worker.held = True
    rig.issue()
    rig.tick(5)
    assert rig.is_lost()
    rig.worker.held = False
    rig.worker.finish()
    assert not rig.is_lost()
    assert rig.waiting == ["A001"]


def test_an_action_whose_answer_never_comes_frees_the_window(rig: Rig) -> None:
    rig.issue()
    rig.presenter.press(Action.CALL)
    rig.worker.held = True
    rig.presenter.press(Action.SERVE)
    rig.tick(29)
    still_going: Action | Deed | None = rig.desk.going
    assert still_going is Action.SERVE
    rig.tick(1)
    rig.worker.held = False
    rig.worker.finish()
    assert rig.desk.going is None
    assert rig.own_state is State.SERVING


def test_after_a_bug_that_swallowed_an_answer_the_window_goes_on(rig: Rig) -> None:
    rig.issue()
    rig.worker.held = True
    rig.presenter.press(Action.CALL)
    rig.presenter._worker = FakeWorker()
    rig.presenter.start_over()
    assert rig.desk.may(Action.CALL)


def test_elapsed_time_counts_from_the_call_then_from_the_service_and_never_backwards(rig: Rig) -> None:
    rig.bring_to(State.CALLED)
    rig.clock.advance(seconds=75)
    assert elapsed_s(rig.desk, rig.clock.now()) == 75
    rig.presenter.press(Action.SERVE)
    assert elapsed_s(rig.desk, rig.clock.now()) == 0
    rig.clock.advance(hours=-1)
    assert elapsed_s(rig.desk, rig.clock.now()) == 0
    rig.presenter.press(Action.COMPLETE)
    assert elapsed_s(rig.desk, rig.clock.now()) is None


def test_minutes_waited_are_whole_and_never_negative(rig: Rig) -> None:
    rig.issue()
    leg = rig.desk.waiting[0]
    rig.clock.advance(seconds=119)
    assert waited_minutes(leg, rig.clock.now()) == 1
    rig.clock.advance(hours=-1)
    assert waited_minutes(leg, rig.clock.now()) == 0
