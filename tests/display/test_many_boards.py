"""Zones, who waits, notices, and what supervisors are told: what a hall with several boards needs."""

from dataclasses import replace
from uuid import uuid4

import pytest

from display.report import Report
from display.zones import Zones
from tests.display.rig import LOST, Rig, SlowAnswers
from tests.fake_store import FakeStore
from tests.fakes import FakeWorker
from ticketing.boards import BoardState, NoticeKind, Sound
from ticketing.catalogue import Counter
from ticketing.lifecycle import Action
from ticketing.model import Event

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
    assert [one.minutes for one in rig.presenter.board.queues] == [15, 15], "clerks are to come in 4 minutes"
    rig.start(zones=Zones(["Zona 2"]))
    assert [one.agency for one in rig.presenter.board.queues] == ["SAMSAT"]
    rig.issue("PAJAK")
    rig.hear()
    for _ in range(3):
        rig.presenter.tick()
    assert rig.presenter.board.queues[0].waiting == 2, "without waiting for the half minute"


def test_how_long_who_comes_now_waits_is_told_for_what_most_wait_for(rig: Rig) -> None:
    for service in ("KTP-BARU", "KTP-BARU", "KK-BARU"):
        rig.issue(service)
    rig.house.sign_out("2")
    rig.hall.call_next("1")
    rig.start()
    assert [(one.waiting, one.minutes) for one in rig.presenter.board.queues] == [(2, 35)], (
        "28 and some caution"
    )


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
