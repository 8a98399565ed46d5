"""What a number costs: a day of 3,000 tickets, without a past and with a million past tickets."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.conditions import SEED, scratch
from benchmarks.halls import KIOSK, SteppingClock, Visitors, copies, make_hall, opened
from benchmarks.past import add_past
from benchmarks.timing import against, ratio, take_turns
from benchmarks.twin import IssueRows, ServerTwin, Twin
from ticketing.hall import Hall
from ticketing.issuing import Issued
from ticketing.ports import Clock

TICKETS_A_DAY = 3000
PAST = 1_000_000


class IssueLane:
    """`Hall.issue` on a file or a server: visitor after visitor, while nobody is called.

    Args:
        place: The hall's file, or its address on a server.
        visitors: How many will come.
        clock: When they come.
    """

    def __init__(self, place: Path | str, visitors: int, clock: Clock | None = None) -> None:
        self.store = opened(place)
        self._hall = Hall(self.store, clock or SteppingClock())
        self._visitors = Visitors(self.store.catalogue(), SEED)
        self._wanted = self._visitors.come(visitors)
        self.issued: Issued | None = None

    def ready(self, run: int) -> None:
        """Choose the next visitor."""
        self._service = self._wanted[run].code
        self._language = self._visitors.language()
        self._tap = self._visitors.tap()
        self._priority = self._visitors.is_priority()

    def act(self) -> None:
        """Give the number, paper included."""
        self.issued = self._hall.issue(
            self._service, self._language, self._tap, priority=self._priority, kiosk=KIOSK
        )

    def settle(self) -> None:
        """Leave the visitor waiting."""

    def close(self) -> None:
        """Close the file."""
        self.store.close()


class BareIssueLane:
    """The same rows by hand on a copy of the file, or of the database.

    Args:
        twin: Writes to the copy.
        original: The lane whose rows are repeated.
    """

    def __init__(self, twin: Twin | ServerTwin, original: IssueLane) -> None:
        self.twin = twin
        self._original = original

    def ready(self, run: int) -> None:
        """Prepare the parameters of what the hall has just issued."""
        assert self._original.issued is not None
        self._rows = IssueRows(self._original.issued.leg, self.twin.last_hash)

    def act(self) -> None:
        """Write them."""
        self.twin.issue(self._rows)

    def settle(self) -> None:
        """Leave the visitor waiting."""

    def close(self) -> None:
        """Give the connection back."""
        self.twin.close()


def issue(*, quick: bool = False) -> dict[str, object]:
    """Measure `Hall.issue` through a whole day, and its ratio to the bare driver."""
    with scratch() as folder:
        make_hall(folder / "hall.db")
        own, bare = _compare([folder / "hall.db"], 20 if quick else TICKETS_A_DAY, "issue")
    return against(own, bare)


def issue_1m(*, quick: bool = False) -> dict[str, object]:
    """Measure the same with a million past tickets; `to_empty` is the ratio to the file without."""
    past = 2000 if quick else PAST
    with scratch(needs_mb=past * 3 // 1000) as folder:
        empty, full = folder / "empty.db", folder / "full.db"
        make_hall(empty)
        make_hall(full)
        add_past(full, past, SEED)
        small, _, own, bare = _compare([empty, full], 20 if quick else TICKETS_A_DAY, "issue_1m")
        size_mb = full.stat().st_size >> 20
    return {
        **against(own, bare),
        "to_empty": ratio(own, small),
        "past": past,
        "file_mb": size_mb,
    }


def _compare(halls: Sequence[Path], runs: int, label: str) -> list[list[int]]:
    """Time each hall and its twin; the answer has them in this order, one pair after the other."""
    lanes: list[IssueLane | BareIssueLane] = []
    try:
        for path in halls:
            (copy,) = copies(path, [f"bare-{path.name}"])
            original = IssueLane(path, runs)
            lanes += [original, BareIssueLane(Twin(copy), original)]
        return take_turns(lanes, runs, label)
    finally:
        for lane in lanes:
            lane.close()
