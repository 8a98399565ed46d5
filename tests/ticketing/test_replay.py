"""A past day again under another policy: everybody served once, by who really worked, as long as it took."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import astuple, replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fake_store import FakeStore
from tests.fakes import MORNING, FakeClock, PlainPins, small_catalogue
from ticketing import past_day, replay
from ticketing.catalogue import Duty
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.past_day import PastDay, Shift, Visit
from ticketing.policy import Kind, Policies, Policy
from ticketing.words import Language


def at(minutes: float) -> datetime:
    return MORNING + timedelta(minutes=minutes)


def visit(
    n: int, joined: float, stay: float = 10, *, priority: bool = False, service: str = "KTP-BARU"
) -> Visit:
    return Visit(
        f"A{n:03d}", service, priority, at(joined), at(joined), at(joined), "1", timedelta(minutes=stay)
    )


def one_counter(*visits: Visit, begins: float = 0) -> PastDay:
    return PastDay(visits, {"1": Shift(at(begins), at(200))})


DUTIES = {"1": (Duty("1", "KTP-BARU"), Duty("1", "KK-BARU"))}


def numbers(day: PastDay, policy: Policy) -> list[str]:
    return [number for number, _ in replay.replay(day, DUTIES, Policies(policy)).order]


def test_strict_calls_priority_first_and_the_waits_are_those_of_a_hand_sum() -> None:
    day = one_counter(visit(1, 0), visit(2, 1), visit(3, 2, priority=True), visit(4, 3, priority=True))
    outcome = replay.replay(day, DUTIES, Policies(Policy(Kind.STRICT)))
    assert [one[0] for one in outcome.order] == ["A001", "A003", "A004", "A002"]
    # A003 waits from minute 2 to 10, A004 from 3 to 20; A002 from 1 to 30.
    assert astuple(outcome.priority) == pytest.approx((2, 12.5, 12.5, 16.1, 17))
    assert astuple(outcome.regular) == pytest.approx((2, 14.5, 14.5, 26.1, 29))


def test_one_in_n_gives_every_nth_call_to_a_regular_ticket() -> None:
    day = one_counter(
        visit(1, 0, priority=True), *(visit(n, 1, priority=True) for n in (2, 3, 4)), visit(5, 1), visit(6, 1)
    )
    assert numbers(day, Policy(Kind.ONE_IN_N, n=3)) == ["A001", "A002", "A005", "A003", "A004", "A006"]


@pytest.mark.parametrize(("weight", "first"), [(2, "A002"), (8, "A003")])
def test_ageing_weighs_as_in_the_hall(weight: float, first: str) -> None:
    day = one_counter(visit(1, 0, 20), visit(2, 1), visit(3, 15, priority=True))
    assert numbers(day, Policy(Kind.AGEING, weight=weight))[1] == first


def test_the_bound_acts_and_is_counted() -> None:
    day = one_counter(visit(1, 0, 70), visit(2, 1), *(visit(n, 60, priority=True) for n in (3, 4)))
    outcome = replay.replay(day, DUTIES, Policies(Policy(Kind.STRICT, bound_min=60)))
    assert [one[0] for one in outcome.order] == ["A001", "A002", "A003", "A004"]
    assert outcome.overdue == 1


def test_a_counter_on_its_break_calls_nobody() -> None:
    shift = Shift(at(0), at(100), ((at(10), at(25)),))
    outcome = replay.replay(PastDay((visit(1, 0), visit(2, 1)), {"1": shift}), DUTIES, Policies())
    assert outcome.regular.longest_min == 24


def test_a_helper_steps_in_after_the_threshold_only() -> None:
    duties = {"1": (Duty("1", "KTP-BARU"),), "2": (Duty("2", "KTP-BARU", helps_after_min=15),)}
    shifts = {"1": Shift(at(0), at(100)), "2": Shift(at(0), at(100))}
    day = PastDay((visit(1, 0, 40), visit(2, 1), visit(3, 2)), shifts)
    order = replay.replay(day, duties, Policies()).order
    assert order == (("A001", "1"), ("A002", "2"), ("A003", "2"))


def test_a_service_that_nobody_serves_any_more_is_served_by_who_really_did() -> None:
    outcome = replay.replay(one_counter(visit(1, 0, service="GONE")), DUTIES, Policies())
    assert outcome.order == (("A001", "1"),)


_VISITS = st.lists(
    st.tuples(
        st.integers(0, 300), st.integers(0, 40), st.booleans(), st.sampled_from(["KTP-BARU", "KK-BARU", "PAJAK"]),
        st.sampled_from(["1", "2", "3"]),
    ),
    min_size=1,
    max_size=40,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(_VISITS, st.sampled_from(list(Kind)), st.integers(1, 60))
def test_everybody_is_served_once_and_no_counter_serves_two_at_once(
    told: list[tuple[int, int, bool, str, str]], kind: Kind, bound_min: int
) -> None:
    visits = [
        replace(visit(n, joined, stay, priority=priority, service=service), counter=counter)
        for n, (joined, stay, priority, service, counter) in enumerate(sorted(told), 1)
    ]
    shifts = {one.counter: Shift(at(0), at(400), ((at(30), at(45)),)) for one in visits}
    duties = small_catalogue().duties
    day = PastDay(tuple(visits), shifts)
    outcome = replay.replay(day, duties, Policies(Policy(kind, bound_min=bound_min)))
    assert Counter(number for number, _ in outcome.order) == Counter(one.number for one in visits)
    assert outcome.priority.n + outcome.regular.n == len(visits)
    assert min(outcome.priority.median_min, outcome.regular.median_min) >= 0


class LivedIn:
    """A day in a hall of the fakes, with its journal."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        self.store, self.clock = FakeStore(), FakeClock()
        self.hall = Hall(self.store, self.clock)
        busy_until = {"1": MORNING, "2": MORNING, "3": MORNING}
        for minute in range(240):
            self.clock.time = at(minute)
            if minute < 200 and chance.random() < 0.35:
                service = chance.choice(["KTP-BARU", "KK-BARU", "PAJAK"])
                self.hall.issue(service, Language.ID, uuid4(), priority=chance.random() < 0.25)
            for counter, until in busy_until.items():
                own = self.store.at_counter(counter)
                if own is not None and until <= self.clock.time:
                    self.hall.complete(counter)
                    own = None
                if own is None and self.hall.call_next(counter) is not None:
                    self.hall.serve(counter)
                    busy_until[counter] = self.clock.time + timedelta(minutes=chance.randint(3, 18))
        for counter in busy_until:
            if self.store.at_counter(counter) is not None:
                self.hall.complete(counter)

    def day(self) -> PastDay:
        today = self.store.hall().day
        assert today is not None
        return past_day.read(self.store.events(today))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_under_the_policy_in_force_the_waits_are_near_those_that_were(seed: int) -> None:
    day = LivedIn(seed).day()
    measured = replay.really(day)
    again = replay.replay(day, small_catalogue().duties, Policies())
    assert again.priority.n == measured.priority.n > 5
    assert again.regular.n == measured.regular.n > 20
    assert again.priority.mean_min == pytest.approx(measured.priority.mean_min, abs=2)
    assert again.regular.mean_min == pytest.approx(measured.regular.mean_min, abs=2)


def test_strict_shortens_the_waits_of_priority_on_a_busy_day() -> None:
    day = LivedIn(4).day()
    outcomes = [
        replay.replay(day, small_catalogue().duties, Policies(Policy(kind, weight=1, bound_min=400)))
        for kind in (Kind.STRICT, Kind.AGEING)
    ]
    assert outcomes[0].priority.mean_min < outcomes[1].priority.mean_min
    assert outcomes[0].regular.mean_min > outcomes[1].regular.mean_min


def test_a_journal_is_read_into_waits_stays_and_shifts() -> None:
    store, clock = FakeStore(), FakeClock()
    hall, house = Hall(store, clock), House(store, clock, PlainPins(), "pc-1")

    def after(minutes: float) -> None:
        clock.advance(minutes=minutes)

    for _ in range(3):
        hall.issue("KTP-BARU", Language.ID, uuid4())
    after(5)
    hall.call_next("1")
    after(4)
    hall.serve("1")
    hall.hold("1", reason="copy")
    after(1)
    hall.call_next("1")  # the clerk took one minute though somebody waited
    after(2)
    hall.no_show("1")
    house.pause("1", "meal", 10)
    after(20)
    held = store.held("1")[0].ticket.id
    hall.resume("1", held)
    after(3)
    hall.complete("1")
    day = past_day.read(store.events(MORNING.date()))
    stays = {one.number: one.stay for one in day.visits}
    assert stays == {"A001": timedelta(minutes=4 + 3), "A002": timedelta(minutes=2)}
    assert day.left_out == 1
    shift = day.shifts["1"]
    assert (shift.begins_at, shift.ends_at) == (at(5), at(35))
    assert shift.breaks == ((at(12), at(32)),)


def test_who_is_sent_on_or_comes_back_waits_again_and_counts_from_before() -> None:
    store, clock = FakeStore(), FakeClock()
    hall = Hall(store, clock)
    hall.issue("KTP-BARU", Language.ID, uuid4())
    deeds: list[Callable[[], object]] = [
        lambda: hall.call_next("1"),
        lambda: hall.transfer("1", service="PAJAK"),
        lambda: hall.call_next("3"),
        lambda: hall.no_show("3"),
        lambda: hall.return_to_queue("3", store.given_up("3")[0].ticket.id),
        lambda: hall.call_next("3"),
        lambda: hall.cancel("3"),
    ]
    for deed in deeds:
        clock.advance(minutes=5)
        deed()
    day = past_day.read(store.events(MORNING.date()))
    assert [(one.joined_at, one.called_at, one.counter) for one in day.visits] == [
        (at(0), at(5), "1"),
        (at(10), at(15), "3"),
        (at(25), at(30), "3"),
    ]
    assert {one.counts_from for one in day.visits} == {at(0)}


def test_the_group_is_that_of_the_call() -> None:
    store, clock = FakeStore(), FakeClock()
    hall = Hall(store, clock)
    hall.issue("KTP-BARU", Language.ID, uuid4(), priority=True)
    hall.demote("1", next(iter(store._state.legs.values())).ticket.id)
    hall.call_next("1")
    hall.cancel("1")
    (only,) = past_day.read(store.events(MORNING.date())).visits
    assert not only.priority


def test_a_day_without_anybody_has_nothing() -> None:
    assert past_day.read([]) == PastDay((), {})
    assert replay.really(PastDay((), {})).regular == replay.Waits()
