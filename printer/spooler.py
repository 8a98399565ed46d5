"""Takes papers from the outbox, one at a time, and hands them to the printers of one kiosk."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from printer import checklist, slip
from printer.blocks import Paper
from printer.checklist import ChecklistSlip
from printer.encoding import encode
from printer.keeping import PaperKeeper
from printer.layout import lay_out
from printer.outlet import Outlet, Outlets
from printer.slip import Slip
from printer.template import DEFAULT, Template
from ticketing.errors import Environment, Misconfigured, PrinterUnclear
from ticketing.foresight import Foresight
from ticketing.lifecycle import State
from ticketing.outbox import PrintJob
from ticketing.ports import ChangeFeed, Clock, PrintJobs, Store
from ticketing.prospect import prospect_of

log = logging.getLogger(__name__)

#: Pauses after each try that handed over no byte; the last one stays.
_PAUSES_S = (1, 2, 4, 8)
_POLL_S = 0.02
_LOOK_AGAIN_S = 0.5


class Spooler:
    """Prints the papers of one kiosk.

    A paper is sent again, or to the spare printer, only when no byte of it went out. Once bytes have
    gone and the end is not known, the visitor's screen shows the number; a second paper by itself
    would be a second visitor.

    Args:
        jobs: The outbox.
        store: For the ticket, the catalogue and the hall.
        outlets: The printers, the first one first.
        clock: The time.
        name: Which outbox: the kiosk's name.
        keeper: Keeps what went out; None keeps nothing.
        template: What stands on the papers.
        address: Where phones find the hall's page; empty where they do not.
    """

    def __init__(
        self,
        jobs: PrintJobs,
        store: Store,
        outlets: Sequence[Outlet],
        clock: Clock,
        name: str,
        keeper: PaperKeeper | None = None,
        template: Template = DEFAULT,
        address: str = "",
    ) -> None:
        self._jobs = jobs
        self._store = store
        self._outlets = Outlets(name, outlets)
        self._clock = clock
        self._name = name
        self._keeper = keeper
        self._template = template
        self._address = address
        self._foresight = Foresight(store)
        self._trouble = ""
        self._to_settle: Callable[[], None] | None = None
        self._told: object = None

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
        try:
            words = self._words(job)
        except Environment as unread:
            self._put_off(job, str(unread))
        else:
            self._print(job, words, beat)
        beat()
        self._settle()
        return True

    def look(self, beat: Callable[[], None] = lambda: None) -> None:
        """Look how the printers are, if it is time to, and write down what is new."""
        for outlet in self._outlets.all():
            outlet.look()
            beat()
        states = self._outlets.states(self._clock.now())
        if states != self._told:
            self._jobs.keep_printers(self._name, states)
            self._told = states

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
                    self.look(beat)
            except Environment as trouble:
                self._note(str(trouble))
                feed = None
                time.sleep(_LOOK_AGAIN_S)
            time.sleep(_POLL_S)
        if feed is not None:
            feed.close()

    def _print(self, job: PrintJob, words: Slip | ChecklistSlip, beat: Callable[[], None]) -> None:
        """Hand a paper to the first printer that takes it."""
        made: dict[Paper, bytes] = {}
        troubles: list[str] = []
        for outlet in self._outlets.in_order():
            if outlet.paper not in made:
                made[outlet.paper] = encode(lay_out(words, outlet.paper, self._template))
            taken = replace(job, printer=outlet.url)
            beat()
            try:
                is_told = outlet.send(made[outlet.paper])
            except PrinterUnclear as unclear:
                self._keep(job, made[outlet.paper], outlet.paper)
                self._to_settle = partial(self._jobs.unclear, taken, str(unclear))
                self._note(str(unclear))
                return
            except (Environment, Misconfigured) as unsent:
                troubles.append(str(unsent))
                continue
            self._keep(job, made[outlet.paper], outlet.paper)
            self._to_settle = partial(self._jobs.sent, taken, is_told=is_told)
            self._note(troubles[0] if troubles else "")
            return
        self._put_off(job, troubles[0])

    def _put_off(self, job: PrintJob, trouble: str) -> None:
        """Try again a little later: nothing went out."""
        pause = _PAUSES_S[min(job.attempts, len(_PAUSES_S)) - 1]
        next_at = self._clock.now() + timedelta(seconds=pause)
        self._to_settle = partial(self._jobs.retry, job, next_at, trouble)
        self._note(trouble)

    def _settle(self) -> None:
        """Write down what became of a paper; kept until the store takes it, before any other is begun."""
        if self._to_settle is not None:
            self._to_settle()
            self._to_settle = None

    def _words(self, job: PrintJob) -> Slip | ChecklistSlip:
        if job.checklist is not None:
            catalogue, hall = self._store.catalogue(), self._store.hall()
            return checklist.compose(job.checklist, catalogue, hall, job.created_at)
        assert job.ticket_id is not None, "a paper is of a ticket or of a checklist"
        leg = self._store.leg_of(job.ticket_id)
        assert leg is not None, "a paper is a row of its ticket's transaction"
        catalogue, hall = self._store.catalogue(), self._store.hall()
        compose = partial(slip.compose, leg, catalogue, hall, copy=job.copy, address=self._address)
        if not leg.ticket.plan:
            return compose()
        legs = self._store.legs_of(job.ticket_id)
        done = [one.service for one in legs if one.state is State.COMPLETED]
        # As of when it was asked for: from there the screen reckons too.
        prospect = prospect_of(self._store, self._foresight, lambda _: catalogue, leg.ticket, job.created_at)
        return compose(done, prospect=prospect)

    def _keep(self, job: PrintJob, paper: bytes, kind: Paper) -> None:
        if self._keeper is not None:
            self._keeper.keep(job.id, paper, kind.dots)

    def _note(self, trouble: str) -> None:
        """Log trouble once, and its end once."""
        if trouble == self._trouble:
            return
        if trouble:
            log.warning("printer of %s: %s", self._name, trouble)
        else:
            log.warning("printer of %s works again", self._name)
        self._trouble = trouble
