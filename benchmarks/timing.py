"""How a thing is timed: its lanes take turns, so that a noisy machine hits all of them."""

import gc
import math
import sys
import time
from collections.abc import Sequence
from typing import Protocol

_FIRST_WORD_AFTER_S = 2.0


class Lane(Protocol):
    """One of the things that are compared. Only `act` is timed."""

    def ready(self, run: int) -> None:
        """Prepare the run with this number, from 0."""

    def act(self) -> None:
        """Do what is measured."""

    def settle(self) -> None:
        """Bring everything back to where the next run starts."""


def take_turns(lanes: Sequence[Lane], runs: int, label: str) -> list[list[int]]:
    """Run every lane `runs` times, each once a round: A B A B.

    Args:
        lanes: In the order in which they take turns.
        runs: Rounds.
        label: What the progress says is being done.

    Returns:
        For each lane the duration of each run, in nanoseconds.
    """
    taken: list[list[int]] = [[] for _ in lanes]
    progress = Progress(label, runs)
    gc.collect()
    for run in range(runs):
        for lane, durations in zip(lanes, taken, strict=True):
            lane.ready(run)
            began = time.perf_counter_ns()
            lane.act()
            durations.append(time.perf_counter_ns() - began)
        for lane in lanes:
            lane.settle()
        progress.show(run + 1)
    return taken


def percentile_ms(durations_ns: Sequence[int], percent: float) -> float:
    """Find the nearest-rank percentile, in milliseconds with three decimals."""
    ranked = sorted(durations_ns)
    rank = max(1, math.ceil(len(ranked) * percent / 100))
    return round(ranked[rank - 1] / 1e6, 3)


def spread(durations_ns: Sequence[int]) -> dict[str, object]:
    """Sum up durations as every figure shows them."""
    return {
        "p50_ms": percentile_ms(durations_ns, 50),
        "p99_ms": percentile_ms(durations_ns, 99),
        "max_ms": percentile_ms(durations_ns, 100),
        "runs": len(durations_ns),
    }


def against(durations_ns: Sequence[int], bare_ns: Sequence[int]) -> dict[str, object]:
    """Sum up durations beside those of the same writes on the bare driver."""
    return {
        **spread(durations_ns),
        "ratio": ratio(durations_ns, bare_ns),
        "bare_p50_ms": percentile_ms(bare_ns, 50),
        "bare_p99_ms": percentile_ms(bare_ns, 99),
    }


def ratio(durations_ns: Sequence[int], to_ns: Sequence[int]) -> float:
    """Compare two middles (p50)."""
    return round(percentile_ms(durations_ns, 50) / percentile_ms(to_ns, 50), 3)


class Progress:
    """Tells on stderr how far something is, once it takes longer than two seconds.

    Args:
        label: What is being done.
        total: Of how many steps.
    """

    def __init__(self, label: str, total: int) -> None:
        self._label = label
        self._total = total
        self._next_s = time.monotonic() + _FIRST_WORD_AFTER_S
        self._is_line = sys.stderr.isatty()
        self._pause_s = 0.5 if self._is_line else 10.0
        self._spoke = False

    def show(self, done: int) -> None:
        """Take note that `done` steps are done."""
        is_over = done >= self._total
        if time.monotonic() < self._next_s and not (is_over and self._spoke):
            return
        self._next_s = time.monotonic() + self._pause_s
        self._spoke = True
        end = "\r" if self._is_line and not is_over else "\n"
        print(f"{self._label}: {done:,} of {self._total:,}", end=end, file=sys.stderr, flush=True)
