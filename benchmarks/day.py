"""A whole day of a large hall: 3,000 visitors and 100 counters, in two processes at once."""

import random
import time
from collections import Counter as Tally
from dataclasses import replace
from datetime import datetime, timedelta
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from benchmarks.conditions import SEED, scratch
from benchmarks.halls import KIOSK, OPENS, Visitors, make_hall, opened
from benchmarks.timing import Progress, percentile_ms, spread
from store.store import SqlStore
from ticketing.catalogue import Catalogue, Counter
from ticketing.errors import AntreanError
from ticketing.hall import Hall
from ticketing.lifecycle import State
from ticketing.model import Leg

#: Minutes for which numbers are given; counters work on until nobody waits.
_GIVING_MIN = 420
_LONGEST_DAY_MIN = 900
_WAIT_S = 120
# One in so many visitors comes for an errand over several agencies.
_ERRANDS = 20


class MinuteClock:
    """`ports.Clock` that is set to a simulated minute."""

    def __init__(self) -> None:
        self.minute = 0

    def now(self) -> datetime:
        """Return the simulated time."""
        return OPENS + timedelta(minutes=self.minute)

    def steady_s(self) -> float:
        """Count simulated seconds."""
        return self.minute * 60.0


def day(*, quick: bool = False) -> dict[str, object]:
    """Measure `Hall.issue` and `Hall.call_next` while two processes live through a simulated day.

    One process gives the numbers of each simulated minute, the other works at all counters; they meet
    at the end of the minute only, so that both write at once as in a busy hall. Nobody waits for
    simulated time. A visit takes between a third and nine tenths of its usual minutes, or 100 counters
    could not serve 3,000. A twelfth of the visitors has priority, one in twenty has an errand, and
    now and then somebody is held, sent on, given up or cancelled.
    """
    visitors, counters = (60, 20) if quick else (3000, 100)
    with scratch() as folder:
        db = folder / "hall.db"
        make_hall(db)
        store = opened(db)
        enlarged = enlarge(store.catalogue(), counters)
        with store.writing() as tx:
            tx.replace_catalogue(enlarged)
        began = time.perf_counter()
        told = _live(db, visitors, "day")
        seconds = time.perf_counter() - began
        queues, faults = store.queues(), len(store.check())
        store.close()
    issues, calls = told["issues_ns"], told["calls_ns"]
    return {
        **spread(issues),
        "call_p50_ms": percentile_ms(calls, 50),
        "call_p99_ms": percentile_ms(calls, 99),
        "call_max_ms": percentile_ms(calls, 100),
        "calls": len(calls),
        "counters": len(enlarged.counters),
        "minutes": told["minutes"],
        "seconds": round(seconds, 1),
        "ended": told["ended"],
        "refused": told["refused"],
        "left_waiting": sum(line.waiting + line.serving for line in queues),
        "faults": faults,
    }


def enlarge(catalogue: Catalogue, count: int) -> Catalogue:
    """Give a catalogue so many counters, shared out as those that it has; each agency keeps one."""
    agencies = [counter.agency for counter in catalogue.counters]
    first = list(dict.fromkeys(agencies))
    more = max(0, count - len(first))
    shared = [*first, *(agencies[n * len(agencies) // more] for n in range(more))]
    desks = tuple(Counter(str(n), agency) for n, agency in enumerate(shared, 1))
    return replace(catalogue, counters=desks, listed_duties=())


def _live(db: Path, visitors: int, label: str) -> dict[str, Any]:
    """Run the two processes; return what they measured."""
    context = get_context("spawn")
    barrier = context.Barrier(2)
    answers = context.SimpleQueue()
    is_over = context.Event()
    giving = context.Process(target=_give, args=(db, visitors, barrier, is_over, answers, label), daemon=True)
    working = context.Process(target=_work, args=(db, barrier, is_over, answers), daemon=True)
    for process in (giving, working):
        process.start()
    told: dict[str, Any] = {}
    for _ in range(2):
        told |= answers.get()
    for process in (giving, working):
        process.join(_WAIT_S)
    return told


def _give(db: Path, visitors: int, barrier: Barrier, is_over: Any, answers: Any, label: str) -> None:
    """Give numbers, more of them in the morning, until the last has been given; then keep the time."""
    store, clock = opened(db), MinuteClock()
    hall, chance = Hall(store, clock), random.Random(SEED)
    catalogue = store.catalogue()
    people = Visitors(catalogue, SEED)
    wants = [service.code for service in people.come(visitors)]
    # Two thirds come before the middle of the day.
    comes = sorted(int(_GIVING_MIN * chance.random() ** 1.6) for _ in wants)
    progress, durations = Progress(label, visitors), []
    while not is_over.is_set():
        barrier.wait(_WAIT_S)
        while comes and comes[0] <= clock.minute:
            comes.pop(0)
            want = wants.pop()
            if chance.random() < 1 / _ERRANDS:
                want = chance.choice(catalogue.errands).code
            began = time.perf_counter_ns()
            hall.issue(want, people.language(), people.tap(), priority=people.is_priority(), kiosk=KIOSK)
            durations.append(time.perf_counter_ns() - began)
            progress.show(visitors - len(wants))
        clock.minute += 1
        barrier.wait(_WAIT_S)
    store.close()
    answers.put({"issues_ns": durations, "minutes": clock.minute})


def _work(db: Path, barrier: Barrier, is_over: Any, answers: Any) -> None:
    """Work at every counter, until nobody waits after the doors have closed."""
    store = opened(db)
    counters = _Counters(store)
    while not is_over.is_set():
        barrier.wait(_WAIT_S)
        waits = counters.pass_minute()
        is_done = counters.clock.minute > _GIVING_MIN and not waits
        if is_done or counters.clock.minute > _LONGEST_DAY_MIN:
            is_over.set()
        barrier.wait(_WAIT_S)
    store.close()
    answers.put({"calls_ns": counters.durations, "ended": dict(counters.ended), "refused": counters.refused})


class _Counters:
    """All counters of the hall and the clerks at them."""

    def __init__(self, store: SqlStore) -> None:
        self.clock = MinuteClock()
        self.durations: list[int] = []
        self.ended: Tally[str] = Tally()
        self.refused = 0
        self._store = store
        self._hall = Hall(store, self.clock)
        self._chance = random.Random(SEED + 1)
        self._catalogue = store.catalogue()
        self._busy_until: dict[str, int] = {}
        self._holds: dict[str, Leg] = {}

    def pass_minute(self) -> bool:
        """Work for one simulated minute; tell whether anybody is still to be served."""
        waiting = {line.service for line in self._store.queues() if line.waiting}
        for counter in self._catalogue.counters:
            try:
                self._work_at(counter, waiting)
            except AntreanError:
                self.refused += 1
        self.clock.minute += 1
        return bool(waiting or self._busy_until or self._holds)

    def _work_at(self, counter: Counter, waiting: set[str]) -> None:
        name, minute = counter.name, self.clock.minute
        if self._busy_until.get(name, minute) > minute:
            return
        if name in self._busy_until:
            del self._busy_until[name]
            self._end(name)
        if name in self._holds and self._chance.random() < 0.2:
            self._hall.resume(name, self._holds.pop(name).ticket.id)
            self._busy_until[name] = minute + 3
        elif any(duty.service in waiting for duty in self._catalogue.duties[name]):
            self._call(name)

    def _call(self, name: str) -> None:
        began = time.perf_counter_ns()
        leg = self._hall.call_next(name)
        taken = time.perf_counter_ns() - began
        if leg is None:
            return
        self.durations.append(taken)
        if self._chance.random() < 0.05:
            self._hall.no_show(name)
            self.ended[State.NO_SHOW] += 1
            return
        self._hall.serve(name)
        minutes = self._catalogue.service[leg.service].minutes
        self._busy_until[name] = self.clock.minute + max(1, round(minutes * self._chance.uniform(0.3, 0.9)))

    def _end(self, name: str) -> None:
        """Complete as a rule; hold, send on and cancel now and then."""
        dice = self._chance.random()
        own = self._store.at_counter(name)
        assert own is not None
        if dice < 0.03 and name not in self._holds:
            self._holds[name] = self._hall.hold(name, reason="copying documents")
        elif dice < 0.05:
            others = [one for one in self._catalogue.services_of(own.agency) if one.code != own.service]
            if others:
                self._hall.transfer(name, service=self._chance.choice(others).code)
            else:
                self._finish(name)
        elif dice < 0.06:
            self._hall.cancel(name, reason="the visitor has left")
            self.ended[State.CANCELLED] += 1
        else:
            self._finish(name)

    def _finish(self, name: str) -> None:
        self._hall.complete(name)
        self.ended[State.COMPLETED] += 1
