"""Any sequence of cuts: kiosks give numbers, and each that somebody was told is in the hall once at the end."""

import random
from collections import Counter as Tally
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings

from benchmarks.cable import Cut
from tests.store.cuts import NAMES, SERVICES, Cuts
from ticketing import away, lease

Cuts.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # to shorten what failed would take minutes
)
TestCuts = Cuts.TestCase


def deeds_of(cuts: Cuts, chance: random.Random) -> list[Callable[[], None]]:
    """What may happen next; what is there twice happens more often."""

    def name() -> str:
        return chance.choice(NAMES)

    def tap() -> None:
        cuts.tap(name(), chance.choice(SERVICES), chance.random() < 0.3, chance.random() < 0.5)

    def tap_again() -> None:
        cuts.tap_again(chance.randrange(99), is_late=chance.random() < 0.7)

    def work() -> None:
        cuts.work(chance.choice("123"), chance.random() < 0.7)

    return [
        *(tap,) * 6,
        *(tap_again,) * 4,
        *(work,) * 3,
        *(lambda: cuts.hand_in(name(), chance.randint(1, 4)),) * 3,
        *(lambda: cuts.mend(name()),) * 2,
        *(lambda: cuts.notice(name()),) * 3,
        *(lambda: cuts.cut_at(name(), chance.randint(1, 4), chance.choice(list(Cut))),) * 3,
        *(lambda: cuts.print_papers(name()),) * 2,
        *(lambda: cuts.cut(name()),) * 2,
        lambda: cuts.refresh(name()),
        lambda: cuts.restart(name()),
        lambda: cuts.come_in_the_hall(chance.choice(SERVICES)),
        lambda: cuts.wait(chance.choice([0, 1, 7])),
        lambda: cuts.set_clock(name(), chance.choice([-2, 0, 2])),
    ]


def play(cuts: Cuts, seed: int, steps: int) -> None:
    """Let chance decide; days pass and disks break seldom."""
    chance = random.Random(seed)
    deeds = deeds_of(cuts, chance)
    for step in range(steps):
        chance.choice(deeds)()
        cuts.all_holds()
        if step % 60 == 59:
            cuts.pass_days(1)
        if step % 90 == 89:
            cuts.set_up_anew(chance.choice(NAMES))


def games(steps: int) -> Tally[str]:
    """Play some times to the end; return what happened."""
    happened: Tally[str] = Tally()
    for seed in (1, 2):
        cuts = Cuts()
        try:
            play(cuts, seed, steps)
            cuts.end()
        finally:
            cuts.close()
        happened += cuts.happened
    return happened


def test_a_long_time_of_chance_reaches_all_that_may_go_wrong() -> None:
    happened = games(steps=200)
    wanted = {"alone", "in the hall", "stored unheard", "given anew", "not refreshed", "lost"}
    assert {*wanted, "handed in", "handing in was cut"} <= set(happened)


# --- controls: what the above would find -----------------------------------------------------------


def test_a_number_given_alone_under_the_very_tap_would_be_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hall has a ticket of that tap already, with a number that nobody was told."""
    monkeypatch.setattr(away, "identity", lambda tap: tap)
    with pytest.raises(AssertionError):
        games(steps=200)


def test_blocks_that_are_given_to_two_would_be_on_two_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = lease.grant
    monkeypatch.setattr(lease, "grant", lambda leases, *rest: honest((), *rest))
    with pytest.raises(AssertionError, match="two papers have the number"):
        games(steps=200)
