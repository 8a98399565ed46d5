"""How good told waits are on simulated days, and what it costs to tell everybody in a hall."""

import json
import random
import subprocess
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from statistics import fmean
from typing import Any

from benchmarks.conditions import SEED, scratch
from benchmarks.halls import OPENS, ROOT, environment, make_hall, opened, program
from benchmarks.timing import Progress, spread
from ticketing.catalogue import Catalogue
from ticketing.waiting.layout import Layout
from ticketing.waiting.projection import project
from ticketing.waiting.scene import Desk, InLine, Scene
from ticketing.waiting.stays import Stays

_Scores = dict[str, dict[str, float]]

#: How many counters, in how many towns; so many days of each are told, after four weeks that teach.
_TOWNS = {1: 4, 3: 3, 6: 2}
_TAUGHT, _TOLD = 20, 15
_WAITING = 1000


def told_waits(*, quick: bool = False) -> dict[str, object]:
    """Measure what each way of telling the wait is worth, and `project` for a whole hall of 1,000 waiting.

    The days come through the same store, rules and commands as those of a hall: `simulate` writes them,
    `backtest` reads them. They are days and towns on which nothing was tuned.
    """
    towns = {1: 1} if quick else _TOWNS
    taught, told = (2, 1) if quick else (_TAUGHT, _TOLD)
    progress = Progress("told_waits", sum(towns.values()))
    scores: dict[str, _Scores] = {}
    done = 0
    for counters, count in towns.items():
        found: list[_Scores] = []
        for town in range(count):
            done += 1
            with scratch() as folder:
                found.append(_backtested(folder, counters, SEED + town, taught, told))
            progress.show(done)
        scores[str(counters)] = _together(found)
    with scratch() as folder:
        make_hall(folder / "hall.db")
        with closing(opened(folder / "hall.db")) as store:
            catalogue = store.catalogue()
    durations = _tell_hall(catalogue, 5 if quick else 300)
    return {
        **spread(durations),
        "waiting": _WAITING,
        "counters": len(catalogue.counters),
        "agencies": len(catalogue.agencies),
        "days": told,
        "scores": scores,
    }


def _backtested(folder: Path, counters: int, seed: int, taught: int, told: int) -> _Scores:
    """Simulate a town's days; return what `backtest` says of the last of them."""
    options = ["--days", str(taught + told), "--counters", str(counters), "--seed", str(seed)]
    _run(folder, "simulate", *options)
    with closing(opened(folder / "hall.db")) as store:
        last = store.hall().day
        assert last is not None
        days = [last - timedelta(days=n) for n in range(2 * (taught + told))]
        first = [day for day in days if store.events(day)][told - 1]
    answer = _run(folder, "backtest", "--from", str(first), "--to", str(last))
    return {method: by_counters[str(counters)] for method, by_counters in answer["methods"].items()}


def _run(folder: Path, *words: str) -> dict[str, Any]:
    command = [*program(), *words, "--json", "--db", str(folder / "hall.db")]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(folder), capture_output=True, text=True, check=True
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _together(towns: Sequence[_Scores]) -> _Scores:
    """Sum up the scores of towns: shares by how many were told, the error by how long they waited."""
    found: _Scores = {}
    for method in towns[0]:
        own = [town[method] for town in towns]
        told = [one["n"] for one in own]
        waited = [one["n"] * one["mean_min"] for one in own]
        found[method] = {
            name: round(fmean((one[name] for one in own), waited if name == "wape" else told), 4)
            for name in own[0]
            if name != "n"
        } | {"n": sum(told)}
    return found


def _tell_hall(catalogue: Catalogue, runs: int) -> list[int]:
    """Time the projection of the shipped hall with all counters busy and 1,000 people waiting."""
    chance = random.Random(SEED)
    line = [
        InLine(
            n,
            chance.choice(catalogue.services).code,
            chance.random() < 1 / 12,
            OPENS - timedelta(minutes=chance.uniform(0, 90)),
            n,
        )
        for n in range(_WAITING)
    ]
    desks = [
        Desk(
            one.name,
            chance.choice(catalogue.services_of(one.agency)).code,
            OPENS - timedelta(minutes=chance.uniform(0, 20)),
        )
        for one in catalogue.counters
    ]
    layout, stays = Layout(catalogue), Stays(catalogue)
    durations: list[int] = []
    for _ in range(runs):
        began = time.perf_counter_ns()
        told = project(Scene(OPENS, line, desks), layout, stays)
        durations.append(time.perf_counter_ns() - began)
        assert len(told) == _WAITING
    return durations
