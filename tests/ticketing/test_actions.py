"""Every action against every state: allowed as the table says, or a refusal that changes nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest

from tests.fake_store import FakeStore
from tests.fakes import FakeClock
from ticketing import lifecycle
from ticketing.errors import (
    CopiesUsedUp,
    CounterBusy,
    CounterIdle,
    NotAllowed,
    NotCalledEnough,
    NotServedHere,
    ReasonMissing,
    Refusal,
    TicketMoved,
    UnknownService,
    UnknownTicket,
)
from ticketing.hall import Hall
from ticketing.lifecycle import Action, State
from ticketing.model import Leg
from ticketing.placing import Place, Rules
from ticketing.words import Language


@dataclass
class Rig:
    store: FakeStore
    clock: FakeClock
    hall: Hall

    def issue(self, service: str = "KTP-BARU", *, priority: bool = False) -> UUID:
        self.clock.advance(minutes=1)
        tap = uuid4()
        return self.hall.issue(service, Language.ID, tap, priority=priority, kiosk="kiosk-1").ticket.id

    def leg(self, ticket: UUID) -> Leg:
        leg = self.store.leg_of(ticket)
        assert leg is not None
        return leg

    def journal(self) -> list[Action]:
        return [event.action for event in self.store._state.events if isinstance(event.action, Action)]


@pytest.fixture
def rig() -> Rig:
    return make_rig()


def make_rig(rules: Rules | None = None) -> Rig:
    store, clock = FakeStore(), FakeClock()
    return Rig(store, clock, Hall(store, clock, rules))


def bring(rig: Rig, state: State) -> UUID:
    """Bring a priority ticket to a state at counter 1, by the hall's own actions."""
    ticket, hall = rig.issue(priority=True), rig.hall
    if state is State.CANCELLED:
        hall.cancel("1", ticket)
    elif state is State.EXPIRED:
        rig.clock.advance(days=1)
        rig.issue("PAJAK")
    elif state is not State.WAITING:
        hall.call_next("1")
        if state is State.NO_SHOW:
            hall.no_show("1")
        elif state is not State.CALLED:
            hall.serve("1")
            if state is State.HELD:
                hall.hold("1", reason="copies")
            elif state is State.COMPLETED:
                hall.complete("1")
    assert rig.leg(ticket).state is state
    return ticket


ACTS: dict[Action, Callable[[Hall, UUID], object]] = {
    Action.CALL: lambda hall, ticket: hall.call_ticket("1", ticket, "chosen"),
    Action.RECALL: lambda hall, ticket: hall.recall("1", ticket),
    Action.SERVE: lambda hall, ticket: hall.serve("1", ticket),
    Action.HOLD: lambda hall, ticket: hall.hold("1", ticket, reason="copies"),
    Action.RESUME: lambda hall, ticket: hall.resume("1", ticket),
    Action.TRANSFER: lambda hall, ticket: hall.transfer("1", ticket, service="KK-BARU"),
    Action.RETURN: lambda hall, ticket: hall.return_to_queue("1", ticket),
    Action.DEMOTE: lambda hall, ticket: hall.demote("1", ticket),
    Action.REPRINT: lambda hall, ticket: hall.reprint("1", ticket),
    Action.NO_SHOW: lambda hall, ticket: hall.no_show("1", ticket),
    Action.COMPLETE: lambda hall, ticket: hall.complete("1", ticket),
    Action.CANCEL: lambda hall, ticket: hall.cancel("1", ticket),
}


def test_every_action_of_a_clerk_is_tried() -> None:
    assert set(Action) - set(ACTS) == {Action.ISSUE, Action.ADVANCE, Action.EXPIRE}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("action", list(ACTS))
def test_an_action_leads_where_the_table_says_or_changes_nothing(
    rig: Rig, action: Action, state: State
) -> None:
    ticket = bring(rig, state)
    rig.clock.advance(minutes=2)  # the paper of its issue is not to come any more
    before, journal = rig.leg(ticket), rig.journal()
    target = lifecycle.target(action, state)
    if target is not None:
        ACTS[action](rig.hall, ticket)
        assert rig.leg(ticket).state is target
        assert rig.journal() == [*journal, action]
    else:
        with pytest.raises(Refusal):
            ACTS[action](rig.hall, ticket)
        assert rig.leg(ticket) == before
        assert rig.journal() == journal


@pytest.mark.parametrize("state", [State.WAITING, State.CALLED, State.SERVING, State.HELD])
def test_whatever_goes_on_expires_with_its_day(rig: Rig, state: State) -> None:
    ticket = bring(rig, state)
    rig.clock.advance(days=1)
    rig.issue("PAJAK")
    assert rig.leg(ticket).state is State.EXPIRED


def test_a_held_visitor_leaves_the_counter_free_and_comes_back_to_it(rig: Rig) -> None:
    first, second = rig.issue(), rig.issue()
    rig.hall.call_next("1")
    rig.hall.serve("1")
    rig.hall.hold("1", reason="  copying   documents ")
    assert [leg.ticket.id for leg in rig.store.held("1")] == [first]
    assert rig.store._state.events[-1].reason == "copying documents"
    called = rig.hall.call_next("1")
    assert called is not None
    assert called.ticket.id == second
    with pytest.raises(CounterBusy):
        rig.hall.resume("1", first)
    rig.hall.no_show("1")
    assert rig.hall.resume("1", first).state is State.SERVING


def test_a_hold_needs_a_reason_and_so_does_a_call_out_of_order(rig: Rig) -> None:
    ticket = bring(rig, State.SERVING)
    with pytest.raises(ReasonMissing):
        rig.hall.hold("1", ticket, reason="  ")
    rig.hall.complete("1")
    with pytest.raises(ReasonMissing):
        rig.hall.call_ticket("1", rig.issue(), "")


def test_a_chosen_ticket_is_called_before_its_turn_with_the_reason_in_the_journal(rig: Rig) -> None:
    rig.issue()
    later = rig.issue()
    leg = rig.hall.call_ticket("1", later, "small child")
    assert leg.ticket.id == later
    assert rig.store._state.events[-1].reason == "small child"


def test_a_counter_acts_on_nobody_that_it_does_not_serve(rig: Rig) -> None:
    ticket = rig.issue("PAJAK")
    with pytest.raises(NotServedHere):
        rig.hall.call_ticket("1", ticket, "chosen")
    with pytest.raises(NotServedHere):
        rig.hall.cancel("1", ticket)


def test_nobody_acts_on_a_ticket_that_another_counter_has(rig: Rig) -> None:
    ticket = bring(rig, State.CALLED)
    for act in (rig.hall.cancel, rig.hall.return_to_queue, rig.hall.demote):
        with pytest.raises(TicketMoved):
            act("2", ticket)
    with pytest.raises(CounterIdle):
        rig.hall.serve("2", ticket)


def test_a_ticket_of_another_day_is_not_known_any_more(rig: Rig) -> None:
    ticket = bring(rig, State.NO_SHOW)
    rig.clock.advance(days=1)
    with pytest.raises(UnknownTicket):
        rig.hall.return_to_queue("1", ticket)
    with pytest.raises(UnknownTicket):
        rig.hall.take_back(ticket)


@pytest.mark.parametrize(
    ("place", "order"),
    [(Place.FRONT, [2, 0, 1]), (Place.FAIR, [0, 2, 1]), (Place.BACK, [0, 1, 2])],
)
def test_a_transferred_ticket_keeps_number_and_arrival_and_stands_where_it_is_put(
    rig: Rig, place: Place, order: list[int]
) -> None:
    ahead = rig.issue("PAJAK")
    sent = rig.issue("KTP-BARU")
    behind = rig.issue("PAJAK")
    number = rig.leg(sent).number
    rig.hall.call_next("1")
    rig.hall.serve("1")
    moved = rig.hall.transfer("1", service="PAJAK", place=place)
    assert (moved.number, moved.agency, moved.counter, moved.calls) == (number, "SAMSAT", None, 0)
    assert moved.ticket.issued_at == rig.leg(sent).ticket.issued_at
    wanted = [(ahead, behind, sent)[one] for one in order]
    assert [leg.ticket.id for leg in rig.store.waiting("3")] == wanted


def test_a_ticket_sent_to_one_counter_is_called_by_that_one_only(rig: Rig) -> None:
    ticket = bring(rig, State.SERVING)
    rig.hall.transfer("1", to_counter="2")
    assert rig.hall.call_next("1") is None
    with pytest.raises(NotServedHere):
        rig.hall.call_ticket("1", ticket, "chosen")
    called = rig.hall.call_next("2")
    assert called is not None
    assert called.ticket.id == ticket


def test_a_ticket_is_not_sent_where_it_is_or_to_what_is_not_there(rig: Rig) -> None:
    bring(rig, State.SERVING)
    with pytest.raises(NotAllowed):
        rig.hall.transfer("1")
    with pytest.raises(UnknownService):
        rig.hall.transfer("1", service="NO-SUCH")


def test_a_late_visitor_comes_back_by_their_code_once(rig: Rig) -> None:
    ticket = bring(rig, State.NO_SHOW)
    assert rig.hall.take_back(ticket).state is State.WAITING
    with pytest.raises(NotAllowed):
        rig.hall.take_back(ticket)
    called = rig.hall.call_next("2")
    assert called is not None
    assert called.calls == 1, "the calls are counted anew"


def test_a_hall_may_want_more_calls_before_somebody_is_given_up() -> None:
    rig = make_rig(Rules(no_show_calls=3))
    rig.issue()
    rig.hall.call_next("1")
    rig.hall.recall("1")
    with pytest.raises(NotCalledEnough):
        rig.hall.no_show("1")
    rig.hall.recall("1")
    assert rig.hall.no_show("1").state is State.NO_SHOW


def test_a_ticket_made_regular_loses_its_place_before_the_others(rig: Rig) -> None:
    regular = rig.issue()
    first = rig.issue(priority=True)
    rig.hall.demote("1", first)
    with pytest.raises(NotAllowed):
        rig.hall.demote("1", first)
    assert rig.leg(first).ticket.priority is False
    called = rig.hall.call_next("1")
    assert called is not None
    assert called.ticket.id == regular


def test_a_copy_has_the_same_number_is_counted_and_logged() -> None:
    rig = make_rig(Rules(copies=2))
    ticket = rig.issue()
    assert rig.hall.reprint("1", ticket).copy == 0, "the original is still to come"
    made = []
    for _ in range(2):
        rig.clock.advance(minutes=2)
        made.append(rig.hall.reprint(None, ticket, kiosk="kiosk-2"))
        assert rig.hall.reprint(None, ticket).copy == made[-1].copy, "pressed twice, one copy"
    assert [(one.copy, one.spool) for one in made] == [(1, "kiosk-2"), (2, "kiosk-2")]
    rig.clock.advance(minutes=2)
    before, journal = rig.store.papers(9), rig.journal()
    with pytest.raises(CopiesUsedUp) as refused:
        rig.hall.reprint("1", ticket)
    assert refused.value.facts == {"number": "A001", "copies": 2}
    assert rig.store.papers(9) == before
    assert rig.journal() == journal == [Action.ISSUE, Action.REPRINT, Action.REPRINT]
    reasons = [event.reason for event in rig.store._state.events if event.action is Action.REPRINT]
    assert reasons == ["SALINAN 1, kiosk-2", "SALINAN 2, kiosk-2"]


def test_a_hall_that_allows_no_copies_makes_none() -> None:
    rig = make_rig(Rules(copies=0))
    ticket = rig.issue()
    rig.clock.advance(minutes=2)
    with pytest.raises(CopiesUsedUp):
        rig.hall.reprint(None, ticket)
    rig.clock.advance(days=1)
    rig.issue("PAJAK")
    with pytest.raises(UnknownTicket):
        rig.hall.reprint(None, ticket)


def test_a_called_ticket_that_was_left_alone_goes_back_to_the_front(rig: Rig) -> None:
    left = rig.issue()
    rig.hall.call_next("1")
    rig.issue()
    rig.clock.advance(minutes=16)
    called = rig.hall.call_next("2")
    assert called is not None
    assert called.ticket.id == left
    assert [event.reason for event in rig.store._state.events if event.action is Action.RETURN] == [
        "abandoned"
    ]


def test_a_ticket_that_is_being_served_is_never_taken_away(rig: Rig) -> None:
    rig.issue()
    rig.hall.call_next("1")
    rig.hall.serve("1")
    rig.clock.advance(hours=3)
    assert rig.hall.call_next("2") is None
