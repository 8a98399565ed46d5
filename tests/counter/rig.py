"""A calling window over a hall, and hands at its keys."""

from collections.abc import Callable
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from counter.actions import PRIMARY
from counter.desk import BESIDE
from counter.window import CounterWindow
from tests.fake_store import FakeStore
from tests.fakes import FakeClock, FakeWorker, PlainPins
from ticketing.catalogue import Catalogue
from ticketing.errors import StoreUnreachable
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.lifecycle import Action, Deed, State
from ticketing.words import Language
from ui import theme
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


def is_cut(one: QLabel) -> bool:
    fitted: Callable[[], object] | None = getattr(one, "fitted_font", None)
    if fitted is not None:
        return False
    room = one.contentsRect()
    flags = int(one.alignment()) | (int(Qt.TextFlag.TextWordWrap) if one.wordWrap() else 0)
    need = one.fontMetrics().boundingRect(room, flags, one.text())
    return need.width() > room.width() + 1 or need.height() > room.height() + 1
