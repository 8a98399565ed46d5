"""The actions of the hall, on the fake store."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.fake_store import FakeStore
from tests.fakes import MORNING, FakeClock
from ticketing import lifecycle
from ticketing.errors import (
    ClockJumped,
    CounterBusy,
    CounterIdle,
    NotAllowed,
    TicketMoved,
    UnknownCounter,
    UnknownService,
)
from ticketing.hall import Hall
from ticketing.lifecycle import Action, State
from ticketing.words import Language


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


@pytest.fixture
def hall(store: FakeStore, clock: FakeClock) -> Hall:
    return Hall(store, clock)


def issue(hall: Hall, service: str = "KTP-BARU", *, priority: bool = False) -> str:
    return hall.issue(service, Language.ID, uuid4(), priority=priority, kiosk="kiosk-1").ticket.number


def test_numbers_run_per_prefix_from_one(hall: Hall) -> None:
    assert [issue(hall), issue(hall, "PAJAK"), issue(hall, "KK-BARU")] == ["A001", "SM001", "A002"]


def test_the_same_tap_is_the_same_ticket(hall: Hall, store: FakeStore) -> None:
    tap = uuid4()
    first = hall.issue("KTP-BARU", Language.EN, tap)
    second = hall.issue("KTP-BARU", Language.EN, tap)
    assert (first.repeated, second.repeated) == (False, True)
    assert second.ticket == first.ticket
    assert len(store.waiting("1")) == 1


def test_an_unknown_service_takes_no_number(hall: Hall) -> None:
    with pytest.raises(UnknownService):
        issue(hall, "NO-SUCH")
    assert issue(hall) == "A001"


def test_a_paper_is_asked_for_in_the_same_transaction(hall: Hall, store: FakeStore) -> None:
    issued = hall.issue("KTP-BARU", Language.ID, uuid4(), kiosk="kiosk-1")
    silent = hall.issue("KTP-BARU", Language.ID, uuid4(), kiosk="kiosk-1", paper=False)
    assert store.paper(issued.ticket.id) == "waiting"
    assert store.paper(silent.ticket.id) is None


def test_a_token_has_128_bits_and_never_repeats(hall: Hall) -> None:
    tokens = {hall.issue("PAJAK", Language.ID, uuid4()).ticket.token for _ in range(50)}
    assert len(tokens) == 50
    assert {len(token) for token in tokens} == {26}


def test_the_longest_waiting_is_called_first_across_services(hall: Hall, clock: FakeClock) -> None:
    for service in ("KK-BARU", "KTP-BARU", "KK-BARU"):
        issue(hall, service)
        clock.advance(minutes=1)
    called = []
    for _ in range(3):
        leg = hall.call_next("1")
        assert leg is not None
        called.append(leg.number)
        hall.no_show("1")
    assert called == ["A001", "A002", "A003"]
    assert hall.call_next("1") is None


def test_a_counter_calls_only_its_own_agency(hall: Hall) -> None:
    issue(hall, "PAJAK")
    assert hall.call_next("1") is None
    leg = hall.call_next("3")
    assert leg is not None
    assert leg.number == "SM001"


def test_priority_goes_first_but_never_without_bound(hall: Hall, clock: FakeClock) -> None:
    regular = issue(hall)
    clock.advance(minutes=4)
    first = issue(hall, priority=True)
    clock.advance(minutes=2)
    leg = hall.call_next("1")
    assert leg is not None
    assert leg.number == first, "6 minutes of a regular weigh less than 2 of a priority ticket"
    issue(hall, priority=True)
    clock.advance(minutes=1)
    other = hall.call_next("2")
    assert other is not None
    assert other.number == regular, "a fresh priority ticket does not overtake seven minutes"


def test_a_visit_from_call_to_completion(hall: Hall, clock: FakeClock) -> None:
    issue(hall)
    clock.advance(minutes=5)
    called = hall.call_next("1")
    assert called is not None
    clock.advance(seconds=20)
    assert hall.recall("1").calls == 2
    served = hall.serve("1")
    clock.advance(minutes=8)
    done = hall.complete("1")
    assert called.called_at is not None
    assert done.ended_at is not None
    assert served.serving_at is not None
    assert called.called_at - called.queued_at == timedelta(minutes=5)
    assert done.ended_at - served.serving_at == timedelta(minutes=8)
    assert done.state is State.COMPLETED
    assert hall.call_next("1") is None


def test_every_action_against_every_state_is_allowed_or_changes_nothing(store: FakeStore) -> None:
    paths: dict[State, list[Action]] = {
        State.CALLED: [],
        State.SERVING: [Action.SERVE],
    }
    verbs = {
        Action.RECALL: "recall",
        Action.SERVE: "serve",
        Action.COMPLETE: "complete",
        Action.NO_SHOW: "no_show",
    }
    for state, path in paths.items():
        for action, verb in verbs.items():
            store = FakeStore()
            hall = Hall(store, FakeClock())
            issue(hall)
            hall.call_next("1")
            for step in path:
                getattr(hall, verbs[step])("1")
            before = store.at_counter("1")
            expected = lifecycle.target(action, state)
            if expected is None:
                with pytest.raises(NotAllowed):
                    getattr(hall, verb)("1")
                assert store.at_counter("1") == before
            else:
                assert getattr(hall, verb)("1").state is expected


def test_a_busy_counter_may_not_call(hall: Hall) -> None:
    issue(hall)
    issue(hall)
    hall.call_next("1")
    with pytest.raises(CounterBusy) as refused:
        hall.call_next("1")
    assert refused.value.facts == {"counter": "1", "number": "A001"}


def test_an_idle_counter_has_nothing_to_act_on(hall: Hall) -> None:
    with pytest.raises(CounterIdle):
        hall.serve("2")


def test_an_unknown_counter_is_refused_by_every_action(hall: Hall) -> None:
    for act in (hall.call_next, hall.recall, hall.serve, hall.complete, hall.no_show):
        with pytest.raises(UnknownCounter):
            act("99")


def test_a_clerk_whose_screen_is_behind_does_not_act_on_another_ticket(hall: Hall) -> None:
    issue(hall)
    hall.call_next("1")
    with pytest.raises(TicketMoved):
        hall.serve("1", UUID(int=7))


def test_numbers_restart_each_hall_day_and_the_rest_expires(
    hall: Hall, store: FakeStore, clock: FakeClock
) -> None:
    left = hall.issue("KTP-BARU", Language.ID, uuid4()).ticket
    clock.advance(hours=15)  # 22:30 in Purwakarta
    assert issue(hall) == "A002"
    clock.advance(hours=2)  # past midnight there, 17:30 in UTC
    assert issue(hall) == "A001"
    old = store.leg_of(left.id)
    assert old is not None
    assert old.state is State.EXPIRED
    assert [leg.number for leg in store.waiting("1")] == ["A001"]


def test_utc_midnight_means_nothing(hall: Hall, clock: FakeClock) -> None:
    clock.time = clock.time.replace(hour=23, minute=59)  # 06:59 the next morning in Purwakarta
    first = issue(hall)
    clock.advance(minutes=2)
    assert [first, issue(hall)] == ["A001", "A002"]


def test_a_called_ticket_of_yesterday_does_not_block_its_counter(hall: Hall, clock: FakeClock) -> None:
    issue(hall)
    hall.call_next("1")
    clock.advance(days=1)
    assert hall.call_next("1") is None


def test_a_clock_that_goes_back_reopens_no_day_and_repeats_no_number(hall: Hall, clock: FakeClock) -> None:
    issue(hall)
    clock.advance(days=1)
    assert issue(hall) == "A001"
    clock.advance(hours=-26)
    second = hall.issue("KTP-BARU", Language.ID, uuid4()).ticket
    assert second.number == "A002"
    assert second.issued_at > clock.now()
    leg = hall.call_next("1")
    assert leg is not None
    assert leg.called_at is not None
    assert leg.called_at >= leg.queued_at


def test_a_wild_forward_jump_waits_for_staff(hall: Hall, clock: FakeClock) -> None:
    issue(hall)
    clock.advance(days=400)
    with pytest.raises(ClockJumped):
        issue(hall)
    hall.accept_clock()
    assert issue(hall) == "A001"


def test_an_accepted_clock_goes_on_with_the_series_of_a_day_that_has_been(
    hall: Hall, clock: FakeClock
) -> None:
    issue(hall)
    clock.advance(days=20)
    assert issue(hall) == "A001"
    clock.advance(days=-20)
    hall.accept_clock()
    assert issue(hall) == "A002"


def test_after_999_numbers_have_four_digits(hall: Hall) -> None:
    numbers = [issue(hall) for _ in range(1001)]
    assert numbers[998:] == ["A999", "A1000", "A1001"]


def test_told_times_follow_the_people_ahead(hall: Hall, clock: FakeClock) -> None:
    first = hall.issue("KTP-BARU", Language.ID, uuid4()).told
    for _ in range(9):
        issue(hall)
    last = hall.issue("KTP-BARU", Language.ID, uuid4()).told
    assert (first.ahead, last.ahead) == (0, 10)
    # ten people of 8 minutes at 2 counters: 40 minutes; a quarter less is 30, a half more 60
    assert last.called_from == clock.now() + timedelta(minutes=30)
    assert last.called_until == clock.now() + timedelta(minutes=60)
    assert first.called_from == clock.now()


def test_a_failed_transaction_leaves_nothing(hall: Hall, store: FakeStore) -> None:
    with pytest.raises(RuntimeError), store.writing() as tx:
        tx.take_number(MORNING.date(), "A")
        raise RuntimeError
    assert issue(hall) == "A001"
