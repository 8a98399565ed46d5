"""Runs the spoolers of one kiosk: of the hall's papers, and of those that the kiosk asked for alone."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from app import standing_by
from app.orders import Orders
from app.parts import SystemClock
from app.printers import outlets_of, template_of
from printer.keeping import PaperKeeper
from printer.spooler import Spooler
from ticketing.errors import Environment, NoHall

if TYPE_CHECKING:
    from store.store import SqlStore

log = logging.getLogger(__name__)

T = TypeVar("T")


def spool(
    orders: Orders,
    store: "SqlStore",
    stopping: threading.Event,
    beat: Callable[[], None],
    kept: str = "kept",
) -> None:
    """Print the papers of one queue state until told to stop.

    Args:
        orders: What the command line asks for.
        store: Has the outbox.
        stopping: Set when this process is asked to end.
        beat: Called about once a second.
        kept: Folder of the last papers.
    """
    jobs = _patiently(store.jobs, stopping, beat)
    if jobs is None:
        return
    taker = Spooler(
        jobs,
        store,
        outlets_of(orders),
        SystemClock(),
        orders.kiosk_name,
        PaperKeeper(orders.run_folder / kept),
        template_of(orders.config),
        orders.config.phone.address,
    )
    taker.run(store.feed, stopping.is_set, beat)


@contextmanager
def spooling_alone(orders: Orders, stopping: threading.Event) -> Iterator[None]:
    """Print besides, on a thread, what the kiosk asks for while the hall is out of reach.

    It has connections of its own to the printers, which only one of them holds at a time. A bug on the
    thread ends the whole process, which its supervisor starts again.
    """
    if not standing_by.is_wanted(orders):
        yield
        return
    store = standing_by.own_store(orders)
    bugs: list[Exception] = []

    def run() -> None:
        try:
            if _has_hall(store, stopping):
                spool(orders, store, stopping, lambda: None, "kept-alone")
        except Exception as bug:
            bugs.append(bug)
            stopping.set()

    thread = threading.Thread(target=run, name="alone", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join(10)
        store.close()
    if bugs:
        raise bugs[0]


def _has_hall(store: "SqlStore", stopping: threading.Event) -> bool:
    """Wait until the kiosk has taken over what its hall offers; tell whether it has."""
    while not stopping.is_set():
        try:
            store.hall()
        except (NoHall, Environment):
            stopping.wait(0.5)
        else:
            return True
    return False


def _patiently(open_: Callable[[], T], stopping: threading.Event, beat: Callable[[], None]) -> T | None:
    """Open something of the store, waiting for a store out of reach; None when told to end before."""
    told = ""
    while not stopping.is_set():
        beat()
        try:
            return open_()
        except Environment as trouble:
            if str(trouble) != told:
                told = str(trouble)
                log.warning("waiting for the store: %s", told)
            stopping.wait(0.5)
    return None
