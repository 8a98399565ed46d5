"""A ticket that is not at the counter: found by typing or scanning, and acted on with a reason."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import catalogue_files
from app.parts import SHIPPED_CATALOGUE
from counter.desk import FOR_OTHERS
from counter.keys import KEYS
from counter.questions import REASONS, Option
from counter.words import CounterWords
from tests.counter.rig import ENTER, Rig
from ticketing import lifecycle
from ticketing.lifecycle import Action, State
from ticketing.model import Leg
from ticketing.words import Language


@pytest.fixture
def rig(qtbot: QtBot) -> Rig:
    made = Rig(qtbot, catalogue_files.read(SHIPPED_CATALOGUE))
    made.open()
    made.issue(12)
    return made


def type_in(rig: Rig, text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget() or rig.window, text)


def choose(rig: Rig, number: str) -> None:
    """Go to the ticket by keys alone."""
    rig.press(Qt.Key.Key_L)
    type_in(rig, number)
    rig.press(ENTER)
    assert rig.window.pages.options.title.startswith(number)


def leg(rig: Rig, number: str) -> Leg:
    return next(one for one in rig.store._state.legs.values() if one.number == number)


def found(rig: Rig) -> list[str]:
    return [row.lead for row in rig.window.pages.search.list.rows.rows]


def reason(action: Action, place: int) -> str:
    return CounterWords(Language.ID).say(REASONS[action][place])


def option(rig: Rig, action: Action) -> Option:
    return next(one for one in rig.window.pages.options.options if one.key == KEYS[action])


def test_a_chosen_visitor_is_called_out_of_order_and_the_journal_says_why(rig: Rig) -> None:
    choose(rig, "A007")
    rig.press(Qt.Key.Key_F2)
    assert rig.window.pages.options.title == "Mengapa A007 dipanggil di luar urutan?"
    rig.press(Qt.Key.Key_2)
    own = rig.store.at_counter("3")
    assert own is not None
    assert own.number == "A007"
    assert rig.store.feed(0).poll()[-1].reason == reason(Action.CALL, 1)
    assert rig.window.pages.desk.isVisible()


def test_a_number_is_found_as_it_is_said(rig: Rig) -> None:
    rig.press(Qt.Key.Key_L)
    for typed, numbers in (
        ("12", ["A012"]),
        ("a012", ["A012"]),
        ("A1", ["A001", "A010", "A011", "A012"]),
        ("A0", [f"A{n:03d}" for n in range(1, 13)]),
        ("A001", ["A001"]),
        ("B1", []),
        ("keluarga baru", ["A008"]),
    ):
        rig.window.pages.search.search.setText(typed)
        assert found(rig) == numbers, typed


def test_the_code_on_the_paper_finds_its_ticket(rig: Rig) -> None:
    rig.press(Qt.Key.Key_L)
    type_in(rig, f"ANTREAN:{leg(rig, 'A005').ticket.token}")
    assert found(rig) == ["A005"]
    rig.press(ENTER)
    assert rig.window.pages.options.title.startswith("A005")


def test_a_row_of_the_queue_is_picked_by_the_mouse_or_the_keys(rig: Rig) -> None:
    queue = rig.window.pages.desk.queue
    place = queue.visualRect(queue.rows.index(1)).center()
    QTest.mouseClick(queue.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert rig.window.pages.options.title.startswith("A002")


def test_who_was_given_up_is_taken_back(rig: Rig) -> None:
    rig.press(ENTER)
    rig.press(Qt.Key.Key_N)
    assert leg(rig, "A001").state is State.NO_SHOW
    choose(rig, "A001")
    assert rig.window.pages.options.detail == "Tidak hadir"
    rig.press(Qt.Key.Key_B)
    assert leg(rig, "A001").state is State.WAITING
    assert rig.window.pages.desk.isVisible()


def test_who_is_held_is_chosen_among_several(rig: Rig) -> None:
    for _ in range(2):
        for key in (ENTER, ENTER, Qt.Key.Key_H, Qt.Key.Key_1):
            rig.press(key)
    choose(rig, "A002")
    rig.press(Qt.Key.Key_G)
    own = rig.store.at_counter("3")
    assert own is not None
    assert own.number == "A002"


def test_a_waiting_ticket_is_cancelled_with_a_reason(rig: Rig) -> None:
    choose(rig, "A004")
    rig.press(Qt.Key.Key_X)
    rig.press(Qt.Key.Key_1)
    assert leg(rig, "A004").state is State.CANCELLED
    assert rig.store.feed(0).poll()[-1].reason == reason(Action.CANCEL, 0)


def test_the_ticket_at_the_counter_is_cancelled_with_a_reason(rig: Rig) -> None:
    rig.press(ENTER)
    rig.press(Qt.Key.Key_X)
    rig.press(Qt.Key.Key_3)
    assert leg(rig, "A001").state is State.CANCELLED
    assert rig.state() is None


def test_a_waiting_ticket_is_sent_on(rig: Rig) -> None:
    choose(rig, "A004")
    rig.press(Qt.Key.Key_T)
    type_in(rig, "kia pertama")
    rig.window.pages.transfer.search.setText("loket 5")
    rig.press(ENTER)
    assert leg(rig, "A004").for_counter == "5"


def test_priority_is_taken_back_of_a_waiting_ticket_and_of_the_one_at_the_counter(rig: Rig) -> None:
    rig.issue(2, priority=True)
    choose(rig, "A013")
    assert "PRIORITAS" in rig.window.pages.options.detail
    rig.press(Qt.Key.Key_P)
    assert not leg(rig, "A013").ticket.priority
    choose(rig, "A014")
    for key in (Qt.Key.Key_F2, Qt.Key.Key_1):
        rig.press(key)
    own = rig.store.at_counter("3")
    assert own is not None
    assert own.ticket.priority
    rig.press(Qt.Key.Key_P)
    assert not leg(rig, own.number).ticket.priority
    assert not rig.button(Action.DEMOTE).isVisible()


@pytest.mark.parametrize("state", [State.WAITING, State.HELD, State.NO_SHOW])
def test_what_is_offered_for_a_ticket_follows_from_the_lifecycle(rig: Rig, state: State) -> None:
    if state is not State.WAITING:
        rig.press(ENTER)
    if state is State.HELD:
        for key in (ENTER, Qt.Key.Key_H, Qt.Key.Key_1):
            rig.press(key)
    if state is State.NO_SHOW:
        rig.press(Qt.Key.Key_N)
    choose(rig, "A001")
    wanted = lifecycle.allowed(state) & set(FOR_OTHERS) - {Action.DEMOTE}
    assert {one.key for one in rig.window.pages.options.options} == {KEYS[action] for action in wanted}


def test_while_the_counter_has_a_ticket_no_other_is_called_or_resumed(rig: Rig) -> None:
    for key in (ENTER, ENTER, Qt.Key.Key_H, Qt.Key.Key_1, ENTER):
        rig.press(key)
    assert rig.state() is State.CALLED
    choose(rig, "A001")
    assert KEYS[Action.RESUME] not in {one.key for one in rig.window.pages.options.options}
    rig.press(Qt.Key.Key_Escape)
    choose(rig, "A005")
    before = rig.events()
    rig.press(Qt.Key.Key_F2)
    assert rig.events() == before


def test_a_ticket_that_another_counter_called_meanwhile_closes_its_page(rig: Rig) -> None:
    choose(rig, "A001")
    rig.hall.call_next("1")
    rig.hear()
    assert rig.window.pages.desk.isVisible()


def test_an_answer_that_comes_too_late_is_refused_and_changes_nothing(rig: Rig) -> None:
    choose(rig, "A001")
    rig.press(Qt.Key.Key_F2)
    rig.hall.call_next("1")  # the window has not heard of it
    before = rig.events()
    rig.press(Qt.Key.Key_1)
    assert rig.events() == before
    assert rig.window.banner.isVisible()
    assert rig.state() is None


def test_escape_goes_back_from_every_question(rig: Rig) -> None:
    before = rig.events()
    rig.press(Qt.Key.Key_L)
    rig.press(Qt.Key.Key_Escape)
    assert rig.window.pages.desk.isVisible()
    choose(rig, "A003")
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Escape):
        rig.press(key)
    assert rig.window.pages.desk.isVisible()
    assert rig.events() == before


def test_a_button_of_a_question_does_what_its_key_does(rig: Rig) -> None:
    choose(rig, "A003")
    page = rig.window.pages.options
    at = page.options.index(option(rig, Action.CANCEL))
    QTest.mouseClick(page.buttons[at], Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.buttons[0], Qt.MouseButton.LeftButton)
    assert leg(rig, "A003").state is State.CANCELLED


def test_keys_of_the_counter_rest_while_something_is_asked(rig: Rig) -> None:
    before = rig.events()
    choose(rig, "A003")
    for key in (Qt.Key.Key_F4, Qt.Key.Key_R, Qt.Key.Key_H, Qt.Key.Key_I):
        rig.press(key)
    assert rig.events() == before
    assert rig.window.pages.options.title.startswith("A003")


def test_a_search_goes_on_while_the_queue_moves(rig: Rig) -> None:
    rig.press(Qt.Key.Key_L)
    type_in(rig, "A00")
    for _ in range(3):
        rig.press(Qt.Key.Key_Down)
    marked = rig.window.pages.search.list.marked()
    rig.hall.call_next("1")
    rig.hear()
    assert rig.window.pages.search.search.text() == "A00"
    assert rig.window.pages.search.list.marked() == marked
    assert UUID(marked) == leg(rig, "A004").ticket.id


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("deed", list(REASONS))
def test_no_reason_is_cut(qtbot: QtBot, language: Language, deed: Action) -> None:
    rig = Rig(qtbot, catalogue_files.read(SHIPPED_CATALOGUE))
    rig.open(language=language, size=(900, 600))
    rig.issue(2, priority=True)
    choose(rig, "A001")
    assert_whole(rig)
    if deed is Action.HOLD:
        for key in (Qt.Key.Key_Escape, ENTER, ENTER, Qt.Key.Key_H):
            rig.press(key)
    else:
        rig.press(Qt.Key.Key_F2 if deed is Action.CALL else Qt.Key.Key_X)
    assert len(rig.window.pages.options.options) == len(REASONS[deed])
    assert_whole(rig)


def assert_whole(rig: Rig) -> None:
    for button in (*rig.window.pages.options.buttons, rig.window.pages.options.back):
        for place in button.places():
            assert place.isNull() or button._contents().adjusted(-1, -1, 1, 1).contains(place)


def print_all(rig: Rig) -> None:
    for job in list(rig.store._state.jobs.values()):
        rig.store.sent(job)


def test_a_paper_is_printed_again_where_it_came_from_and_the_clerk_is_told(rig: Rig) -> None:
    print_all(rig)
    choose(rig, "A004")
    rig.press(Qt.Key.Key_C)
    assert [(line.number, line.job.copy) for line in rig.store.papers(1)] == [("A004", 1)]
    assert rig.window.banner.isVisible()
    assert "A004" in rig.window.banner.text
    rig.press(ENTER)
    assert not rig.window.banner.isVisible()


def test_a_paper_that_was_copied_often_enough_is_refused_in_words(rig: Rig) -> None:
    for _ in range(4):
        print_all(rig)
        choose(rig, "A004")
        rig.press(Qt.Key.Key_C)
    assert "A004 sudah dicetak lagi 3 kali" in rig.window.banner.text
    assert len([job for job in rig.store._state.jobs.values() if job.copy]) == 3
