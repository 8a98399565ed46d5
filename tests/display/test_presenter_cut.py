"""A board keeps what it knows while its store is out of reach, and misses no call afterwards."""

from tests.display.rig import LOST, Rig, SlowAnswers
from tests.fakes import FakeWorker


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
