"""What a visitor is told about paper, from what the outbox says. No Qt."""

from collections.abc import Callable
from uuid import UUID

from kiosk.patience import Patience
from kiosk.reach import Place
from kiosk.screen import Paper
from ticketing.errors import AntreanError, Refusal
from ticketing.outbox import PaperState, PrintJob
from ticketing.ports import Worker


class PaperWatch:
    """Follows one paper until the number leaves the screen.

    Args:
        patience: How long paper may take and how long the number stays.
        now_s: Steady seconds at which the number appeared.
        paper: What the visitor is told at first: that it is coming, that the printer is empty, or
            that there is none.
        may_repeat: Whether a paper may be asked for although none is on its way.

    Attributes:
        paper: What the visitor is told.
        shows_qr: The number is to be photographed; stays once it is offered.
        is_asked: The outbox was asked and has not answered.
    """

    def __init__(
        self, patience: Patience, now_s: float, *, paper: Paper = Paper.COMING, may_repeat: bool = False
    ) -> None:
        self._patience = patience
        self._since_s = now_s
        self.paper = paper
        self.shows_qr = paper is not Paper.COMING
        self.is_asked = False
        self._may_repeat = may_repeat
        self._is_used_up = False
        self._stays_until_s = now_s + (patience.photo_s if self.shows_qr else patience.farewell_s)

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing more can come: asking the outbox again is of no use."""
        return self.paper in (Paper.OUT, Paper.NONE)

    @property
    def may_repeat(self) -> bool:
        """Tell whether a copy may be asked for: nothing is on its way, and some are left."""
        is_over = self.paper in (Paper.OUT, Paper.TROUBLE) or (self._may_repeat and self.paper is Paper.NONE)
        return is_over and not self._is_used_up

    def hear(self, state: PaperState | None, now_s: float) -> None:
        """Take what the outbox says."""
        if self.is_settled:
            return
        if state in (PaperState.SENT, PaperState.PRINTED):
            self.paper = Paper.OUT
            self._stay(now_s + self._patience.farewell_s)
        elif state is None:
            self._offer_photo(Paper.NONE, now_s)
        elif state in (PaperState.UNKNOWN, PaperState.EXPIRED):
            self._offer_photo(Paper.TROUBLE, now_s)

    def repeat(self, now_s: float) -> None:
        """A copy is on its way."""
        self.paper = Paper.COMING
        self._since_s = now_s
        self._stay(now_s + self._patience.farewell_s)

    def refuse(self, refusal: AntreanError, now_s: float) -> None:
        """No copy comes: the rules say no, or the store is out of reach."""
        self._is_used_up = isinstance(refusal, Refusal)
        self._offer_photo(Paper.TROUBLE, now_s)

    def pass_time(self, now_s: float) -> None:
        """Notice paper that does not come."""
        if self.paper is Paper.COMING and now_s - self._since_s >= self._patience.paper_s:
            self._offer_photo(Paper.TROUBLE, now_s)

    def touch(self, now_s: float) -> None:
        """Somebody is still looking at the number."""
        self._stay(now_s + (self._patience.photo_s if self.shows_qr else self._patience.farewell_s))

    def is_over(self, now_s: float) -> bool:
        """Tell whether the number has stood long enough."""
        return self.paper is not Paper.COMING and now_s >= self._stays_until_s

    def _offer_photo(self, paper: Paper, now_s: float) -> None:
        self.paper = paper
        if not self.shows_qr:
            self.shows_qr = True
            self._stay(now_s + self._patience.photo_s)

    def _stay(self, until_s: float) -> None:
        self._stays_until_s = max(self._stays_until_s, until_s)


class PaperAsking:
    """Asks the outbox after the paper of the number on the screen, and for a copy of it.

    Args:
        worker: Where the outbox is asked.
        patience: As for `PaperWatch`.
        seconds: A steady clock.
        changed: Called when there is news.
        kiosk: Whose printer prints.
    """

    def __init__(
        self,
        worker: Worker,
        patience: Patience,
        seconds: Callable[[], float],
        changed: Callable[[PaperWatch], None],
        *,
        kiosk: str,
    ) -> None:
        self._worker = worker
        self._patience = patience
        self._seconds = seconds
        self._changed = changed
        self._kiosk = kiosk
        self._ticket: UUID | None = None
        self._watch: PaperWatch | None = None
        self._place: Place | None = None

    def begin(self, place: Place, ticket: UUID, paper: Paper, *, may_repeat: bool = False) -> PaperWatch:
        """Follow the paper of a ticket; `place` makes copies and has the outbox."""
        self._place = place
        self._ticket = ticket
        self._watch = PaperWatch(self._patience, self._seconds(), paper=paper, may_repeat=may_repeat)
        return self._watch

    def forget(self) -> None:
        """Follow none any more."""
        self._ticket = self._watch = None

    def touch(self, now_s: float) -> None:
        """Somebody is still looking at the number."""
        if self._watch is not None:
            self._watch.touch(now_s)

    def ask(self) -> None:
        """Ask the outbox, unless it was asked already or nothing more can come."""
        ticket, watch, place = self._ticket, self._watch, self._place
        if ticket is None or watch is None or place is None or watch.is_settled or watch.is_asked:
            return
        watch.is_asked = True

        def done(state: PaperState | None) -> None:
            watch.is_asked = False
            watch.hear(state, self._seconds())
            self._tell(watch)

        def failed(trouble: AntreanError) -> None:
            watch.is_asked = False  # paper that is not heard of becomes trouble by itself

        self._worker.run(lambda: place.store.paper(ticket), done, failed)

    def repeat(self) -> None:
        """Ask for a copy; a second press before the answer does nothing."""
        ticket, watch, place = self._ticket, self._watch, self._place
        if ticket is None or watch is None or place is None or not watch.may_repeat:
            return
        watch.is_asked = True  # what the outbox says until then is about the paper before
        watch.repeat(self._seconds())
        self._tell(watch)

        def done(job: PrintJob) -> None:
            watch.is_asked = False
            if watch is self._watch:
                self.ask()

        def failed(refusal: AntreanError) -> None:
            watch.is_asked = False
            watch.refuse(refusal, self._seconds())
            self._tell(watch)

        self._worker.run(lambda: place.hall.reprint(None, ticket, kiosk=self._kiosk), done, failed)

    def pass_time(self, now_s: float) -> bool:
        """Let time pass; tell whether the number has stood long enough."""
        watch = self._watch
        if watch is None:
            return False
        self.ask()
        watch.pass_time(now_s)
        if watch.is_over(now_s):
            return True
        self._changed(watch)
        return False

    def _tell(self, watch: PaperWatch) -> None:
        if watch is self._watch:
            self._changed(watch)
