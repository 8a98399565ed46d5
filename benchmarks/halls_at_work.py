"""Processes that work in many halls of one server, each thing at the moment when it is due."""

import random
import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Self

from benchmarks.halls import KIOSK, SystemClock, Visitors, opened
from store.store import SqlStore
from ticketing.hall import Hall
from ticketing.lifecycle import State

_STARTS_WITHIN_S = 300
#: One in so many tries is a new number; the others work at counters, and give a number where nobody waits.
_NUMBERS = 4


@dataclass
class Worked:
    """What was done in a while.

    Attributes:
        issues_ns: How long each number took, from the moment at which it was due.
        calls_ns: The same for calls.
        actions: How many actions of all kinds.
        seconds: How long the last process took for its share.
    """

    issues_ns: list[int] = field(default_factory=list)
    calls_ns: list[int] = field(default_factory=list)
    actions: int = 0
    seconds: float = 0.0

    def add(self, other: "Worked") -> None:
        """Take what another process did at the same time."""
        self.issues_ns += other.issues_ns
        self.calls_ns += other.calls_ns
        self.actions += other.actions
        self.seconds = max(self.seconds, other.seconds)


class Workforce:
    """Processes that share the halls. Each hall has one session; each process does one thing at a time.

    Args:
        urls: The address of each hall.
        processes: How many.
        seed: Of who comes where and when.
    """

    def __init__(self, urls: Sequence[str], processes: int, seed: int) -> None:
        context = get_context("spawn")
        self._pipes = []
        self._processes = []
        for number in range(processes):
            here, there = context.Pipe()
            process = context.Process(
                target=_work, args=(urls[number::processes], seed + number * len(urls), there), daemon=True
            )
            process.start()
            there.close()
            self._pipes.append(here)
            self._processes.append(process)

    def __enter__(self) -> Self:
        """Wait until all halls are open."""
        for pipe in self._pipes:
            assert pipe.poll(_STARTS_WITHIN_S), "a process does not open its halls"
            pipe.recv()
        return self

    def work(self, actions_a_s: float, seconds: float) -> Worked:
        """Act so often for so long, all processes together, at irregular moments."""
        for pipe in self._pipes:
            pipe.send((actions_a_s / len(self._pipes), seconds))
        told = Worked()
        for pipe in self._pipes:
            told.add(pipe.recv())
        return told

    def __exit__(self, *_: object) -> None:
        """Close the halls."""
        for pipe in self._pipes:
            pipe.send(None)
        for process in self._processes:
            process.join()


def _work(urls: Sequence[str], seed: int, pipe: Connection) -> None:
    chance = random.Random(seed)
    with ExitStack() as stack:
        stores = [stack.enter_context(closing(opened(url))) for url in urls]
        desks = [_Desks(store, seed + number) for number, store in enumerate(stores)]
        pipe.send("ready")
        while (asked := pipe.recv()) is not None:
            pipe.send(_act(desks, chance, *asked))


def _act(desks: Sequence["_Desks"], chance: random.Random, actions_a_s: float, seconds: float) -> Worked:
    """Do what falls due in so many seconds, however long it takes."""
    told = Worked()
    began = time.perf_counter_ns()
    due = began
    while (due := due + round(chance.expovariate(actions_a_s) * 1e9)) < began + seconds * 1e9:
        wait_ns = due - time.perf_counter_ns()
        if wait_ns > 0:
            time.sleep(wait_ns / 1e9)
        timed = chance.choice(desks).act(chance)
        taken = time.perf_counter_ns() - due
        told.actions += 1
        if timed == "issue":
            told.issues_ns.append(taken)
        elif timed == "call":
            told.calls_ns.append(taken)
    told.seconds = max(seconds, (time.perf_counter_ns() - began) / 1e9)
    return told


class _Desks:
    """One hall: who waits in it and which counters are busy, as far as it was done from here."""

    def __init__(self, store: SqlStore, seed: int) -> None:
        self._hall = Hall(store, SystemClock())
        catalogue = store.catalogue()
        self._visitors = Visitors(catalogue, seed)
        self._counters: dict[str, list[str]] = defaultdict(list)
        for name, duties in catalogue.duties.items():
            for duty in duties:
                if duty.helps_after_min is None:
                    self._counters[duty.service].append(name)
        self._waiting: dict[str, int] = defaultdict(int)
        self._busy: dict[str, State] = {}

    def act(self, chance: random.Random) -> str:
        """Do the next thing; tell which it was."""
        if chance.randrange(_NUMBERS) == 0:
            return self._issue()
        if self._busy:
            return self._go_on()
        return self._call(chance) or self._issue()

    def _issue(self) -> str:
        (service,) = self._visitors.come(1)
        tap, language, priority = (
            self._visitors.tap(),
            self._visitors.language(),
            self._visitors.is_priority(),
        )
        self._hall.issue(service.code, language, tap, priority=priority, kiosk=KIOSK)
        self._waiting[service.code] += 1
        return "issue"

    def _go_on(self) -> str:
        name, state = next(iter(self._busy.items()))
        if state is State.CALLED:
            self._hall.serve(name)
            self._busy[name] = State.SERVING
        else:
            self._hall.complete(name)
            del self._busy[name]
        return "other"

    def _call(self, chance: random.Random) -> str:
        wanted = [service for service, count in self._waiting.items() if count]
        if not wanted:
            return ""
        service = chance.choice(wanted)
        name = chance.choice(self._counters[service])
        called = self._hall.call_next(name)
        assert called is not None, f"{self._waiting[service]} wait for {service}, and {name} finds none"
        self._waiting[called.service] -= 1
        self._busy[name] = State.CALLED
        return "call"
