"""A child of the benchmark `kiosk_10k`: one visitor after the other at a real kiosk window, with no screen.

``python -m benchmarks.kiosk_crowd HALL_FILE VISITORS REST_S`` prints a list on stdout: what the process
holds at some points, after a rest of so many seconds, each with the number of visitors, resident megabytes
and widgets.
"""

import gc
import json
import random
import sys
import time
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QEvent, QEventLoop, QSize
from PySide6.QtWidgets import QApplication

from benchmarks.conditions import SEED
from benchmarks.halls import KIOSK, KIOSK_SCREEN, SystemClock, opened
from benchmarks.timing import Progress
from kiosk.ease import Wish
from kiosk.presenter import Presenter
from kiosk.screen import Page
from kiosk.wardrobe import Wardrobe
from kiosk.window import KioskWindow
from ticketing.hall import Hall
from ticketing.words import Language
from ui import theme
from ui.background import Background


class Crowd:
    """One kiosk and those who come to it, by chance.

    Args:
        db: The hall.
        rest_s: How long after a visitor it is looked at: the pages for the next one stand ready by then.
    """

    def __init__(self, db: Path, rest_s: float) -> None:
        self._rest_s = rest_s
        self.application = QApplication([])
        self._store = opened(db)
        self._worker = Background()
        clock = SystemClock()
        self._presenter = Presenter(
            Hall(self._store, clock), self._store, self._worker, clock, kiosk=KIOSK, new_tap=uuid4
        )
        wardrobe = Wardrobe(theme.load("light"), theme.load("contrast"), motion=False)
        self._window = KioskWindow(self._presenter, wardrobe, clock, QSize(*KIOSK_SCREEN))
        self._window.show()
        self._random = random.Random(SEED)
        while self._presenter.screen.reading is None:
            self._presenter.pass_time()
            self.application.processEvents()

    def visit(self) -> None:
        """Somebody comes, looks around, and goes; a tenth take a number, a twentieth want it easier."""
        presenter, chance = self._presenter, self._random
        presenter.choose_language(chance.choice(list(Language)))
        if chance.random() < 0.05:
            presenter.show_ease(is_open=True)
            presenter.switch(chance.choice(list(Wish)))
            presenter.show_ease(is_open=False)
        presenter.begin()
        self._live()
        reading = presenter.screen.reading
        assert reading is not None
        service = chance.choice(reading.catalogue.services)
        self._find(service.code, service.agency, chance.randrange(3))
        self._live()
        if service.documents:
            presenter.tick(chance.randrange(len(service.documents)))
        if chance.random() < 0.1:
            presenter.take_number()
            while presenter.screen.is_asking:
                self._live()
            presenter.print_again()
        self._live()
        presenter.go_home()
        self._live()

    def _find(self, service: str, agency: str, way: int) -> None:
        presenter = self._presenter
        if way == 0:
            presenter.turn_to(Page.AGENCIES)
            self._live()
            presenter.choose_agency(agency)
        elif way == 1:
            presenter.turn_to(Page.SEARCH)
            for letter in service[:4].lower():
                presenter.type(letter)
        else:
            reading = presenter.screen.reading
            assert reading is not None
            needs = [need.code for need in reading.catalogue.needs if service in need.services]
            presenter.choose_need(needs[0] if needs else reading.catalogue.needs[0].code)
        self._live()
        presenter.choose_service(service)

    def held(self, visitors: int) -> dict[str, float]:
        """Tell what the process holds while nobody is there."""
        until = time.monotonic() + self._rest_s
        while time.monotonic() < until:
            self._live(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        gc.collect()
        widgets = len(QApplication.allWidgets())
        return {"visitors": visitors, "mb": resident_mb(), "widgets": widgets}

    def close(self) -> None:
        """End."""
        self._window.leave()
        self._worker.stop()
        self._store.close()

    def _live(self, how: QEventLoop.ProcessEventsFlag = QEventLoop.ProcessEventsFlag.AllEvents) -> None:
        self._presenter.pass_time()
        self.application.processEvents(how)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def resident_mb() -> float:
    """Read what this process holds in memory, in MB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise OSError("the system does not tell")


def main(db: Path, visitors: int, rest_s: float) -> list[dict[str, float]]:
    """Let them come; look before, after a twentieth, and after all of them."""
    crowd = Crowd(db, rest_s)
    points = {max(1, visitors // 20), visitors}
    progress = Progress("kiosk_10k", visitors)
    found = [crowd.held(0)]
    for number in range(1, visitors + 1):
        crowd.visit()
        progress.show(number)
        if number in points:
            found.append(crowd.held(number))
    crowd.close()
    return found


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))))
