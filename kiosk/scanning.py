"""A ticket's code read by a scanner: what the visitor is told, and who comes late is taken back. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketing import told_again
from ticketing.away import AwayHall
from ticketing.errors import AntreanError, NotAllowed
from ticketing.lifecycle import State
from ticketing.model import Leg, Told
from ticketing.ports import Worker
from ticketing.token import read_token

if TYPE_CHECKING:
    from kiosk.reach import Reach

# A scanner types a code in some hundredths of a second; nobody types like that.
_LONGEST_PAUSE_S = 0.1
_LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Scanned:
    """What came of a code.

    Attributes:
        leg: The present leg of its ticket; None where the hall has none such today.
        is_back: The visitor had been given up and is in the queue again.
        now: People ahead and the range of the call by what is known now; None where the ticket does not wait
            and where nobody knows.
        trouble: Why it could not be looked up.
    """

    leg: Leg | None = None
    is_back: bool = False
    trouble: AntreanError | None = None
    now: Told | None = None

    @property
    def before(self) -> Told | None:
        """Return what the paper says, where that has changed so far that it is worth a word."""
        printed = None if self.leg is None else told_again.printed(self.leg)
        if printed is None or self.now is None or not told_again.is_worth_telling(printed, self.now):
            return None
        return printed

    @property
    def shown(self) -> Told | None:
        """Return the hours to show: those on the paper, until it is worth telling others."""
        if self.leg is None or self.now is None or self.before is not None:
            return self.now
        return told_again.printed(self.leg) or self.now


class Wedge:
    """Gathers the letters of a scanner that types like a keyboard, Enter at the end."""

    def __init__(self) -> None:
        self._letters = ""
        self._last_s = 0.0

    def feed(self, letters: str, now_s: float) -> None:
        """Take what a key typed. After a pause it begins anew: a person typed what was before."""
        if now_s - self._last_s > _LONGEST_PAUSE_S or len(self._letters) > _LONGEST_TEXT:
            self._letters = ""
        self._letters += letters
        self._last_s = now_s

    def end(self, now_s: float) -> str | None:
        """Take Enter; return the token that was read, None where there was none."""
        is_scan, text = self.is_reading(now_s), self._letters
        self._letters = ""
        return read_token(text) if is_scan else None

    def is_reading(self, now_s: float) -> bool:
        """Tell whether letters are coming in as a scanner types them."""
        return bool(self._letters.strip()) and now_s - self._last_s <= _LONGEST_PAUSE_S


class Scanning:
    """Looks tickets up in the worker, one after the other.

    Args:
        reach: Finds the ticket, and takes late visitors back.
        worker: Where both is done.
        told: Called with what came of it.
    """

    def __init__(self, reach: "Reach", worker: Worker, told: Callable[[Scanned], None]) -> None:
        self._reach = reach
        self._worker = worker
        self._told = told
        self._going: object | None = None

    def begin(self, token: str) -> None:
        """Look a code up; a second one before the answer takes its place."""
        going = self._going = object()

        def done(scanned: Scanned) -> None:
            if going is self._going:
                self._going = None
                self._told(scanned)

        self._worker.run(lambda: self._look_up(token), done, lambda trouble: done(Scanned(trouble=trouble)))

    def forget(self) -> None:
        """Let the answer go nowhere."""
        self._going = None

    def _look_up(self, token: str) -> Scanned:
        """Runs on the worker. A ticket of another day counts as none."""
        hall, store = self._reach.present()
        ticket = store.of_token(token)
        if ticket is None and isinstance(hall, AwayHall):
            return Scanned(trouble=self._reach.trouble)  # the hall may know it
        if ticket is None or ticket.day != self._reach.today():
            return Scanned()
        leg = store.leg_of(ticket.id)
        is_back = False
        if leg is not None and leg.state is State.NO_SHOW and not isinstance(hall, AwayHall):
            try:
                leg, is_back = hall.take_back(ticket.id), True
            except NotAllowed:  # a clerk was quicker
                leg = store.leg_of(ticket.id)
        if leg is None or leg.state is not State.WAITING:
            return Scanned(leg, is_back)
        return Scanned(leg, is_back, now=self._reach.prospect(leg.ticket).now)
