"""Measures how soon after a call a visitor's page shows it, in a real browser on the program itself.

``python -m tests.phone.page.call_to_page`` prints milliseconds from the end of the call's commit until the
frame that shows it was handed to the screen: by the stream of events, and where a phone has to ask.
Counter, page and browser share one machine; there is no wireless network between.
"""

import json
import math
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import Page, sync_playwright

from app.config import Config
from app.parts import opened
from tests.phone.page.conftest import BROWSER_ARGUMENTS, CHROMIUM
from tests.phone.page.phone import shows, until
from tests.phone.page.real_hall import RealHall
from ticketing.words import Language

RUNS = {"stream": 200, "asking": 15}
#: Notes the wall clock (ms) of the frame after the page turned; without a stream where that is asked for.
_NOTING = """
if (%s) delete window.EventSource;
document.addEventListener("DOMContentLoaded", () => {
    new MutationObserver(() => {
        if (document.body.dataset.state !== "called") return;
        requestAnimationFrame(() => requestAnimationFrame((at) => { window.turnedAt = performance.timeOrigin + at; }));
    }).observe(document.body, {attributes: true, attributeFilter: ["data-state"]});
});
"""


def main() -> int:
    """Measure both ways and print one object."""
    with tempfile.TemporaryDirectory(prefix="antrean-page-") as folder:
        hall = RealHall(Path(folder))
        with hall.served(), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=BROWSER_ARGUMENTS)
            found = {}
            for way, runs in RUNS.items():
                page = browser.new_page()
                page.add_init_script(_NOTING % json.dumps(way == "asking"))
                found[way] = measured(page, hall, runs)
            browser.close()
    for way, times in found.items():
        times.sort()
        p50, p99 = (round(times[max(0, math.ceil(part * len(times)) - 1)], 1) for part in (0.5, 0.99))
        print(
            json.dumps({"way": way, "runs": len(times), "p50": p50, "p99": p99, "most": round(times[-1], 1)})
        )
    return 0


def tell(way: str, times: list[float]) -> None:
    """Print what was found; the longest is last."""
    p50, p99 = (round(times[max(0, math.ceil(part * len(times)) - 1)], 1) for part in (0.5, 0.99))
    told = {"way": way, "runs": len(times), "p50_ms": p50, "p99_ms": p99, "most_ms": round(times[-1], 1)}
    print(json.dumps(told), flush=True)


def measured(page: Page, hall: RealHall, runs: int) -> list[float]:
    """Call one visitor again and again; each time she goes back into the queue."""
    times = []
    with opened(hall.db, Config()) as parts:
        ticket = parts.hall.issue("KTP-BARU", Language.ID, uuid4(), paper=False).ticket
        page.goto(f"{hall.origin}/t/{ticket.token}")
        for _ in range(runs):
            shows(page, "waiting")
            page.evaluate("window.turnedAt = 0")
            page.wait_for_timeout(150)
            parts.hall.call_next("1")
            called_at = time.time() * 1000
            until(page, "window.turnedAt > 0")
            times.append(page.evaluate("window.turnedAt") - called_at)
            parts.hall.return_to_queue("1", reason="measured")
        parts.hall.call_next("1")
        parts.hall.no_show("1")
    return times


if __name__ == "__main__":
    sys.exit(main())
