"""Somebody hits the kiosk at random, twenty thousand times: nothing gives way, and nobody gets two numbers."""

import random
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.attendant.overlay import AttendantOverlay
from kiosk.attendant.screen import Page as StaffPage
from kiosk.ease import NO_EASE
from kiosk.screen import Page
from tests.fakes import small_catalogue
from tests.kiosk.attendant.rig import Rig
from tests.kiosk.stand import Stand
from tests.kiosk.visit import LOST
from ticketing.lifecycle import Action
from ticketing.words import Language

DEEDS = 5_000
SEEDS = (1, 22, 333, 4444)
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
        pressed: How often a number was asked for by a press that counted.
        done: What was done, and how often.
    """

    def __init__(self, stand: Stand, seed: int) -> None:
        if not DEVICES:
            DEVICES.append(QTest.createTouchDevice())
        self.stand = stand
        self.random = random.Random(seed)
        self.pressed = 0
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
            (10, self.walk_by_keys),
            (10, self.any_key),
            (2, self.scan_nonsense),
            (5, self.let_time_pass),
            (0.3, self.go_away),
            (1, self.lose_the_store),
            (1, self.be_slow),
        ]
        take = stand.presenter.take_number

        def counted(*, priority: bool = False) -> None:
            screen = stand.presenter.screen
            self.pressed += bool(screen.wanted) and not screen.is_asking
            take(priority=priority)

        stand.presenter.take_number = counted  # type: ignore[method-assign]
        again = stand.presenter.try_again

        def counted_again() -> None:
            self.pressed += stand.page() is Page.SORRY
            again()

        stand.presenter.try_again = counted_again  # type: ignore[method-assign]

    def act(self) -> None:
        """Do one thing; trouble of before has passed, more often than not."""
        if self.random.random() < 0.15:
            self.recover()
        weights = [weight for weight, _ in self._deeds]
        (_, deed) = self.random.choices(self._deeds, weights)[0]
        self.done[deed.__name__] += 1
        deed()

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


@pytest.fixture
def stand(qtbot: QtBot) -> Iterator[Stand]:
    # As large as the screen of the tests: what lies beyond it is not found under a finger.
    made = Stand(QApplication.primaryScreen().size().toTuple(), catalogue=small_catalogue())
    made.window.move(0, 0)
    yield made
    made.close()


def look_after(stand: Stand, overlay: AttendantOverlay, size: object) -> None:
    """Nothing gave way: one window, as large as ever, and no staff let in."""
    window = stand.window
    assert window.isVisible()
    assert window.size() == size
    assert QApplication.activePopupWidget() is None
    assert QApplication.activeModalWidget() is None
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [window]
    assert overlay.isHidden() or overlay.page is not None


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_gives_way(stand: Stand, seed: int) -> None:
    rig = Rig(catalogue=small_catalogue())
    overlay = AttendantOverlay(rig.presenter, stand.look, stand.window, settle_ms=0)
    stand.window.clock_touched.connect(overlay.hear_clock)
    monkey = Monkey(stand, seed)
    pages: Counter[Page] = Counter()
    size = stand.window.size()
    for number in range(DEEDS):
        monkey.act()
        pages[stand.page()] += 1
        assert rig.presenter.screen.page in (StaffPage.CLOSED, StaffPage.NAME, StaffPage.PIN)
        if rig.presenter.screen.page is not StaffPage.CLOSED:
            rig.presenter.leave()
        if number % 50 == 0:
            look_after(stand, overlay, size)
    monkey.recover()
    stand.wait(130)
    look_after(stand, overlay, size)
    screen = stand.presenter.screen
    assert (screen.page, screen.language, screen.ease) == (Page.WELCOME, Language.ID, NO_EASE)
    assert not screen.shows_ease
    given = [event.ticket_id for event in stand.store.feed(0).poll() if event.action is Action.ISSUE]
    assert len(set(given)) == len(given) <= monkey.pressed
    assert given, "at random somebody gets a number"
    assert min(pages[page] for page in (Page.HOME, Page.SERVICES, Page.SERVICE, Page.NUMBER, Page.SEARCH)) > 0
