"""The board gives each call its turn: none swallowed, none twice, none out of order."""

from tests.display.rig import Rig
from tests.fakes import FakeWorker


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


def test_before_the_day_begins_the_board_shows_nobody_of_the_day_before(rig: Rig) -> None:
    rig.call_and_finish(3)
    rig.issue()
    rig.hear()
    rig.time.pass_s(60)
    for _ in range(60):
        rig.presenter.tick()
    assert rig.numbers
    assert rig.presenter.board.queues
    rig.clock.advance(days=1)
    for _ in range(60):
        rig.presenter.tick()
    assert rig.numbers == []
    assert rig.presenter.board.queues == ()
