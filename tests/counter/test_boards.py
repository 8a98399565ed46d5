"""A supervisor covers the boards from the calling window, and is told when they cannot keep up."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import catalogue_files
from app.parts import SHIPPED_CATALOGUE
from counter.questions import NOTICE_CHOICES
from counter.words import CounterWords
from tests.counter.rig import Rig
from tests.counter.test_away import sign_in
from ticketing.boards import BoardState, Notice, NoticeKind, Sound
from ticketing.lifecycle import Deed
from ticketing.staff import StaffRole
from ticketing.words import Language


@pytest.fixture
def rig(qtbot: QtBot) -> Rig:
    return Rig(qtbot, catalogue_files.read(SHIPPED_CATALOGUE))


def notice(rig: Rig) -> Notice | None:
    return rig.store.notice()


def banner(rig: Rig) -> str:
    rig.window._show_time()
    return rig.window.banner.text if rig.window.banner.isVisible() else ""


@pytest.mark.parametrize("place", range(len(NOTICE_CHOICES)))
def test_a_notice_is_two_keys_and_is_told_until_it_is_taken_away(rig: Rig, place: int) -> None:
    rig.open()
    kind, minutes, _ = NOTICE_CHOICES[place]
    assert rig.window.head.notice_button.isVisible()
    rig.press(Qt.Key.Key_F9)
    assert rig.window.pages.options.title == "Apa yang ditampilkan di papan?"
    assert len(rig.window.pages.options.options) == len(NOTICE_CHOICES)
    rig.press(Qt.Key(Qt.Key.Key_1 + place))
    shown = notice(rig)
    assert shown is not None
    assert shown.kind is kind
    assert (shown.until is None) is (minutes is None)
    assert banner(rig).startswith("Di papan")
    rig.press(Qt.Key.Key_F9)
    rig.press(Qt.Key(Qt.Key.Key_1 + len(NOTICE_CHOICES)))
    assert notice(rig) is None
    assert banner(rig) == ""


def test_a_clerk_may_not_and_a_supervisor_may(rig: Rig) -> None:
    budi = rig.house.enrol("budi", StaffRole.ADMINISTRATOR, "5820")
    rig.house.enrol("siti", StaffRole.CLERK, "5821", budi)
    rig.house.enrol("rina", StaffRole.SUPERVISOR, "5822", budi)
    rig.open()
    rig.press(Qt.Key.Key_F9)
    assert notice(rig) is None
    sign_in(rig)
    assert not rig.window.head.notice_button.isVisible()
    rig.press(Qt.Key.Key_F9)
    rig.press(Qt.Key.Key_4)
    assert notice(rig) is None
    rig.window.presenter.press(Deed.SIGN_OUT)
    sign_in(rig, "rina", "5822")
    assert rig.window.head.notice_button.isVisible()
    rig.press(Qt.Key.Key_F9)
    rig.press(Qt.Key.Key_4)
    shown = notice(rig)
    assert shown is not None
    assert shown.kind is NoticeKind.EVACUATION
    assert rig.store._state.events[-1].staff == "rina"


def test_a_notice_is_shown_though_the_counter_has_a_ticket_or_is_on_its_break(rig: Rig) -> None:
    rig.open()
    rig.issue(1)
    rig.press(Qt.Key.Key_F2)
    rig.press(Qt.Key.Key_F9)
    rig.press(Qt.Key.Key_2)
    assert notice(rig) is not None
    assert rig.window.presenter.desk.own is not None
    assert rig.button(Deed.REOPEN).isHidden()


def tell(rig: Rig, *boards: BoardState) -> None:
    for board in boards:
        rig.store.keep_board(board)
    rig.window.presenter.note_commit()
    for _ in range(3):
        rig.window.presenter.tick()


@pytest.mark.parametrize("language", list(Language))
def test_a_board_that_cannot_keep_up_or_be_heard_is_told_by_name(rig: Rig, language: Language) -> None:
    budi = rig.house.enrol("budi", StaffRole.ADMINISTRATOR, "5820")
    rig.house.enrol("siti", StaffRole.SUPERVISOR, "5821", budi)
    rig.open()
    sign_in(rig)
    now = rig.clock.now()
    tell(
        rig,
        BoardState("timur", (), 4, 20, Sound.ON, now),
        BoardState("barat", (), 1, 3, Sound.FAILING, now),
        BoardState("lobi", (), 2, 4, Sound.OFF, now),
    )
    said = CounterWords(language).boards(rig.window.presenter.desk, now)
    assert "timur" in said
    assert "4" in said
    assert "barat" in said
    assert "lobi" not in said
    assert banner(rig) == CounterWords(Language.ID).boards(rig.window.presenter.desk, now)
    rig.clock.advance(minutes=3)
    assert banner(rig) == "", "what is not heard of any more is old"


def test_a_hall_without_staff_is_told_of_a_backlog_and_not_that_it_has_no_loudspeaker(rig: Rig) -> None:
    rig.open()
    now = rig.clock.now()
    tell(rig, BoardState("barat", (), 1, 3, Sound.FAILING, now))
    assert banner(rig) == ""
    tell(rig, BoardState("barat", (), 4, 16, Sound.FAILING, now))
    assert banner(rig) == "barat: 4 panggilan menunggu diumumkan."


def test_clerks_are_not_bothered_with_the_boards(rig: Rig) -> None:
    budi = rig.house.enrol("budi", StaffRole.ADMINISTRATOR, "5820")
    rig.house.enrol("siti", StaffRole.CLERK, "5821", budi)
    rig.open()
    sign_in(rig)
    tell(rig, BoardState("timur", (), 4, 20, Sound.ON, rig.clock.now()))
    assert banner(rig) == ""
