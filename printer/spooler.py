"""Takes papers from the outbox, one at a time, and hands them to one printer."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from printer import slip
from printer.blocks import Paper
from printer.encoding import encode
from printer.layout import lay_out
from ticketing.errors import Environment, Misconfigured, PrinterUnclear
from ticketing.lifecycle import State
from ticketing.outbox import PrintJob
from ticketing.ports import ChangeFeed, Clock, Printer, PrintJobs, Store

log = logging.getLogger(__name__)

#: Pauses after each try that handed over no byte; the last one stays.
_PAUSES_S = (1, 2, 4, 8)
_POLL_S = 0.02
_LOOK_AGAIN_S = 0.5


class Spooler:
    """Prints the papers of one kiosk.

    A paper is sent again only when no byte of it went out. Once bytes have gone and the end is not
    known, the visitor's screen shows the number; a second paper by itself would be a second visitor.

    Args:
        jobs: The outbox.
        store: For the ticket, the catalogue and the hall.
        printer: The device.
        paper: Its width and kind.
        clock: The time.
        name: Which outbox: the kiosk's name.
    """

    def __init__(
        self, jobs: PrintJobs, store: Store, printer: Printer, paper: Paper, clock: Clock, name: str
    ) -> None:
        self._jobs = jobs
        self._store = store
        self._printer = printer
        self._paper = paper
        self._clock = clock
        self._name = name
        self._trouble = ""
        self._to_settle: Callable[[], None] | None = None

    def recover(self) -> None:
        """Begin: what an earlier spooler left half sent is unknown, and is not sent again."""
        left = self._jobs.recover(self._name)
        if left:
            log.warning("%d papers were left half sent", left)

    def step(self, beat: Callable[[], None] = lambda: None) -> bool:
        """Print one paper if one is due; tell whether there was one.

        Args:
            beat: Called between parts that may each take seconds.
        """
        self._settle()
        job = self._jobs.claim(self._name, self._clock.now())
        if job is None:
            return False
        beat()
        trouble = ""
        try:
            self._printer.send(self._render(job))
        except PrinterUnclear as unclear:
            trouble = str(unclear)
            self._to_settle = partial(self._jobs.unclear, job, trouble)
        except (Environment, Misconfigured) as unsent:  # the printer, or the store before it
            trouble = str(unsent)
            pause = _PAUSES_S[min(job.attempts, len(_PAUSES_S)) - 1]
            next_at = self._clock.now() + timedelta(seconds=pause)
            self._to_settle = partial(self._jobs.retry, job, next_at, trouble)
        else:
            self._to_settle = partial(self._jobs.sent, job)
        self._note(trouble)
        beat()
        self._settle()
        return True

    def run(
        self, open_feed: Callable[[], ChangeFeed], is_stopping: Callable[[], bool], beat: Callable[[], None]
    ) -> None:
        """Print until told to stop. A store out of reach is waited for.

        Args:
            open_feed: Opens what tells that something was committed.
            is_stopping: Asked many times a second.
            beat: Called about once a second.
        """
        feed: ChangeFeed | None = None
        is_recovered = False
        looked = beaten = float("-inf")
        while not is_stopping():
            now = time.monotonic()
            if now - beaten >= 1:
                beat()
                beaten = now
            try:
                feed = feed or open_feed()
                if not is_recovered:
                    self.recover()
                    is_recovered = True
                if feed.has_changed() or now - looked >= _LOOK_AGAIN_S:
                    looked = now
                    while self.step(beat) and not is_stopping():
                        beat()
            except Environment as trouble:
                self._note(str(trouble))
                feed = None
                time.sleep(_LOOK_AGAIN_S)
            time.sleep(_POLL_S)
        if feed is not None:
            feed.close()

    def _settle(self) -> None:
        """Write down what became of a paper; kept until the store takes it, before any other is begun."""
        if self._to_settle is not None:
            self._to_settle()
            self._to_settle = None

    def _render(self, job: PrintJob) -> bytes:
        leg = self._store.leg_of(job.ticket_id)
        assert leg is not None, "a paper is a row of its ticket's transaction"
        legs = self._store.legs_of(job.ticket_id) if leg.ticket.plan else ()
        done = [one.service for one in legs if one.state is State.COMPLETED]
        words = slip.compose(leg, self._store.catalogue(), self._store.hall(), done)
        return encode(lay_out(words, self._paper))

    def _note(self, trouble: str) -> None:
        """Log trouble once, and its end once."""
        if trouble == self._trouble:
            return
        if trouble:
            log.warning("printer of %s: %s", self._name, trouble)
        else:
            log.warning("printer of %s works again", self._name)
        self._trouble = trouble
