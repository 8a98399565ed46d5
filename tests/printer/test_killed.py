"""A real spooler is killed with ``kill -9`` while it prints: nothing is lost, nothing printed twice."""

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
import zxingcpp

from app.parts import SystemClock
from printer.blocks import Paper
from printer.outlet import Outlet
from printer.preview import picture
from printer.spooler import Spooler
from store.jobs import SqlPrintJobs
from store.store import SqlStore, open_store
from tests.fakes import small_catalogue
from tests.printer.rig import FakePrinter
from tests.printers import TcpPrinter
from tests.status_printer import TcpStatusPrinter
from tests.waiting import PATIENCE_S
from ticketing.hall import Hall
from ticketing.model import HallInfo
from ticketing.outbox import PaperState
from ticketing.token import read_token
from ticketing.words import Language

ROOT = Path(__file__).parents[2]


def until(is_so: Callable[[], object], what: str, timeout_s: float = PATIENCE_S) -> None:
    end = time.monotonic() + timeout_s
    while not is_so():
        assert time.monotonic() < end, what
        time.sleep(0.01)


class Kiosk:
    """A queue state in a file, and the spooler of one kiosk as a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "hall.db"
        self.store: SqlStore = open_store(str(self.file), patience_s=5)
        with self.store.writing() as tx:
            tx.keep_hall(HallInfo("MPP Bale Madukara", "Asia/Jakarta", catalogue_version=1, rehearsal=True))
            tx.replace_catalogue(small_catalogue())
        self.hall = Hall(self.store, SystemClock())

    def issue(self) -> UUID:
        return self.hall.issue("KTP-BARU", Language.ID, uuid4(), kiosk="kiosk-1").ticket.id

    @contextmanager
    def spooler(self, url: str) -> Iterator[subprocess.Popen[bytes]]:
        argv = [sys.executable, str(ROOT / "main.py"), "spooler", "--db", str(self.file), "--printer", url]
        process = subprocess.Popen(argv)
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    def kill(self, process: "subprocess.Popen[bytes]") -> None:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()

    def numbers(self, papers: list[bytes]) -> list[str]:
        """Read the codes off papers, and find the number of each in the store."""
        found = []
        for paper in papers:
            (code,) = zxingcpp.read_barcodes(picture(paper, 576))
            ticket = self.store.of_token(read_token(code.text) or "")
            assert ticket is not None, "a number on paper that does not exist"
            found.append(ticket.number)
        return found


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    made = Kiosk(tmp_path)
    yield made
    made.store.close()


@contextmanager
def before_connect(kiosk: Kiosk) -> Iterator[TcpStatusPrinter]:
    """Kill it while it tries to connect: to a printer that takes no more connections."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as busy, contextlib.ExitStack() as waiting:
        for _ in range(3):  # the system's queue of connections is full
            line = waiting.enter_context(socket.socket())
            line.setblocking(False)
            line.connect_ex(busy.getsockname())
        with kiosk.spooler(f"tcp://127.0.0.1:{busy.getsockname()[1]}?status=epson") as process:
            first = kiosk.issue()
            until(lambda: kiosk.store.paper(first) is PaperState.SENDING, "it was not taken")
            kiosk.kill(process)
    with TcpStatusPrinter() as printer:
        yield printer


@contextmanager
def after_the_first_byte(kiosk: Kiosk) -> Iterator[TcpStatusPrinter]:
    """Kill it when the printer has the beginning of a paper and reads no more."""
    with TcpStatusPrinter() as stopped, kiosk.spooler(stopped.url) as process:
        stopped.stops_after = 0
        kiosk.issue()
        until(lambda: stopped.is_stopped, "no byte arrived")
        kiosk.kill(process)
        assert stopped.papers == []
    with TcpStatusPrinter() as printer:
        yield printer


@contextmanager
def before_the_fence(kiosk: Kiosk) -> Iterator[TcpStatusPrinter]:
    """Kill it when the paper is out, and the printer has not said so yet."""
    with TcpStatusPrinter() as printer:
        printer.forgets_end = True
        with kiosk.spooler(printer.url) as process:
            kiosk.issue()
            until(lambda: printer.papers, "no paper came")
            kiosk.kill(process)
        printer.forgets_end = False
        yield printer


@contextmanager
def before_it_is_written_down(kiosk: Kiosk) -> Iterator[TcpStatusPrinter]:
    """Kill it when the printer has said so, and somebody else holds the store."""
    with TcpStatusPrinter() as printer:
        printer.may_tell_end.clear()
        with kiosk.spooler(printer.url) as process:
            kiosk.issue()
            until(lambda: printer.papers, "no paper came")
            with closing(sqlite3.connect(kiosk.file, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                printer.may_tell_end.set()
                time.sleep(0.3)
                kiosk.kill(process)
                other.execute("ROLLBACK")
        yield printer


KILLS = {
    "before connect": (before_connect, 0),
    "after the first byte": (after_the_first_byte, 0),
    "before the fence": (before_the_fence, 1),
    "before it is written down": (before_it_is_written_down, 1),
}


@pytest.mark.parametrize("name", KILLS)
def test_a_killed_spooler_loses_no_ticket_and_prints_no_second_original(kiosk: Kiosk, name: str) -> None:
    killed, originals = KILLS[name]
    with killed(kiosk) as printer:
        (first,) = (line.job.ticket_id for line in kiosk.store.papers(10) if line.job.ticket_id)
        assert kiosk.store.paper(first) is PaperState.SENDING
        with kiosk.spooler(printer.url):
            until(lambda: kiosk.store.paper(first) is PaperState.UNKNOWN, "the screen still waits for it")
            second = kiosk.issue()
            until(lambda: kiosk.store.paper(second) is PaperState.PRINTED, "the next paper did not come")
        assert kiosk.numbers(printer.papers) == ["A001"] * originals + ["A002"]
    assert kiosk.store.leg_of(first) is not None
    assert kiosk.store.paper(first) is PaperState.UNKNOWN


def test_control_a_recovery_that_sends_again_prints_two_originals(kiosk: Kiosk) -> None:
    with before_the_fence(kiosk) as printer:
        with closing(sqlite3.connect(kiosk.file)) as other, other:
            other.execute("UPDATE print_job SET state = 'waiting'")
        with kiosk.spooler(printer.url):
            until(lambda: len(printer.papers) == 2, "nothing was sent again")
        assert kiosk.numbers(printer.papers) == ["A001", "A001"]


# --- two of them --------------------------------------------------------------------------------


def test_a_second_spooler_of_a_kiosk_ends_and_the_first_prints_each_paper_once(kiosk: Kiosk) -> None:
    with TcpPrinter() as printer, kiosk.spooler(printer.url) as first:
        last = kiosk.issue()
        until(lambda: kiosk.store.paper(last) is PaperState.SENT, "it does not print")
        with kiosk.spooler(printer.url) as second:
            assert second.wait(20) == 75
            for _ in range(4):
                last = kiosk.issue()
            until(lambda: kiosk.store.paper(last) is PaperState.SENT, "it stopped printing")
        assert first.poll() is None
        assert kiosk.numbers(printer.wait_for_papers(5)) == [f"A00{n}" for n in range(1, 6)]


PAPERS = 30


def both_print(kiosk: Kiosk) -> list[str]:
    """Let two spoolers without a lock between them print, each with a printer of its own."""
    printers = FakePrinter(), FakePrinter()
    for _ in range(PAPERS):
        kiosk.issue()
    together = Barrier(2)

    def work(printer: FakePrinter) -> None:
        store = open_store(str(kiosk.file), patience_s=10)
        spooler = Spooler(
            store.jobs(), store, [Outlet(1, "tcp://one", printer, Paper())], SystemClock(), "kiosk-1"
        )
        together.wait()
        while spooler.step():
            pass
        store.close()

    threads = [Thread(target=work, args=(printer,)) for printer in printers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return kiosk.numbers([paper for printer in printers for paper in printer.papers])


def test_even_without_a_lock_two_spoolers_print_each_paper_once(kiosk: Kiosk) -> None:
    assert sorted(both_print(kiosk)) == [f"A{n:03d}" for n in range(1, PAPERS + 1)]


def test_control_a_claim_that_is_not_written_down_prints_papers_twice(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = SqlPrintJobs.claim

    def forgetful(jobs: SqlPrintJobs, spool: str, now: object) -> object:
        taken = honest(jobs, spool, now)  # type: ignore[arg-type]
        if taken is not None:
            jobs.retry(taken, taken.next_at, "")
        return taken

    monkeypatch.setattr(SqlPrintJobs, "claim", forgetful)
    assert len(both_print(kiosk)) > PAPERS
