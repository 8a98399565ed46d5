"""How long one process waits for another: a call until it is seen, a tap until the paper is out."""

import random
import time

from benchmarks.conditions import SEED, scratch
from benchmarks.halls import KIOSK, SystemClock, Visitors, make_hall, opened
from benchmarks.noting_printer import Noted, NotingPrinter
from benchmarks.roles import Role, RoleSilent, running
from benchmarks.timing import Progress, spread
from ticketing.hall import Hall
from ticketing.lifecycle import Action
from ticketing.words import Language


def call_to_board(*, quick: bool = False) -> dict[str, object]:
    """Measure from the end of a call's commit here to its paint on the board of another process.

    Calls come at any moment, most of them while another one is being announced.
    """
    runs = 2 if quick else 200
    chance = random.Random(SEED)
    with scratch() as folder:
        db = folder / "hall.db"
        make_hall(db)
        store = opened(db)
        hall = Hall(store, SystemClock())
        counters = [one for one in store.catalogue().counters if one.agency == "DUKCAPIL"]
        service = store.catalogue().services_of("DUKCAPIL")[0].code
        visitors = Visitors(store.catalogue(), SEED)
        feed = store.feed()
        delays: list[int] = []
        progress = Progress("call_to_board", runs)
        try:
            with running(["display"], db) as board:
                board.wait_for("first_paint")
                time.sleep(1)  # until it has read the hall
                for run in range(runs):
                    counter = counters[run % len(counters)].name
                    hall.issue(service, Language.ID, visitors.tap(), paper=False)
                    time.sleep(chance.uniform(0.1, 1.5))
                    feed.poll()
                    hall.call_next(counter)
                    committed_ns = time.time_ns()
                    seq = next(one.seq for one in feed.poll() if one.action is Action.CALL)
                    delays.append(board.wait_for("painted", seq).at_ns - committed_ns)
                    hall.no_show(counter)
                    progress.show(run + 1)
        finally:
            feed.close()
            store.close()
    return spread(delays)


def tap_to_paper(*, quick: bool = False) -> dict[str, object]:
    """Measure from a tap (just before `Hall.issue`) to the first byte at a printer on the network.

    The spooler is a process of its own; taps come at any moment of its rhythm.
    """
    taken = _taps("tap_to_paper", 3 if quick else 300, is_asked=False)
    return spread([noted.first_byte_ns - tapped_ns for tapped_ns, _, noted in taken])


def paper_sent(*, quick: bool = False) -> dict[str, object]:
    """Measure from the end of a ticket's commit to the last byte at a printer that says it is ready.

    As `tap_to_paper`, but the printer is asked three questions before each paper and one after it.
    """
    taken = _taps("paper_sent", 3 if quick else 300, is_asked=True)
    return spread([noted.last_byte_ns - committed_ns for _, committed_ns, noted in taken])


def _taps(label: str, runs: int, *, is_asked: bool) -> list[tuple[int, int, Noted]]:
    """Issue numbers one by one; return when each was asked for, when committed, and when its paper came."""
    chance = random.Random(SEED)
    taken: list[tuple[int, int, Noted]] = []
    progress = Progress(label, runs)
    with scratch() as folder, NotingPrinter() as printer:
        db = folder / "hall.db"
        make_hall(db)
        store = opened(db)
        hall = Hall(store, SystemClock())
        visitors = Visitors(store.catalogue(), SEED)
        try:
            url = printer.asked_url if is_asked else printer.url
            with running(["spooler", "--printer", url, "--name", KIOSK], db) as spooler:
                hall.issue(visitors.come(1)[0].code, Language.ID, visitors.tap(), kiosk=KIOSK)
                paper_of(printer, 0, spooler)
                for run, service in enumerate(visitors.come(runs), 1):
                    time.sleep(chance.uniform(0.05, 0.25))
                    tapped_ns = time.time_ns()
                    hall.issue(service.code, visitors.language(), visitors.tap(), kiosk=KIOSK)
                    committed_ns = time.time_ns()
                    taken.append((tapped_ns, committed_ns, paper_of(printer, run, spooler)))
                    progress.show(run)
        finally:
            store.close()
    return taken


def paper_of(printer: NotingPrinter, number: int, spooler: Role) -> Noted:
    """Wait for a paper, counted from 0.

    Raises:
        RoleSilent: It did not come.
    """
    noted = printer.paper(number, timeout_s=60)
    if noted is None:
        raise RoleSilent(f"paper {number} did not come: {spooler.last_words()}")
    return noted
