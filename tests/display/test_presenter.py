"""The board gives each call its turn: none swallowed, none twice, none out of order."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import TypeVar
from uuid import uuid4

import pytest

from display.board import Board, Pace
from display.presenter import BoardPresenter
from display.report import Report
from display.zones import Zones
from tests.fake_store import FakeStore
from tests.fakes import FakeClock, FakeWorker, PlainPins
from ticketing.boards import BoardState, NoticeKind, Sound
from ticketing.catalogue import Catalogue, Counter
from ticketing.errors import AntreanError, StoreUnreachable
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.lifecycle import Action
from ticketing.model import Call, Event
from ticketing.words import Language

T = TypeVar("T")

LOST = StoreUnreachable(path="hall.db", reason="missing")


class FakeTime:
    """Seconds that pass when told, with what is planned in them."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self._plans: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = count()

    def later(self, after_s: float, act: Callable[[], None]) -> None:
        self._plans.append((self.now_s + after_s, next(self._numbers), act))

    def pass_s(self, seconds: float) -> None:
        end = self.now_s + seconds
        while self._plans and min(self._plans)[0] <= end:
            plan = min(self._plans)
            self._plans.remove(plan)
            self.now_s = max(self.now_s, plan[0])
            plan[2]()
        self.now_s = end


class FakeAnnouncer:
    """Remembers what it announced; ends at once, or when told."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.short: list[str] = []
        self.is_slow = False
        self._ends: list[Callable[[], None]] = []

    def announce(
        self, call: Call, catalogue: Catalogue | None, on_end: Callable[[], None], *, is_short: bool
    ) -> None:
        assert not self._ends, "two announcements overlap"
        self.said.append(f"{call.number}>{call.counter}")
        if is_short:
            self.short.append(call.number)
        if self.is_slow:
            self._ends.append(on_end)
        else:
            on_end()

    def end(self) -> None:
        self._ends.pop()()


class SlowAnswers(FakeWorker):
    """A worker that reads at once and answers when told: what it answers may be old by then."""

    def __init__(self) -> None:
        super().__init__()
        self._answers: list[Callable[[], None]] = []

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[AntreanError], None]
    ) -> None:
        super().run(work, lambda result: self._answers.append(lambda: done(result)), failed)

    def answer(self) -> None:
        while self._answers:
            self._answers.pop(0)()


class Rig:
    """A board over a hall with three counters."""

    def __init__(self, beside: "Rig | None" = None) -> None:
        self.store: FakeStore = beside.store if beside else FakeStore()
        self.clock = FakeClock()
        self.hall = Hall(self.store, self.clock)
        self.house = House(self.store, self.clock, PlainPins(), "pc-1")
        self.time = FakeTime()
        self.start()

    def start(
        self,
        worker: FakeWorker | None = None,
        spoken: int = 0,
        zones: Zones = Zones(),  # noqa: B008 - never changed
        report: Report | None = None,
    ) -> None:
        """Start a board, as after a power cut: the store stays, the board is new."""
        self.worker = worker or FakeWorker()
        self.announcer = FakeAnnouncer()
        self.boards: list[Board] = []
        if self.store.fault is None:
            self.feed = self.store.feed()
        self.presenter = BoardPresenter(
            self.store,
            self.worker,
            self.clock,
            self.boards.append,
            self.announcer,
            self.time.later,
            pace=Pace(hold_s=4, rush_s=1.5, late_s=30),
            monotonic=lambda: self.time.now_s,
            spoken=spoken,
            zones=zones,
            report=report,
        )
        self.presenter.open()

    def issue(self, service: str = "KTP-BARU") -> str:
        return self.hall.issue(service, Language.ID, uuid4()).leg.number

    def call(self, counter: str) -> None:
        assert self.hall.call_next(counter) is not None

    def finish(self, counter: str) -> None:
        self.hall.no_show(counter)

    def hear(self) -> None:
        self.presenter.hear(self.feed.poll())

    def call_and_finish(self, count: int, service: str = "KTP-BARU", counter: str = "1") -> None:
        for _ in range(count):
            self.issue(service)
            self.call(counter)
            self.finish(counter)

    @property
    def numbers(self) -> list[str]:
        board = self.presenter.board
        return [call.number for call in (board.large, *board.calls) if call]

    @property
    def strays(self) -> tuple[str, ...]:
        return self.presenter.board.stray_zones

    def is_covered(self) -> bool:
        return self.presenter.board.notice is not None

    def is_lost(self) -> bool:
        return self.presenter.board.lost is not None

    @property
    def large(self) -> str | None:
        large = self.presenter.board.large
        return large.number if large else None

    def shown_large(self) -> Iterator[str]:
        """List what stood on the big place, one after the other."""
        before = 0
        for board in self.boards:
            if board.large is not None and board.announced != before:
                before = board.announced
                yield board.large.number


@pytest.fixture
def rig() -> Rig:
    return Rig()


def test_a_call_has_the_big_place_at_once_and_is_announced(rig: Rig) -> None:
    rig.issue()
    rig.call("1")
    rig.hear()
    assert rig.large == "A001"
    assert rig.announcer.said == ["A001>1"]
    assert rig.presenter.board.large is not None
    assert rig.presenter.board.announced == rig.presenter.board.large.seq


def test_what_is_no_call_changes_nothing(rig: Rig) -> None:
    rig.issue()
    rig.hear()
    assert rig.numbers == []
    assert rig.announcer.said == []


def test_two_calls_at_once_swallow_none(rig: Rig) -> None:
    rig.issue()
    rig.issue("PAJAK")
    rig.call("1")
    rig.call("3")
    rig.hear()
    assert rig.large == "A001"
    rig.time.pass_s(3.9)
    assert rig.large == "A001"
    rig.time.pass_s(0.2)
    assert rig.large == "SM001"
    assert rig.announcer.said == ["A001>1", "SM001>3"]
    assert rig.numbers == ["SM001", "A001"]


def test_a_call_that_waits_for_its_turn_is_listed_at_once_and_marked(rig: Rig) -> None:
    rig.call_and_finish(2)
    rig.hear()
    board = rig.presenter.board
    assert rig.numbers == ["A001", "A002"]
    assert board.waiting == {board.calls[0].seq}
    rig.time.pass_s(60)
    assert rig.numbers == ["A002", "A001"]
    assert not rig.presenter.board.waiting


def test_many_calls_at_once_each_have_a_turn_in_order_and_shorter(rig: Rig) -> None:
    rig.call_and_finish(9)
    rig.hear()
    wanted = [f"A{n:03d}" for n in range(1, 10)]
    rig.time.pass_s(1.5 * 6 + 2 + 4 + 0.1)
    assert list(rig.shown_large()) == wanted
    assert [said.split(">")[0] for said in rig.announcer.said] == wanted
    assert rig.numbers == wanted[:1:-1]


def test_a_call_that_comes_while_another_is_large_makes_its_turn_shorter(rig: Rig) -> None:
    rig.call_and_finish(1)
    rig.hear()
    rig.time.pass_s(1.6)
    rig.call_and_finish(3)
    rig.hear()
    assert rig.large == "A002"
    rig.time.pass_s(60)
    assert list(rig.shown_large()) == ["A001", "A002", "A003", "A004"]


def test_after_its_time_a_call_stays_until_the_next_which_then_comes_at_once(rig: Rig) -> None:
    rig.call_and_finish(1)
    rig.hear()
    rig.time.pass_s(3600)
    assert rig.large == "A001"
    rig.call_and_finish(1)
    rig.hear()
    assert rig.large == "A002"


def test_a_recall_is_announced_again_but_listed_once(rig: Rig) -> None:
    rig.issue()
    rig.issue("PAJAK")
    rig.call("1")
    rig.call("3")
    rig.hear()
    rig.time.pass_s(60)
    rig.hall.recall("1")
    rig.hear()
    assert rig.announcer.said == ["A001>1", "SM001>3", "A001>1"]
    assert rig.numbers == ["A001", "SM001"]
    assert rig.presenter.board.large is not None
    assert rig.presenter.board.announced == rig.presenter.board.large.seq


def test_the_same_events_twice_are_shown_once(rig: Rig) -> None:
    rig.call_and_finish(2)
    events = rig.feed.poll()
    rig.presenter.hear(events)
    rig.presenter.hear(events)
    rig.time.pass_s(60)
    assert rig.announcer.said == ["A001>1", "A002>1"]


def test_after_a_restart_the_last_calls_are_shown_without_announcing(rig: Rig) -> None:
    rig.call_and_finish(9)
    rig.start()
    assert rig.numbers == ["A009", "A008", "A007", "A006", "A005", "A004", "A003"]
    assert rig.presenter.board.announced == 0
    rig.hear()
    rig.time.pass_s(60)
    assert rig.announcer.said == []


def test_after_a_restart_it_goes_on_after_the_last_call_that_was_spoken(rig: Rig) -> None:
    rig.call_and_finish(2)
    rig.hear()
    rig.time.pass_s(60)
    spoken = rig.presenter.board.spoken
    assert rig.presenter.board.large is not None
    assert spoken == rig.presenter.board.large.seq
    rig.call_and_finish(2)
    rig.start(spoken=spoken)
    rig.time.pass_s(60)
    assert rig.announcer.said == ["A003>1", "A004>1"]
    assert rig.numbers == ["A004", "A003", "A002", "A001"]
    rig.hear()
    rig.time.pass_s(60)
    assert rig.announcer.said == ["A003>1", "A004>1"], "once"


def test_after_a_long_standstill_nothing_old_is_spoken(rig: Rig) -> None:
    rig.call_and_finish(1)
    rig.hear()
    spoken = rig.presenter.board.spoken
    rig.call_and_finish(1)
    rig.clock.advance(minutes=2)
    rig.call_and_finish(1)
    rig.start(spoken=spoken)
    rig.time.pass_s(60)
    assert rig.announcer.said == ["A003>1"]
    assert rig.numbers == ["A003", "A002", "A001"]


# --- the end of the words -----------------------------------------------------------------------


def test_a_call_keeps_the_big_place_until_its_last_word(rig: Rig) -> None:
    rig.announcer.is_slow = True
    rig.call_and_finish(2)
    rig.hear()
    rig.time.pass_s(9)
    assert rig.announcer.said == ["A001>1"], "nothing speaks over it"
    assert rig.large == "A001"
    rig.announcer.end()
    assert rig.announcer.said == ["A001>1", "A002>1"]
    assert rig.large == "A002"
    assert rig.presenter.board.spoken < rig.presenter.board.announced


def test_words_that_end_early_leave_the_call_its_time(rig: Rig) -> None:
    rig.announcer.is_slow = True
    rig.call_and_finish(2)
    rig.hear()
    rig.announcer.end()
    assert rig.large == "A001"
    rig.time.pass_s(4)
    assert rig.large == "A002"


def test_words_whose_end_is_never_told_do_not_stop_the_board(rig: Rig) -> None:
    rig.announcer.is_slow = True
    rig.call_and_finish(2)
    rig.hear()
    rig.announcer._ends.clear()  # swallowed by a bug
    rig.time.pass_s(19)
    assert rig.large == "A001"
    rig.time.pass_s(2)
    assert rig.large == "A002"


def test_an_end_that_comes_too_late_ends_nothing_else(rig: Rig) -> None:
    rig.announcer.is_slow = True
    rig.call_and_finish(2)
    rig.hear()
    late = rig.announcer._ends.pop()
    rig.time.pass_s(21)
    assert rig.large == "A002"
    late()
    assert rig.presenter.board.spoken == 0


def test_announcements_are_short_while_more_than_two_wait(rig: Rig) -> None:
    rig.call_and_finish(6)
    rig.hear()
    rig.time.pass_s(60)
    assert rig.announcer.said == [f"A00{n}>1" for n in range(1, 7)]
    assert rig.announcer.short == ["A001", "A002", "A003"], "5, 4 and 3 waited; then 2, 1 and none"


def test_after_a_restart_a_new_call_is_announced(rig: Rig) -> None:
    rig.call_and_finish(2)
    rig.start()
    rig.call_and_finish(1)
    rig.hear()
    assert rig.announcer.said == ["A003>1"]
    assert rig.numbers == ["A003", "A002", "A001"]


def test_a_call_that_comes_before_the_first_reading_is_announced_and_joins_the_list(rig: Rig) -> None:
    rig.call_and_finish(2)
    rig.start(FakeWorker(held=True))
    rig.call_and_finish(1)
    rig.hear()
    assert rig.numbers == ["A003"]
    rig.worker.finish()
    assert rig.numbers == ["A003", "A002", "A001"]
    assert rig.announcer.said == ["A003>1"]


def test_on_a_fault_the_board_keeps_the_last_state_and_knows_its_age(rig: Rig) -> None:
    rig.call_and_finish(2)
    rig.hear()
    rig.time.pass_s(60)
    rig.store.fault = LOST
    cut_at = rig.clock.now()
    rig.presenter.lose(LOST)
    for _ in range(100):
        rig.clock.advance(seconds=1)
        rig.presenter.tick()
    assert rig.numbers == ["A002", "A001"]
    assert rig.presenter.board.lost is LOST
    assert rig.presenter.board.heard_at == cut_at


def test_a_board_whose_store_is_out_of_reach_at_the_start_fills_by_itself(rig: Rig) -> None:
    rig.call_and_finish(1)
    rig.store.fault = LOST
    rig.start()
    assert rig.presenter.board.lost is LOST
    rig.store.fault = None
    for _ in range(3):
        rig.presenter.tick()
    assert not rig.is_lost()
    assert rig.numbers == ["A001"]
    assert rig.announcer.said == []


def test_calls_missed_in_a_cut_are_announced_once_whether_the_feed_or_the_list_brings_them(
    rig: Rig,
) -> None:
    rig.presenter.lose(LOST)
    rig.call_and_finish(2)
    rig.presenter.recover()
    rig.hear()
    rig.time.pass_s(60)
    assert rig.announcer.said == ["A001>1", "A002>1"]
    assert rig.numbers == ["A002", "A001"]
    assert not rig.is_lost()


def test_after_a_long_cut_the_board_does_not_speak_of_the_past(rig: Rig) -> None:
    rig.presenter.lose(LOST)
    for _ in range(5):
        rig.call_and_finish(1)
        rig.clock.advance(minutes=5)
    rig.hear()
    rig.presenter.recover()
    rig.time.pass_s(60)
    assert rig.announcer.said == ["A005>1"]
    assert rig.numbers == ["A005", "A004", "A003", "A002", "A001"]


def test_a_new_day_empties_the_list_by_itself(rig: Rig) -> None:
    rig.call_and_finish(3)
    rig.hear()
    rig.time.pass_s(60)
    rig.clock.advance(days=1)
    rig.issue()
    rig.hear()
    for _ in range(60):
        rig.presenter.tick()
    assert rig.numbers == []


def test_a_reading_does_not_take_back_a_call_that_had_its_turn_meanwhile(rig: Rig) -> None:
    rig.call_and_finish(1)
    rig.hear()
    rig.time.pass_s(60)
    rig.start(slow := SlowAnswers())
    slow.answer()
    for _ in range(30):
        rig.presenter.tick()
    rig.call_and_finish(1)
    rig.hear()
    rig.boards.clear()
    slow.answer()
    assert all(board.large and board.large.number == "A002" for board in rig.boards)
    assert {tuple(call.number for call in board.calls) for board in rig.boards} == {("A001",)}


def test_a_reading_neither_shows_nor_loses_calls_that_wait_for_their_turn(rig: Rig) -> None:
    rig.call_and_finish(7)
    rig.hear()
    rig.time.pass_s(60)
    rig.call_and_finish(4)
    rig.hear()
    before = rig.numbers
    for _ in range(30):
        rig.presenter.tick()
    assert rig.numbers == before
    rig.time.pass_s(60)
    assert rig.large == "A011"
    assert [said.split(">")[0] for said in rig.announcer.said] == [f"A{n:03d}" for n in range(1, 12)]


def test_a_store_that_does_not_answer_is_told_and_never_asked_twice(rig: Rig) -> None:
    rig.worker.held = True
    for _ in range(50):
        rig.presenter.tick()
    assert rig.worker.outstanding == 1
    assert rig.is_lost()
    rig.worker.held = False
    rig.worker.finish()
    assert not rig.is_lost()


def test_after_a_bug_that_swallowed_an_answer_the_board_goes_on() -> None:
    rig = Rig()
    rig.call_and_finish(1)
    rig.start(FakeWorker(held=True))
    rig.presenter._worker = FakeWorker()
    rig.presenter.start_over()
    assert rig.numbers == ["A001"]


# --- zones --------------------------------------------------------------------------------------


def test_a_board_of_one_zone_shows_and_speaks_its_counters_only(rig: Rig) -> None:
    rig.call_and_finish(1)
    rig.call_and_finish(1, "PAJAK", "3")
    rig.start(zones=Zones(["Zona 1"]))
    assert rig.numbers == ["A001"]
    rig.call_and_finish(1, "PAJAK", "3")
    rig.call_and_finish(1, "KK-BARU", "2")
    rig.hear()
    rig.time.pass_s(60)
    assert rig.announcer.said == ["A002>2"]
    assert rig.numbers == ["A002", "A001"]


def test_boards_of_two_zones_each_have_their_own_queue(rig: Rig) -> None:
    east = rig
    west = Rig(rig)
    east.start(zones=Zones(["Zona 1"]))
    west.start(zones=Zones(["Zona 2"]))
    east.announcer.is_slow = west.announcer.is_slow = True
    rig.call_and_finish(2)
    rig.call_and_finish(2, "PAJAK", "3")
    east.hear()
    west.hear()
    assert (east.announcer.said, west.announcer.said) == (["A001>1"], ["SM001>3"]), "at the same time"
    west.announcer.end()
    west.time.pass_s(4)
    assert west.announcer.said == ["SM001>3", "SM002>3"]
    assert east.announcer.said == ["A001>1"]


def test_calls_that_come_before_the_zones_are_known_wait_for_them(rig: Rig) -> None:
    rig.start(FakeWorker(held=True), zones=Zones(["Zona 2"]))
    rig.call_and_finish(1)
    rig.call_and_finish(1, "PAJAK", "3")
    rig.hear()
    assert rig.numbers == []
    rig.worker.finish()
    assert rig.numbers == ["SM001"]
    assert rig.announcer.said == ["SM001>3"]


def test_a_zone_without_a_counter_is_told(rig: Rig) -> None:
    rig.start(zones=Zones(["Zona 1", "Zona 9"]))
    assert rig.presenter.board.stray_zones == ("Zona 9",)
    rig.start()
    assert not rig.strays


# --- who waits, notices, backlog ----------------------------------------------------------------


def test_who_waits_is_told_by_agency_the_longest_queue_first(rig: Rig) -> None:
    for service in ("PAJAK", "KTP-BARU", "KTP-BARU", "KK-BARU"):
        rig.issue(service)
    rig.start()
    assert [(one.agency, one.waiting) for one in rig.presenter.board.queues] == [
        ("DUKCAPIL", 3),
        ("SAMSAT", 1),
    ]
    assert [one.minutes for one in rig.presenter.board.queues] == [15, 10], "8 + 8 + 12 for two; 6 for one"
    rig.start(zones=Zones(["Zona 2"]))
    assert [one.agency for one in rig.presenter.board.queues] == ["SAMSAT"]
    rig.issue("PAJAK")
    rig.hear()
    for _ in range(3):
        rig.presenter.tick()
    assert rig.presenter.board.queues[0].waiting == 2, "without waiting for the half minute"


def test_a_notice_comes_at_once_and_goes_by_itself(rig: Rig) -> None:
    rig.house.show_notice(NoticeKind.BREAK, minutes=10)
    rig.hear()
    assert rig.is_covered()
    rig.clock.advance(minutes=10)
    rig.presenter.tick()
    assert not rig.is_covered()
    rig.house.show_notice(NoticeKind.CLOSING)
    rig.hear()
    rig.house.end_notice()
    rig.hear()
    assert not rig.is_covered()


def test_a_notice_that_comes_during_a_reading_is_not_missed(rig: Rig) -> None:
    rig.start(slow := SlowAnswers())
    slow.answer()
    for _ in range(30):
        rig.presenter.tick()
    rig.house.show_notice(NoticeKind.EVACUATION)
    rig.hear()
    slow.answer()
    assert rig.presenter.board.notice is not None


def test_while_the_building_is_left_nobody_is_sent_to_a_counter(rig: Rig) -> None:
    rig.house.show_notice(NoticeKind.EVACUATION)
    rig.hear()
    rig.call_and_finish(1)
    rig.issue()
    rig.call("2")
    rig.hear()
    rig.time.pass_s(300)
    assert rig.announcer.said == []
    assert rig.numbers == ["A002", "A001"], "but listed"
    rig.call_and_finish(1)
    rig.house.end_notice()
    rig.hear()
    rig.time.pass_s(60)
    assert rig.announcer.said == ["A002>2", "A003>1"], "counter 1 has called somebody else since A001"


@pytest.mark.parametrize("kind", [NoticeKind.BREAK, NoticeKind.PRAYER, NoticeKind.CLOSING])
def test_other_notices_stop_no_call(rig: Rig, kind: NoticeKind) -> None:
    rig.house.show_notice(kind)
    rig.hear()
    rig.call_and_finish(1)
    rig.hear()
    assert rig.announcer.said == ["A001>1"]


def test_a_call_whose_counter_went_on_while_it_waited_long_is_listed_only(rig: Rig) -> None:
    rig.announcer.is_slow = True
    rig.call_and_finish(3)
    rig.issue()
    rig.call("2")
    rig.hear()
    rig.announcer._ends.clear()
    rig.time.pass_s(19)
    rig.call_and_finish(1)
    rig.hear()
    rig.time.pass_s(2)
    assert rig.announcer.said == ["A001>1", "A002>1"], "not yet for half a minute"
    rig.announcer._ends.clear()
    rig.time.pass_s(20)
    assert rig.announcer.said[2:] == ["A004>2"], "A003 waited 40 s, and its counter has called A005"
    rig.announcer.end()
    rig.time.pass_s(5)
    assert rig.announcer.said[3:] == ["A005>1"]
    assert sorted(rig.numbers) == ["A001", "A002", "A003", "A004", "A005"]


def test_a_storm_of_calls_lists_each_and_its_queue_stays_short(rig: Rig) -> None:
    """100 counters that call 10 times a minute each, at a board whose words take 5 s."""
    catalogue = replace(
        rig.store.catalogue(), counters=tuple(Counter(f"{n}", "DUKCAPIL", "Zona 1") for n in range(1, 101))
    )
    rig.store = FakeStore(catalogue)
    rig.start()
    listed: set[int] = set()
    longest, seq = 0, 0
    for second in range(300):
        calls = [
            Event(
                rig.clock.now(),
                Action.CALL,
                uuid4(),
                f"A{n:03d}",
                "KTP-BARU",
                "DUKCAPIL",
                counter=f"{n % 100 + 1}",
                seq=(seq := seq + 1),
            )
            for n in range(second * 17, second * 17 + 17)
        ]
        for call in calls:
            rig.presenter.hear([call])
            board = rig.presenter.board
            listed |= {one.seq for one in (board.large, *board.calls) if one}
        longest = max(longest, len(rig.presenter._turns))
        rig.clock.advance(seconds=1)
        rig.time.pass_s(1)
    assert len(listed) == 300 * 17, "each was on the board"
    assert longest <= 31 * 17 + 100


def test_what_waits_for_its_announcement_is_reported_with_its_zones(rig: Rig) -> None:
    sound = [Sound.ON]
    report = Report(rig.store, rig.worker, "east", Zones(["Zona 1"]), lambda: sound[0], lambda: ("a: b",))
    rig.start(zones=Zones(["Zona 1"]), report=report)
    rig.announcer.is_slow = True
    rig.presenter.tick()
    assert rig.store.boards() == [BoardState("east", ("Zona 1",), 0, 0, Sound.ON, rig.clock.now(), ("a: b",))]
    rig.call_and_finish(4)
    rig.hear()
    commits = rig.store.commits
    rig.clock.advance(seconds=2)
    rig.presenter.tick()
    assert rig.store.commits == commits, "not oftener than every 5 s"
    rig.clock.advance(seconds=14)
    rig.time.pass_s(16)
    rig.presenter.tick()
    (state,) = rig.store.boards()
    assert (state.waiting, state.behind_s) == (3, 16)
    commits = rig.store.commits
    for _ in range(50):
        rig.clock.advance(seconds=1)
        rig.presenter.tick()
    assert rig.store.commits == commits, "what has not changed is told once a minute"
    sound[0] = Sound.FAILING
    rig.presenter.tick()
    assert rig.store.boards()[0].sound is Sound.FAILING


def test_a_store_that_cannot_be_written_does_not_stop_the_board(rig: Rig) -> None:
    report = Report(rig.store, rig.worker, "east", Zones(), lambda: Sound.OFF)
    rig.start(report=report)
    rig.store.fault = LOST
    for _ in range(5):
        rig.clock.advance(seconds=1)
        rig.presenter.tick()
    rig.store.fault = None
    rig.clock.advance(seconds=5)
    rig.presenter.tick()
    assert [one.name for one in rig.store.boards()] == ["east"]
