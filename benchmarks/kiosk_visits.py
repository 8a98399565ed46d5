"""A child of the benchmark `page`: visits to the real kiosk window, with no screen.

``python -m benchmarks.kiosk_visits HALL_FILE VISITS REST_S`` prints one object on stdout: durations
in nanoseconds by the page that a tap leads to, of windows that rested for so long before. ``arrived`` has
those of a window whose pages slide, ``feedback`` those from a finger on the glass to the button that is seen
to go down.
"""

import json
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.conditions import SEED
from benchmarks.halls import KIOSK, KIOSK_SCREEN, SystemClock, opened
from benchmarks.timing import Progress
from kiosk import key_walk
from kiosk.presenter import Presenter
from kiosk.screen import Page
from kiosk.wardrobe import Wardrobe
from kiosk.window import KioskWindow
from store.store import SqlStore
from ticketing.catalogue import Agency
from ticketing.hall import Hall
from ticketing.words import Language
from ui import theme
from ui.background import Background
from ui.widgets.button import TouchButton
from ui.widgets.stack import SlidingPages

SIZE = QSize(*KIOSK_SCREEN)


class Visits(QObject):
    """One kiosk window and somebody who taps in it.

    Args:
        store: The hall.
        rest_s: Until the first visitor, who comes after the hall was opened: by then pages stand ready.
        motion: Whether pages slide.
    """

    def __init__(self, store: SqlStore, rest_s: float, *, motion: bool) -> None:
        super().__init__()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._application = application
        wardrobe = Wardrobe(theme.load("light"), theme.load("contrast"), motion=motion)
        self._worker = Background()
        clock = SystemClock()
        self._presenter = Presenter(Hall(store, clock), store, self._worker, clock, kiosk=KIOSK)
        # Nobody waits here before a touch, so a page that has just come takes it.
        self._window = KioskWindow(self._presenter, wardrobe, clock, SIZE, settle_ms=0)
        self._window.show()
        pages = self._window.findChild(SlidingPages)
        assert isinstance(pages, SlidingPages)
        self._pages = pages
        self._wanted = Page.WELCOME
        self._is_painted = False
        self._is_moving = motion
        self._pressed: TouchButton | None = None
        self._is_pressed = False
        self.feedback: list[int] = []
        application.installEventFilter(self)
        while self._presenter.screen.reading is None:
            self._live()
        until = time.monotonic() + rest_s
        while time.monotonic() < until:
            self._live()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        """See when the wanted page is painted, and when the pressed button is."""
        if event.type() is QEvent.Type.Paint and watched is self._pressed:
            self._is_pressed = self._is_pressed or self._pressed.isDown()
        if (
            event.type() is QEvent.Type.Paint
            and self._presenter.screen.page is self._wanted
            and isinstance(watched, QWidget)
            and self._pages.isAncestorOf(watched)
        ):
            self._is_painted = True
        return False

    def visit(self, chance: random.Random) -> dict[str, int]:
        """Walk from the welcome page to a number; return how long each page took."""
        reading = self._presenter.screen.reading
        assert reading is not None
        agency: Agency = chance.choice(reading.catalogue.agencies)
        service = chance.choice(reading.catalogue.services_of(agency.code))
        need = chance.choice(reading.catalogue.needs)
        errand = chance.choice(reading.catalogue.errands)
        taken = {
            "home": self._tap("Sentuh untuk mulai", Page.HOME),
            "need": self._tap(need.name.say(Language.ID), Page.NEED),
            **self._back(Page.HOME),
            "search": self._tap("Mau mengurus apa?", Page.SEARCH),
            **self._back(Page.HOME),
            "errands": self._tap("Satu tiket, satu urusan", Page.ERRANDS),
            "errand": self._tap(errand.name.say(Language.ID), Page.ERRAND),
            **self._back(Page.ERRANDS),
            **self._back(Page.HOME),
            "agencies": self._tap("Semua instansi", Page.AGENCIES),
            "services": self._tap(agency.name.say(Language.ID), Page.SERVICES),
            "service": self._tap(service.name.say(Language.ID), Page.SERVICE),
            "number": self._tap("Ambil nomor", Page.NUMBER),
        }
        self._presenter.go_home()
        self._wanted, self._is_painted = Page.WELCOME, False
        while not self._is_painted:
            self._live()
        return taken

    def leave(self) -> None:
        """Close the window."""
        self._application.removeEventFilter(self)
        self._window.leave()
        self._worker.stop()
        self._window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _back(self, leads_to: Page) -> dict[str, int]:
        """Go a page back, which is no page of its own; nothing is told of it."""
        self._presenter.go_back()
        assert self._presenter.screen.page is leads_to
        for _ in range(3):
            self._application.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return {}

    def _tap(self, words: str, leads_to: Page) -> int:
        page = self._pages.currentWidget()
        assert page is not None
        buttons = {one.text(): one for one in page.findChildren(TouchButton)}
        button = buttons[words]
        if not self._is_moving:
            self._press(button)
        self._wanted, self._is_painted = leads_to, False
        began = time.perf_counter_ns()
        button.click()
        while self._pages.is_sliding or not self._is_painted:
            self._live()
        return time.perf_counter_ns() - began

    def _press(self, button: TouchButton) -> None:
        """Lay a finger on a button until it is seen to go down, and take the press back."""
        key_walk.bring_into_view(button)
        centre = button.mapTo(self._window, button.rect().center())
        # The screen of a machine without one is small, and what lies beyond it is not found under a finger.
        self._window.move(QPoint(300, 300) - centre)
        self._application.processEvents()
        handle = self._window.windowHandle()
        self._pressed, self._is_pressed = button, False
        began = time.perf_counter_ns()
        QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=centre)
        while not self._is_pressed:
            self._live()
        self.feedback.append(time.perf_counter_ns() - began)
        self._pressed = None
        button.setDown(False)
        QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=centre)
        self._application.processEvents()

    def _live(self) -> None:
        if self._pages.is_sliding:
            self._is_painted = False  # that was for the picture that slides
        self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        # An event loop that runs would do it; without one old pages would live on and slow everything down.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def main(db: Path, visits: int, rest_s: float) -> dict[str, list[int]]:
    """Make the visits: all of them with pages that change at once, a fifth with pages that slide."""
    application = QApplication([])
    store = opened(db)
    chance = random.Random(SEED)
    found: dict[str, list[int]] = {}
    progress = Progress("page", visits)
    plain = Visits(store, rest_s, motion=False)
    for number in range(visits):
        for page, duration in plain.visit(chance).items():
            found.setdefault(page, []).append(duration)
        progress.show(number + 1)
    found["feedback"] = plain.feedback
    plain.leave()
    sliding = Visits(store, rest_s, motion=True)
    for _ in range(max(1, visits // 5)):
        found.setdefault("arrived", []).extend(sliding.visit(chance).values())
    sliding.leave()
    store.close()
    application.quit()
    return found


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))))
