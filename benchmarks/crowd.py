"""A whole large hall at once: 100 counters, 10 kiosks and 20 boards, on a server and in a file."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.conditions import SEED, scratch
from benchmarks.crowd_members import REFUSED, Desk, Done, Kiosk, Seen, Turn, act, watch
from benchmarks.day import enlarge
from benchmarks.halls import SystemClock, fill, opened
from benchmarks.roles import RoleSilent
from benchmarks.serving import hall_on_server
from benchmarks.timing import Progress, percentile_ms, spread
from ticketing.lifecycle import Action

#: Twenty actions a second together, as a large hall has at its busiest; one of four is a number.
_BETWEEN_S = 0.05
_ONE_IN = 4
_DESK_PROCESSES = 2
# Until everybody has heard when it begins, and until the last event is everywhere: a feed asks once a second.
_BEFORE_S = 0.5
_AFTER_S = 1.2
_PATIENCE_S = 120.0


@dataclass(frozen=True, slots=True)
class Size:
    """How many there are, and how often and how long each kind of hall has its turn."""

    counters: int
    kiosks: int
    boards: int
    waiting: int
    turns: int
    turn_s: float


LARGE = Size(counters=100, kiosks=10, boards=20, waiting=1000, turns=4, turn_s=30.0)
SMALL = Size(counters=6, kiosks=2, boards=2, waiting=80, turns=1, turn_s=1.0)


def crowd(*, quick: bool = False) -> dict[str, object]:
    """Measure issue, call and commit → event in a large hall on a server; ``file`` has the same in a file.

    Each kiosk, counter and board has a connection of its own, and a session of the server with it. Each
    board is a process; all kiosks are one and the counters two, with a thread for each, for 130 processes
    on two cores would measure how these take turns. Server, file and all of them share the machine:
    ``busy_percent`` tells how much of it was in use. Windows of kiosks and counters follow the hall too;
    here only the boards do.

    The two halls take turns of half a minute with the same timetable. Acts come at irregular moments,
    twenty a second: a quarter are numbers, the others call, serve and complete at counter after counter.
    A time is that of the act alone, the wait for the hall's lock included. An event is seen when the
    feed of a board, which is asked every 20 ms, has given it.
    """
    size = SMALL if quick else LARGE
    with ExitStack() as stack:
        folder = stack.enter_context(scratch())
        cluster, url = stack.enter_context(hall_on_server(folder, {"max_connections": "200"}))
        places = (url, str(folder / "hall.db"))
        names = _furnish(places, size)
        cluster.ask("VACUUM ANALYZE", "hall")  # as the server does by itself within minutes
        halls = [stack.enter_context(_started(place, names, size)) for place in places]
        progress = Progress("crowd", size.turns)
        for number, moments in enumerate(timetable(names, size), 1):
            for one in halls:
                one.play(Turn(time.time() + _BEFORE_S, moments), size.turn_s)
            progress.show(number)
        time.sleep(_AFTER_S)
        on_server, in_file = (
            {**one.figures(), "faults": _faults(place)} for one, place in zip(halls, places, strict=True)
        )
    return {
        **on_server,
        "file": in_file,
        "counters": len(names),
        "kiosks": size.kiosks,
        "boards": size.boards,
        "seconds": size.turns * size.turn_s,
    }


def _furnish(places: Sequence[str], size: Size) -> list[str]:
    """Make of the first hall both, with so many counters and people waiting; return the counters' names."""
    with closing(opened(places[0])) as store:
        info, catalogue = store.hall(), enlarge(store.catalogue(), size.counters)
    for place in places:
        with closing(opened(place)) as store:
            with store.writing() as tx:
                tx.keep_hall(info)
                tx.replace_catalogue(catalogue)
            fill(store, size.waiting, SEED, SystemClock())
    return [one.name for one in catalogue.counters][: size.counters]


def _faults(place: str) -> int:
    with closing(opened(place)) as store:
        return len(store.check())


def kiosks_of(size: Size) -> list[str]:
    """Name the kiosks."""
    return [f"kiosk-{n}" for n in range(1, size.kiosks + 1)]


def timetable(counters: Sequence[str], size: Size) -> Iterator[dict[str, list[float]]]:
    """Tell for each turn when each member acts, in seconds after its beginning.

    Args:
        counters: Names of the counters.
        size: Of the crowd.
    """
    chance = random.Random(SEED)
    kiosks = kiosks_of(size)
    desks = cycle(chance.sample(counters, len(counters)))
    kinds: list[bool] = []
    for _ in range(size.turns):
        moments: dict[str, list[float]] = {}
        at_s = 0.0
        while (at_s := at_s + chance.uniform(0.5, 1.5) * _BETWEEN_S) < size.turn_s:
            kinds = kinds or chance.sample([True] + [False] * (_ONE_IN - 1), _ONE_IN)
            who = chance.choice(kiosks) if kinds.pop() else next(desks)
            moments.setdefault(who, []).append(at_s)
        yield moments


@dataclass(slots=True)
class Crowd:
    """The processes of a hall.

    Attributes:
        actors: Pipes to those that act.
        boards: Pipes to the boards.
        done: What was done.
        busy: Processor time in use and all there was, in ticks.
    """

    actors: list[Connection]
    boards: list[Connection]
    done: list[Done] = field(default_factory=list)
    busy: list[tuple[int, int]] = field(default_factory=list)

    def play(self, turn: Turn, lasts_s: float) -> None:
        """Let everybody act for a turn of so many seconds."""
        before = _ticks()
        for actor in self.actors:
            actor.send(turn)
        for actor in self.actors:
            self.done += _answer(actor, lasts_s)
        self.busy.append(_since(before))

    def figures(self) -> dict[str, object]:
        """Ask the boards what they saw, and sum up."""
        acts = {(one.ticket, one.action): one.ended_ns for one in self.done if one.ticket}
        delays: list[int] = []
        for board in self.boards:
            board.send(None)
            seen: list[Seen] = _answer(board, 0)
            delays += [one.at_ns - acts[key] for one in seen if (key := (one.ticket, one.action)) in acts]
        issues = [one.took_ns for one in self.done if one.action == Action.ISSUE]
        calls = [one.took_ns for one in self.done if one.action == Action.CALL]
        used, whole = (sum(ticks) for ticks in zip(*self.busy, strict=True))
        return {
            **spread(issues),
            "call_p50_ms": percentile_ms(calls, 50),
            "call_p99_ms": percentile_ms(calls, 99),
            "call_max_ms": percentile_ms(calls, 100),
            "calls": len(calls),
            "event_p50_ms": percentile_ms(delays, 50),
            "event_p99_ms": percentile_ms(delays, 99),
            "event_max_ms": percentile_ms(delays, 100),
            "events": len(delays),
            "never_seen": len(acts) * len(self.boards) - len(delays),
            "acts": len(acts),
            "nobody_waited": sum(1 for one in self.done if one.action is None),
            "refused": sum(1 for one in self.done if one.action == REFUSED),
            "busy_percent": round(100 * used / whole, 1),
        }


@contextmanager
def _started(place: str, counters: Sequence[str], size: Size) -> Iterator[Crowd]:
    """Start everybody of a hall; all are gone at the end."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["benchmarks.crowd_members"])
    processes = []

    def start(target: Callable[..., None], *given: object) -> Connection:
        ours, theirs = context.Pipe()
        process = context.Process(target=target, args=(*given, theirs), daemon=True)
        process.start()
        theirs.close()  # so that the end of the process is the end of the pipe
        processes.append(process)
        return ours

    desks = list(enumerate(counters))
    pipes: list[Connection] = []
    try:
        pipes.append(start(act, Kiosk, place, list(enumerate(kiosks_of(size)))))
        pipes += [start(act, Desk, place, desks[n::_DESK_PROCESSES]) for n in range(_DESK_PROCESSES)]
        actors = list(pipes)
        pipes += [start(watch, place) for _ in range(size.boards)]
        for pipe in pipes:
            assert _answer(pipe, 0) == "ready"
        yield Crowd(actors, pipes[len(actors) :])
        for actor in actors:
            actor.send(None)
        for process in processes:
            process.join(_PATIENCE_S)
    finally:
        for process in processes:
            process.kill()
        for pipe in pipes:
            pipe.close()


def _answer(pipe: Connection, lasts_s: float) -> Any:
    """Take what a process tells.

    Raises:
        RoleSilent: It tells nothing, or has ended; why stands on its stderr.
    """
    if not pipe.poll(lasts_s + _PATIENCE_S):
        raise RoleSilent("a process of the crowd tells nothing")
    try:
        return pipe.recv()
    except EOFError:
        raise RoleSilent("a process of the crowd has ended") from None


def _ticks() -> tuple[int, int]:
    """Read how much processor time was in use since the machine started, and how much there was."""
    told = [int(word) for word in Path("/proc/stat").read_text(encoding="ascii").split("\n")[0].split()[1:9]]
    return sum(told) - told[3] - told[4], sum(told)


def _since(before: tuple[int, int]) -> tuple[int, int]:
    used, whole = _ticks()
    return used - before[0], whole - before[1]
