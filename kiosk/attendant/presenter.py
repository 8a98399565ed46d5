"""What a touch on the staff's page means. No Qt."""

import time
from collections.abc import Callable

from kiosk.attendant import sizes
from kiosk.attendant.rest import Rest
from kiosk.attendant.screen import BACK, Page, Told
from kiosk.attendant.session import Session
from kiosk.attendant.sizes import Sizes
from ticketing.house import House
from ticketing.outbox import PaperLine, PrintJob
from ticketing.ports import Clock, Store, Worker
from ticketing.words import Language


class AttendantPresenter(Session):
    """Does what one of the staff came for, once they are let in.

    Args:
        house: Does what staff may do.
        store: As for `Session`; so are worker, clock, kiosk, language, rest and seconds.
        worker: See there.
        clock: See there.
        size: Keeps the size of the screen.
        kiosk: See there.
        dots_per_mm: The size that the window goes by now, in pixels.
        restart: Ends this process so that it is started again; None where nobody would start it.
        language: See there.
        rest: See there.
        seconds: See there.
    """

    def __init__(
        self,
        house: House,
        store: Store,
        worker: Worker,
        clock: Clock,
        size: Sizes,
        *,
        kiosk: str,
        dots_per_mm: float,
        restart: Callable[[], None] | None = None,
        language: Language = Language.ID,
        rest: Rest = Rest(),  # noqa: B008 - frozen
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(
            house, store, worker, clock, kiosk=kiosk, language=language, rest=rest, seconds=seconds
        )
        self._size = size
        self._dots_per_mm = dots_per_mm
        self._restart = restart
        self._room_px = 0

    def turn_to(self, page: Page) -> None:
        """Show a page of what is offered; to close something takes the right to."""
        needs_right = page in (Page.CLOSURES, Page.PLACE)
        if self._can_act() and (self._screen.may_close or not needs_right):
            self._show(page=page, told=None, trouble=None, chosen=None)

    def go_back(self) -> None:
        """Go one page back."""
        before = BACK.get(self._screen.page)
        if before is not None and not self._screen.is_asking:
            self._entry.take_pin()
            self._show_entry(page=before, told=None, trouble=None, chosen=None)

    def choose_paper(self, line: PaperLine) -> None:
        """Mark a paper; nothing is printed yet."""
        self._show(chosen=line, told=None, trouble=None)

    def print_again(self) -> None:
        """Print the marked paper once more at this kiosk, marked as a copy."""
        line, member = self._screen.chosen, self._member
        if line is None or member is None or not self._can_act():
            return
        ticket, number = line.job.ticket_id, line.number
        if ticket is None:
            return

        def done(job: PrintJob) -> None:
            self._show(told=Told.PRINTING, number=number, chosen=None)
            self._read()

        self._ask(lambda: self._house.reprint(ticket, self._kiosk, member), done)

    def choose_place(self, agency: str) -> None:
        """Say what is to be closed: an agency by its code, or with an empty one the hall."""
        if self._screen.page is Page.PLACE:
            self._show(page=Page.REASON, place=agency)

    def choose_reason(self, reason: str) -> None:
        """Say why, as visitors will read it."""
        if self._screen.page is Page.REASON:
            self._show(page=Page.LENGTH, reason=reason)

    def shut(self, minutes: int | None) -> None:
        """Close what was chosen for so many minutes; None until somebody opens it."""
        screen, member = self._screen, self._member
        if screen.page is not Page.LENGTH or not self._can_act():
            return

        def work() -> int:
            return self._house.shut(screen.reason, agency=screen.place, minutes=minutes, by=member)

        self._ask(work, lambda number: self._on_changed(Told.SHUT))

    def unshut(self, closure: int) -> None:
        """End a closure by its number."""
        member = self._member
        if self._screen.page is Page.CLOSURES and self._can_act():
            self._ask(
                lambda: self._house.unshut(closure, member), lambda ended: self._on_changed(Told.OPENED)
            )

    def begin_sizing(self, room_px: int) -> None:
        """Show the ruler, which has so many pixels from side to side."""
        if self._can_act():
            self._room_px = room_px
            self.turn_to(Page.SIZE)
            self._show(dots_per_mm=sizes.bounded(self._size.recall() or self._dots_per_mm, room_px))

    def grow(self, steps: int) -> None:
        """Make the ruler longer by so many steps, or shorter."""
        if self._screen.page is Page.SIZE:
            dots_per_mm = self._screen.dots_per_mm + steps * sizes.STEP
            self._show(dots_per_mm=sizes.bounded(dots_per_mm, self._room_px), told=None)

    def keep_size(self) -> None:
        """Keep the size for the next start."""
        if self._screen.page is not Page.SIZE or not self._can_act():
            return
        dots_per_mm = self._screen.dots_per_mm

        def work() -> bool:
            self._size.keep(dots_per_mm)
            return self._size.recall() == dots_per_mm

        self._ask(work, lambda is_kept: self._show(told=Told.KEPT if is_kept else Told.NOT_KEPT))

    def restart(self) -> None:
        """End this process so that its supervisor starts it again; say so where there is none."""
        if not self._can_act():
            return
        if self._restart is None:
            self._show(told=Told.ALONE, trouble=None)
        else:
            self.leave()
            self._restart()

    def _on_changed(self, told: Told) -> None:
        self._show(page=Page.CLOSURES, told=told)
        self._read()
