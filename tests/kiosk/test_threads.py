"""The kiosk with its real worker and feed."""

from threading import current_thread

from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from kiosk.presenter import Presenter
from kiosk.screen import Page
from kiosk.wardrobe import Wardrobe
from kiosk.window import KioskWindow
from tests.fake_store import FakeStore
from tests.fakes import FakeClock
from tests.kiosk.stand import Stand
from tests.kiosk.visit import LOST
from ticketing.hall import Hall
from ticketing.words import Language
from ui import theme
from ui.background import Background
from ui.feed import FeedBridge


class Watched(FakeStore):
    """A store that notes on which thread it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.threads: set[str] = set()

    def _reach(self) -> None:
        if hasattr(self, "threads"):
            self.threads.add(current_thread().name)
        super()._reach()


def test_the_store_is_never_asked_on_the_windows_thread(stand: Stand, qtbot: QtBot) -> None:
    store, clock, worker = Watched(), FakeClock(), Background()
    store.threads.clear()
    presenter = Presenter(Hall(store, clock), store, worker, clock)
    wardrobe = Wardrobe(theme.load("light"), theme.load("contrast"))
    window = KioskWindow(presenter, wardrobe, clock, QSize(768, 1024))
    window.show()
    worker.slow_began.connect(lambda: window.show_slow(True))
    worker.slow_ended.connect(lambda: window.show_slow(False))
    feed = FeedBridge(store.feed, clock, interval_s=0.005)
    for signal in (feed.changed, feed.lost, feed.back):
        signal.connect(presenter.hall_changed)
    feed.start()
    try:
        qtbot.waitUntil(lambda: presenter.screen.reading is not None)
        presenter.choose_language(Language.EN)
        presenter.begin()
        presenter.choose_agency("DUKCAPIL")
        presenter.choose_service("KTP-BARU")
        presenter.take_number()
        qtbot.waitUntil(lambda: presenter.screen.page is Page.NUMBER)
        qtbot.wait(300)
        store.fault = LOST
        presenter.go_home()
        qtbot.waitUntil(lambda: presenter.screen.page is Page.FAULT)
        store.fault = None
        qtbot.waitUntil(lambda: presenter.screen.page is Page.WELCOME)
    finally:
        assert feed.stop()
        assert worker.stop()
        window.leave()
        window.deleteLater()
    assert store.threads == {"background", "feed"}
