"""Several processes on one file: no number twice, no ticket called twice, every event once."""

import multiprocessing
from collections import Counter
from pathlib import Path
from uuid import uuid4

import pytest

from store.store import open_store
from tests.fakes import FakeClock
from tests.store.conftest import JOURNALS, furnish
from ticketing.hall import Hall
from ticketing.model import Event
from ticketing.words import Language

TICKETS = 40
KIOSKS = 2
_COUNTERS = ("1", "2")


def _issue(path: str, mode: str, out: "multiprocessing.Queue[tuple[str, list[str]]]") -> None:
    store = open_store(path, patience_s=30, journal=JOURNALS[mode])
    hall = Hall(store, FakeClock())
    out.put(("issued", [hall.issue("KTP-BARU", Language.ID, uuid4()).ticket.number for _ in range(TICKETS)]))


def _call(path: str, mode: str, counter: str, out: "multiprocessing.Queue[tuple[str, list[str]]]") -> None:
    store = open_store(path, patience_s=30, journal=JOURNALS[mode])
    hall = Hall(store, FakeClock())
    called: list[str] = []
    while True:
        leg = hall.call_next(counter)
        if leg is None:
            if len(store.recent_calls(1000)) == TICKETS * KIOSKS:
                break
            continue
        called.append(leg.number)
        hall.serve(counter)
        hall.complete(counter)
    out.put(("called", called))


@pytest.mark.parametrize("mode", sorted(JOURNALS))
def test_processes_share_one_queue_without_repeating_anything(tmp_path: Path, mode: str) -> None:
    path = str(tmp_path / "hall.db")
    store = open_store(path, patience_s=30, journal=JOURNALS[mode])
    furnish(store)
    feed = store.feed(after=0)
    context = multiprocessing.get_context("spawn")
    out: multiprocessing.Queue[tuple[str, list[str]]] = context.Queue()
    processes = [context.Process(target=_issue, args=(path, mode, out)) for _ in range(KIOSKS)]
    processes += [context.Process(target=_call, args=(path, mode, counter, out)) for counter in _COUNTERS]
    for process in processes:
        process.start()
    seen: list[Event] = []
    answers: list[tuple[str, list[str]]] = []
    while len(answers) < len(processes):
        seen += feed.poll()
        assert all(process.exitcode in (None, 0) for process in processes), "a process failed"
        while not out.empty():
            answers.append(out.get())
    for process in processes:
        process.join(30)
    seen += feed.poll()
    issued = Counter(number for kind, numbers in answers if kind == "issued" for number in numbers)
    called = Counter(number for kind, numbers in answers if kind == "called" for number in numbers)
    expected = Counter(f"A{n:03d}" for n in range(1, TICKETS * KIOSKS + 1))
    assert issued == expected
    assert called == expected
    assert [event.seq for event in seen] == list(range(1, 4 * TICKETS * KIOSKS + 1))
    assert list(store.check()) == []
    store.close()


def test_a_number_made_from_the_highest_would_repeat(tmp_path: Path) -> None:
    """The control: without the lock first, two kiosks do take the same number."""
    import sqlite3

    path = tmp_path / "naive.db"
    setup = sqlite3.connect(path)
    setup.execute("CREATE TABLE ticket (n INTEGER)")
    setup.commit()
    setup.close()
    kiosks = [sqlite3.connect(path, isolation_level=None) for _ in range(2)]
    taken = [kiosk.execute("SELECT coalesce(max(n), 0) + 1 FROM ticket").fetchone()[0] for kiosk in kiosks]
    for kiosk, n in zip(kiosks, taken, strict=True):
        kiosk.execute("INSERT INTO ticket VALUES (?)", (n,))
        kiosk.close()
    assert taken == [1, 1]
