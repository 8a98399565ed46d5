"""How soon a region has what happens in a hall: a line of logical replication between two servers."""

import re
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.cluster import Cluster, running
from benchmarks.conditions import SEED
from benchmarks.halls import KIOSK, SystemClock, Visitors, opened
from benchmarks.ticket_cost import SCRIPTS
from ticketing.hall import Hall

_WITHIN_S = 30.0
_LOOKS_EVERY_S = 0.001


def region_settings() -> dict[str, str]:
    """Read the settings that a region's server is shipped with."""
    text = (SCRIPTS / "region.conf").read_text(encoding="utf-8")
    return dict(re.findall(r"^(\w+) = '?(\w+)'?$", text, re.MULTILINE))


def make_region(cluster: Cluster) -> None:
    """Make the database of a region that follows nobody yet."""
    cluster.ask("CREATE DATABASE region")
    for script in ("copies.sql", "views.sql"):
        cluster.ask((SCRIPTS / script).read_text(encoding="utf-8"), "region")


def follow(region: Cluster, line: str, cluster: Cluster, database: str) -> None:
    """Let a region take from now on what a hall sends."""
    region.ask(
        f"CREATE SUBSCRIPTION {line} CONNECTION 'host=127.0.0.1 port={cluster.port} dbname={database} "
        "user=antrean_collector' PUBLICATION antrean_region",
        "region",
    )


def lags_of_a_line(cluster: Cluster, database: str, runs: int, folder: Path) -> list[int]:
    """Measure from the end of a number's commit in a hall until its row is seen at the region.

    Args:
        cluster: The server of the hall, which sends already (`sending.sql`).
        database: Has the hall.
        runs: How many numbers, one after the other has arrived.
        folder: Where the server of the region is made.

    Returns:
        Nanoseconds of each.
    """
    lags = []
    with running(region_settings(), folder) as region, closing(opened(cluster.url(database))) as store:
        make_region(region)
        follow(region, "hall_1", cluster, database)
        hall, visitors = Hall(store, SystemClock()), Visitors(store.catalogue(), SEED + 1)
        with region.asking("region") as ask:
            for number, service in enumerate(visitors.come(runs + 1)):
                issued = hall.issue(service.code, visitors.language(), visitors.tap(), kiosk=KIOSK)
                began = time.perf_counter_ns()
                _wait_for(ask, issued.leg.id)
                if number:  # with the first one the line begins
                    lags.append(time.perf_counter_ns() - began)
        region.ask("DROP SUBSCRIPTION hall_1", "region")
    return lags


def _wait_for(ask: Callable[[str], list[tuple[Any, ...]]], leg: int) -> None:
    until = time.monotonic() + _WITHIN_S
    while not ask(f"SELECT 1 FROM leg WHERE id = {leg}"):
        assert time.monotonic() < until, "the region does not hear of the hall"
        time.sleep(_LOOKS_EVERY_S)
