"""What a press at the calling window means."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from counter.desk import Desk
from counter.order import Order, Outcome, work_of
from counter.reading import Reading, read
from ticketing.boards import BoardState
from ticketing.errors import AntreanError, StoreBusy, UnknownCounter
from ticketing.foresight import Foresight
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.lifecycle import AT_COUNTER, Action, Deed
from ticketing.model import Event, Leg
from ticketing.outbox import PrinterState, PrintJob
from ticketing.ports import Clock, Store, Worker
from ticketing.presence import Presence
from ticketing.sight import Sight


class CounterPresenter:
    """Keeps one counter's `Desk` in step with the hall and carries out its clerk's actions.

    Every reading and every action runs on the worker. At most one reading is outstanding: what
    changes meanwhile asks for one more, not for many. At most one action is: a press while one is
    on its way is not taken.

    Args:
        store: The queue state, for reading.
        hall: What is done to tickets.
        house: What is done to the counter itself.
        worker: Runs both away from the window, one after the other.
        clock: Tells when the state was read.
        show: Takes every new `Desk`.
        counter: Name of the counter to begin with; empty to let the clerk choose.
        retry_ticks: After how many ticks a store out of reach is tried again.
        refresh_ticks: After how many ticks the state is read though nothing was heard.
        patience_ticks: After how many ticks without an answer the state counts as old.
        glance_ticks: After how many ticks, at most, the printers are looked at when anything was
            committed: how they are is no event of the journal.
        give_up_ticks: After how many ticks no answer is waited for any more. A second press is safe
            then: the hall refuses what does not fit the state that the first one left.
    """

    def __init__(
        self,
        store: Store,
        hall: Hall,
        house: House,
        worker: Worker,
        clock: Clock,
        show: Callable[[Desk], None],
        *,
        counter: str = "",
        retry_ticks: int = 2,
        refresh_ticks: int = 60,
        patience_ticks: int = 4,
        give_up_ticks: int = 30,
        glance_ticks: int = 3,
    ) -> None:
        self._store = store
        self._foresight = Foresight(store)
        self._sight = Sight(clock)
        self._hall = hall
        self._house = house
        self._worker = worker
        self._clock = clock
        self._show = show
        self._wanted = counter
        self._retry_ticks = retry_ticks
        self._refresh_ticks = refresh_ticks
        self._patience_ticks = patience_ticks
        self._give_up_ticks = give_up_ticks
        self._glance_ticks = glance_ticks
        self._has_news = False
        self._ticks_since_glance = 0
        self._desk = Desk()
        self._is_reading = False
        self._read_again = False
        self._idle_ticks = 0
        self._unanswered_ticks = 0

    @property
    def desk(self) -> Desk:
        """What the window shows now."""
        return self._desk

    def open(self) -> None:
        """Read the hall and the counter for the first time."""
        self._read()

    def choose(self, counter: str) -> None:
        """Work at another counter from now on; an empty name opens the choice.

        Not taken while an action is on its way: its answer belongs to the counter it was meant for.
        """
        if self._desk.going is not None:
            return
        self._wanted = counter
        catalogue = self._desk.catalogue
        chosen = catalogue.counter.get(counter) if catalogue else None
        known = Desk(self._desk.hall, catalogue, chosen, staff=self._desk.staff, lost=self._desk.lost)
        self._keep(known)
        self._read()

    def press(self, deed: Action | Deed) -> None:
        """Carry out what needs no more words: for the counter's ticket, or for the next one."""
        self.carry_out(Order(deed))

    def carry_out(self, order: Order) -> None:
        """Carry out an order, unless it does not fit the desk any more."""
        desk = self._desk
        work = work_of(order, desk, self._hall, self._house) if desk.may(order.deed, order.ticket) else None
        if work is None:
            return
        self._unanswered_ticks = 0
        self._keep(replace(desk, going=order.deed, refusal=None, found_nobody=False, printing=None))
        self._worker.run(work, self._on_done, self._on_refused)

    def press_primary(self) -> None:
        """Carry out the one deed that stands out."""
        self.press(self._desk.primary)

    def hear(self, events: Iterable[Event]) -> None:
        """Take note of what happened in the hall; read again if it concerns this agency, or the hall."""
        here = self._desk.counter
        if here is None or any(event.agency in ("", here.agency) for event in events):
            self._read()

    def note_commit(self) -> None:
        """Take note that something was stored, maybe how a printer is."""
        self._has_news = True

    def lose(self, trouble: AntreanError) -> None:
        """Take note that the store is out of reach: keep the last state, stop calling."""
        if self._desk.lost is None:
            read_at = self._clock.now() if self._desk.read_at else None
            self._keep(replace(self._desk, lost=trouble, read_at=read_at))

    def recover(self) -> None:
        """Take note that the store is back."""
        self._read()

    def start_over(self) -> None:
        """Wait for no answer any more and read again, as after a bug that swallowed one."""
        self._is_reading = self._read_again = False
        self._keep(replace(self._desk, going=None))
        self._read()

    def tick(self) -> None:
        """Let a second pass: try a lost store again, read now and then though nothing was heard."""
        self._idle_ticks += 1
        self._end_break()
        self._glance()
        if self._is_reading or self._desk.going is not None:
            self._await_answer()
            return
        due = self._retry_ticks if self._desk.lost else self._refresh_ticks
        if self._idle_ticks >= due:
            self._read()

    def _glance(self) -> None:
        """Look at the printers and boards, and at nothing else."""
        self._ticks_since_glance += 1
        if not self._has_news or self._ticks_since_glance < self._glance_ticks or self._desk.read_at is None:
            return
        self._has_news = False
        self._ticks_since_glance = 0
        self._worker.run(
            lambda: (tuple(self._store.printers()), tuple(self._store.boards())),
            self._on_glance,
            lambda trouble: None,
        )

    def _on_glance(self, found: tuple[tuple[PrinterState, ...], tuple[BoardState, ...]]) -> None:
        printers, boards = found
        if found != (self._desk.printers, self._desk.boards):
            self._keep(replace(self._desk, printers=printers, boards=boards))

    def _end_break(self) -> None:
        """Go on by itself when the break is over."""
        here = self._desk.presence
        if here is not None and here.at(self._clock.now()) != here:
            self._keep(replace(self._desk, presence=here.at(self._clock.now())))

    def _await_answer(self) -> None:
        self._unanswered_ticks += 1
        if self._unanswered_ticks == self._patience_ticks and self._desk.going is None:
            self._keep(replace(self._desk, lost=StoreBusy()))
        if self._unanswered_ticks >= self._give_up_ticks:
            self._keep(replace(self._desk, lost=StoreBusy()))
            self.start_over()

    def _read(self) -> None:
        if self._is_reading:
            self._read_again = True
            return
        self._is_reading = True
        self._idle_ticks = self._unanswered_ticks = 0
        name, known = self._wanted, self._desk
        self._worker.run(
            lambda: read(self._store, self._foresight, self._sight, self._clock, name, known),
            self._on_read,
            self._on_unread,
        )

    def _on_read(self, found: Reading) -> None:
        self._is_reading = False
        if found.counter == self._wanted:
            desk = found.put_on(self._desk)
            if found.counter and desk.counter is None:
                self._wanted = ""
                desk = replace(desk, refusal=UnknownCounter(counter=found.counter))
            self._keep(desk)
        self._read_what_changed_meanwhile()

    def _on_unread(self, trouble: AntreanError) -> None:
        self._is_reading = False
        self._keep(replace(self._desk, lost=trouble))
        self._read_what_changed_meanwhile()

    def _read_what_changed_meanwhile(self) -> None:
        if self._read_again:
            self._read_again = False
            self._read()

    def _on_done(self, outcome: Outcome) -> None:
        """Show the answer at once; the reading that follows brings the lists."""
        desk = replace(self._desk, going=None)
        if isinstance(outcome, Presence):
            desk = replace(desk, presence=outcome)
        elif isinstance(outcome, PrintJob):
            desk = replace(desk, printing=outcome)
        elif outcome is None:
            desk = replace(desk, waiting=(), found_nobody=True)
        else:
            desk = _after(desk, outcome)
        self._keep(desk)
        self._read()

    def _on_refused(self, refusal: AntreanError) -> None:
        self._keep(replace(self._desk, going=None, refusal=refusal))
        self._read()

    def _keep(self, desk: Desk) -> None:
        self._desk = desk
        self._show(desk)


def _after(desk: Desk, leg: Leg) -> Desk:
    """Show what became of a ticket: it stands in one place only."""

    def without(legs: tuple[Leg, ...]) -> tuple[Leg, ...]:
        return tuple(other for other in legs if other.id != leg.id)

    own = desk.own
    here = desk.counter.name if desk.counter else ""
    if leg.state in AT_COUNTER and leg.counter == here:
        own = leg
    elif own is not None and own.id == leg.id:
        own = None
    return replace(
        desk,
        own=own,
        waiting=without(desk.waiting),
        held=without(desk.held),
        given_up=without(desk.given_up),
    )
