"""The calling window: keys and buttons do what they say, once, and nothing is cut."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app import catalogue_files
from counter.actions import PRIMARY
from counter.desk import BESIDE
from counter.keys import KEYS
from counter.window import CounterWindow
from tests.fake_store import FakeStore
from tests.fakes import FakeClock, FakeWorker, PlainPins
from ticketing import lifecycle
from ticketing.catalogue import Catalogue
from ticketing.errors import StoreUnreachable
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.lifecycle import Action, Deed, State
from ticketing.words import Language
from ui import theme
from ui.background import Background
from ui.feed import FeedBridge
from ui.measure import desk_scale
from ui.theme import Look
from ui.widgets.button import TouchButton

LOST = StoreUnreachable(path="hall.db", reason="missing")
ENTER = Qt.Key.Key_Return
DEEDS = (*PRIMARY, *BESIDE)
KEY = {Action.CALL: Qt.Key.Key_F2, Action.SERVE: Qt.Key.Key_F3, Action.COMPLETE: Qt.Key.Key_F4} | {
    Action.RECALL: Qt.Key.Key_R,
    Action.NO_SHOW: Qt.Key.Key_N,
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return catalogue_files.read(Path(__file__).parents[2] / "assets/catalogue")


class Rig:
    """A window at counter 3 of the shipped catalogue (Dukcapil)."""

    def __init__(self, qtbot: QtBot, catalogue: Catalogue) -> None:
        self.qtbot = qtbot
        self.store = FakeStore(catalogue)
        self.clock = FakeClock()
        self.hall = Hall(self.store, self.clock)
        self.house = House(self.store, self.clock, PlainPins(), "pc-1")
        self.worker = FakeWorker()
        self.feed = self.store.feed()
        self.catalogue = catalogue

    def open(
        self,
        counter: str = "3",
        *,
        language: Language = Language.ID,
        text_px: int = 15,
        size: tuple[int, int] = (1100, 720),
        settle_ms: int = 0,
        target_min: int = 0,
    ) -> CounterWindow:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        look = Look(theme.load("light"), desk_scale(text_px))
        theme.wear(application, look)
        self.window = CounterWindow(
            self.store,
            self.hall,
            self.house,
            self.worker,
            self.clock,
            look,
            counter=counter,
            language=language,
            target_min=target_min,
            settle_ms=settle_ms,
            slow_after_ms=10,
        )
        self.qtbot.addWidget(self.window)
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.window.open()
        return self.window

    def issue(self, count: int = 1, *, priority: bool = False) -> None:
        services = self.catalogue.services_of("DUKCAPIL")
        for n in range(count):
            self.hall.issue(services[n % len(services)].code, Language.ID, uuid4(), priority=priority)
        self.hear()

    def hear(self) -> None:
        if hasattr(self, "window"):
            self.window.presenter.hear(self.feed.poll())

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key)

    def bring_to(self, state: State | None) -> None:
        self.issue(3)
        if state is not None:
            self.press(ENTER)
        if state is State.SERVING:
            self.press(ENTER)
        assert self.state() is state

    def state(self) -> State | None:
        own = self.store.at_counter("3")
        return own.state if own else None

    def is_grey(self) -> bool:
        return self.window.pages.desk.is_grey

    def button(self, action: Action | Deed) -> TouchButton:
        return self.window.pages.desk.buttons.button(action)

    def events(self) -> list[Action | Deed]:
        return [event.action for event in self.store.feed(0).poll() if event.action is not Action.ISSUE]


@pytest.fixture
def rig(qtbot: QtBot, catalogue: Catalogue) -> Rig:
    return Rig(qtbot, catalogue)


def test_a_clerk_needs_one_key_only(rig: Rig) -> None:
    rig.open()
    rig.issue(2)
    for _ in range(6):
        rig.press(ENTER)
    assert rig.events() == [Action.CALL, Action.SERVE, Action.COMPLETE] * 2


@pytest.mark.parametrize(
    ("state", "action"),
    [
        (None, Action.CALL),
        (State.CALLED, Action.RECALL),
        (State.CALLED, Action.SERVE),
        (State.CALLED, Action.NO_SHOW),
        (State.SERVING, Action.COMPLETE),
    ],
)
def test_each_action_has_its_key_and_the_key_stands_on_its_button(
    rig: Rig, state: State | None, action: Action
) -> None:
    rig.open()
    rig.bring_to(state)
    assert KEYS[action] in rig.button(action).detail
    rig.press(KEY[action])
    assert rig.events()[-1] is action


@pytest.mark.parametrize("state", [None, State.CALLED, State.SERVING])
def test_buttons_are_enabled_by_the_lifecycle_and_one_is_filled(rig: Rig, state: State | None) -> None:
    rig.open()
    rig.bring_to(state)
    # A regular ticket cannot be made regular.
    allowed = lifecycle.allowed(state) - {Action.DEMOTE, Action.REPRINT} if state else {Action.CALL}
    for deed in DEEDS:
        assert rig.button(deed).isEnabled() == (deed in allowed)
        assert rig.button(deed).isVisible() == (deed in allowed)
    filled = [
        deed
        for deed in DEEDS
        if rig.button(deed).isVisible() and rig.button(deed).property("role") == "primary"
    ]
    assert len(filled) == 1
    assert rig.button(filled[0]).isEnabled()
    assert "Enter" in rig.button(filled[0]).detail


@pytest.mark.parametrize("state", [None, State.CALLED, State.SERVING])
def test_a_key_that_does_not_fit_does_nothing(rig: Rig, state: State | None) -> None:
    rig.open()
    rig.bring_to(state)
    before = rig.events()
    for action in set(KEY) - (lifecycle.allowed(state) if state else {Action.CALL}):
        rig.press(KEY[action])
    assert rig.events() == before


def test_a_double_click_is_one_action(rig: Rig) -> None:
    rig.open(settle_ms=10_000)
    rig.issue(3)
    button = rig.button(Action.CALL)
    for _ in range(2):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    rig.press(ENTER)
    assert rig.events() == [Action.CALL]


def test_buttons_rest_for_a_moment_and_then_go_on(rig: Rig) -> None:
    rig.open(settle_ms=200)
    rig.issue(3)
    rig.press(ENTER)
    assert not rig.button(Action.SERVE).isEnabled()
    rig.qtbot.waitUntil(rig.button(Action.SERVE).isEnabled)
    rig.press(ENTER)
    assert rig.state() is State.SERVING


def test_while_an_action_is_on_its_way_buttons_are_off_and_the_window_asks_for_patience(rig: Rig) -> None:
    rig.open()
    rig.issue(3)
    rig.worker.held = True
    rig.press(ENTER)
    rig.press(ENTER)
    assert not any(rig.button(action).isEnabled() for action in DEEDS)
    rig.qtbot.waitUntil(lambda: rig.window.pages.desk.patience == "Sebentar…")
    rig.worker.held = False
    rig.worker.finish()
    assert rig.events() == [Action.CALL]
    assert rig.window.pages.desk.patience == ""


def test_enter_presses_the_button_that_has_the_focus(rig: Rig) -> None:
    rig.open()
    rig.bring_to(State.CALLED)
    rig.button(Action.NO_SHOW).setFocus()
    rig.press(ENTER)
    assert rig.events()[-1] is Action.NO_SHOW


def test_the_focus_waits_for_the_next_action_and_does_not_wander(rig: Rig) -> None:
    rig.open()
    rig.issue(3)
    rig.button(Action.CALL).setFocus()
    rig.press(Qt.Key.Key_Space)
    assert rig.button(Action.SERVE).hasFocus()


def test_everything_is_reached_with_the_tab_key(rig: Rig) -> None:
    rig.open()
    rig.bring_to(State.CALLED)
    reached = set()
    for _ in range(30):
        rig.press(Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    wanted = {rig.button(action) for action in (Action.SERVE, Action.RECALL, Action.NO_SHOW)}
    # Of buttons that exclude each other Tab reaches the chosen one; the arrow keys go on from there.
    wanted |= {rig.window.head.leave_button, rig.window.head.switch.button(Language.ID)}
    assert wanted | {rig.window.pages.desk.queue} <= reached


def test_a_screen_reader_has_a_name_for_everything_that_takes_focus(rig: Rig) -> None:
    rig.open()
    rig.bring_to(State.CALLED)
    buttons = rig.window.findChildren(QPushButton)
    names = [button.accessibleName() for button in buttons if button.isVisible()]
    assert "" not in names
    assert "A001" in rig.window.pages.desk.card.accessibleName()
    index = rig.window.pages.desk.queue.rows.index(0)
    assert "A002" in index.data(Qt.ItemDataRole.AccessibleTextRole)


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


def is_cut(one: QLabel) -> bool:
    fitted: Callable[[], object] | None = getattr(one, "fitted_font", None)
    if fitted is not None:
        return False
    room = one.contentsRect()
    flags = int(one.alignment()) | (int(Qt.TextFlag.TextWordWrap) if one.wordWrap() else 0)
    need = one.fontMetrics().boundingRect(room, flags, one.text())
    return need.width() > room.width() + 1 or need.height() > room.height() + 1


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
