"""The timetable of a crowd, and what is counted of it."""

import threading
from collections import Counter
from multiprocessing import Pipe
from uuid import UUID

import pytest

from benchmarks.crowd import LARGE, Crowd, kiosks_of, timetable
from benchmarks.crowd_members import REFUSED, Done, Seen
from benchmarks.roles import RoleSilent
from ticketing.lifecycle import Action

COUNTERS = [str(n) for n in range(1, LARGE.counters + 1)]
FIRST, SECOND = UUID(int=1), UUID(int=2)
MS = 1_000_000


def test_twenty_acts_a_second_a_quarter_of_them_numbers_and_every_counter_in_its_turn() -> None:
    turns = list(timetable(COUNTERS, LARGE))
    assert len(turns) == LARGE.turns
    acts: Counter[str] = Counter()
    for moments in turns:
        assert all(0 < at < LARGE.turn_s for times in moments.values() for at in times)
        acts.update({who: len(times) for who, times in moments.items()})
    numbers = sum(acts[kiosk] for kiosk in kiosks_of(LARGE))
    assert acts.total() / (LARGE.turns * LARGE.turn_s) == pytest.approx(20, rel=0.03)
    assert numbers / acts.total() == pytest.approx(1 / 4, rel=0.01)
    assert {acts[counter] for counter in COUNTERS} <= {17, 18, 19}
    assert turns == list(timetable(COUNTERS, LARGE))


def test_an_event_that_one_board_lacks_is_counted_and_so_is_who_was_refused() -> None:
    boards = [Pipe() for _ in range(2)]
    crowd = Crowd([], [ours for ours, _ in boards], busy=[(30, 40), (10, 40)])
    crowd.done = [
        Done(Action.ISSUE, FIRST, 3 * MS, 1000 * MS),
        Done(Action.CALL, FIRST, 4 * MS, 2000 * MS),
        Done(REFUSED, None, 9 * MS, 3000 * MS),
        Done(None, None, 1 * MS, 3500 * MS),
    ]
    both = [Seen("issue", FIRST, 1005 * MS), Seen("call", FIRST, 2015 * MS)]
    before_the_first_turn = Seen("issue", SECOND, 1 * MS)
    for (_, theirs), seen in zip(boards, ([before_the_first_turn, *both], both[:1]), strict=True):
        theirs.send(seen)
    told = crowd.figures()
    assert (told["p50_ms"], told["call_p50_ms"]) == (3, 4)
    assert (told["acts"], told["events"], told["never_seen"]) == (2, 3, 1)
    assert (told["event_p50_ms"], told["event_max_ms"]) == (5, 15)
    assert (told["refused"], told["nobody_waited"], told["busy_percent"]) == (1, 1, 50.0)
    for pipe in [end for pair in boards for end in pair]:
        pipe.close()


def test_a_process_that_ends_instead_of_an_answer_is_told() -> None:
    ours, theirs = Pipe()

    def end() -> None:
        theirs.recv()
        theirs.close()

    other = threading.Thread(target=end)
    other.start()
    with pytest.raises(RoleSilent, match="has ended"):
        Crowd([], [ours], busy=[(1, 2)]).figures()
    other.join()
    ours.close()
