"""How long a window stands still while something else does not work."""

import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from benchmarks.conditions import SEED, scratch
from benchmarks.halls import KIOSK_SCREEN, make_hall
from benchmarks.noting_printer import Fault, NotingPrinter
from benchmarks.roles import running
from benchmarks.timing import Progress

#: A trace tells of every gap in the event loop that is longer than this.
_TOLD_MS = 50.0
_TICKETS = "SELECT count(*) FROM ticket"


def lock_held(*, quick: bool = False) -> dict[str, object]:
    """Measure the gaps in the kiosk's event loop while another process holds the write lock for 10 s.

    A simulated visitor walks through the pages meanwhile and asks for a number, which does not come
    before the lock is given back. The same walk with the lock free is measured beside it: what both have
    is the building of pages. Gaps up to 50 ms are not told one by one.
    """
    held_s, step_ms = (2.0, 100) if quick else (10.0, 500)
    progress = Progress("lock_held", 2)
    with scratch() as folder:
        db = folder / "hall.db"
        make_hall(db)
        free, _ = _walk(db, held_s, step_ms)
        progress.show(1)
        held, early = _walk(db, held_s, step_ms, is_held=True)
        progress.show(2)
    return {
        "max_gap_ms": max(held, default=_TOLD_MS),
        "free_max_gap_ms": max(free, default=_TOLD_MS),
        "gaps_over_50_ms": len(held),
        "free_gaps_over_50_ms": len(free),
        "held_s": held_s,
        "tickets_while_held": early,
        "runs": 1,
    }


def faulty_printer(*, quick: bool = False) -> dict[str, object]:
    """Measure the gaps in the kiosk's event loop while its printer has a fault.

    For each fault a kiosk of its own, with the spooler that it starts, and a simulated visitor who asks
    for a number and waits until the screen shows it for want of paper. Beside them the same with a ready
    printer. Gaps up to 50 ms are not told one by one.
    """
    seconds, step_ms = (1.0, 100) if quick else (14.0, 500)
    found: dict[str, object] = {}
    progress = Progress("faulty_printer", len(Fault))
    for n, fault in enumerate(Fault, 1):
        with scratch() as folder, NotingPrinter(fault) as printer:
            db = folder / "hall.db"
            make_hall(db)
            gaps, _ = _walk(db, seconds, step_ms, printer=printer.asked_url)
            found[fault.value] = {"max_gap_ms": max(gaps, default=_TOLD_MS), "gaps_over_50_ms": len(gaps)}
        progress.show(n)
    return {**found, "seconds": seconds, "runs": 1}


def _walk(
    db: Path, seconds: float, step_ms: int, *, is_held: bool = False, printer: str = "preview:"
) -> tuple[list[float], int]:
    """Let one visitor walk, a step every so often; return the gaps over 50 ms and the tickets that came."""
    acts = {"seed": SEED, "visitors": 1, "agencies": ["DUKCAPIL"], "shots": "", "step_ms": step_ms}
    with (
        closing(sqlite3.connect(db, isolation_level=None)) as other,
        running(["kiosk", "--acts", json.dumps(acts), "--printer", printer], db, KIOSK_SCREEN) as kiosk,
    ):
        kiosk.wait_for("first_paint")
        time.sleep(0.5)  # the start itself is measured by kiosk_start
        (before,) = other.execute(_TICKETS).fetchone()
        if is_held:
            other.execute("BEGIN IMMEDIATE")
        began_ns = time.time_ns()
        time.sleep(seconds)
        ended_ns = time.time_ns()
        (after,) = other.execute(_TICKETS).fetchone()
        if is_held:
            other.execute("ROLLBACK")
        gaps = [one.ms for one in kiosk.all_told("late") if began_ns <= one.at_ns <= ended_ns]
    return gaps, after - before
