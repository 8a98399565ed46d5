"""Errands: any allowed order comes to the end, what waits for itself is found."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fake_store import FakeStore
from tests.fakes import FakeClock, small_catalogue
from ticketing import errand
from ticketing.catalogue import Catalogue
from ticketing.errand import Errand, Step, StopState, has_choice
from ticketing.hall import Hall
from ticketing.lifecycle import Action, State
from ticketing.placing import Place, Rules
from ticketing.waiting.entry import Entry
from ticketing.words import Language, Words

NAMES = [f"S{number}" for number in range(7)]


@st.composite
def plans(draw: st.DrawFn) -> list[Step]:
    """Draw steps that wait for earlier ones only, in any order of the file."""
    count = draw(st.integers(1, len(NAMES)))
    steps = [
        Step(NAMES[n], tuple(draw(st.lists(st.sampled_from(NAMES[:n]), unique=True))) if n else ())
        for n in range(count)
    ]
    return draw(st.permutations(steps))


@given(plans(), st.randoms())
def test_every_allowed_order_does_everything_once(steps: list[Step], chance: object) -> None:
    done: list[str] = []
    while allowed := errand.may_come_next(steps, done):
        assert not set(allowed) & set(done)
        done.append(chance.choice(allowed))  # type: ignore[attr-defined]
    assert sorted(done) == sorted(step.service for step in steps)
    assert errand.cycle(steps) == ()


@given(plans(), st.data())
def test_a_cycle_is_found(steps: list[Step], data: st.DataObject) -> None:
    first = data.draw(st.sampled_from(steps))
    looped = [Step(step.service, (*step.after, first.service)) if not step.after else step for step in steps]
    found = errand.cycle(looped)
    after = {step.service: step.after for step in looped}
    assert found
    for one, before in zip(found, (*found[1:], found[0]), strict=True):
        assert before in after[one]


@given(plans())
def test_an_itinerary_tells_each_service_once(steps: list[Step]) -> None:
    done = list(errand.may_come_next(steps, ()))[:1]
    present = next(iter(errand.may_come_next(steps, done)), None)
    stops = errand.itinerary(steps, done, present)
    assert sorted(stop.service for stop in stops) == sorted(step.service for step in steps)
    assert [stop.state for stop in stops[:1]] == [StopState.DONE]


@given(plans().filter(lambda steps: len(steps) <= 5))
def test_a_stop_is_free_when_another_order_puts_it_elsewhere(steps: list[Step]) -> None:
    after = {step.service: step.after for step in steps}
    orders = [
        order
        for order in permutations(after)
        if all(order.index(before) < order.index(one) for one in order for before in after[one])
    ]
    for place, stop in enumerate(errand.itinerary(steps, (), None)):
        assert stop.is_free is (len({order[place] for order in orders}) > 1)


def test_what_is_done_stands_first_as_it_was_done_then_where_the_visitor_is() -> None:
    steps = (Step("A"), Step("B"), Step("C"), Step("D", ("A", "C")))
    assert errand.itinerary(steps, ("C", "A"), "B") == (
        errand.Stop("C", StopState.DONE),
        errand.Stop("A", StopState.DONE),
        errand.Stop("B", StopState.PRESENT),
        errand.Stop("D", StopState.AHEAD),
    )


def test_a_cycle_is_found_beside_a_step_that_waits_for_something_unknown() -> None:
    steps = (Step("A", ("NONE",)), Step("B", ("A", "C")), Step("C", ("B",)))
    assert errand.cycle(steps) == ("B", "C")
    assert errand.cycle(steps[:1]) == ()


def test_equal_waits_go_by_the_file_and_nobody_is_asked_without_a_choice() -> None:
    steps = (Step("A"), Step("B"), Step("C", ("A", "B")))
    asked: list[str] = []

    def wait_min(service: str) -> float:
        asked.append(service)
        return 5.0

    assert errand.choose_next(steps, (), wait_min) == "A"
    assert asked == ["A", "B"]
    assert errand.choose_next(steps, ("A", "B"), wait_min) == "C"
    assert asked == ["A", "B"]
    assert errand.choose_next(steps[:2], (), lambda _: None) == "A"


def test_the_shortest_wait_comes_next_and_what_is_closed_last() -> None:
    steps = (Step("A"), Step("B"), Step("C"), Step("D", ("A",)))
    waits = {"A": 9.0, "B": 4.0, "C": None}
    assert errand.choose_next(steps, (), lambda code: waits[code]) == "B"
    assert errand.choose_next(steps, ("B",), lambda code: waits[code]) == "A"
    assert errand.choose_next(steps, ("A", "B"), lambda code: {"C": None, "D": 1.0}[code]) == "D"
    assert errand.choose_next(steps, ("A", "B", "D"), lambda code: waits[code]) == "C"
    assert errand.choose_next(steps, ("A", "B", "C", "D"), lambda code: waits[code]) is None


def test_credit_has_a_cap() -> None:
    hour = timedelta(hours=1)
    assert errand.credited(timedelta(minutes=20), hour) == timedelta(minutes=20)
    assert errand.credited(timedelta(hours=3), hour) == hour
    assert errand.credited(timedelta(seconds=-5), hour) == timedelta()


MOVE = Errand("PINDAH", Words("Pindah"), (Step("KTP-BARU"), Step("PAJAK"), Step("KK-BARU", ("KTP-BARU",))))


@pytest.fixture
def store() -> FakeStore:
    shop = small_catalogue()
    return FakeStore(Catalogue(shop.agencies, shop.services, shop.counters, errands=(MOVE,)))


def test_one_ticket_goes_through_its_errand_over_two_agencies(store: FakeStore) -> None:
    clock = FakeClock()
    hall = Hall(store, clock)
    issued = hall.issue("PINDAH", Language.ID, uuid4())
    number, visited = issued.ticket.number, []
    for _ in range(3):
        leg = store.leg_of(issued.ticket.id)
        assert leg is not None
        counter = "3" if leg.agency == "SAMSAT" else "1"
        clock.advance(minutes=10)
        called = hall.call_next(counter)
        assert called is not None
        assert called.number == number
        visited.append(called.service)
        hall.serve(counter)
        clock.advance(minutes=5)
        hall.complete(counter)
    assert sorted(visited) == ["KK-BARU", "KTP-BARU", "PAJAK"]
    assert visited.index("KTP-BARU") < visited.index("KK-BARU")
    last = store.leg_of(issued.ticket.id)
    assert last is not None
    assert (last.state, last.position) == (State.COMPLETED, 3)
    assert [event.action for event in store._state.events].count(Action.ADVANCE) == 2


def test_where_the_order_is_free_the_shorter_queue_comes_first(store: FakeStore) -> None:
    hall = Hall(store, FakeClock())
    for _ in range(9):
        hall.issue("KTP-BARU", Language.ID, uuid4())
    leg = hall.issue("PINDAH", Language.ID, uuid4()).leg
    assert (leg.service, leg.number) == ("PAJAK", "SM001")


@pytest.mark.parametrize(("waited_min", "credit_min"), [(20, 20), (90, 60)])
def test_the_time_already_waited_is_credited_up_to_the_cap(
    store: FakeStore, waited_min: int, credit_min: int
) -> None:
    clock = FakeClock()
    hall = Hall(store, clock, Rules(credit_min=60))
    hall.issue("PINDAH", Language.ID, tap := uuid4())
    clock.advance(minutes=waited_min)
    hall.call_next("1")
    hall.serve("1")
    clock.advance(minutes=5)
    hall.complete("1")
    leg = store.leg_of(tap)
    assert leg is not None
    assert clock.time - leg.queued_at == timedelta(minutes=credit_min)


def test_the_credit_of_a_third_leg_holds_the_waiting_of_both_before_but_no_service(store: FakeStore) -> None:
    clock = FakeClock()
    hall = Hall(store, clock, Rules(credit_min=60))
    hall.issue("PINDAH", Language.ID, tap := uuid4())
    for waited_min in (20, 15):
        clock.advance(minutes=waited_min)
        leg = store.leg_of(tap)
        assert leg is not None
        counter = "3" if leg.agency == "SAMSAT" else "1"
        hall.call_next(counter)
        hall.serve(counter)
        clock.advance(minutes=7)
        hall.complete(counter)
    last = store.leg_of(tap)
    assert last is not None
    assert (last.position, clock.time - last.queued_at) == (3, timedelta(minutes=35))


def test_a_place_at_the_front_is_no_waiting_that_is_credited(store: FakeStore) -> None:
    clock = FakeClock()
    hall = Hall(store, clock, Rules(credit_min=60, returned=Place.FRONT))
    for service in ("PAJAK", "PAJAK", "PAJAK", "KK-BARU"):
        hall.issue(service, Language.ID, uuid4())
    clock.advance(minutes=50)
    hall.issue("PINDAH", Language.ID, tap := uuid4())
    leg = store.leg_of(tap)
    assert leg is not None
    hall.transfer("1", tap, service="KK-BARU", place=Place.FRONT)
    clock.advance(minutes=5)
    hall.call_next("1")
    hall.serve("1")
    hall.complete("1")
    leg = store.leg_of(tap)
    assert leg is not None
    assert clock.time - leg.queued_at == timedelta(minutes=5)


def test_a_leg_sent_to_another_service_counts_as_the_step_that_it_replaces(store: FakeStore) -> None:
    shop = small_catalogue()
    pair = Errand("DUA", Words("Dua"), (Step("KTP-BARU"), Step("PAJAK", ("KTP-BARU",))))
    store = FakeStore(Catalogue(shop.agencies, shop.services, shop.counters, errands=(pair,)))
    hall = Hall(store, FakeClock())
    hall.issue("DUA", Language.ID, tap := uuid4())
    hall.call_next("1")
    hall.transfer("1", service="KK-BARU")
    hall.call_next("1")
    hall.serve("1")
    hall.complete("1")
    leg = store.leg_of(tap)
    assert leg is not None
    assert (leg.service, leg.state) == ("PAJAK", State.WAITING)


def test_only_where_the_order_is_free_there_is_a_choice() -> None:
    assert not has_choice((Step("A"), Step("B", ("A",)), Step("C", ("B",))))
    assert has_choice((Step("A"), Step("B", ("A",)), Step("C", ("A",))))
    assert not has_choice((Step("A"),))


def test_a_counter_reads_what_happened_before_the_lock_and_only_where_errands_leave_a_choice() -> None:
    class Watching(FakeStore):
        read = 0

        def entries(self, day: date, since: int = 0) -> Sequence[Entry]:
            self.read += 1
            return super().entries(day, since)

    free = Errand("MOVE", Words("Pindah", "Moving"), (Step("KTP-BARU"), Step("PAJAK")))
    for errands, asked, expected in (((), "KTP-BARU", 0), ((free,), "KTP-BARU", 0), ((free,), "MOVE", 1)):
        clock, store = FakeClock(), Watching(replace(small_catalogue(), errands=errands))
        Hall(store, clock).issue(asked, Language.ID, uuid4())
        counter, store.read = Hall(store, clock), 0
        counter.call_next("1")
        counter.serve("1")
        counter.complete("1")
        assert store.read == expected
