"""What a tap at the kiosk means. No Qt."""

import time
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

from kiosk.choices import Choices
from kiosk.ease import NO_EASE
from kiosk.hall_reader import HallReader
from kiosk.issuing import Issuing
from kiosk.listing import Listing
from kiosk.paper import PaperAsking, PaperWatch
from kiosk.patience import Idleness, Patience
from kiosk.reach import Reach
from kiosk.scanning import Scanned, Scanning
from kiosk.screen import Page, Paper, Reading, Screen
from ticketing.errors import AntreanError, StoreBusy
from ticketing.hall import Hall
from ticketing.issuing import Issued
from ticketing.lifecycle import GOING
from ticketing.ports import Clock, Store, Worker
from ticketing.standby import Standby
from ticketing.words import Language


class Presenter(Choices):
    """Leads one visitor after the other from a touch to a number.

    Every method is called on one thread and returns at once; the store is asked in the worker.
    A change of what is to be seen is told to the listener of `watch` as a `Screen`.

    Args:
        hall: Gives numbers.
        store: Read for the catalogue, the queues and the state of the paper.
        worker: Runs what may block.
        clock: Tells what is open.
        kiosk: Name of this kiosk and of its spooler.
        prints: Whether papers are asked for at all.
        language: What a new visitor meets.
        patience: Waiting times.
        seconds: A steady clock.
        new_tap: Makes the identity of a visit to a service page.
        standby: What the kiosk gives numbers from while the hall is out of reach; None for nothing.
    """

    def __init__(
        self,
        hall: Hall,
        store: Store,
        worker: Worker,
        clock: Clock,
        *,
        kiosk: str = "",
        prints: bool = True,
        language: Language = Language.ID,
        patience: Patience = Patience(),  # noqa: B008 - frozen
        seconds: Callable[[], float] = time.monotonic,
        new_tap: Callable[[], UUID] = uuid4,
        standby: Standby | None = None,
    ) -> None:
        super().__init__()
        self._prints = prints
        self._language = language
        self._seconds = seconds
        self._new_tap = new_tap
        self._reach = Reach(hall, store, clock, kiosk, standby)
        self._issuing = Issuing(
            self._reach,
            worker,
            patience,
            seconds,
            prints=prints,
            given=self._on_issued,
            not_given=self._on_not_issued,
        )
        self._reader = HallReader(self._reach, worker, patience, self._on_read, self._on_not_read)
        self._paper = PaperAsking(worker, patience, seconds, self._show_paper, kiosk=kiosk)
        self._listing = Listing(self._reach, worker, patience, seconds, new_tap, self._show_list, kiosk=kiosk)
        self._scanning = Scanning(self._reach, worker, self._on_scanned)
        self._idleness = Idleness(patience, seconds())
        self.screen = Screen(language=language)
        self._listener: Callable[[Screen], None] = lambda screen: None
        self._tap: UUID | None = None
        self._wants_to_begin = False

    def watch(self, listener: Callable[[Screen], None]) -> None:
        """Tell `listener` the screen now and whenever it changes."""
        self._listener = listener
        listener(self.screen)

    def hall_changed(self) -> None:
        """Something was committed in the hall."""
        self._reader.note_change()
        self._paper.ask()
        self._listing.ask()

    def hall_lost(self, trouble: AntreanError) -> None:
        """The hall is out of reach: from now on the kiosk works alone, where it may."""
        self._reach.lose(trouble)
        self.hall_changed()

    def hall_found(self) -> None:
        """The hall is in reach again."""
        self._reach.find()
        self.hall_changed()

    def pass_time(self) -> None:
        """Let time pass; to be called about four times a second."""
        now_s = self._seconds()
        self._reader.pass_time(now_s)
        self._issuing.pass_time(now_s)
        if self.screen.page is Page.NUMBER:
            if self._paper.pass_time(now_s):
                self.go_home()
        elif not self.screen.is_asking:
            self._paper.pass_time(now_s)
            self._listing.pass_time(now_s)
            self._watch_visitor(now_s)

    def touch(self) -> None:
        """Somebody touched the glass, anywhere."""
        now_s = self._seconds()
        self._idleness.touch(now_s)
        self._paper.touch(now_s)
        self._show(seconds_left=None)

    def begin(self) -> None:
        """Leave the welcome page, as soon as the catalogue is known."""
        if self.screen.page is not Page.WELCOME:
            return
        if self.screen.reading is None:
            self._wants_to_begin = True
            self._show(is_asking=True)
        else:
            self._show(page=Page.HOME)

    def take_number(self, *, priority: bool = False) -> None:
        """Ask for a number for the service or errand shown; a second press does nothing."""
        screen = self.screen
        if screen.wanted and not screen.is_asking:
            assert self._tap is not None
            self._show(is_asking=True)
            self._issuing.begin(screen.wanted, screen.language, self._tap, priority=priority)

    def scan(self, token: str) -> None:
        """A scanner read a ticket's code: tell how it stands, and take back who comes late."""
        if not self.screen.is_asking:
            self.touch()
            self._scanning.begin(token)

    def print_again(self) -> None:
        """Print the paper of the number on the screen once more, marked as a copy."""
        if self.screen.page in (Page.NUMBER, Page.SCANNED):
            self.touch()
            self._paper.repeat()

    def print_list(self) -> None:
        """Print what the visitor lacks for the service shown, and give no number."""
        if self.screen.page is Page.SERVICE and self.screen.list_paper is Paper.NONE:
            self.touch()
            self._listing.begin(self.screen)

    def try_again(self) -> None:
        """Ask once more after trouble: the same tap, so never a second ticket."""
        if self.screen.page is Page.SORRY and not self.screen.is_asking:
            self._show(is_asking=True)
            self._issuing.begin_again()

    def finish(self) -> None:
        """Go to the welcome page, unless a number is just being asked for."""
        if not self.screen.is_asking:
            self.go_home()

    def go_home(self) -> None:
        """Go to the welcome page whatever happens, and forget this visitor."""
        self._tap = None
        self._paper.forget()
        self._listing.forget()
        self._scanning.forget()
        self._issuing.forget()
        self._wants_to_begin = False
        self._reader.forget()
        self._idleness.touch(self._seconds())
        known = self.screen
        at_fault = known.page is Page.FAULT
        self._replace(
            Screen(
                page=Page.FAULT if at_fault else Page.WELCOME,
                language=self._language,
                reading=known.reading,
                trouble=known.trouble if at_fault else None,
            )
        )

    def _on_issued(self, issued: Issued) -> None:
        reading = self.screen.reading
        assert reading is not None
        printed = Paper.COMING if reading.has_paper else Paper.EMPTY
        watch = self._paper.begin(
            self._reach.of(issued.ticket), issued.ticket.id, printed if self._prints else Paper.NONE
        )
        self._show(
            page=Page.NUMBER,
            agency=reading.agency_of(issued.leg),
            service=reading.service_of(issued.leg),
            issued=issued,
            is_asking=False,
            trouble=None,
            paper=watch.paper,
            shows_qr=watch.shows_qr,
        )
        self._paper.ask()

    def _on_not_issued(self, trouble: AntreanError) -> None:
        self._idleness.touch(self._seconds())
        self._show(page=Page.SORRY, is_asking=False, trouble=trouble)

    def _show_paper(self, watch: PaperWatch) -> None:
        self._show(paper=watch.paper, shows_qr=watch.shows_qr, may_reprint=watch.may_repeat)

    def _show_list(self, paper: Paper) -> None:
        if self.screen.page is Page.SERVICE:
            self._show(list_paper=paper)

    def _on_scanned(self, scanned: Scanned) -> None:
        if self.screen.is_asking or self.screen.page is Page.FAULT:
            return
        self._tap = None
        self._paper.forget()
        self._idleness.touch(self._seconds())
        known = self.screen
        self._replace(Screen(Page.SCANNED, known.language, known.reading, scanned=scanned, ease=known.ease))
        leg = scanned.leg
        if leg is not None and leg.state in GOING and self._prints:
            has_paper = known.reading is None or known.reading.has_paper
            self._show_paper(
                self._paper.begin(self._reach.of(leg.ticket), leg.ticket.id, Paper.NONE, may_repeat=has_paper)
            )

    def _watch_visitor(self, now_s: float) -> None:
        left_s = self._idleness.seconds_left(now_s)
        if self.screen.page in (Page.WELCOME, Page.FAULT):
            self._show(slide=self._idleness.slide(now_s))
            if left_s is not None:
                self._show(language=self._language, ease=NO_EASE, shows_ease=False)
        elif left_s == 0:
            self.go_home()
        else:
            self._show(seconds_left=left_s)

    def _on_read(self, reading: Reading) -> None:
        self._replace(self.screen.with_reading(reading))
        if self.screen.page is Page.FAULT:
            self._show(page=Page.WELCOME, trouble=None)
        if self._wants_to_begin:
            self._wants_to_begin = False
            self._show(is_asking=False)
            self.begin()

    def _on_not_read(self, trouble: AntreanError) -> None:
        """Tell who comes next, but do not take the page from somebody who is choosing."""
        if self.screen.page is Page.FAULT:
            self._show(trouble=trouble)
        elif self.screen.page is Page.WELCOME and not isinstance(trouble, StoreBusy):
            self._wants_to_begin = False
            self._show(page=Page.FAULT, trouble=trouble, is_asking=False)

    def _walk(self, screen: Screen | None) -> None:
        """Take a step, where it fits; coming to a page that gives numbers is one tap."""
        if screen is None:
            return
        if screen.page is Page.WELCOME and self.screen.page is not Page.WELCOME:
            self.go_home()  # who goes back so far has left, with all that was chosen
            return
        if screen.page in (Page.SERVICE, Page.ERRAND) and screen.page is not self.screen.page:
            self._tap = self._new_tap()
        if screen.list_paper is Paper.NONE:
            self._listing.forget()
        self._replace(screen)

    def _show(self, **changes: object) -> None:
        self._replace(replace(self.screen, **changes))  # type: ignore[arg-type]  # names of Screen

    def _replace(self, screen: Screen) -> None:
        if screen != self.screen:
            self.screen = screen
            self._listener(screen)
