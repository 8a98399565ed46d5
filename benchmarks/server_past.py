"""What five million past tickets cost on a server."""

from collections.abc import Sequence
from contextlib import ExitStack, closing
from datetime import timedelta

from benchmarks.calling import CallLane
from benchmarks.cluster import Cluster
from benchmarks.conditions import SEED, scratch
from benchmarks.halls import SteppingClock
from benchmarks.issuing import IssueLane
from benchmarks.past import DAYS
from benchmarks.past_on_server import add_past
from benchmarks.serving import hall_on_server
from benchmarks.timing import percentile_ms, ratio, spread, take_turns

PAST = 5_000_000

#: Of a server with room for it. It looks after its tables when it is told to, and not in between.
_SETTINGS = {
    "autovacuum": "off",
    "shared_buffers": "256MB",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "30min",
}
#: So that all have come within the two hours after which calls begin.
_STEP = timedelta(seconds=5)


def server_past(*, quick: bool = False) -> dict[str, object]:
    """Measure issue and call with five million past tickets on a server, beside the same on an empty one.

    Two databases of one server take turns: a thousand numbers on each, then a thousand calls with those
    thousand waiting. The server has looked at its tables (``VACUUM ANALYZE``) in the night before, when
    nobody waited, and does so once more between numbers and calls.
    """
    past, days, runs = (3000, 5, 20) if quick else (PAST, DAYS, 1000)
    with scratch(needs_mb=past // 250) as folder, hall_on_server(folder, _SETTINGS) as (cluster, full):
        cluster.ask("CREATE DATABASE empty TEMPLATE hall")
        places = (cluster.url("empty"), full)
        add_past(full, past, SEED, days)
        _look_after(cluster)
        ((size,),) = cluster.ask("SELECT pg_database_size('hall')")
        empty, own = _issues(places, runs)
        _look_after(cluster)
        empty_calls, calls = _calls(places, runs)
    return {
        **spread(own),
        "issue_to_empty": ratio(own, empty),
        "empty_p50_ms": percentile_ms(empty, 50),
        "empty_p99_ms": percentile_ms(empty, 99),
        "call_p50_ms": percentile_ms(calls, 50),
        "call_p99_ms": percentile_ms(calls, 99),
        "call_to_empty": ratio(calls, empty_calls),
        "empty_call_p50_ms": percentile_ms(empty_calls, 50),
        "empty_call_p99_ms": percentile_ms(empty_calls, 99),
        "past": past,
        "database_mb": size >> 20,
    }


def _issues(places: Sequence[str], runs: int) -> list[list[int]]:
    with ExitStack() as stack:
        lanes = [
            stack.enter_context(closing(IssueLane(place, runs, SteppingClock(step=_STEP))))
            for place in places
        ]
        return take_turns(lanes, runs, "server_past, numbers")


def _calls(places: Sequence[str], runs: int) -> list[list[int]]:
    with ExitStack() as stack:
        lanes = [stack.enter_context(closing(CallLane(place, SEED + 1))) for place in places]
        return take_turns(lanes, runs, "server_past, calls")


def _look_after(cluster: Cluster) -> None:
    """Do what autovacuum does, at a moment that is known, and write down what is still in memory."""
    for name in ("empty", "hall"):
        cluster.ask("VACUUM ANALYZE", name)
    cluster.ask("CHECKPOINT")
