"""Who is at the staff's page: from five touches of the clock to a name, and out again. No Qt."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from math import ceil
from typing import TypeVar

from kiosk.attendant import reading
from kiosk.attendant.asking import Asking
from kiosk.attendant.entry import Entry
from kiosk.attendant.reading import Reading
from kiosk.attendant.rest import Rest
from kiosk.attendant.screen import AttendantScreen, Page
from ticketing import staff
from ticketing.errors import AntreanError, Refusal, TooManyTries
from ticketing.house import House
from ticketing.ports import Clock, Store, Worker
from ticketing.staff import Right, StaffMember
from ticketing.words import Language

log = logging.getLogger(__name__)

T = TypeVar("T")


class Session:
    """Lets one of the staff in, and out again after a while without a touch.

    Every method is called on one thread and returns at once; the store is asked in the worker. A change
    of what is to be seen is told to the listener of `watch`. Whoever leaves is signed out; what was typed
    is forgotten, and an answer that comes later goes nowhere.

    Args:
        house: Knows the staff.
        store: Read for printers, papers and closures.
        worker: Runs what may block.
        clock: Tells which closures go on.
        kiosk: Name of this kiosk and of its spooler.
        language: The kiosk's own.
        rest: Waiting times.
        seconds: A steady clock.
    """

    def __init__(
        self,
        house: House,
        store: Store,
        worker: Worker,
        clock: Clock,
        *,
        kiosk: str,
        language: Language = Language.ID,
        rest: Rest = Rest(),  # noqa: B008 - frozen
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._house = house
        self._store = store
        self._asking = Asking(worker)
        self._entry = Entry()
        self._clock = clock
        self._kiosk = kiosk
        self._rest = rest
        self._seconds = seconds
        self._closed = self._screen = AttendantScreen(language=language)
        self._listener: Callable[[AttendantScreen], None] = lambda screen: None
        self._member: StaffMember | None = None
        self._touched_s = self._wait_until_s = self._read_s = 0.0
        self._is_reading = False

    @property
    def screen(self) -> AttendantScreen:
        """What is to be seen now."""
        return self._screen

    def watch(self, listener: Callable[[AttendantScreen], None]) -> None:
        """Tell `listener` the screen now and whenever it changes."""
        self._listener = listener
        listener(self._screen)

    def open(self) -> None:
        """Ask who is there; in a hall without staff say that nobody can be."""
        if self._screen.page is not Page.CLOSED:
            return
        self._forget()
        self._show(page=Page.NAME)

        def done(has_staff: bool) -> None:
            if not has_staff:
                self._show(page=Page.NOBODY)

        self._ask(lambda: any(one.is_active for one in self._store.staff()), done)

    def leave(self) -> None:
        """Give the kiosk back to the visitors, and forget who was there."""
        self._forget()
        self._replace(self._closed)

    def touch(self) -> None:
        """Somebody touched the page, anywhere."""
        self._touched_s = self._seconds()
        self._show(seconds_left=None)

    def tick(self) -> None:
        """Let time pass; to be called about four times a second while the page is open."""
        if self._screen.page is Page.CLOSED:
            return
        now_s = self._seconds()
        left_s = (
            self._touched_s + (self._rest.open_s if self._member is not None else self._rest.locked_s) - now_s
        )
        if left_s <= 0:
            self.leave()
            return
        wait_s = max(0, ceil(self._wait_until_s - now_s))
        trouble = self._screen.trouble
        if self._screen.wait_s and not wait_s:
            trouble = None
        self._show(
            wait_s=wait_s,
            trouble=trouble,
            seconds_left=ceil(left_s) if left_s <= self._rest.countdown_s else None,
        )
        if self._member is not None and now_s >= self._read_s + self._rest.read_s:
            self._read()

    def type(self, letter: str) -> None:
        """Add a letter to the name, or a digit to the PIN."""
        if self._screen.page is Page.NAME:
            self._entry.add_to_name(letter)
        elif self._screen.page is Page.PIN and not self._screen.is_asking:
            self._entry.add_to_pin(letter)
        self._show_entry(trouble=None)

    def erase(self) -> None:
        """Take back the last letter or digit."""
        if self._screen.page is Page.NAME:
            self._entry.shorten_name()
        elif self._screen.page is Page.PIN:
            self._entry.shorten_pin()
        self._show_entry()

    def confirm(self) -> None:
        """Go from the name to the PIN, and from there try to sign in; the PIN goes with every try."""
        screen = self._screen
        if screen.is_asking:
            return
        if screen.page is Page.NAME and screen.name:
            self._show(page=Page.PIN, trouble=None)
        elif screen.page is Page.PIN and screen.pin_length and not screen.wait_s:
            name, pin = self._entry.name, self._entry.take_pin()
            self._show_entry()
            self._ask(lambda: self._house.identify(name, pin), self._on_signed_in)

    def _can_act(self) -> bool:
        return self._member is not None and not self._screen.is_asking

    def _on_signed_in(self, member: StaffMember) -> None:
        self._member = member
        may_close = staff.may(member.role, Right.CLOSE_SERVICES)
        self._entry.forget()
        log.info("%s has come to the staff's page of %s", member.name, self._kiosk)
        self._show_entry(page=Page.HOME, who=member.name, may_close=may_close)
        self._read()

    def _read(self) -> None:
        """Read the kiosk, unless a reading is under way."""
        if self._is_reading:
            return
        self._is_reading = True
        self._read_s = self._seconds()

        def done(read: Reading | None, lost: AntreanError | None = None) -> None:
            self._is_reading = False
            self._show(reading=read or self._screen.reading, lost=lost)

        self._asking.ask(
            lambda: reading.read(self._store, self._kiosk, self._clock.now()),
            done,
            lambda trouble: done(None, trouble),
        )

    def _ask(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do something in the worker; nothing else can be touched until it is answered."""
        self._show(is_asking=True, trouble=None, told=None)

        def answered(result: T) -> None:
            self._show(is_asking=False)
            done(result)

        def failed(trouble: AntreanError) -> None:
            if isinstance(trouble, TooManyTries):
                self._wait_until_s = self._seconds() + float(str(trouble.facts["wait_s"]))
            if not isinstance(trouble, Refusal):
                log.warning("the staff's page of %s: %s", self._kiosk, trouble)
            self._show(is_asking=False, trouble=trouble)
            self.tick()

        self._asking.ask(work, answered, failed)

    def _forget(self) -> None:
        """Begin anew, as nobody."""
        self._asking.forget()
        self._entry.forget()
        self._member = None
        self._touched_s = self._seconds()
        self._wait_until_s = self._read_s = 0.0
        self._is_reading = False

    def _show_entry(self, **changes: object) -> None:
        self._show(name=self._entry.name, pin_length=self._entry.pin_length, **changes)

    def _show(self, **changes: object) -> None:
        self._replace(replace(self._screen, **changes))  # type: ignore[arg-type]  # names of the screen

    def _replace(self, screen: AttendantScreen) -> None:
        if screen != self._screen:
            self._screen = screen
            self._listener(screen)
