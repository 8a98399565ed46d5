"""What is learnt of stays: little data leans on what was known, outliers are capped, few words are believed."""

from datetime import timedelta

import pytest

from tests.fakes import MORNING, small_catalogue
from ticketing.past_day import PastDay, Visit
from ticketing.waiting import stays
from ticketing.waiting.stays import Stays, StaySum

CATALOGUE = small_catalogue()
KTP = CATALOGUE.service["KTP-BARU"].minutes


def visit(minutes: float, service: str = "KTP-BARU", counter: str = "1") -> Visit:
    return Visit("A001", service, False, MORNING, MORNING, MORNING, counter, timedelta(minutes=minutes))


def test_without_days_it_is_the_catalogue() -> None:
    known = Stays(CATALOGUE)
    assert known.mean_min("KTP-BARU", "DUKCAPIL") == KTP
    assert known.mean_min("KTP-BARU", "SAMSAT") == KTP
    assert known.mean_min("GONE", "DUKCAPIL") > 0


def test_few_stays_move_it_a_little_and_many_all_the_way() -> None:
    def after(n: int) -> float:
        return Stays(CATALOGUE, [StaySum("KTP-BARU", "DUKCAPIL", n, 2.0 * KTP * n)]).mean_min(
            "KTP-BARU", "DUKCAPIL"
        )

    means = [after(n) for n in (0, 1, 10, 100, 10_000)]
    assert means == sorted(means)
    assert means[1] < 1.2 * KTP
    assert means[-1] == pytest.approx(2 * KTP, rel=0.01)


def test_an_agency_that_is_quick_is_so_with_what_it_was_never_seen_to_do() -> None:
    known = Stays(CATALOGUE, [StaySum("KTP-BARU", "DUKCAPIL", 500, 0.5 * KTP * 500)])
    kk = CATALOGUE.service["KK-BARU"].minutes
    assert 0.45 * kk < known.mean_min("KK-BARU", "DUKCAPIL") < 0.7 * kk
    assert known.mean_min("PAJAK", "SAMSAT") == CATALOGUE.service["PAJAK"].minutes


def test_the_clerks_of_another_agency_have_their_own_pace() -> None:
    sums = [
        StaySum("KTP-BARU", "DUKCAPIL", 200, 200 * 0.5 * KTP),
        StaySum("KTP-BARU", "SAMSAT", 200, 200 * 2.0 * KTP),
    ]
    known = Stays(CATALOGUE, sums)
    assert known.mean_min("KTP-BARU", "SAMSAT") > 3 * known.mean_min("KTP-BARU", "DUKCAPIL")


def test_a_ticket_that_nobody_ended_counts_as_a_long_stay_not_as_a_day() -> None:
    day = PastDay((visit(KTP), visit(500), visit(3, "GONE"), visit(3, counter="99")), {})
    assert stays.sums_of(day, CATALOGUE) == (StaySum("KTP-BARU", "DUKCAPIL", 2, KTP + stays.LONGEST * KTP),)


def test_days_add_up() -> None:
    one = StaySum("KTP-BARU", "DUKCAPIL", 30, 300.0)
    both = Stays(CATALOGUE, [one, one]).mean_min("KTP-BARU", "DUKCAPIL")
    assert both == Stays(CATALOGUE, [StaySum("KTP-BARU", "DUKCAPIL", 60, 600.0)]).mean_min(
        "KTP-BARU", "DUKCAPIL"
    )


def test_what_is_left_of_a_stay_is_what_lognormal_stays_leave() -> None:
    import random
    from math import log, sqrt

    chance, mean = random.Random(7), 10.0
    sigma = sqrt(log(1 + stays.SPREAD**2))
    drawn = [chance.lognormvariate(log(mean) - sigma**2 / 2, sigma) for _ in range(60_000)]
    known = Stays(CATALOGUE)
    for elapsed in (0.0, 4.0, 10.0, 20.0):
        left = [one - elapsed for one in drawn if one > elapsed]
        expected = sum(left) / len(left)
        spread = sum((one - expected) ** 2 for one in left) / len(left)
        told, variance = known.left_min(mean, elapsed)
        assert told == pytest.approx(expected, rel=0.05)
        assert variance == pytest.approx(spread, rel=0.2)
    told, variance = known.left_min(mean, 10_000.0)
    assert 0 < told < mean
    assert variance > 0
