"""Whom a counter calls: policies, preference, help, and the bound that none of them breaks."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import MORNING
from ticketing.choice import Rule, Why, read
from ticketing.lifecycle import State
from ticketing.model import Leg, Ticket, Told
from ticketing.policy import Kind, Policies, Policy
from ticketing.selection import Head, pick_next
from ticketing.words import Language

ENDLESS = 10**6


def leg(n: int, waited_min: float, *, priority: bool = False, service: str = "KTP-BARU") -> Leg:
    """Make a leg that has waited so long by `MORNING`."""
    since = MORNING - timedelta(minutes=waited_min)
    told = Told(0, since, since)
    ticket = Ticket(UUID(int=n), since.date(), "A", n, Language.ID, priority, f"t{n}", "", since, told)
    return Leg(ticket, service, "DUKCAPIL", State.WAITING, queued_at=since, id=n)


def chosen(heads: list[Head], policy: Policy) -> int | None:
    found = pick_next(heads, Policies(policy), MORNING)
    return found.leg.id if found else None


def test_nobody_waits() -> None:
    assert chosen([], Policy()) is None


@pytest.mark.parametrize(("regular_min", "first"), [(19.0, 2), (21.0, 1)])
def test_ageing_weighs_waiting_by_the_weight(regular_min: float, first: int) -> None:
    heads = [Head(leg(1, regular_min)), Head(leg(2, 5, priority=True))]
    assert chosen(heads, Policy(Kind.AGEING, weight=4)) == first


def test_strict_puts_priority_first_however_short_it_waited() -> None:
    heads = [Head(leg(1, 59)), Head(leg(2, 0, priority=True))]
    assert chosen(heads, Policy(Kind.STRICT)) == 2


@pytest.mark.parametrize(("run", "first"), [(0, 2), (1, 2), (2, 1), (7, 1)])
def test_one_in_n_gives_a_regular_ticket_its_turn(run: int, first: int) -> None:
    heads = [Head(leg(1, 5), run=run), Head(leg(2, 50, priority=True), run=run)]
    assert chosen(heads, Policy(Kind.ONE_IN_N, n=3)) == first


@pytest.mark.parametrize("kind", list(Kind))
def test_who_has_waited_for_the_bound_goes_before_everybody_who_came_later(kind: Kind) -> None:
    heads = [Head(leg(1, 30), preference=5), Head(leg(2, 29, priority=True))]
    assert chosen(heads, Policy(kind, weight=100, bound_min=30)) == 1


def test_a_bound_of_one_service_leaves_another_alone() -> None:
    heads = [Head(leg(1, 40)), Head(leg(2, 1, priority=True, service="KK-BARU"))]
    policies = Policies(Policy(Kind.STRICT, bound_min=60), (("KK-BARU", Policy(Kind.STRICT, bound_min=10)),))
    found = pick_next(heads, policies, MORNING)
    assert found is not None
    assert found.leg.id == 2


def test_a_counter_serves_what_it_prefers_first() -> None:
    heads = [Head(leg(1, 50, service="KK-BARU"), preference=1), Head(leg(2, 1))]
    assert chosen(heads, Policy()) == 2


@pytest.mark.parametrize(("waited_min", "first"), [(19.0, 2), (20.0, 1), (45.0, 1)])
def test_a_helper_steps_in_at_the_threshold_and_out_below_it(waited_min: float, first: int) -> None:
    helped = Head(leg(1, waited_min, service="KK-BARU"), preference=3, helps_after_min=20)
    assert chosen([helped, Head(leg(2, 3))], Policy()) == first


def test_a_helper_without_own_work_still_waits_for_the_threshold() -> None:
    assert chosen([Head(leg(1, 5), helps_after_min=20)], Policy()) is None


def test_the_threshold_looks_at_the_longest_wait_of_either_class() -> None:
    heads = [
        Head(leg(1, 25), helps_after_min=20),
        Head(leg(2, 24, priority=True), helps_after_min=20),
    ]
    assert chosen(heads, Policy(Kind.STRICT)) == 2


def test_equal_claims_go_to_the_earlier_arrival() -> None:
    assert chosen([Head(leg(2, 5, service="KK-BARU")), Head(leg(1, 5))], Policy()) == 1


heads_of = st.lists(
    st.builds(
        lambda n, waited, first, service, preference, run: Head(
            leg(n, waited, priority=first, service=service), preference, None, run
        ),
        st.integers(1, 10**6),
        st.floats(0, 200),
        st.booleans(),
        st.sampled_from(["KTP-BARU", "KK-BARU"]),
        st.integers(0, 3),
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=8,
)


@given(heads_of, st.sampled_from(list(Kind)), st.integers(1, 120))
def test_the_choice_is_one_of_the_heads_and_never_breaks_the_bound(
    heads: list[Head], kind: Kind, bound_min: int
) -> None:
    found = pick_next(heads, Policies(Policy(kind, bound_min=bound_min)), MORNING)
    assert found is not None
    assert found.leg in [head.leg for head in heads]
    overdue = [head.leg for head in heads if MORNING - head.leg.queued_at >= timedelta(minutes=bound_min)]
    if overdue:
        assert found.leg.queued_at == min(one.queued_at for one in overdue)


def why(heads: list[Head], policy: Policy) -> Why:
    found = pick_next(heads, Policies(policy), MORNING)
    assert found is not None
    return found.why


@pytest.mark.parametrize(
    ("heads", "policy", "told"),
    [
        ([Head(leg(1, 5))], Policy(), Why(Rule.ALONE)),
        (
            [Head(leg(1, 61)), Head(leg(2, 59, priority=True))],
            Policy(bound_min=60),
            Why(Rule.OVERDUE, 61, 60, "A002"),
        ),
        (
            [Head(leg(1, 20, service="KK-BARU"), preference=2), Head(leg(2, 1), preference=1)],
            Policy(),
            Why(Rule.PREFERENCE, 1, 2, "A001"),
        ),
        (
            [Head(leg(1, 31, service="KK-BARU"), helps_after_min=30), Head(leg(2, 1), preference=1)],
            Policy(),
            Why(Rule.HELP, 31, 30, "A002"),
        ),
        (
            [Head(leg(1, 30)), Head(leg(2, 3, priority=True))],
            Policy(Kind.STRICT),
            Why(Rule.PRIORITY, over="A001"),
        ),
        (
            [Head(leg(1, 5), run=2), Head(leg(2, 50, priority=True), run=2)],
            Policy(Kind.ONE_IN_N, n=3),
            Why(Rule.TURN, 2, 3, "A002"),
        ),
        (
            [Head(leg(1, 30)), Head(leg(2, 14, priority=True))],
            Policy(Kind.AGEING, weight=4),
            Why(Rule.AGEING, 56, 30, "A001"),
        ),
        ([Head(leg(1, 9)), Head(leg(2, 14, service="KK-BARU"))], Policy(), Why(Rule.LONGEST, 14, 9, "A001")),
        (
            [Head(leg(1, 9)), Head(leg(2, 14, service="KK-BARU"))],
            Policy(Kind.STRICT),
            Why(Rule.LONGEST, 14, 9, "A001"),
        ),
        (
            [Head(leg(1, 9)), Head(leg(2, 9, service="KK-BARU")), Head(leg(3, 1))],
            Policy(),
            Why(Rule.LONGEST, 9, 9, "A002"),
        ),
    ],
)
def test_a_choice_tells_what_decided_and_over_whom(heads: list[Head], policy: Policy, told: Why) -> None:
    assert why(heads, policy) == told
    assert why(heads[::-1], policy) == told


@given(heads_of, st.sampled_from(list(Kind)), st.integers(1, 120))
def test_why_is_written_and_read_alike(heads: list[Head], kind: Kind, bound_min: int) -> None:
    told = why(heads, Policy(kind, bound_min=bound_min))
    assert read(told.written()) == told
    assert (told.rule is Rule.ALONE) == (len([one for one in heads if one.helps_after_min is None]) <= 1)


@pytest.mark.parametrize(
    "typed",
    ["", "[", "[ageing 56 30]", "[ageing 56 30 A014] ", "[ageing x 30 A014]", "[never 1 2 A014]", "ill"],
)
def test_what_staff_say_is_not_read_as_the_programs_own(typed: str) -> None:
    assert read(typed) is None
