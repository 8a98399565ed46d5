"""What the hall board shows, and when a call has its turn."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from display.board import LISTED, Board, Pace, call_of
from display.calls import KnownCalls
from display.ports import Announcer
from display.reading import Reading, read
from display.report import Report
from display.turns import Turns
from display.zones import Zones
from ticketing.boards import NoticeKind
from ticketing.errors import AntreanError, StoreBusy
from ticketing.foresight import Foresight
from ticketing.lifecycle import Action, Deed
from ticketing.model import Call, Event
from ticketing.ports import Clock, Store, Worker
from ticketing.sight import Sight

# A reading that has not answered by then was lost to a bug; another one is begun.
_GIVE_UP_TICKS = 30

# Who waits is counted anew so long after somebody came, was called or left.
_MOVED_TICKS = 3

# So many calls are known at most, those that wait for their turn included.
_KNOWN = 500

_NOTICES = (Deed.SHOW_NOTICE, Deed.END_NOTICE)


class BoardPresenter:
    """Gives every call its turn on the big place, in order, none swallowed and none twice.

    Calls come from the feed as events and are listed at once. What the store lists as the last calls is
    taken at the start, without announcing, and then now and then, to empty the board on a new day.

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
        zones: What the board is for.
        report: Tells supervisors how the board is.
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
        zones: Zones = Zones(),  # noqa: B008 - never changed
        report: Report | None = None,
    ) -> None:
        self._store = store
        self._foresight = Foresight(store)
        self._sight = Sight(clock)
        self._worker = worker
        self._clock = clock
        self._show = show
        self._announcer = announcer
        self._pace = pace
        self._retry_ticks = retry_ticks
        self._refresh_ticks = refresh_ticks
        self._patience_ticks = patience_ticks
        self._board = Board()
        self._spoken_before = spoken
        self._zones = zones
        self._report = report
        self._turns = Turns(pace, monotonic, later, self)
        self._heard_seq = 0
        self._known = KnownCalls(_KNOWN)
        self._early: list[Call] = []
        self._has_moved = False
        self._wants_reading = False
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
        """Take new events from the feed: each call is listed, and waits for its turn or has it at once."""
        has_notice, was_held = any(event.action in _NOTICES for event in events), self._turns.is_held
        if has_notice and not was_held:
            self._read_soon()
        self._has_moved = self._has_moved or any(event.ticket_id for event in events)
        calls = [call_of(event) for event in events if event.action in (Action.CALL, Action.RECALL)]
        self._early += calls
        if self._board.catalogue is not None or not self._zones.names:
            self._take(self._early)
            self._early = []
        if has_notice and was_held:  # what was called meanwhile is known before anybody has a turn
            self._read_soon()

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
        self._turns.give_up()
        self._read()
        self._turns.go_on()

    def tick(self) -> None:
        """Let a second pass: try a lost store again, read it now and then, tell how the board is."""
        self._ticks += 1
        self._end_notice()
        if self._report is not None:
            self._report.tell(len(self._turns), self._turns.behind_s, self._clock.now())
        if self._is_reading:
            if self._ticks == self._patience_ticks:
                self._keep(replace(self._board, lost=StoreBusy()))
            if self._ticks < _GIVE_UP_TICKS:
                return
            self._is_reading = False
        if self._ticks >= self._due_ticks:
            self._read()

    @property
    def _due_ticks(self) -> int:
        if self._board.lost:
            return self._retry_ticks
        return _MOVED_TICKS if self._has_moved else self._refresh_ticks

    def _take(self, calls: Sequence[Call]) -> None:
        """List new calls at once, and let those that are not too old wait for their turn."""
        new = [call for call in calls if call.seq > self._heard_seq]
        if not new:
            return
        self._heard_seq = new[-1].seq
        catalogue = self._board.catalogue
        ours = [call for call in new if catalogue is None or self._zones.has(call, catalogue)]
        self._known.note(ours)
        early = new[-1].at - timedelta(seconds=self._pace.late_s)
        for call in ours:
            if call.at >= early:
                self._turns.add(call)
        if not self._turns.go_on():
            self._list()

    def begin(self, call: Call, on_end: Callable[[], None], *, is_short: bool) -> None:
        """Give a call the big place and announce it; `Turns` calls this."""
        self._list(call, announced=call.seq)
        self._announcer.announce(call, self._board.catalogue, on_end, is_short=is_short)

    def spoken(self, call: Call) -> None:
        """Take note that the last word of the present call was spoken; `Turns` calls this."""
        self._keep(replace(self._board, spoken=call.seq))

    def _list(self, large: Call | None = None, announced: int | None = None) -> None:
        """Show what is known: the large call, the newest of the others, and which still wait."""
        large = large or self._board.large
        self._keep(
            replace(
                self._board,
                large=large,
                calls=self._known.newest(LISTED, large),
                waiting=frozenset(call.seq for call in self._turns),
                announced=self._board.announced if announced is None else announced,
                heard_at=self._clock.now(),
            )
        )

    def _end_notice(self) -> None:
        """Take away a notice that was to end by now."""
        notice = self._board.notice
        if notice is not None and not notice.is_on(self._clock.now()):
            self._keep(replace(self._board, notice=None))
            self._go_on()

    def _go_on(self) -> None:
        """Let the next call have its turn; nobody is sent to a counter while everybody is to leave."""
        notice = self._board.notice
        self._turns.is_held = notice is not None and notice.kind is NoticeKind.EVACUATION
        self._turns.go_on()

    def _read_soon(self) -> None:
        """Read now, or once more when the present reading has ended: it may have begun before."""
        self._wants_reading = True
        self._read()

    def _read(self) -> None:
        if self._is_reading:
            return
        self._is_reading, self._has_moved, self._wants_reading = True, False, False
        self._ticks = 0
        known, heard, limit = self._board, self._heard_seq, LISTED + 1 + len(self._turns)
        self._worker.run(
            lambda: read(self._store, self._foresight, self._sight, self._clock, self._zones, known, limit),
            lambda found: self._on_read(found, heard),
            self._on_unread,
        )

    def _on_read(self, found: Reading, heard: int) -> None:
        self._is_reading = False
        is_first = self._board.hall is None
        self._known.replace(found.calls, heard)
        now = self._clock.now()
        self._board = replace(
            self._board,
            hall=found.hall,
            catalogue=found.catalogue,
            queues=found.queues,
            notice=found.notice if found.notice and found.notice.is_on(now) else None,
            stray_zones=self._zones.strays(found.catalogue),
            lost=None,
        )
        missed = [call for call in reversed(found.calls) if call.seq > self._heard_seq]
        if is_first and not self._heard_seq:
            self._begin(missed)
        elif self._is_catching_up:
            self._take(missed)
        self._is_catching_up = False
        self._large_of_today(found)
        self._list()
        self._take(self._early)
        self._early = []
        self._go_on()
        if self._wants_reading:
            self._read()

    def _large_of_today(self, found: Reading) -> None:
        """Leave the big place to the newest call where there was none, or to nobody on a new day."""
        large = self._board.large
        if not found.calls and self._known.of(large) is None:
            self._board = replace(self._board, large=None)
        elif large is None and not self._turns:
            self._board = replace(self._board, large=next(iter(self._known.newest(1)), None))

    def _begin(self, calls: Sequence[Call]) -> None:
        """Take the calls from before the start: those that nobody heard yet wait for their turn.

        After the restart of a board it goes on after the last call that was spoken, but says nothing
        old. A board that never spoke says nothing of what was before it.
        """
        if self._early:
            calls = [call for call in calls if call.seq < self._early[0].seq]
        early = self._clock.now() - timedelta(seconds=self._pace.late_s)
        unheard = [
            call
            for call in calls
            if self._spoken_before and call.seq > self._spoken_before and call.at >= early
        ]
        old = [call for call in calls if call not in unheard]
        if old:
            self._heard_seq = old[-1].seq
            self._board = replace(self._board, large=old[-1])
        self._take(unheard)

    def _on_unread(self, trouble: AntreanError) -> None:
        self._is_reading = False
        self._keep(replace(self._board, lost=trouble))

    def _keep(self, board: Board) -> None:
        self._board = board
        self._show(board)
