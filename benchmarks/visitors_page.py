"""What five hundred open phones cost the hall, and how soon a call is on one of them."""

import time
from contextlib import nullcontext
from urllib.error import URLError
from urllib.request import urlopen
from uuid import UUID

from benchmarks.conditions import SEED, scratch
from benchmarks.halls import KIOSK, SystemClock, Visitors, make_hall, opened
from benchmarks.phone_crowd import Crowd, phones
from benchmarks.ports import free_port
from benchmarks.roles import Role, RoleSilent, running
from benchmarks.timing import Progress, percentile_ms, spread
from store.store import SqlStore
from ticketing.hall import Hall
from ticketing.model import Ticket

_OPEN = 500
_PAUSE_S = 0.04


def phones_open(*, quick: bool = False) -> dict[str, object]:
    """Measure the kiosk's `Hall.issue` with 500 phones open beside none, and calls until a phone has them.

    The page is a process of its own, and so are the phones, each from an address of its own. Numbers
    come in short turns with and without phones, up to 25 a second, far more than any hall gives; who
    took one leaves at once, so that the line stays as long as it is. A call counts from the end of its
    commit to its line on the phone.
    """
    count, blocks, issues, calls = (20, 1, 5, 3) if quick else (_OPEN, 40, 50, 60)
    port = free_port()
    with scratch() as folder:
        db, config = folder / "hall.db", folder / "hall.toml"
        config.write_text(f"[phone]\nport = {port}\n", encoding="utf-8")
        make_hall(db)
        store = opened(db)
        kiosk = _Kiosk(Hall(store, SystemClock()), Visitors(store.catalogue(), SEED))
        try:
            tickets = [kiosk.give() for _ in range(count)]
            tokens = [ticket.token for ticket in tickets]
            with running(["phone", "--config", str(config)], db) as page:
                _wait_for(page, port)
                alone_mb = page.resident_mb()
                progress = Progress("phones", 2 * blocks * issues)
                for block in range(2 * blocks):
                    with phones(port, tokens) if block % 2 else nullcontext():
                        for run in range(issues):
                            kiosk.timed(is_crowded=bool(block % 2))
                            progress.show(block * issues + run + 1)
                with phones(port, tokens) as crowd:
                    delays = _calls(store, kiosk.hall, {one.id for one in tickets}, crowd, calls)
                    open_mb = page.resident_mb()
        finally:
            store.close()
    taken, alone = kiosk.taken[True], kiosk.taken[False]
    return {
        **spread(taken),
        "alone_p50_ms": percentile_ms(alone, 50),
        "alone_p99_ms": percentile_ms(alone, 99),
        "p99_ratio": round(percentile_ms(taken, 99) / percentile_ms(alone, 99), 3),
        "phones": count,
        "called_p50_ms": percentile_ms(delays, 50),
        "called_p99_ms": percentile_ms(delays, 99),
        "calls": len(delays),
        "memory_alone_mb": alone_mb,
        "memory_mb": open_mb,
    }


class _Kiosk:
    """Gives numbers, and keeps how long each took."""

    def __init__(self, hall: Hall, visitors: Visitors) -> None:
        self.hall = hall
        self._visitors = visitors
        self.taken: dict[bool, list[int]] = {False: [], True: []}

    def give(self) -> Ticket:
        (service,) = self._visitors.come(1)
        tap, language = self._visitors.tap(), self._visitors.language()
        return self.hall.issue(service.code, language, tap, kiosk=KIOSK).ticket

    def timed(self, *, is_crowded: bool) -> None:
        time.sleep(_PAUSE_S)
        (service,) = self._visitors.come(1)
        tap, language = self._visitors.tap(), self._visitors.language()
        began = time.perf_counter_ns()
        ticket = self.hall.issue(service.code, language, tap, kiosk=KIOSK).ticket
        self.taken[is_crowded].append(time.perf_counter_ns() - began)
        self.hall.leave(ticket.id)


def _calls(store: SqlStore, hall: Hall, open_: set[UUID], crowd: Crowd, wanted: int) -> list[int]:
    """Call visitors whose phones are open, at one counter after the other."""
    delays: list[int] = []
    for counter in store.catalogue().counters:
        if len(delays) == wanted:
            break
        leg = hall.call_next(counter.name)
        committed_ns = time.time_ns()
        if leg is None:
            continue
        if leg.ticket.id in open_:
            delays.append(crowd.called() - committed_ns)
        hall.no_show(counter.name)
        time.sleep(_PAUSE_S)
    return delays


def _wait_for(page: Role, port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and page.process.poll() is None:
        try:
            urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
            return
        except (URLError, OSError):
            time.sleep(0.05)
    raise RoleSilent(f"no page at port {port}: {page.last_words()}")
