"""A press at the counter: taken once, when it fits, away from the window."""

from uuid import uuid4

import pytest

from counter.desk import BESIDE, PATH, Desk, elapsed_s, waited_minutes
from counter.presenter import CounterPresenter
from tests.fake_store import FakeStore
from tests.fakes import FakeClock, FakeWorker, PlainPins
from ticketing import lifecycle
from ticketing.errors import (
    AntreanError,
    CounterBusy,
    NotAllowed,
    StoreBusy,
    StoreUnreachable,
    TicketMoved,
    UnknownCounter,
)
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.lifecycle import Action, Deed, State
from ticketing.words import Language

LOST = StoreUnreachable(path="hall.db", reason="missing")


class Rig:
    """Counter 1 of a hall with three counters."""

    def __init__(self, counter: str = "1") -> None:
        self.store = FakeStore()
        self.clock = FakeClock()
        self.hall = Hall(self.store, self.clock)
        self.house = House(self.store, self.clock, PlainPins(), "pc-1")
        self.worker = FakeWorker()
        self.shown: list[Desk] = []
        self.feed = self.store.feed()
        self.presenter = CounterPresenter(
            self.store, self.hall, self.house, self.worker, self.clock, self.shown.append, counter=counter
        )
        self.presenter.open()

    def issue(self, service: str = "KTP-BARU", *, priority: bool = False) -> str:
        number = self.hall.issue(service, Language.ID, uuid4(), priority=priority).leg.number
        self.hear()
        return number

    def hear(self) -> None:
        self.presenter.hear(self.feed.poll())

    def bring_to(self, state: State | None) -> None:
        self.issue()
        if state is not State.WAITING:
            self.presenter.press(Action.CALL)
        if state is State.SERVING:
            self.presenter.press(Action.SERVE)
        assert (self.own_state or State.WAITING) is state

    def tick(self, seconds: int) -> None:
        for _ in range(seconds):
            self.clock.advance(seconds=1)
            self.presenter.tick()

    @property
    def desk(self) -> Desk:
        return self.presenter.desk

    @property
    def own_state(self) -> State | None:
        return self.desk.own.state if self.desk.own else None

    def counter_name(self) -> str | None:
        return self.desk.counter.name if self.desk.counter else None

    @property
    def refusal(self) -> AntreanError | None:
        return self.desk.refusal

    def is_lost(self) -> bool:
        return self.desk.lost is not None

    @property
    def waiting(self) -> list[str]:
        return [leg.number for leg in self.desk.waiting]


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
