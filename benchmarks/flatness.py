"""Whether a program that runs for years grows."""

from pathlib import Path

from benchmarks.conditions import SEED, scratch
from benchmarks.halls import KIOSK, SystemClock, Visitors, make_hall, opened
from benchmarks.latency import paper_of
from benchmarks.noting_printer import NotingPrinter
from benchmarks.roles import Role, running
from benchmarks.timing import Progress
from ticketing.hall import Hall


def papers_flat(*, quick: bool = False) -> dict[str, object]:
    """Measure what a spooler holds after its first papers and after 1,000, printed in a row.

    Memory (VmRSS), files that it has open, and files in the temporary folder and beside the queue,
    where the bytes of the last hundred papers are kept: so the first look is after 150.
    """
    first, last = (3, 6) if quick else (150, 1000)
    held: list[dict[str, object]] = []
    progress = Progress("papers_flat", last)
    with scratch() as folder, NotingPrinter() as printer:
        db = folder / "hall.db"
        make_hall(db)
        (folder / "tmp").mkdir()
        store = opened(db)
        hall = Hall(store, SystemClock())
        visitors = Visitors(store.catalogue(), SEED)
        orders = ["spooler", "--printer", printer.asked_url, "--name", KIOSK]
        try:
            with running(orders, db, variables={"TMPDIR": str(folder / "tmp")}) as spooler:
                for n, service in enumerate(visitors.come(last), 1):
                    hall.issue(service.code, visitors.language(), visitors.tap(), kiosk=KIOSK)
                    paper_of(printer, n - 1, spooler)
                    if n in (first, last):
                        held.append(_held(spooler, folder))
                    progress.show(n)
        finally:
            store.close()
    return {"first": {"papers": first, **held[0]}, "last": {"papers": last, **held[1]}, "runs": 1}


def _held(spooler: Role, folder: Path) -> dict[str, object]:
    return {
        "memory_mb": spooler.resident_mb(),
        "open_files": spooler.open_files(),
        "temporary_files": sum(1 for file in (folder / "tmp").rglob("*") if file.is_file()),
        "files": sum(1 for file in folder.rglob("*") if file.is_file()),
    }
