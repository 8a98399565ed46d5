"""What the hall board shows, and when a call has its turn."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

from display.board import SHOWN, Board, Pace, call_of
from display.turns import Turns
from ticketing.catalogue import Catalogue
from ticketing.errors import AntreanError, StoreBusy
from ticketing.lifecycle import Action
from ticketing.model import Call, Event, HallInfo
from ticketing.ports import Clock, Store, Worker

# A reading that has not answered by then was lost to a bug; another one is begun.
_GIVE_UP_TICKS = 30


class Announcer(Protocol):
    """Makes a call heard in the hall."""

    def announce(
        self, call: Call, catalogue: Catalogue | None, on_end: Callable[[], None], *, is_short: bool
    ) -> None:
        """Begin to announce; never blocks and never raises.

        Args:
            call: The call.
            catalogue: For the agency's name; None before it was read.
            on_end: Called once, on this thread, when the last word was spoken, or at once where
                nothing is to be heard.
            is_short: Others wait: only the number and the counter.
        """


@dataclass(frozen=True, slots=True)
class _Read:
    """What one reading of the store found."""

    hall: HallInfo
    catalogue: Catalogue
    calls: tuple[Call, ...]


class BoardPresenter:
    """Gives every call its turn on the big place, in order, none swallowed and none twice.

    Calls come from the feed as events. What the store lists as the last calls is taken at the start,
    without announcing, and then twice a minute, to empty the board on a new day.

    Args:
        store: The queue state, for reading.
        worker: Runs the readings away from the window.
        clock: Tells how old the state is.
        show: Takes every new `Board`.
        announcer: Makes calls heard.
        later: Calls a function on this thread after so many seconds.
        pace: How long a call keeps its place.
        monotonic: Seconds that never go back.
        retry_ticks: After how many ticks a store out of reach is tried again.
        refresh_ticks: After how many ticks the last calls are read again.
        patience_ticks: After how many ticks without an answer the state counts as old.
        spoken: The seq of the last call that was spoken before a restart; 0 where none is known.
    """

    def __init__(
        self,
        store: Store,
        worker: Worker,
        clock: Clock,
        show: Callable[[Board], None],
        announcer: Announcer,
        later: Callable[[float, Callable[[], None]], None],
        *,
        pace: Pace = Pace(),  # noqa: B008 - frozen
        monotonic: Callable[[], float] = time.monotonic,
        retry_ticks: int = 2,
        refresh_ticks: int = 30,
        patience_ticks: int = 4,
        spoken: int = 0,
    ) -> None:
        self._store = store
        self._worker = worker
        self._clock = clock
        self._show = show
        self._announcer = announcer
        self._later = later
        self._pace = pace
        self._retry_ticks = retry_ticks
        self._refresh_ticks = refresh_ticks
        self._patience_ticks = patience_ticks
        self._board = Board()
        self._spoken_before = spoken
        self._queue = Turns(pace, monotonic)
        self._heard_seq = 0
        self._turns = 0
        self._plan = 0
        self._ticks = 0
        self._is_reading = False
        self._is_catching_up = True

    @property
    def board(self) -> Board:
        """What the window shows now."""
        return self._board

    def open(self) -> None:
        """Read the hall and its last calls for the first time; nothing of it is announced."""
        self._read()

    def hear(self, events: Sequence[Event]) -> None:
        """Take new events from the feed: each call waits for its turn, or has it at once."""
        calls = [call_of(event) for event in events if event.action in (Action.CALL, Action.RECALL)]
        self._take([call for call in calls if call.seq > self._heard_seq])

    def lose(self, trouble: AntreanError) -> None:
        """Take note that the store is out of reach; the last state stays, and was true until now."""
        if self._board.lost is None:
            heard_at = self._clock.now() if self._board.hall else None
            self._keep(replace(self._board, lost=trouble, heard_at=heard_at))

    def recover(self) -> None:
        """Take note that the store is back; what was missed is taken up."""
        self._is_catching_up = True
        self._read()

    def start_over(self) -> None:
        """Wait for no answer any more and read again, as after a bug that swallowed one."""
        self._is_reading = False
        self._queue.give_up()
        self._read()
        self._take_turn()

    def tick(self) -> None:
        """Let a second pass: try a lost store again, read the last calls now and then."""
        self._ticks += 1
        if self._is_reading:
            if self._ticks == self._patience_ticks:
                self._keep(replace(self._board, lost=StoreBusy()))
            if self._ticks < _GIVE_UP_TICKS:
                return
            self._is_reading = False
        if self._ticks >= (self._retry_ticks if self._board.lost else self._refresh_ticks):
            self._read()

    def _take(self, calls: Sequence[Call]) -> None:
        if not calls:
            return
        self._heard_seq = calls[-1].seq
        early = calls[-1].at - timedelta(seconds=self._pace.late_s)
        for call in calls:
            if call.at < early:
                self._list(call)
            else:
                self._queue.add(call)
        self._take_turn()

    def _take_turn(self) -> None:
        """Give the big place to the next call, or come back when the present one has had its time."""
        if not self._queue:
            return
        left_s = self._queue.left_s()
        if left_s > 0:
            self._come_back(left_s)
            return
        call = self._queue.begin()
        self._list(call, announced=call.seq)
        self._announcer.announce(
            call, self._board.catalogue, lambda: self._on_spoken(call.seq), is_short=self._queue.is_long
        )
        if self._queue:
            self._come_back(self._queue.left_s())

    def _on_spoken(self, seq: int) -> None:
        """Take note that the last word of a call was spoken: the next one may have its turn."""
        if self._queue.end(seq):
            self._keep(replace(self._board, spoken=seq))
            self._take_turn()

    def _come_back(self, after_s: float) -> None:
        """Plan the next turn; an earlier plan lapses, for more who wait make turns shorter."""
        self._plan += 1
        plan = self._plan

        def on_due() -> None:
            if plan == self._plan:
                self._take_turn()

        self._later(after_s, on_due)

    def _list(self, call: Call, announced: int | None = None) -> None:
        self._turns += 1
        others = tuple(other for other in self._board.calls if other.ticket_id != call.ticket_id)
        self._keep(
            replace(
                self._board,
                calls=(call, *others)[:SHOWN],
                announced=self._board.announced if announced is None else announced,
                heard_at=self._clock.now(),
            )
        )

    def _read(self) -> None:
        if self._is_reading:
            return
        self._is_reading = True
        self._ticks = 0
        known, turns, limit = self._board, self._turns, SHOWN + len(self._queue)
        self._worker.run(
            lambda: self._find(known, limit), lambda read: self._on_read(read, turns), self._on_unread
        )

    def _find(self, known: Board, limit: int) -> _Read:
        """Read the store; runs on the worker. The catalogue is read when it is a new one."""
        hall = self._store.hall()
        catalogue = known.catalogue
        if catalogue is None or known.hall is None or known.hall.catalogue_version != hall.catalogue_version:
            catalogue = self._store.catalogue()
        return _Read(hall, catalogue, tuple(self._store.recent_calls(limit)))

    def _on_read(self, read: _Read, turns: int) -> None:
        self._is_reading = False
        is_first = self._board.hall is None
        calls = self._board.calls
        missed: list[Call] = []
        if turns == self._turns:
            # Otherwise a call had its turn meanwhile, and what was read is older than the board.
            missed = [call for call in reversed(read.calls) if call.seq > self._heard_seq]
            calls = self._listed(read.calls)
        self._keep(
            replace(
                self._board,
                hall=read.hall,
                catalogue=read.catalogue,
                calls=calls,
                lost=None,
                heard_at=self._clock.now(),
            )
        )
        if self._is_catching_up and turns == self._turns:
            self._is_catching_up = False
            self._catch_up(missed, is_first=is_first)
        elif turns != self._turns:
            self._read()

    def _listed(self, read: Sequence[Call]) -> tuple[Call, ...]:
        """Choose what of the store's last calls is on the board already.

        A call that still waits for its turn is not; its ticket stays where an earlier call put it.
        """
        shown = {call.ticket_id: call for call in self._board.calls}
        waiting = {call.seq for call in self._queue}
        listed = []
        for call in read:
            if call.seq in waiting or call.seq > self._heard_seq:
                if call.ticket_id in shown:
                    listed.append(shown[call.ticket_id])
            else:
                listed.append(call)
        return tuple(sorted(listed, key=lambda call: -call.seq))[:SHOWN]

    def _catch_up(self, missed: Sequence[Call], *, is_first: bool) -> None:
        """Take up calls that the feed did not bring: before the start, or while it was cut."""
        if not is_first:
            self._take(missed)
        elif missed and not self._heard_seq:
            old, new = self._divided(missed)
            self._heard_seq = old[-1].seq if old else missed[0].seq - 1
            self._keep(replace(self._board, calls=tuple(reversed(old))))
            self._take(new)

    def _divided(self, calls: Sequence[Call]) -> tuple[Sequence[Call], Sequence[Call]]:
        """Divide the calls before a start: those that are only listed, and those that nobody heard yet.

        After the restart of a board it goes on after the last call that was spoken, but says nothing
        old. A board that never spoke says nothing of what was before it.
        """
        early = self._clock.now() - timedelta(seconds=self._pace.late_s)
        for n, call in enumerate(calls):
            if self._spoken_before and call.seq > self._spoken_before and call.at >= early:
                return calls[:n], calls[n:]
        return calls, ()

    def _on_unread(self, trouble: AntreanError) -> None:
        self._is_reading = False
        self._keep(replace(self._board, lost=trouble))

    def _keep(self, board: Board) -> None:
        self._board = board
        self._show(board)
