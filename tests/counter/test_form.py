"""Narrow, the window stays on top and does everything; long waits are told by shape and colour."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app import catalogue_files
from app.parts import SHIPPED_CATALOGUE
from counter.row import Urgency
from counter.window import CounterWindow
from tests.counter.rig import DEEDS, ENTER, Rig, is_cut
from ticketing.lifecycle import Action, State
from ticketing.words import Language
from ui import theme


@pytest.fixture
def rig(qtbot: QtBot) -> Rig:
    return Rig(qtbot, catalogue_files.read(SHIPPED_CATALOGUE))


def narrow(rig: Rig, language: Language = Language.ID, text_px: int = 15) -> CounterWindow:
    window = rig.open(language=language, text_px=text_px)
    with rig.qtbot.waitSignal(window.form_chosen) as chosen:
        rig.press(Qt.Key.Key_F8)
    assert chosen.args == [True]
    come_back(rig)
    return window


def come_back(rig: Rig) -> None:
    """Activate a window that was shown anew: without a screen Qt believes that it never left."""
    other = QWidget()
    rig.qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    rig.qtbot.waitUntil(other.isActiveWindow)
    rig.window.activateWindow()
    rig.qtbot.waitUntil(rig.window.isActiveWindow)
    other.close()


def test_f8_makes_the_window_narrow_and_keeps_it_on_top(rig: Rig) -> None:
    window = narrow(rig)
    assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert window.isVisible()
    assert window.width() == window.form.narrow_size.width() <= 340


def test_f8_again_brings_the_wide_window_back_as_it_was(rig: Rig) -> None:
    window = rig.open()
    before = window.size()
    for _ in range(2):
        rig.press(Qt.Key.Key_F8)
        come_back(rig)
    assert not window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert window.size() == before
    assert window.pages.desk.queue.isVisible() == bool(rig.store.waiting("3"))


def test_a_whole_visit_goes_by_keys_in_the_narrow_window(rig: Rig) -> None:
    window = narrow(rig)
    rig.issue(3)
    for _ in range(3):
        rig.press(ENTER)
    for key in (ENTER, ENTER, Qt.Key.Key_H, Qt.Key.Key_1):
        rig.press(key)
    assert rig.events() == [
        Action.CALL,
        Action.SERVE,
        Action.COMPLETE,
        Action.CALL,
        Action.SERVE,
        Action.HOLD,
    ]
    assert window.pages.desk.held == "Ditahan: A002"
    rig.press(Qt.Key.Key_L)
    QTest.keyClicks(window.pages.search.search, "3")
    rig.press(ENTER)
    rig.press(Qt.Key.Key_F2)
    rig.press(Qt.Key.Key_1)
    own = rig.store.at_counter("3")
    assert own is not None
    assert own.number == "A003"


def test_the_narrow_window_tells_how_many_wait_and_the_longest_wait(rig: Rig) -> None:
    window = narrow(rig)
    rig.issue(2)
    rig.clock.advance(minutes=31)
    window._on_second()
    said = [one.text() for one in window.pages.desk.findChildren(QLabel) if one.isVisible()]
    assert "Menunggu: 2\nterlama 31 mnt" in said
    assert not window.pages.desk.queue.isVisible()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("text_px", [13, 15, 20])
@pytest.mark.parametrize("state", [None, State.CALLED, State.SERVING])
def test_no_word_is_cut_in_the_narrow_window(
    rig: Rig, language: Language, text_px: int, state: State | None
) -> None:
    window = narrow(rig, language, text_px)
    rig.issue(3, priority=True)
    if state is not None:
        rig.press(ENTER)
    if state is State.SERVING:
        rig.press(ENTER)
    rig.qtbot.wait(20)
    assert rig.state() is state
    cut = [one.text() for one in window.findChildren(QLabel) if one.isVisible() and is_cut(one)]
    assert cut == []
    for deed in DEEDS:
        button = rig.button(deed)
        for place in button.places() if button.isVisible() else ():
            assert place.isNull() or button._contents().adjusted(-1, -1, 1, 1).contains(place)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("width", "text_px"), [(626, 13), (626, 15), (900, 20)])
def test_the_counters_own_name_is_whole_where_the_window_is_not_broad(
    rig: Rig, language: Language, width: int, text_px: int
) -> None:
    window = rig.open(language=language, text_px=text_px)
    window.setMinimumSize(width, 540)
    window.resize(width, 540)
    rig.qtbot.wait(20)
    assert window.width() == width
    name = window.head._where
    assert name.shown_text(name.fitted_font()) == name.text()
    assert QFontMetrics(name.font()).horizontalAdvance(name.text()) <= name.width()
    head = window.head
    assert all(one.toolTip() and one.accessibleName() for one in (head.pause_button, head.leave_button))


def test_where_there_is_room_again_buttons_have_their_words_and_the_languages_are_back(rig: Rig) -> None:
    window = rig.open()
    head = window.head
    window.setMinimumSize(500, 540)
    window.resize(500, 540)
    assert head.leave_button.text() == head.pause_button.text() == ""
    assert not head.switch.isVisible()
    window.resize(1100, 720)
    assert (head.leave_button.text(), head.pause_button.text()) == ("Ganti loket", "Istirahat")
    assert head.switch.isVisible()


def test_a_wait_over_the_target_has_a_shape_and_words_besides_its_colour(qtbot: QtBot, rig: Rig) -> None:
    window = rig.open(target_min=30)
    rig.issue(1)
    rows = window.pages.desk.queue.rows
    seen = []
    for minutes, told in ((29, ""), (1, "menunggu lebih lama dari target"), (30, "menunggu terlalu lama")):
        rig.clock.advance(minutes=minutes)
        window._on_second()
        (row,) = rows.rows
        seen.append(row.urgency)
        assert (told in row.spoken) if told else row.urgent == ""
    assert seen == [Urgency.NONE, Urgency.OVER_TARGET, Urgency.FAR_OVER]


def test_the_shape_of_a_long_wait_is_painted(rig: Rig) -> None:
    window = rig.open(target_min=30)
    rig.issue(1)
    colours = {}
    for minutes in (0, 31, 30):
        rig.clock.advance(minutes=minutes)
        window._on_second()
        image = window.pages.desk.queue.viewport().grab().toImage()
        colours[minutes] = {
            image.pixelColor(x, y).name() for x in range(0, image.width(), 1) for y in range(0, 60, 1)
        }
    shown = theme.load("light")
    assert QColor(shown.warning).name() in colours[31] - colours[0]
    assert QColor(shown.danger).name() in colours[30] - colours[31]


def test_a_target_of_nothing_marks_nobody(rig: Rig) -> None:
    window = rig.open(target_min=0)
    rig.issue(1)
    rig.clock.advance(hours=3)
    window._on_second()
    assert window.pages.desk.queue.rows.rows[0].urgency is Urgency.NONE
