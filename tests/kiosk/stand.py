"""A kiosk's window in a hall with the shipped catalogue."""

from functools import cache
from uuid import UUID, uuid4

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app import catalogue_files
from app.parts import SHIPPED_CATALOGUE
from kiosk import key_walk
from kiosk.extras import Extras
from kiosk.pages.page import KioskPage
from kiosk.presenter import Presenter
from kiosk.screen import Page
from kiosk.wardrobe import Wardrobe
from kiosk.window import KioskWindow
from tests.fake_store import FakeStore
from tests.fakes import FakeClock, FakeWorker
from ticketing.catalogue import Catalogue
from ticketing.hall import Hall
from ticketing.words import Language
from ui import theme
from ui.widgets.button import TouchButton

DUKCAPIL = "Dinas Kependudukan dan Pencatatan Sipil"


@cache
def shipped() -> Catalogue:
    return catalogue_files.read(SHIPPED_CATALOGUE)


class FakeVoice:
    """Keeps what was said."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, words: str, language: Language) -> None:
        self.said.append(words)

    def hush(self) -> None:
        self.said.append("")


class Stand:
    """One window; `close` it at the end.

    Pages change at once and take touches at once, unless `settle_ms` or `motion` say otherwise.
    """

    def __init__(
        self,
        size: tuple[int, int] = (1080, 1920),
        *,
        settle_ms: int = 0,
        motion: bool = False,
        catalogue: Catalogue | None = None,
        look: str = "light",
        address: str = "",
    ) -> None:
        self.store = FakeStore(catalogue or shipped())
        self.worker, self.clock = FakeWorker(), FakeClock()
        self.now_s = 0.0
        self.hall = Hall(self.store, self.clock)
        self.presenter = Presenter(
            self.hall, self.store, self.worker, self.clock, kiosk="kiosk-1", seconds=lambda: self.now_s
        )
        wardrobe = Wardrobe(theme.load(look), theme.load("contrast"), motion=motion)
        self.voice = FakeVoice()
        self.window = KioskWindow(
            self.presenter,
            wardrobe,
            self.clock,
            QSize(*size),
            settle_ms=settle_ms,
            extras=Extras(self.voice, address=address),
        )
        self.window.show()
        self.presenter.pass_time()

    @property
    def look(self) -> theme.Look:
        return self.window.look

    def layers(self) -> list[QWidget]:
        """What can be touched or reached by keys now."""
        return self.window._outfit.layers()

    def page(self) -> Page:
        return self.presenter.screen.page

    def shown(self) -> KioskPage:
        """The page that is seen."""
        page = self.window.page
        assert page is not None
        return page

    def wait(self, seconds: float) -> None:
        for _ in range(round(seconds * 4)):
            self.now_s += 0.25
            self.presenter.pass_time()

    def walk_to(self, page: Page, *, agency: str = "DUKCAPIL", service: str = "KTP-BARU") -> None:
        self.presenter.go_home()
        self.presenter.begin()
        if page >= Page.AGENCIES:
            self.presenter.turn_to(Page.AGENCIES)
        if page >= Page.SERVICES:
            self.presenter.choose_agency(agency)
        if page >= Page.SERVICE:
            self.presenter.choose_service(service)
        if page is Page.NUMBER:
            self.presenter.take_number()
        assert self.page() is page

    def new_tap(self) -> UUID:
        return uuid4()

    def issue(self, count: int, service: str = "KTP-BARU") -> None:
        for _ in range(count):
            self.hall.issue(service, Language.ID, uuid4())
        self.presenter.hall_changed()
        self.wait(2)

    def buttons(self) -> list[TouchButton]:
        return self.buttons_of(self.window)

    def buttons_of(self, window: KioskWindow) -> list[TouchButton]:
        return [one for one in window.findChildren(TouchButton) if one.isVisible()]

    def button(self, words: str) -> TouchButton:
        found = [one for one in self.buttons() if one.text() == words]
        assert found, f"no button {words!r}"
        return found[0]

    def touch(self, words: str) -> None:
        self.tap(self.button(words))

    def tap(self, button: TouchButton) -> None:
        """Bring a button into view, as a finger would, and touch it."""
        key_walk.bring_into_view(button)
        # The screen of tests is small, and what lies beyond it is not found under a finger.
        self.window.move(QPoint(300, 300) - button.mapTo(self.window, button.rect().center()))
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def words(self) -> set[str]:
        """All labels and buttons that are seen."""
        labels = {one.text() for one in self.window.findChildren(QLabel) if one.isVisible()}
        return labels | {one.text() for one in self.buttons()}

    def close(self) -> None:
        self.window.leave()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
