"""How soon the kiosk answers: from tap to page, from the start of the process to its first page."""

import json
import subprocess
import sys
import time

from benchmarks.conditions import SEED, scratch
from benchmarks.halls import KIOSK_SCREEN, ROOT, environment, fill, make_hall, opened
from benchmarks.roles import running
from benchmarks.timing import Progress, percentile_ms, spread


def page(*, quick: bool = False) -> dict[str, object]:
    """Measure from a tap to the next page on the (unseen) screen of 1080 × 1920, full catalogue.

    `p50_ms` and `p99_ms` are of the three pages that need no store, changed at once; `number` is the
    page with the number, its commit included; `arrived` is the end of a page's slide.
    """
    visits = 2 if quick else 100
    with scratch() as folder:
        db = folder / "hall.db"
        make_hall(db)
        store = opened(db)
        fill(store, 10 if quick else 300, SEED)
        store.close()
        # Without a screen Qt warns at every page that it hands no size hints to a window manager.
        variables = {**environment(folder), "QT_LOGGING_RULES": "default.warning=false"}
        command = [sys.executable, "-m", "benchmarks.kiosk_visits", str(db), str(visits)]
        told = subprocess.run(
            command, cwd=ROOT, env=variables, stdout=subprocess.PIPE, check=True, timeout=900
        )
    found: dict[str, list[int]] = json.loads(told.stdout)
    number, arrived = found.pop("number"), found.pop("arrived")
    return {
        **spread([one for durations in found.values() for one in durations]),
        **{f"{name}_p50_ms": percentile_ms(durations, 50) for name, durations in found.items()},
        "number_p50_ms": percentile_ms(number, 50),
        "number_p99_ms": percentile_ms(number, 99),
        "arrived_p50_ms": percentile_ms(arrived, 50),
    }


def kiosk_start(*, quick: bool = False) -> dict[str, object]:
    """Measure from the start of the kiosk's process to the first paint of its first page."""
    runs = 1 if quick else 15
    delays: list[int] = []
    progress = Progress("kiosk_start", runs)
    with scratch() as folder:
        db = folder / "hall.db"
        make_hall(db)
        for run in range(runs):
            with running(["kiosk"], db, KIOSK_SCREEN) as kiosk:
                delays.append(kiosk.wait_for("first_paint").at_ns - kiosk.started_ns)
            time.sleep(0.2)
            progress.show(run + 1)
    return spread(delays)
