"""What a server costs beside a file: a number, a call, and how soon others hear of it."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from benchmarks.calling import BareCallLane, CallLane
from benchmarks.cluster import Cluster, running
from benchmarks.conditions import SEED, scratch
from benchmarks.halls import (
    KIOSK,
    ROOT,
    SystemClock,
    Visitors,
    environment,
    fill,
    make_hall,
    make_hall_at,
    opened,
)
from benchmarks.issuing import BareIssueLane, IssueLane
from benchmarks.timing import Progress, against, ratio, spread, take_turns
from benchmarks.twin import ServerTwin
from ticketing.hall import Hall

#: Twenty actions a second, as a large hall has at its busiest.
_BETWEEN_S = 0.05


@contextmanager
def hall_on_server(folder: Path, settings: dict[str, str] | None = None) -> Iterator[tuple[Cluster, str]]:
    """Start a server that keeps every commit, with a rehearsal hall on it.

    Args:
        folder: Where it lies.
        settings: Lines of its configuration.

    Yields:
        The server and the address of the hall, in the database ``hall``.
    """
    folder.chmod(0o755)  # the server is another user
    with running(settings, folder) as cluster:
        cluster.ask("CREATE DATABASE hall")
        url = cluster.url("hall")
        make_hall_at(url, folder)
        yield cluster, url


def server_issue(*, quick: bool = False) -> dict[str, object]:
    """Measure `Hall.issue` on a server; its ratio to bare psycopg, and to a file (`to_file`)."""
    runs = 20 if quick else 1000
    with scratch() as folder, hall_on_server(folder) as (cluster, url):
        make_hall(folder / "hall.db")
        cluster.ask("CREATE DATABASE bare TEMPLATE hall")
        on_server = IssueLane(url, runs)
        lanes: list[IssueLane | BareIssueLane] = [
            IssueLane(folder / "hall.db", runs),
            on_server,
            BareIssueLane(ServerTwin(cluster.url("bare")), on_server),
        ]
        try:
            in_file, own, bare = take_turns(lanes, runs, "server_issue")
        finally:
            for lane in lanes:
                lane.close()
    return {**against(own, bare), "to_file": ratio(own, in_file)}


def server_call(*, quick: bool = False) -> dict[str, object]:
    """Measure `Hall.call_next` on a server with 1,000 waiting; ratios as those of `server_issue`."""
    runs, waiting = (20, 60) if quick else (1000, 1000)
    with scratch() as folder, hall_on_server(folder) as (cluster, url):
        file = folder / "hall.db"
        make_hall(file)
        for place in (str(file), url):
            with closing(opened(place)) as store:
                fill(store, waiting, SEED)
        cluster.ask("VACUUM ANALYZE", "hall")  # as the server does by itself within minutes
        cluster.ask("CREATE DATABASE bare TEMPLATE hall")
        on_server = CallLane(url, SEED + 1)
        lanes: list[CallLane | BareCallLane] = [
            CallLane(file, SEED + 1),
            on_server,
            BareCallLane(ServerTwin(cluster.url("bare")), on_server),
        ]
        try:
            in_file, own, bare = take_turns(lanes, runs, "server_call")
        finally:
            for lane in lanes:
                lane.close()
    return {**against(own, bare), "to_file": ratio(own, in_file), "waiting": waiting}


def server_event(*, quick: bool = False) -> dict[str, object]:
    """Measure from the end of a commit to the event in another process, at 20 numbers a second."""
    runs = 5 if quick else 600
    chance = random.Random(SEED)
    with scratch() as folder, hall_on_server(folder) as (_, url):
        command = [sys.executable, "-m", "benchmarks.listening", url]
        store = opened(url)
        hall, visitors = Hall(store, SystemClock()), Visitors(store.catalogue(), SEED)
        progress = Progress("server_event", runs)
        committed: list[int] = []
        with subprocess.Popen(
            command, cwd=ROOT, env=environment(folder), stdout=subprocess.PIPE, text=True
        ) as listener:
            assert listener.stdout is not None
            try:
                assert listener.stdout.readline() == "ready\n"
                for run, service in enumerate(visitors.come(runs)):
                    hall.issue(service.code, visitors.language(), visitors.tap(), kiosk=KIOSK)
                    committed.append(time.time_ns())
                    time.sleep(chance.uniform(0.5, 1.5) * _BETWEEN_S)
                    progress.show(run + 1)
                seen = [int(listener.stdout.readline().split()[1]) for _ in range(runs)]
            finally:
                listener.kill()
                store.close()
    return spread([one - at for one, at in zip(seen, committed, strict=True)])
