"""Somebody hits the kiosk at random, twenty thousand times: nothing gives way, and nobody gets two numbers."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QPointingDevice, QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.attendant.overlay import AttendantOverlay
from kiosk.attendant.screen import Page as StaffPage
from kiosk.ease import NO_EASE, Wish
from kiosk.pages.buttons import NumberButtons
from kiosk.screen import Page, Screen
from tests.fakes import small_catalogue
from tests.kiosk.attendant.rig import Rig
from tests.kiosk.stand import Stand
from tests.kiosk.visit import LOST
from ticketing.lifecycle import Action
from ticketing.words import Language
from ui.touching import TouchGuard

DEEDS = 2_500
SEEDS = (1, 22, 333, 4444, 5, 66, 777, 8888)
#: It lives as long as the application.
DEVICES: list[QPointingDevice] = []
MODIFIERS = (
    *([Qt.KeyboardModifier.NoModifier] * 4),
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
WALKING = (
    Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Tab, Qt.Key.Key_Backtab,
    Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Escape,
)  # fmt: skip
LEADING_OUT = (
    Qt.Key.Key_F4, Qt.Key.Key_F11, Qt.Key.Key_F1, Qt.Key.Key_Menu, Qt.Key.Key_Meta, Qt.Key.Key_Super_L,
    Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_W, Qt.Key.Key_Q, Qt.Key.Key_Print, Qt.Key.Key_Help,
    Qt.Key.Key_VolumeUp, Qt.Key.Key_HomePage, Qt.Key.Key_Back,
)  # fmt: skip


class Monkey:
    """Does something to the window of a stand, by chance.

    Attributes:
        done: What was done, and how often.
    """

    def __init__(self, stand: Stand, seed: int) -> None:
        if not DEVICES:
            DEVICES.append(QTest.createTouchDevice())
        self.stand = stand
        self.random = random.Random(seed)
        self.done: Counter[str] = Counter()
        handle = stand.window.windowHandle()
        assert isinstance(handle, QWindow)
        self._handle = handle
        self._deeds: list[tuple[float, Callable[[], None]]] = [
            (34, self.tap_a_button),
            (14, self.tap_anywhere),
            (8, self.drag),
            (8, self.two_fingers),
            (3, self.double_click),
            (3, self.other_button),
            (3, self.wheel),
            (3, self.lean),
            (0.5, self.knock),
            (0.5, self.change_language),
            (0.3, self.change_ease),
            (10, self.walk_by_keys),
            (10, self.any_key),
            (2, self.scan_nonsense),
            (5, self.let_time_pass),
            (0.3, self.go_away),
            (1, self.lose_the_store),
            (1, self.be_slow),
        ]

    def act(self) -> None:
        """Do one thing; trouble of before has passed, more often than not."""
        if self.random.random() < 0.15:
            self.recover()
        weights = [weight for weight, _ in self._deeds]
        (_, deed) = self.random.choices(self._deeds, weights)[0]
        self.done[deed.__name__] += 1
        deed()
        # As a running loop does; else all that was ever worn is styled again with every look.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def anywhere(self) -> QPoint:
        window = self.stand.window
        return QPoint(self.random.randrange(window.width()), self.random.randrange(window.height()))

    def tap_a_button(self) -> None:
        seen = [one for one in self.stand.buttons() if not one.visibleRegion().isEmpty()]
        button = self.random.choice(seen)
        at = button.mapTo(self.stand.window, button.visibleRegion().boundingRect().center())
        QTest.mouseClick(self._handle, Qt.MouseButton.LeftButton, pos=at)

    def tap_anywhere(self) -> None:
        QTest.mouseClick(self._handle, Qt.MouseButton.LeftButton, pos=self.anywhere())

    def double_click(self) -> None:
        QTest.mouseDClick(self._handle, Qt.MouseButton.LeftButton, pos=self.anywhere())

    def other_button(self) -> None:
        button = self.random.choice((Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton))
        QTest.mouseClick(self._handle, button, pos=self.anywhere())

    def wheel(self) -> None:
        at, turned = QPointF(self.anywhere()), QPoint(0, self.random.choice((-120, 120)))
        none, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(at, at, QPoint(), turned, Qt.MouseButton.NoButton, none, phase, False)
        QApplication.sendEvent(self._handle, event)

    def lean(self) -> None:
        """Press for longer than anybody means to: it leads nowhere."""
        guard = self.stand.window.findChild(TouchGuard)
        assert guard is not None
        self.stand.window._timer.stop()  # nothing is read meanwhile, so no page comes by itself
        before, at = self.stand.page(), self.anywhere()
        QTest.mousePress(self._handle, Qt.MouseButton.LeftButton, pos=at)
        guard._too_long.timeout.emit()
        QTest.mouseRelease(self._handle, Qt.MouseButton.LeftButton, pos=at)
        assert self.stand.page() is before
        self.stand.window._timer.start()

    def knock(self) -> None:
        clock = self.stand.window._outfit.frame.head.clock
        at = clock.mapTo(self.stand.window, clock.rect().center())
        for _ in range(5):
            QTest.mouseClick(self._handle, Qt.MouseButton.LeftButton, pos=at)

    def change_language(self) -> None:
        self.stand.presenter.choose_language(self.random.choice(list(Language)))

    def change_ease(self) -> None:
        self.stand.presenter.switch(self.random.choice(list(Wish)))

    def drag(self) -> None:
        start, end = self.anywhere(), self.anywhere()
        QTest.mousePress(self._handle, Qt.MouseButton.LeftButton, pos=start)
        for step in range(1, 4):
            QTest.mouseMove(self._handle, start + (end - start) * (step / 3))
        QTest.mouseRelease(self._handle, Qt.MouseButton.LeftButton, pos=end)

    def two_fingers(self) -> None:
        first, second = self.anywhere(), self.anywhere()
        QTest.touchEvent(self._handle, DEVICES[0], False).press(0, first).commit()
        QTest.touchEvent(self._handle, DEVICES[0], False).stationary(0).press(1, second).commit()
        QTest.touchEvent(self._handle, DEVICES[0], False).move(0, second).release(1, second).commit()
        QTest.touchEvent(self._handle, DEVICES[0], False).release(0, second).commit()

    def walk_by_keys(self) -> None:
        for _ in range(self.random.randrange(1, 4)):
            QTest.keyClick(self._handle, self.random.choice(WALKING))

    def any_key(self) -> None:
        letters = [Qt.Key(code) for code in range(Qt.Key.Key_Space.value, Qt.Key.Key_Underscore.value)]
        key = self.random.choice((*LEADING_OUT, *WALKING, self.random.choice(letters)))
        QTest.keyClick(self._handle, key, self.random.choice(MODIFIERS))

    def scan_nonsense(self) -> None:
        for _ in range(self.random.randrange(1, 30)):
            QTest.keyClick(self._handle, Qt.Key(self.random.randrange(0x21, 0x5F)))
        QTest.keyClick(self._handle, Qt.Key.Key_Return)

    def let_time_pass(self) -> None:
        self.stand.clock.advance(seconds=1)
        self.stand.wait(self.random.choice((0.25, 1, 2)))

    def go_away(self) -> None:
        self.stand.wait(62)

    def lose_the_store(self) -> None:
        self.stand.store.fault = LOST
        self.stand.presenter.hall_changed()

    def be_slow(self) -> None:
        self.stand.worker.held = True

    def recover(self) -> None:
        self.stand.store.fault = None
        self.stand.worker.held = False
        self.stand.worker.finish()


class Witness:
    """Sees every press of the two buttons that give a number, every ticket, and how each visit ends.

    Attributes:
        presses: How often one of the buttons was pressed; Qt tells it of enabled ones only.
        taps: One for each coming to a page that gives numbers.
        tickets: The tickets that each tap was given.
        kept: Ease that outlived its visit.
    """

    def __init__(self, stand: Stand, patch: pytest.MonkeyPatch) -> None:
        self.presses = 0
        self._asked = 0
        self.taps: set[UUID] = set()
        self.tickets: dict[UUID, set[UUID]] = {}
        self.kept: list[Screen] = []
        self._last = stand.presenter.screen
        made, issue, show = NumberButtons.__init__, stand.hall.issue, stand.window.show_screen

        def watched(buttons: NumberButtons, *args: Any, **named: Any) -> None:
            made(buttons, *args, **named)
            for button in (buttons._take, buttons._first):
                button.clicked.connect(self._count)

        def witnessed(service: str, language: Language, tap: UUID, **named: Any) -> Any:
            issued = issue(service, language, tap, **named)
            self.tickets.setdefault(tap, set()).add(issued.ticket.id)
            self._asked += 1
            if self._asked % 3 == 0:  # committed, and the answer lost on its way
                raise LOST
            return issued

        def seen(screen: Screen) -> None:
            is_end = self._last.page not in (Page.WELCOME, Page.FAULT)
            if is_end and screen.page is Page.WELCOME and screen.ease != NO_EASE:
                self.kept.append(screen)
            self._last = screen
            show(screen)

        patch.setattr(NumberButtons, "__init__", watched)
        patch.setattr(stand.hall, "issue", witnessed)
        patch.setattr(stand.presenter, "_new_tap", self._new_tap)
        stand.presenter.watch(seen)

    def _count(self) -> None:
        self.presses += 1

    def _new_tap(self) -> UUID:
        self.taps.add(tap := uuid4())
        return tap


@pytest.fixture
def stand(qtbot: QtBot) -> Iterator[Stand]:
    # As large as the screen of the tests: what lies beyond it is not found under a finger.
    made = Stand(QApplication.primaryScreen().size().toTuple(), catalogue=small_catalogue())
    made.window.move(0, 0)
    yield made
    made.close()


def look_after(stand: Stand, rig: Rig, size: object) -> None:
    """Nothing gave way: one window, as large as ever, and no staff let in."""
    window = stand.window
    assert window.isVisible()
    assert window.size() == size
    assert QApplication.activePopupWidget() is None
    assert QApplication.activeModalWidget() is None
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [window]
    assert rig.page() in (StaffPage.CLOSED, StaffPage.NAME, StaffPage.PIN)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_gives_way(stand: Stand, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    rig = Rig(catalogue=small_catalogue())
    overlay = AttendantOverlay(rig.presenter, stand.look, stand.window, settle_ms=0)
    stand.window.clock_touched.connect(overlay.hear_clock)
    witness, monkey = Witness(stand, monkeypatch), Monkey(stand, seed)
    pages: Counter[Page] = Counter()
    staff: Counter[StaffPage] = Counter()
    size = stand.window.size()
    for _ in range(DEEDS):
        monkey.act()
        pages[stand.page()] += 1
        staff[rig.page()] += 1
        look_after(stand, rig, size)
        if rig.page() is not StaffPage.CLOSED and monkey.random.random() < 0.2:
            rig.presenter.leave()
    monkey.recover()
    rig.presenter.leave()
    stand.wait(130)
    look_after(stand, rig, size)
    screen = stand.presenter.screen
    assert (screen.page, screen.language, screen.ease) == (Page.WELCOME, Language.ID, NO_EASE)
    assert not screen.shows_ease
    assert witness.kept == [], "ease ends with the visit"
    assert set(witness.tickets) <= witness.taps, "asking again is the same tap"
    assert max(map(len, witness.tickets.values())) == 1, "a tap gets one ticket, however often it is asked"
    given = [event.ticket_id for event in stand.store.feed(0).poll() if event.action is Action.ISSUE]
    assert set(given) == set().union(*witness.tickets.values())
    assert len(set(given)) == len(given) <= witness.presses
    assert staff[StaffPage.NAME] > 0, "at random somebody knocks"
    assert min(pages[page] for page in (Page.HOME, Page.SERVICES, Page.SERVICE, Page.NUMBER, Page.SEARCH)) > 0
