"""What a call costs: with 1,000 people waiting, and with 10,000 against 10."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from benchmarks.conditions import SEED, scratch
from benchmarks.halls import KIOSK, OPENS, SteppingClock, Visitors, copies, fill, make_hall, opened
from benchmarks.timing import against, ratio, take_turns
from benchmarks.twin import CallRows, IssueRows, ServerTwin, Twin
from store.store import SqlStore
from ticketing.hall import Hall
from ticketing.lifecycle import Action, State
from ticketing.model import Leg

_LATER = OPENS + timedelta(hours=2)


class CallLane:
    """`Hall.call_next` on a file or a server, whose queues stay as long as they are.

    Counter after counter calls. Who was called does not come, and somebody new takes the place.

    Args:
        place: The hall's file, or its address on a server, with people waiting.
        seed: Of who comes.
    """

    def __init__(self, place: Path | str, seed: int) -> None:
        self.store: SqlStore = opened(place)
        self.hall = Hall(self.store, SteppingClock(_LATER, timedelta(seconds=1)))
        self._visitors = Visitors(self.store.catalogue(), seed)
        self._counters = [one.name for one in self.store.catalogue().counters if self.store.waiting(one.name)]
        self.called: Leg | None = None
        self.came: Leg | None = None

    def ready(self, run: int) -> None:
        """Choose the counter."""
        self._counter = self._counters[run % len(self._counters)]

    def act(self) -> None:
        """Call."""
        self.called = self.hall.call_next(self._counter)

    def settle(self) -> None:
        """Give the called one up; somebody comes for the same service."""
        assert self.called is not None
        self.hall.no_show(self._counter)
        self.came = self.hall.issue(
            self.called.service,
            self._visitors.language(),
            self._visitors.tap(),
            priority=self.called.ticket.priority,
            kiosk=KIOSK,
        ).leg

    def close(self) -> None:
        """Close the file."""
        self.store.close()


class BareCallLane:
    """The same rows by hand on a copy of the file, or of the database.

    Args:
        twin: Writes to the copy.
        original: The lane whose rows are repeated.
    """

    def __init__(self, twin: Twin | ServerTwin, original: CallLane) -> None:
        self.twin = twin
        self._original = original

    def ready(self, run: int) -> None:
        """Prepare the parameters of what the hall has just called."""
        called = self._original.called
        assert called is not None
        assert called.state is State.CALLED
        told = self._original.store.events(called.ticket.day, called.ticket.id)[-1]
        assert told.action is Action.CALL
        self._rows = CallRows(called, told.reason, self.twin.last_hash)

    def act(self) -> None:
        """Write them."""
        self.twin.call(self._rows)

    def settle(self) -> None:
        """Free the counter, and have the same visitor come."""
        assert self.twin.give_up() == 1, "the call has not found the leg it calls"
        assert self._original.came is not None
        self.twin.issue(IssueRows(self._original.came, self.twin.last_hash))

    def close(self) -> None:
        """Give the connection back."""
        self.twin.close()


def call(*, quick: bool = False) -> dict[str, object]:
    """Measure `Hall.call_next` with 1,000 waiting, and its ratio to the bare driver."""
    waiting = 60 if quick else 1000
    own, bare = _compare([waiting], 20 if quick else 1000, "call")
    return {
        **against(own, bare),
        "waiting": waiting,
    }


def call_10k(*, quick: bool = False) -> dict[str, object]:
    """Measure the same with 10,000 waiting; `to_10` is the ratio to 10 waiting."""
    few, many = 10, 200 if quick else 10_000
    small, _, own, bare = _compare([few, many], 20 if quick else 1000, "call_10k")
    return {
        **against(own, bare),
        "to_10": ratio(own, small),
        "waiting": many,
    }


def _compare(queues: Sequence[int], runs: int, label: str) -> list[list[int]]:
    """Time a hall with so many waiting and its twin; one pair after the other."""
    lanes: list[CallLane | BareCallLane] = []
    with scratch() as folder:
        try:
            for waiting in queues:
                path = folder / f"{waiting}.db"
                make_hall(path)
                store = opened(path)
                fill(store, waiting, SEED)
                store.close()
                (copy,) = copies(path, [f"bare-{path.name}"])
                original = CallLane(path, SEED + 1)
                lanes += [original, BareCallLane(Twin(copy), original)]
            return take_turns(lanes, runs, label)
        finally:
            for lane in lanes:
                lane.close()
