"""The projection of a queue: hand sums, and the same order of calls as the hall's own rules."""

import random
from collections.abc import Hashable, Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from tests.fake_store import FakeStore
from tests.fakes import MORNING, FakeClock, small_catalogue
from ticketing.catalogue import Catalogue, Duty
from ticketing.hall import Hall
from ticketing.model import HallInfo
from ticketing.policy import Kind, Policies, Policy
from ticketing.waiting.forecast import Forecast
from ticketing.waiting.layout import Layout
from ticketing.waiting.projection import Later, project
from ticketing.waiting.rests import Rests, RestSum
from ticketing.waiting.scene import Desk, InLine, Scene
from ticketing.waiting.stays import Stays
from ticketing.words import Language

CATALOGUE = small_catalogue()
#: Usual minutes of the two services of one agency.
KTP, KK = (CATALOGUE.service[code].minutes for code in ("KTP-BARU", "KK-BARU"))


def one(key: int, service: str = "KTP-BARU", waited: float = 0, *, priority: bool = False) -> InLine:
    return InLine(key, service, priority, MORNING - timedelta(minutes=waited), key)


def told(
    line: list[InLine], desks: list[Desk], catalogue: Catalogue = CATALOGUE, rests: Rests | None = None
) -> Mapping[Hashable, Forecast]:
    return project(Scene(MORNING, line, desks), Layout(catalogue), Stays(catalogue), rests)


def minutes(found: Mapping[Hashable, Forecast]) -> dict[Hashable, float]:
    return {key: forecast.middle_min for key, forecast in found.items()}


def test_one_free_counter_calls_one_after_the_other() -> None:
    found = told([one(1, waited=3), one(2, "KK-BARU", 2), one(3, waited=1)], [Desk("1")])
    assert minutes(found) == pytest.approx({1: 0, 2: KTP, 3: KTP + KK})
    assert [found[key].ahead for key in (1, 2, 3)] == [0, 1, 2]


def test_two_counters_share_a_queue_and_who_is_there_already_is_waited_for() -> None:
    began = MORNING - timedelta(minutes=KTP / 2)
    found = told(
        [one(1, waited=2), one(2, waited=1)], [Desk("1", "KTP-BARU", began), Desk("2", "KTP-BARU", MORNING)]
    )
    assert 0 < found[1].middle_min < KTP
    assert found[1].middle_min < found[2].middle_min < 1.1 * KTP
    assert 0 < found[1].deviation_min < found[2].deviation_min


def test_the_longer_somebody_sits_there_the_sooner_but_never_at_once() -> None:
    def waits(since: float) -> float:
        began = MORNING - timedelta(minutes=since)
        return told([one(1)], [Desk("1", "KTP-BARU", began)])[1].middle_min

    assert waits(0) == pytest.approx(KTP)
    assert waits(0) > waits(KTP / 2) > 0
    # Who has been there far too long may stay as long again: nobody is told "now".
    assert waits(10 * KTP) > 1


def test_another_agency_is_not_waited_for() -> None:
    found = told([one(1, "PAJAK", 5), one(2, waited=9), one(3, waited=1)], [Desk("1"), Desk("3")])
    assert minutes(found) == pytest.approx({1: 0, 2: 0, 3: KTP})
    assert found[3].ahead == 1


def test_whom_no_counter_at_work_serves_is_told_nothing() -> None:
    assert told([one(1, "PAJAK"), one(2)], [Desk("1")]).keys() == {2}
    assert not told([one(1)], [])
    assert told([one(1, "GONE"), one(2)], [Desk("1"), Desk("gone")]).keys() == {2}


def test_a_ticket_for_one_counter_waits_for_that() -> None:
    bound = replace(one(1), for_counter="2")
    found = told([bound, one(2, waited=4)], [Desk("1"), Desk("2", "KK-BARU", MORNING)])
    assert minutes(found)[2] == 0
    assert found[1].middle_min > 0.9 * KK


def test_a_break_is_waited_for_and_one_without_an_end_ends_some_time() -> None:
    back = MORNING + timedelta(minutes=25)
    assert told([one(1)], [Desk("1", back_at=back)])[1].middle_min == pytest.approx(25)
    resting = Desk("1", rests_since=MORNING - timedelta(minutes=5))
    assert told([one(1)], [resting])[1].middle_min == pytest.approx(10)
    ever = Desk("1", rests_since=MORNING - timedelta(hours=3))
    assert 0 < told([one(1)], [ever])[1].middle_min < 10


def test_a_break_that_past_days_let_expect_is_counted_by_how_likely_it_has_begun() -> None:
    hour = MORNING.hour * 2 + (MORNING.minute >= 30)
    rests = Rests([RestSum("DUKCAPIL", -1, 10), RestSum("DUKCAPIL", hour + 1, 10, 300)])
    line = [one(n, waited=20 - n) for n in range(1, 13)]
    plain, counted = told(line, [Desk("1")]), told(line, [Desk("1")], rests=rests)
    rested = told(line, [Desk("1", has_rested=True)], rests=rests)
    assert counted[1].middle_min == plain[1].middle_min
    assert counted[12].middle_min == pytest.approx(plain[12].middle_min + 30)
    assert counted[12].deviation_min >= plain[12].deviation_min
    assert rested == plain


def test_a_counter_helps_when_somebody_has_waited_for_its_threshold() -> None:
    duties = (Duty("1", "KTP-BARU"), Duty("1", "KK-BARU"), Duty("3", "PAJAK"), Duty("3", "KTP-BARU", 0, 30))
    catalogue = replace(CATALOGUE, listed_duties=duties)
    desks = [Desk("1", "KK-BARU", MORNING), Desk("3")]
    found = told([one(1, waited=1), one(2, waited=28)], desks, catalogue)
    assert found[2].middle_min == pytest.approx(2)
    assert found[1].middle_min == pytest.approx(KK)


def test_the_next_steps_of_an_errand_join_their_queues_when_the_one_before_is_done() -> None:
    wedding = replace(one(1, waited=5), then=("PAJAK", "KK-BARU"))
    pajak = CATALOGUE.service["PAJAK"].minutes
    found = told([wedding, one(2, "PAJAK")], [Desk("1"), Desk("3", back_at=MORNING + timedelta(minutes=5))])
    # Who is there already goes first at counter 3; the last step comes back to counter 1.
    assert minutes(found) == pytest.approx(
        {1: 0, 2: 5, Later(1, "PAJAK"): 5 + pajak, Later(1, "KK-BARU"): 5 + 2 * pajak}
    )
    assert found[Later(1, "PAJAK")].ahead == 1


def test_who_sits_at_a_counter_with_an_errand_goes_on_too() -> None:
    desks = [Desk("1", "KTP-BARU", MORNING, then=("PAJAK",)), Desk("3")]
    assert minutes(told([one(1)], desks)) == pytest.approx({1: KTP, Later("1", "PAJAK"): KTP})


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_the_calls_is_that_of_the_hall(kind: Kind, seed: int) -> None:
    chance = random.Random(f"{kind} {seed}")
    # The services of this agency have one policy and the same counters: they are one pool.
    catalogue = replace(CATALOGUE, policies=Policies(Policy(kind, weight=3, n=3, bound_min=40)))
    store, clock = FakeStore(), FakeClock()
    with store.writing() as tx:
        tx.keep_hall(HallInfo("MPP", "Asia/Jakarta", catalogue_version=1))
        tx.replace_catalogue(catalogue)
    hall = Hall(store, clock)
    for n in range(14):
        clock.advance(minutes=chance.choice([0, 1, 4]))
        hall.issue("KTP-BARU", Language.ID, UUID(int=n + 1, version=4), priority=chance.random() < 0.4)
    line = [
        InLine(leg.ticket.id, leg.service, leg.ticket.priority, leg.queued_at, leg.id)
        for leg in store.waiting("1")
    ]
    found = project(Scene(clock.now(), line, [Desk("1")]), Layout(catalogue), Stays(catalogue))
    expected = sorted(found, key=lambda key: found[key].middle_min)
    called: list[Hashable] = []
    while (leg := hall.call_next("1")) is not None:
        called.append(leg.ticket.id)
        clock.advance(minutes=KTP)
        hall.no_show("1")
    assert called == expected
    assert [found[key].ahead for key in called] == list(range(14))
