"""A kiosk without a window, and the time that passes at it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from uuid import UUID

from kiosk.presenter import Presenter
from kiosk.screen import Page, Paper, Screen
from tests.fake_store import FakeStore
from tests.fakes import FakeClock, FakeWorker
from ticketing.catalogue import Catalogue
from ticketing.errors import AntreanError, ClockJumped, StoreUnreachable
from ticketing.hall import Hall
from ticketing.lifecycle import Action
from ticketing.outbox import PaperState

LOST = StoreUnreachable(path="hall.db", reason="missing")
_TICK_S = 0.25


class Visit:
    """A kiosk in a hall of two agencies, with a visitor who has not touched it yet."""

    def __init__(self, *, prints: bool = True, fault: AntreanError | None = None) -> None:
        self.store = FakeStore()
        self.store.fault = fault
        self.clock = FakeClock()
        self.worker = FakeWorker()
        self.now_s = 1000.0
        self.shown: list[Screen] = []
        self.taps: Iterator[int] = count(1)
        self.presenter = Presenter(
            Hall(self.store, self.clock),
            self.store,
            self.worker,
            self.clock,
            kiosk="kiosk-1",
            prints=prints,
            seconds=lambda: self.now_s,
            new_tap=lambda: UUID(int=next(self.taps)),
        )
        self.presenter.watch(self.shown.append)
        self.presenter.pass_time()

    @property
    def screen(self) -> Screen:
        return self.presenter.screen

    def page(self) -> Page:
        return self.screen.page

    def paper(self) -> Paper:
        return self.screen.paper

    def is_asking(self) -> bool:
        return self.screen.is_asking

    def shows_qr(self) -> bool:
        return self.screen.shows_qr

    def left_s(self) -> int | None:
        return self.screen.seconds_left

    @property
    def number(self) -> str | None:
        return self.screen.issued.ticket.number if self.screen.issued else None

    @property
    def tickets(self) -> list[str]:
        """The numbers ever given."""
        return [event.number for event in self.store.feed(0).poll() if event.action is Action.ISSUE]

    def wait(self, seconds: float) -> None:
        for _ in range(round(seconds / _TICK_S)):
            self.now_s += _TICK_S
            self.clock.advance(seconds=_TICK_S)
            self.presenter.pass_time()

    def walk_to(self, page: Page) -> None:
        """Lead the visitor to a page as taps do."""
        self.presenter.touch()
        self.presenter.begin()
        if page >= Page.AGENCIES:
            self.presenter.turn_to(Page.AGENCIES)
        if page >= Page.SERVICES:
            self.presenter.choose_agency("DUKCAPIL")
        if page >= Page.SERVICE:
            self.presenter.choose_service("KTP-BARU")
        if page is Page.SORRY:
            self.store.fault = ClockJumped(seen=self.clock.now(), now=self.clock.now())
        if page > Page.SERVICE:
            self.presenter.take_number()
        self.store.fault = None
        assert self.page() is page

    def print_ends(self, state: PaperState) -> None:
        """Let the spooler take the paper and end it in a state; the feed tells the kiosk."""
        job = self.store.claim("kiosk-1", self.clock.now())
        assert job is not None
        if state is PaperState.SENT:
            self.store.sent(job)
        elif state is PaperState.UNKNOWN:
            self.store.unclear(job, "no answer")
        else:
            self.store._state.jobs[job.id] = replace(job, state=state)
        self.presenter.hall_changed()

    def import_catalogue(self, catalogue: Catalogue) -> None:
        with self.store.writing() as tx:
            tx.replace_catalogue(catalogue)
            info = tx.hall()
            tx.keep_hall(replace(info, catalogue_version=info.catalogue_version + 1))
        self.presenter.hall_changed()
        self.wait(2)
