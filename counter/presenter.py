"""What a press at the calling window means."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from counter.desk import Desk
from ticketing.catalogue import Catalogue
from ticketing.errors import AntreanError, StoreBusy, UnknownCounter
from ticketing.hall import Hall
from ticketing.lifecycle import AT_COUNTER, Action
from ticketing.model import Event, HallInfo, Leg
from ticketing.ports import Clock, Store, Worker


@dataclass(frozen=True, slots=True)
class _Read:
    """What one reading of the store found, for the counter named `counter`."""

    counter: str
    hall: HallInfo
    catalogue: Catalogue
    own: Leg | None
    waiting: tuple[Leg, ...]
    held: tuple[Leg, ...]
    read_at: datetime


class CounterPresenter:
    """Keeps one counter's `Desk` in step with the hall and carries out its clerk's actions.

    Every reading and every action runs on the worker. At most one reading is outstanding: what
    changes meanwhile asks for one more, not for many. At most one action is: a press while one is
    on its way is not taken.

    Args:
        store: The queue state, for reading.
        hall: The actions.
        worker: Runs both away from the window, one after the other.
        clock: Tells when the state was read.
        show: Takes every new `Desk`.
        counter: Name of the counter to begin with; empty to let the clerk choose.
        retry_ticks: After how many ticks a store out of reach is tried again.
        refresh_ticks: After how many ticks the state is read though nothing was heard.
        patience_ticks: After how many ticks without an answer the state counts as old.
        give_up_ticks: After how many ticks no answer is waited for any more. A second press is safe
            then: the hall refuses what does not fit the state that the first one left.
    """

    def __init__(
        self,
        store: Store,
        hall: Hall,
        worker: Worker,
        clock: Clock,
        show: Callable[[Desk], None],
        *,
        counter: str = "",
        retry_ticks: int = 2,
        refresh_ticks: int = 60,
        patience_ticks: int = 4,
        give_up_ticks: int = 30,
    ) -> None:
        self._store = store
        self._hall = hall
        self._worker = worker
        self._clock = clock
        self._show = show
        self._wanted = counter
        self._retry_ticks = retry_ticks
        self._refresh_ticks = refresh_ticks
        self._patience_ticks = patience_ticks
        self._give_up_ticks = give_up_ticks
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
        self._keep(
            replace(self._desk, counter=chosen, own=None, waiting=(), held=(), refusal=None, read_at=None)
        )
        self._read()

    def press(
        self, action: Action, *, reason: str = "", service: str = "", to_counter: str | None = None
    ) -> None:
        """Carry out `action` for the counter's ticket, call the next one, or go on with who is held.

        Args:
            action: What the clerk pressed.
            reason: Why, where the action needs it.
            service: Where a ticket is sent; empty leaves its service.
            to_counter: The only counter that may call it then.
        """
        desk = self._desk
        if desk.counter is None or not desk.may(action):
            return
        name = desk.counter.name
        ticket = desk.own.ticket.id if desk.own else None
        actions: dict[Action, Callable[[], Leg | None]] = {
            Action.CALL: lambda: self._hall.call_next(name),
            Action.RECALL: lambda: self._hall.recall(name, ticket),
            Action.SERVE: lambda: self._hall.serve(name, ticket),
            Action.COMPLETE: lambda: self._hall.complete(name, ticket),
            Action.NO_SHOW: lambda: self._hall.no_show(name, ticket),
            Action.HOLD: lambda: self._hall.hold(name, ticket, reason=reason),
            Action.RESUME: lambda: self._hall.resume(name, desk.held[0].ticket.id),
            Action.TRANSFER: lambda: self._hall.transfer(
                name, ticket, service=service, to_counter=to_counter
            ),
            Action.RETURN: lambda: self._hall.return_to_queue(name, ticket),
        }
        work = actions.get(action)
        if work is None:
            return
        self._unanswered_ticks = 0
        self._keep(replace(self._desk, going=action, refusal=None))
        self._worker.run(work, self._on_done, self._on_refused)

    def press_primary(self) -> None:
        """Carry out the one action that stands out."""
        self.press(self._desk.primary)

    def hear(self, events: Iterable[Event]) -> None:
        """Take note of what happened in the hall; read again if it concerns this agency, or the hall."""
        here = self._desk.counter
        if here is None or any(event.agency in ("", here.agency) for event in events):
            self._read()

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
        if self._is_reading or self._desk.going is not None:
            self._await_answer()
            return
        due = self._retry_ticks if self._desk.lost else self._refresh_ticks
        if self._idle_ticks >= due:
            self._read()

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
        self._worker.run(lambda: self._find(name, known), self._on_read, self._on_unread)

    def _find(self, name: str, known: Desk) -> _Read:
        """Read the store; runs on the worker. The catalogue is read when it is a new one."""
        hall = self._store.hall()
        catalogue = known.catalogue
        if catalogue is None or known.hall is None or known.hall.catalogue_version != hall.catalogue_version:
            catalogue = self._store.catalogue()
        own = self._store.at_counter(name) if name else None
        waiting = tuple(self._store.waiting(name)) if name else ()
        held = tuple(self._store.held(name)) if name else ()
        return _Read(name, hall, catalogue, own, waiting, held, self._clock.now())

    def _on_read(self, read: _Read) -> None:
        self._is_reading = False
        here = self._desk
        if read.counter == self._wanted:
            chosen = read.catalogue.counter.get(read.counter)
            refusal = here.refusal
            if read.counter and chosen is None:
                self._wanted = ""
                refusal = UnknownCounter(counter=read.counter)
            self._keep(
                replace(
                    self._desk,
                    hall=read.hall,
                    catalogue=read.catalogue,
                    counter=chosen,
                    own=read.own if chosen else None,
                    waiting=read.waiting if chosen else (),
                    held=read.held if chosen else (),
                    read_at=read.read_at,
                    lost=None,
                    refusal=refusal,
                )
            )
        self._read_what_changed_meanwhile()

    def _on_unread(self, trouble: AntreanError) -> None:
        self._is_reading = False
        self._keep(replace(self._desk, lost=trouble))
        self._read_what_changed_meanwhile()

    def _read_what_changed_meanwhile(self) -> None:
        if self._read_again:
            self._read_again = False
            self._read()

    def _on_done(self, leg: Leg | None) -> None:
        """Show the answer at once; the reading that follows brings the shorter list."""
        stays = leg is not None and leg.state in AT_COUNTER
        gone = leg.id if leg else None
        waiting = tuple(other for other in self._desk.waiting if other.id != gone)
        self._keep(
            replace(self._desk, going=None, own=leg if stays else None, waiting=waiting if leg else ())
        )
        self._read()

    def _on_refused(self, refusal: AntreanError) -> None:
        self._keep(replace(self._desk, going=None, refusal=refusal))
        self._read()

    def _keep(self, desk: Desk) -> None:
        self._desk = desk
        self._show(desk)
