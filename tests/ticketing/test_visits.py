"""What visitors do on their own phones, against every state, and how often."""

import pytest

from tests.ticketing.test_actions import Rig, bring, make_rig
from ticketing import lifecycle
from ticketing.errors import LateTooOften, NotAllowed, UnknownTicket
from ticketing.lifecycle import Action, State
from ticketing.placing import Rules
from ticketing.visits import BY_PHONE, may_come_back, may_leave


@pytest.fixture
def rig() -> Rig:
    return make_rig()


STATES = [state for state in State if state is not State.EXPIRED]
MAY_LEAVE = {State.WAITING, State.CALLED, State.HELD}
MAY_COME_BACK = {State.CALLED, State.NO_SHOW}


@pytest.mark.parametrize("state", STATES)
def test_a_visitor_cancels_what_no_clerk_serves_and_what_has_not_ended(rig: Rig, state: State) -> None:
    ticket = bring(rig, state)
    if state in MAY_LEAVE:
        left = rig.hall.leave(ticket)
        assert left.state is State.CANCELLED
        assert left.ended_at is not None
        assert rig.store._state.events[-1].reason == BY_PHONE
    else:
        before = rig.journal()
        with pytest.raises(NotAllowed):
            rig.hall.leave(ticket)
        assert (rig.leg(ticket).state, rig.journal()) == (state, before)
    assert may_leave(state) == (state in MAY_LEAVE)


@pytest.mark.parametrize("state", STATES)
def test_a_visitor_who_is_late_is_put_back(rig: Rig, state: State) -> None:
    ticket = bring(rig, state)
    if state in MAY_COME_BACK:
        assert rig.hall.put_back(ticket).state is State.WAITING
        event = rig.store._state.events[-1]
        assert (event.action, event.counter, event.reason) == (Action.RETURN, None, BY_PHONE)
    else:
        with pytest.raises(NotAllowed):
            rig.hall.put_back(ticket)
        assert rig.leg(ticket).state is state
    assert may_come_back(state, 0, Rules()) == (state in MAY_COME_BACK)


def test_phones_may_nothing_that_the_table_of_states_does_not_allow() -> None:
    for state in State:
        assert not may_leave(state) or Action.CANCEL in lifecycle.allowed(state)
        assert not may_come_back(state, 0, Rules()) or Action.RETURN in lifecycle.allowed(state)


def test_the_counter_is_free_once_the_visitor_called_to_it_leaves(rig: Rig) -> None:
    ticket, other = rig.issue(), rig.issue()
    rig.hall.call_next("1")
    rig.hall.leave(ticket)
    called = rig.hall.call_next("1")
    assert called is not None
    assert called.ticket.id == other


def test_who_is_being_called_and_late_stands_behind_all_who_wait(rig: Rig) -> None:
    ticket, other, third = rig.issue(), rig.issue(), rig.issue()
    rig.hall.call_next("1")
    rig.hall.put_back(ticket)
    assert [leg.ticket.id for leg in rig.store.waiting("1")] == [other, third, ticket]


def test_who_was_given_up_stands_where_the_hall_puts_the_late() -> None:
    rig = make_rig(Rules(late_times=1))
    ticket, other = rig.issue(), rig.issue()
    rig.hall.call_next("1")
    rig.hall.no_show("1")
    rig.hall.put_back(ticket)
    assert [leg.ticket.id for leg in rig.store.waiting("1")] == [ticket, other]


def test_a_visitor_is_put_back_as_often_as_the_hall_allows_those_at_the_kiosk_counted(rig: Rig) -> None:
    ticket = rig.issue()
    rig.hall.call_next("1")
    rig.hall.no_show("1")
    rig.hall.take_back(ticket)
    rig.hall.call_next("1")
    rig.hall.put_back(ticket)
    rig.hall.call_next("1")
    rig.hall.return_to_queue("1")  # a clerk's does not count
    rig.hall.call_next("1")
    with pytest.raises(LateTooOften) as refused:
        rig.hall.put_back(ticket)
    assert refused.value.facts == {"number": "A001", "times": 2}
    assert rig.leg(ticket).state is State.CALLED


def test_a_hall_may_leave_it_to_the_kiosk_and_the_staff() -> None:
    rig = make_rig(Rules(late_times=0))
    ticket = bring(rig, State.NO_SHOW)
    with pytest.raises(LateTooOften):
        rig.hall.put_back(ticket)
    assert rig.hall.take_back(ticket).state is State.WAITING


def test_a_ticket_of_yesterday_is_none(rig: Rig) -> None:
    ticket = rig.issue()
    rig.clock.advance(days=1)
    for deed in (rig.hall.leave, rig.hall.put_back):
        with pytest.raises(UnknownTicket):
            deed(ticket)
