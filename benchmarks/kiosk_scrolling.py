"""A child of the benchmark `scroll`: lists of the real kiosk window moved as by a finger, with no screen.

``python -m benchmarks.kiosk_scrolling HALL_FILE FRAMES`` prints one object on stdout: durations of a frame in
nanoseconds, by page that is longer than the screen, painted by software at 1920 × 1080.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QApplication

from benchmarks.halls import KIOSK, SystemClock, opened
from benchmarks.timing import Progress
from kiosk.presenter import Presenter
from kiosk.screen import Page
from kiosk.wardrobe import Wardrobe
from kiosk.window import KioskWindow
from ticketing.hall import Hall
from ui import theme
from ui.background import Background
from ui.widgets.scroll import FingerArea

SIZE = QSize(1920, 1080)
#: A finger that moves fast: two metres a second on a screen of 32 inches, at 50 frames a second.
STEP_PX = 40


class Painted(QObject):
    """Sees when the window has painted."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        """Count what is painted."""
        self.times += event.type() is QEvent.Type.Paint
        return False


def main(db: Path, frames: int) -> dict[str, list[int]]:
    """Move each list up and down for so many frames."""
    application = QApplication([])
    store = opened(db)
    worker = Background()
    presenter = Presenter(Hall(store, SystemClock()), store, worker, SystemClock(), kiosk=KIOSK)
    wardrobe = Wardrobe(theme.load("light"), theme.load("contrast"), motion=False)
    window = KioskWindow(presenter, wardrobe, SystemClock(), SIZE)
    window.show()
    while presenter.screen.reading is None:
        presenter.pass_time()
        application.processEvents()
    painted = Painted()
    application.installEventFilter(painted)
    found: dict[str, list[int]] = {}
    progress = Progress("scroll", 3)
    for number, name in enumerate(("home", "agencies", "service")):
        presenter.go_home()
        presenter.begin()
        if name == "agencies":
            presenter.turn_to(Page.AGENCIES)
        elif name == "service":
            presenter.choose_service(presenter.screen.reading.popular[0])
        for _ in range(10):
            application.processEvents()
        page = window.page
        assert page is not None
        area = max(page.findChildren(FingerArea), key=lambda one: one.verticalScrollBar().maximum())
        if area.verticalScrollBar().maximum() > 4 * STEP_PX:
            found[name] = _frames(application, area, painted, frames)
        progress.show(number + 1)
    window.leave()
    worker.stop()
    store.close()
    return found


def _frames(application: QApplication, area: FingerArea, painted: Painted, frames: int) -> list[int]:
    """Move a list up and down; return how long each frame took, its painting included."""
    bar = area.verticalScrollBar()
    taken: list[int] = []
    way = STEP_PX
    while len(taken) < frames:
        if not 0 <= bar.value() + way <= bar.maximum():
            way = -way
            bar.setValue(bar.value() + way)
            application.processEvents()
        before = painted.times
        began = time.perf_counter_ns()
        bar.setValue(bar.value() + way)
        while painted.times == before:
            application.processEvents()
        application.processEvents()
        taken.append(time.perf_counter_ns() - began)
    return taken


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
