"""The calling window: what is shown is what is so, in every language, and nothing is cut."""

from dataclasses import replace
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.counter.rig import DEEDS, ENTER, KEY, LOST, Rig, is_cut
from ticketing.lifecycle import Action, State
from ticketing.words import Language
from ui.background import Background
from ui.feed import FeedBridge


def test_the_choice_lists_all_counters_and_finds_by_number_or_agency(rig: Rig) -> None:
    window = rig.open(counter="")
    rows = window.pages.choice.list.rows
    assert len(rows.rows) == 62
    window.pages.choice.search.setText("samsat")
    assert {row.key for row in rows.rows} == {c.name for c in rig.catalogue.counters_of("SAMSAT")}
    window.pages.choice.search.setText("6")
    assert [row.key for row in rows.rows] == ["6", "60", "61", "62"]
    window.pages.choice.search.setText("xyz")
    assert rows.rows == ()


def test_a_counter_is_chosen_by_keys_and_told(rig: Rig) -> None:
    window = rig.open(counter="")
    assert window.pages.choice.search.hasFocus()
    with rig.qtbot.waitSignal(window.counter_chosen) as chosen:
        QTest.keyClicks(window.pages.choice.search, "duk")
        rig.press(Qt.Key.Key_Down)
        rig.press(Qt.Key.Key_Down)
        rig.press(ENTER)
    assert chosen.args == ["3"]
    assert window.pages.desk.isVisible()
    rig.issue()
    rig.press(ENTER)
    assert rig.state() is State.CALLED


def test_letters_typed_at_the_choice_are_no_actions(rig: Rig) -> None:
    window = rig.open(counter="3")
    rig.bring_to(State.CALLED)
    QTest.mouseClick(window.head.leave_button, Qt.MouseButton.LeftButton)
    assert window.pages.choice.isVisible()
    QTest.keyClicks(window.pages.choice.search, "rn")
    assert window.pages.choice.search.text() == "rn"
    assert rig.events() == [Action.CALL]


def test_what_others_do_appears_by_itself(rig: Rig) -> None:
    window = rig.open()
    rig.issue(3)
    rig.hall.call_next("1")
    rig.hear()
    assert [row.lead for row in window.pages.desk.queue.rows.rows] == ["A002", "A003"]


def test_priority_is_told_by_word_waiting_by_minutes_and_the_call_by_about_an_hour(rig: Rig) -> None:
    window = rig.open()
    rig.issue(priority=True)
    (row,) = window.pages.desk.queue.rows.rows
    assert (row.priority, row.aside, row.below) == ("PRIORITAS", "0 mnt", "panggil sekitar 07.35")
    assert window.pages.desk.last == ""
    rig.clock.advance(minutes=18)
    window._on_second()
    (row,) = window.pages.desk.queue.rows.rows
    assert (row.aside, row.below) == ("18 mnt", "sejak 07.30"), "that hour is past, and another not known yet"
    rig.issue(5)
    rig.hear()
    (first, *_, row) = window.pages.desk.queue.rows.rows
    assert (first.below, row.below) == ("panggil sekitar 07.55", "panggil sekitar 07.55")
    assert window.pages.desk.last == "Nomor terakhir dipanggil sekitar 07.55"


def test_the_elapsed_time_runs_in_minutes_and_seconds(rig: Rig) -> None:
    window = rig.open()
    rig.bring_to(State.SERVING)
    rig.clock.advance(minutes=4, seconds=12)
    window._on_second()
    assert "Dilayani 04:12" in window.pages.desk.card.texts


def test_a_refusal_is_one_sentence_and_goes_with_the_next_press(rig: Rig) -> None:
    window = rig.open()
    rig.bring_to(State.CALLED)
    rig.hall.no_show("3")
    rig.press(KEY[Action.RECALL])
    assert window.banner.isVisible()
    assert window.banner.text == "Sudah tidak ada tiket di loket ini."
    rig.press(ENTER)
    assert not window.banner.isVisible()


def test_out_of_reach_the_state_is_grey_with_its_age_and_comes_back_by_itself(rig: Rig) -> None:
    window = rig.open()
    rig.issue(3)
    rig.store.fault = LOST
    window.presenter.lose(LOST)
    rig.clock.advance(minutes=2)
    window._on_second()
    assert rig.is_grey()
    assert (
        window.banner.text
        == "Antrean tidak menjawab: belum bisa memanggil. Data terakhir 07.30, 2 menit lalu."
    )
    assert len(window.pages.desk.queue.rows.rows) == 3
    assert not any(rig.button(action).isEnabled() for action in DEEDS)
    rig.store.fault = None
    for _ in range(3):
        window._on_second()
    assert rig.button(Action.CALL).isEnabled()
    assert not rig.is_grey()
    assert not window.banner.isVisible()


def test_the_language_changes_everywhere_at_once(rig: Rig) -> None:
    window = rig.open()
    rig.bring_to(State.CALLED)
    with rig.qtbot.waitSignal(window.language_chosen) as chosen:
        QTest.mouseClick(window.head.switch.button(Language.EN), Qt.MouseButton.LeftButton)
    assert chosen.args == [Language.EN]
    assert rig.button(Action.SERVE).text() == "Serve"
    assert "Called 00:00" in window.pages.desk.card.texts


def test_a_rehearsal_wears_its_ribbon(rig: Rig) -> None:
    with rig.store.writing() as tx:
        tx.keep_hall(replace(tx.hall(), rehearsal=True))
    window = rig.open()
    assert window._ribbon.isVisible()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("size", "text_px"), [((900, 600), 13), ((1280, 800), 15), ((1280, 800), 22)])
@pytest.mark.parametrize("state", [None, State.CALLED, State.SERVING])
def test_no_word_is_cut(
    rig: Rig, language: Language, size: tuple[int, int], text_px: int, state: State | None
) -> None:
    window = rig.open(language=language, size=size, text_px=text_px)
    rig.bring_to(state)
    window.presenter.lose(LOST)
    rig.qtbot.wait(20)
    assert (window.width(), window.height()) == size
    cut = [one.text() for one in window.findChildren(QLabel) if one.isVisible() and is_cut(one)]
    assert cut == []
    for action in DEEDS:
        button = rig.button(action)
        for place in button.places():
            assert place.isNull() or button._contents().adjusted(-1, -1, 1, 1).contains(place)
        width = max(QFontMetrics(button.font()).horizontalAdvance(word) for word in button.text().split())
        assert width <= button.places()[1].width()


def test_a_number_in_use_fits_the_card(rig: Rig) -> None:
    window = rig.open(size=(900, 600))
    rig.bring_to(State.CALLED)
    number = window.pages.desk.card._number
    number.show_number("SM1012")
    metrics = QFontMetrics(number.fitted_font())
    assert metrics.horizontalAdvance("SM1012") <= number.width()
    assert metrics.capHeight() <= number.height()


def test_forty_waiting_are_all_in_the_list(rig: Rig) -> None:
    window = rig.open()
    rig.issue(40)
    assert window.pages.desk.queue.rows.rowCount() == 40
    rig.qtbot.waitUntil(lambda: window.pages.desk.queue.verticalScrollBar().maximum() > 0)


def test_the_feed_and_the_background_of_the_program_drive_the_window(qtbot: QtBot, rig: Rig) -> None:
    background = Background()
    feed = FeedBridge(rig.store.feed, rig.clock, interval_s=0.005)
    rig.worker = background  # type: ignore[assignment]
    window = rig.open()
    window.follow(feed)
    feed.start()
    try:
        qtbot.waitUntil(lambda: window.presenter.desk.read_at is not None)
        rig.hall.issue("KTP-BARU", Language.ID, uuid4())
        qtbot.waitUntil(rig.button(Action.CALL).isEnabled)
        rig.press(ENTER)
        qtbot.waitUntil(lambda: window.presenter.desk.own is not None)
        rig.store.fault = LOST
        qtbot.waitUntil(lambda: window.pages.desk.is_grey)
        rig.store.fault = None
        qtbot.waitUntil(lambda: not window.pages.desk.is_grey)
    finally:
        assert feed.stop()
        assert background.stop()
