"""How soon the kiosk answers, how its lists move, and what it holds after many visitors."""

import json
import subprocess
import sys
import time
from typing import Any

from benchmarks.conditions import SEED, scratch
from benchmarks.halls import KIOSK_SCREEN, ROOT, environment, fill, make_hall, opened
from benchmarks.roles import running
from benchmarks.timing import Progress, percentile_ms, spread

#: Pages that are kept are ready so long after the one before them was left.
_READY_S = 3.0


def page(*, quick: bool = False) -> dict[str, object]:
    """Measure from a tap to the next page on the (unseen) screen of 1080 × 1920, full catalogue.

    `p50_ms` and `p99_ms` are of the pages that need no store, changed at once; `number` is the
    page with the number, its commit included; `arrived` is the end of a page's slide; `feedback` is from a
    finger on the glass to the button that is seen to go down.
    """
    found: dict[str, list[int]] = _child("kiosk_visits", *((2, 10, 0.5) if quick else (100, 300, _READY_S)))
    number, arrived, feedback = (found.pop(one) for one in ("number", "arrived", "feedback"))
    return {
        **spread([one for durations in found.values() for one in durations]),
        **{f"{name}_p50_ms": percentile_ms(durations, 50) for name, durations in found.items()},
        "number_p50_ms": percentile_ms(number, 50),
        "number_p99_ms": percentile_ms(number, 99),
        "arrived_p50_ms": percentile_ms(arrived, 50),
        "feedback_p50_ms": percentile_ms(feedback, 50),
        "feedback_p99_ms": percentile_ms(feedback, 99),
    }


def scroll(*, quick: bool = False) -> dict[str, object]:
    """Measure a frame of a list that is moved fast, painted by software at 1920 × 1080.

    `fps` is of the usual frame (p50), `worst_fps` of the slowest of a hundred (p99), over three pages.
    """
    found: dict[str, list[int]] = _child("kiosk_scrolling", 20 if quick else 400, 10)
    durations = [one for each in found.values() for one in each]
    fps = {
        "fps": round(1000 / percentile_ms(durations, 50)),
        "worst_fps": round(1000 / percentile_ms(durations, 99)),
    }
    each = {f"{name}_p99_ms": percentile_ms(one, 99) for name, one in found.items()}
    return {**spread(durations), **fps, **each}


def kiosk_10k(*, quick: bool = False) -> dict[str, object]:
    """Measure the memory of a kiosk over 10,000 visitors, of which a tenth take a number.

    `growth_mb` is from the 500th visitor, when everything was used once, to the last; `widgets` are those
    that live while nobody is there, then and in the end.
    """
    visitors = 20 if quick else 10_000
    found: list[dict[str, float]] = _child("kiosk_crowd", visitors, 10, 0.5 if quick else _READY_S)
    first, early, last = found[0], found[1], found[-1]
    return {
        "visitors": visitors,
        "start_mb": round(first["mb"], 1),
        "early_mb": round(early["mb"], 1),
        "end_mb": round(last["mb"], 1),
        "growth_mb": round(last["mb"] - early["mb"], 1),
        "early_widgets": early["widgets"],
        "end_widgets": last["widgets"],
        "seed": SEED,
    }


def _child(module: str, count: int, waiting: int, *more: float) -> Any:
    """Run a child of these benchmarks on a hall in which some wait; return what it found."""
    with scratch() as folder:
        db = folder / "hall.db"
        make_hall(db)
        store = opened(db)
        fill(store, waiting, SEED)
        store.close()
        # Without a screen Qt warns at every page that it hands no size hints to a window manager.
        variables = {**environment(folder), "QT_LOGGING_RULES": "default.warning=false"}
        command = [sys.executable, "-m", f"benchmarks.{module}", str(db), str(count), *map(str, more)]
        told = subprocess.run(
            command, cwd=ROOT, env=variables, stdout=subprocess.PIPE, check=True, timeout=3600
        )
    return json.loads(told.stdout)


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
