"""How long one process waits for another: a call until it is seen, a tap until the paper begins."""

import random
import time

from benchmarks.conditions import SEED, scratch
from benchmarks.halls import KIOSK, SystemClock, Visitors, make_hall, opened
from benchmarks.noting_printer import NotingPrinter
from benchmarks.roles import Role, RoleSilent, running
from benchmarks.timing import Progress, spread
from display.board import Pace
from ticketing.hall import Hall
from ticketing.lifecycle import Action
from ticketing.words import Language


def call_to_board(*, quick: bool = False) -> dict[str, object]:
    """Measure from the end of a call's commit here to its paint on the board of another process.

    The board gives each call the big place for some seconds, so the calls keep that distance.
    """
    runs = 2 if quick else 60
    chance = random.Random(SEED)
    turn_s = Pace().turn_s(waiting=1)
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
                    time.sleep(turn_s + chance.uniform(0.05, 0.25))
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
    runs = 3 if quick else 300
    chance = random.Random(SEED)
    delays: list[int] = []
    progress = Progress("tap_to_paper", runs)
    with scratch() as folder, NotingPrinter() as printer:
        db = folder / "hall.db"
        make_hall(db)
        store = opened(db)
        hall = Hall(store, SystemClock())
        visitors = Visitors(store.catalogue(), SEED)
        try:
            with running(["spooler", "--printer", printer.url, "--name", KIOSK], db) as spooler:
                hall.issue(visitors.come(1)[0].code, Language.ID, visitors.tap(), kiosk=KIOSK)
                _first_byte(printer, 0, spooler)
                for run, service in enumerate(visitors.come(runs), 1):
                    time.sleep(chance.uniform(0.05, 0.25))
                    tapped_ns = time.time_ns()
                    hall.issue(service.code, visitors.language(), visitors.tap(), kiosk=KIOSK)
                    delays.append(_first_byte(printer, run, spooler) - tapped_ns)
                    progress.show(run)
        finally:
            store.close()
    return spread(delays)


def _first_byte(printer: NotingPrinter, paper: int, spooler: Role) -> int:
    began_ns = printer.first_byte_ns(paper, timeout_s=20)
    if began_ns is None:
        raise RoleSilent(f"paper {paper} did not come: {spooler.last_words()}")
    return began_ns
