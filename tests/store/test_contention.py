"""Several processes on one file or server: no number twice, no ticket called twice, every event once."""

import multiprocessing
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest

from store.location import ONLY_HALL
from store.sqlite.database import open_file
from store.store import SqlStore, open_store
from tests.fakes import FakeClock
from tests.store.conftest import JOURNALS, furnish
from tests.waiting import wait_until
from ticketing.ground import Ground
from ticketing.hall import Hall
from ticketing.issuing import new_token
from ticketing.lifecycle import Action
from ticketing.model import Event
from ticketing.moment import event_of
from ticketing.words import Language

TICKETS = 40
KIOSKS = 2
_COUNTERS = ("1", "2")


def opened(where: str, mode: str) -> SqlStore:
    """Open a file with a journal, or a server."""
    if mode == "postgresql":
        return open_store(where, patience_s=30)
    return SqlStore(open_file(Path(where), 30, JOURNALS[mode]), ONLY_HALL)


def _issue(path: str, mode: str, out: "multiprocessing.Queue[tuple[str, list[str]]]") -> None:
    store = opened(path, mode)
    hall = Hall(store, FakeClock())
    out.put(("issued", [hall.issue("KTP-BARU", Language.ID, uuid4()).ticket.number for _ in range(TICKETS)]))


def _call(path: str, mode: str, counter: str, out: "multiprocessing.Queue[tuple[str, list[str]]]") -> None:
    store = opened(path, mode)
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


@pytest.mark.parametrize("mode", ["postgresql", *sorted(JOURNALS)])
def test_processes_share_one_queue_without_repeating_anything(
    request: pytest.FixtureRequest, tmp_path: Path, mode: str
) -> None:
    path: str = request.getfixturevalue("url") if mode == "postgresql" else str(tmp_path / "hall.db")
    store = opened(path, mode)
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

    def has_seen_all() -> bool:
        seen.extend(feed.poll())
        return len(seen) >= 4 * TICKETS * KIOSKS

    wait_until(has_seen_all)
    feed.close()
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


MANY = 10_000


def _call_all(path: str, counter: str, out: "multiprocessing.Queue[list[str]]") -> None:
    store = open_store(path, patience_s=60)
    hall = Hall(store, FakeClock())
    called: list[str] = []
    while (leg := hall.call_next(counter)) is not None:
        called.append(leg.number)
        hall.no_show(counter)
    out.put(called)


def _fill(store: SqlStore) -> None:
    """Let people wait; written in one transaction, for the calls are what is tested."""
    hall = Hall(store, FakeClock())
    hall.issue("KTP-BARU", Language.ID, uuid4())
    with Ground(store, FakeClock()).acting() as now:
        assert now.info.day is not None
        first = now.tx.heads("1", now.info.day)[0].leg
        for n in range(2, MANY + 1):
            ticket = replace(
                first.ticket, id=uuid4(), n=now.tx.take_number(now.info.day, "A"), token=new_token()
            )
            assert ticket.n == n
            leg = now.tx.add(replace(first, ticket=ticket, id=0))
            now.tx.append(event_of(Action.ISSUE, leg, now.at, counter=None))


def test_ten_thousand_simultaneous_calls_take_each_ticket_once(tmp_path: Path) -> None:
    # In memory where there is such a folder: what a disk does at a power cut is tested elsewhere.
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else tmp_path) as folder:
        path = str(Path(folder) / "hall.db")
        store = open_store(path, patience_s=60)
        furnish(store)
        _fill(store)
        context = multiprocessing.get_context("spawn")
        out: multiprocessing.Queue[list[str]] = context.Queue()
        processes = [context.Process(target=_call_all, args=(path, counter, out)) for counter in _COUNTERS]
        for process in processes:
            process.start()
        lists = [out.get(timeout=250) for _ in processes]
        for process in processes:
            process.join(timeout=20)
        assert list(store.check()) == []
        store.close()
    called = [number for numbers in lists for number in numbers]
    assert len(called) == len(set(called)) == MANY
    assert all(lists), "both took part"
