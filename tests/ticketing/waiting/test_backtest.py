"""How good the told waits are: hand sums, and the figures that are promised, on days that taught nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from uuid import UUID

import pytest

from tests.fakes import MORNING, small_catalogue
from tests.ticketing.waiting.simulated import FIRST, ZONE, journals, live, one_agency
from ticketing.errand import Step
from ticketing.lifecycle import Action
from ticketing.model import Event
from ticketing.waiting import backtest as waits
from ticketing.waiting import baselines
from ticketing.waiting.backtest import PROJECTION, Guess, Score
from ticketing.waiting.entry import Entry, Spot
from ticketing.waiting.lesson import LEARNT_DAYS

DAY = MORNING.astimezone(ZONE).date()
CATALOGUE = small_catalogue()
KTP = CATALOGUE.service["KTP-BARU"].minutes


def event(minute: float, action: Action, ticket: int, counter: str | None = None) -> Event:
    return Event(
        MORNING + timedelta(minutes=minute),
        action,
        UUID(int=ticket),
        f"A{ticket:03d}",
        "KTP-BARU",
        "DUKCAPIL",
        counter=counter,
    )


def a_short_day() -> list[Event]:
    """Two are called to one counter; the third goes home uncalled."""
    return [
        event(0, Action.ISSUE, 1),
        event(2, Action.CALL, 1, "1"),
        event(3, Action.ISSUE, 2),
        event(4, Action.ISSUE, 3),
        event(9, Action.COMPLETE, 1, "1"),
        event(10, Action.CALL, 2, "1"),
        event(20, Action.COMPLETE, 2, "1"),
        event(400, Action.EXPIRE, 3),
    ]


def guesses_of(events: Sequence[Event]) -> list[Guess]:
    read = waits.backtest(DAY, DAY, lambda day: events if day == DAY else (), CATALOGUE, ZONE)
    ((day, guesses),) = read
    assert day == DAY
    return guesses


def test_each_way_is_asked_when_the_number_is_given_and_knows_nothing_later() -> None:
    guesses = guesses_of(a_short_day())
    told = {
        method: [one.told_min for one in guesses if one.method == method]
        for method in {one.method for one in guesses}
    }
    # The second one came when the first had waited 2 minutes and been at the counter for one.
    assert told[baselines.LAST_TO_ENTER] == [0, 2]
    assert told[baselines.ROLLING_MEAN] == [0, 2]
    assert told[baselines.MINUTES_AHEAD] == [0, 0]
    assert 0 < told[PROJECTION][1] < KTP
    assert [one.waited_min for one in guesses if one.method == PROJECTION] == [2, 7]
    assert {one.counters for one in guesses} == {1}


def test_an_errand_is_told_its_later_steps_and_they_are_compared_with_their_own_calls() -> None:
    plan = (Step("KTP-BARU"), Step("PAJAK", ("KTP-BARU",)))
    spot = Spot(MORNING + timedelta(hours=9), 1, plan=plan)
    first = event(0, Action.ISSUE, 1)
    at_tax = partial(replace, service="PAJAK", agency="SAMSAT")
    lines: list[Entry | Event] = [
        Entry(first, spot),
        event(2, Action.CALL, 1, "1"),
        event(12, Action.COMPLETE, 1, "1"),
        Entry(at_tax(event(12, Action.ADVANCE, 1)), spot),
        at_tax(event(16, Action.CALL, 1, "3")),
        at_tax(event(20, Action.COMPLETE, 1, "3")),
    ]
    read = waits.backtest(DAY, DAY, lambda day: lines if day == DAY else (), CATALOGUE, ZONE)
    ((_, guesses),) = read
    later = [one for one in guesses if one.method == waits.LATER_STEPS]
    assert [(one.waited_min, one.counters) for one in later] == [(16, 1)]
    own = [one for one in guesses if one.method == PROJECTION]
    assert [one.waited_min for one in own] == [2]
    assert later[0].told_min > own[0].told_min + KTP
    alone = waits.backtest(DAY, DAY, lambda day: [first, *lines[1:]] if day == DAY else (), CATALOGUE, ZONE)
    ((_, plain),) = alone
    assert [one for one in plain if one.method == PROJECTION] == own, "where it stood later is not looked at"


def test_what_comes_afterwards_changes_no_answer() -> None:
    events = a_short_day()
    slow = [*events[:4], event(90, Action.COMPLETE, 1, "1"), event(95, Action.CALL, 2, "1")]
    told = [[one.told_min for one in guesses_of(day)] for day in (events, slow)]
    assert told[0] == told[1]


def test_a_day_learns_from_the_days_before_it_and_not_from_itself() -> None:
    catalogue = one_agency(1)
    events = live(catalogue, seed=3, number=0)
    longer = [
        Event(
            MORNING + 3 * (one.at - MORNING),
            one.action,
            one.ticket_id,
            one.number,
            one.service,
            one.agency,
            counter=one.counter,
        )
        for one in events
    ]

    def told(days: dict[date, Sequence[Event]]) -> list[float]:
        found = waits.backtest(FIRST, FIRST, lambda day: days.get(day, ()), catalogue, ZONE)
        return [one.told_min for _, guesses in found for one in guesses if one.method == PROJECTION]

    before, after = FIRST - timedelta(days=1), FIRST + timedelta(days=1)
    too_old = FIRST - timedelta(days=LEARNT_DAYS + 1)
    alone = told({FIRST: events})
    assert told({FIRST: events, after: longer}) == alone
    assert told({FIRST: events, too_old: longer}) == alone
    assert sum(told({FIRST: events, before: longer})) > 1.1 * sum(alone)


def test_scores_are_sums_that_a_hand_can_check() -> None:
    guesses = [
        Guess("one", 3, told_min=10, waited_min=14, is_covered=True),
        Guess("one", 3, told_min=10, waited_min=16, is_covered=False),
        Guess("one", 3, told_min=50, waited_min=40, is_covered=True),
        Guess("one", 3, told_min=30, waited_min=50, is_covered=False),
        Guess("one", 6, told_min=5, waited_min=5, is_covered=True),
    ]
    found = waits.scores(guesses)["one"]
    assert found[3].wape == pytest.approx(40 / 120)
    assert replace(found[3], wape=0) == Score(4, 0, 10, within=0.5, late=0.5, covered=0.5, mean_min=30)
    assert found[6] == Score(1, 0, 0, 1, 0, 1, 5)


#: By counters: the towns and days, and what is promised of the days after the first four weeks.
PROMISED = {
    1: ((201, 202, 203, 204), 48, Score(0, 0.28, 0, 0.60, 0.30, 0.80, 0)),
    3: ((201,), 40, Score(0, 0.22, 0, 0.72, 0.18, 0.80, 0)),
    6: ((201, 202), 46, Score(0, 0.22, 0, 0.72, 0.18, 0.80, 0)),
}


@pytest.mark.parametrize("counters", PROMISED)
def test_on_simulated_days_it_is_as_good_as_promised(counters: int) -> None:
    towns, days, promised = PROMISED[counters]
    catalogue = one_agency(counters)
    guesses: list[Guess] = []
    for town in towns:
        first, last = FIRST + timedelta(days=LEARNT_DAYS), FIRST + timedelta(days=days - 1)
        for _, found in waits.backtest(first, last, journals(catalogue, town, days), catalogue, ZONE):
            guesses += found
    scores = {method: by_counters[counters] for method, by_counters in waits.scores(guesses).items()}
    own, last_called = scores[PROJECTION], scores[baselines.LAST_TO_ENTER]
    assert own.n > 500
    assert own.wape <= promised.wape
    assert own.within >= promised.within
    assert own.late <= promised.late
    assert promised.covered <= own.covered <= 0.92
    assert own.mae_min <= 0.55 * last_called.mae_min
    assert all(own.wape < other.wape for method, other in scores.items() if method != PROJECTION)
