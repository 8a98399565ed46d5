"""How much memory each role holds."""

import time
from pathlib import Path

from benchmarks.conditions import SEED, scratch
from benchmarks.halls import KIOSK, KIOSK_SCREEN, SystemClock, Visitors, make_hall, opened
from benchmarks.noting_printer import NotingPrinter
from benchmarks.roles import RoleSilent, running
from benchmarks.timing import Progress
from ticketing.hall import Hall
from ticketing.words import Language

_SCREENS = {"kiosk": KIOSK_SCREEN, "counter": (1366, 768), "display": (1920, 1080)}


def memory(*, quick: bool = False) -> dict[str, object]:
    """Measure the resident memory (VmRSS) of each role some seconds after it has started, in MB.

    Pages of libraries that the roles share are counted in each.
    """
    found: dict[str, object] = {}
    settles_s = 0.5 if quick else 5.0
    progress = Progress("memory", len(_SCREENS) + 1)
    with scratch() as folder, NotingPrinter() as printer:
        db = folder / "hall.db"
        make_hall(db)
        call = _call_somebody(db)
        for number, (role, screen) in enumerate(_SCREENS.items()):
            with running([role], db, screen) as window:
                if role == "display":
                    window.wait_for("painted", call)
                else:
                    window.wait_for("first_paint")
                time.sleep(settles_s)
                found[role] = window.resident_mb()
            progress.show(number + 1)
        with running(["spooler", "--printer", printer.url, "--name", KIOSK], db) as spooler:
            if printer.paper(0, timeout_s=60) is None:
                raise RoleSilent(f"no paper came: {spooler.last_words()}")
            time.sleep(settles_s)
            found["spooler"] = spooler.resident_mb()
            progress.show(len(_SCREENS) + 1)
    return {**found, "unit": "MB resident (VmRSS)", "runs": 1}


def _call_somebody(db: Path) -> int:
    """Issue two numbers with paper and call one; return the seq of the call."""
    store = opened(db)
    feed = store.feed()
    hall = Hall(store, SystemClock())
    visitors = Visitors(store.catalogue(), SEED)
    agency = store.catalogue().agencies[0].code
    for _ in range(2):
        hall.issue(store.catalogue().services_of(agency)[0].code, Language.ID, visitors.tap(), kiosk=KIOSK)
    hall.call_next(store.catalogue().counters_of(agency)[0].name)
    seq = feed.poll()[-1].seq
    feed.close()
    store.close()
    return seq
