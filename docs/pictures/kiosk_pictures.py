"""Takes the pictures of the kiosk: every page in three languages, upright and lying, usual and low.

All pages of one kind stand on one sheet. ``make pictures`` runs it after `board_pictures`. Look at the
sheets before they are committed.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import TypeVar
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from PIL import Image  # noqa: E402
from PySide6.QtCore import QSize  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from app import catalogue_files  # noqa: E402
from app.parts import SHIPPED_CATALOGUE  # noqa: E402
from docs.pictures.board_pictures import AtOnce  # noqa: E402
from docs.pictures.make_pictures import shrink  # noqa: E402
from kiosk.ease import Ease  # noqa: E402
from kiosk.extras import Extras  # noqa: E402
from kiosk.presenter import Presenter  # noqa: E402
from kiosk.scanning import Scanned  # noqa: E402
from kiosk.screen import Page, Paper, Screen  # noqa: E402
from kiosk.wardrobe import Wardrobe  # noqa: E402
from kiosk.window import KioskWindow  # noqa: E402
from store.store import SqlStore, open_store  # noqa: E402
from ticketing.calendar import Opening, Reason  # noqa: E402
from ticketing.errors import StoreUnreachable  # noqa: E402
from ticketing.hall import Hall  # noqa: E402
from ticketing.issuing import Issued  # noqa: E402
from ticketing.model import HallInfo  # noqa: E402
from ticketing.words import Language  # noqa: E402
from ui import theme  # noqa: E402

T = TypeVar("T")

#: Size of the screen, how wide a page is on the sheet, how many stand in a row, and how many millimetres
#: above the floor the screen begins: one that lies has to hang high for the low view to change anything.
SIDES = {"upright": (QSize(1080, 1920), 240, 7, 800.0), "lying": (QSize(1920, 1080), 360, 4, 950.0)}
EASES = {"usual": Ease(), "low": Ease(low=True)}
#: A morning on which most of the hall is open.
MORNING = datetime(2026, 11, 24, 2, 10, tzinfo=UTC)
_GAP = 10
_COLOURS = 96
_LONGEST = 1560


class Clock:
    """`ports.Clock` that stands still."""

    def now(self) -> datetime:
        """Return the morning."""
        return MORNING

    def steady_s(self) -> float:
        """Stand still."""
        return 0.0


class Silent:
    """A voice that says nothing; with one the kiosk offers to read aloud."""

    def say(self, words: str, language: Language) -> None:
        """Stay silent."""

    def hush(self) -> None:
        """Nothing to cut off."""


def main() -> int:
    """Take every sheet anew."""
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="antrean-kiosk-") as name:
        folder = Path(name)
        with closing(open_store(str(folder / "hall.db"))) as store:
            hall = fill(store)
            for side, language in product(SIDES, Language):
                take(application, store, hall, side, language, folder)
    return 0


def fill(store: SqlStore) -> Hall:
    """Make a hall in which some people wait."""
    with store.writing() as tx:
        tx.keep_hall(HallInfo("MPP Bale Madukara", "Asia/Jakarta", catalogue_version=1))
        tx.replace_catalogue(catalogue_files.read(SHIPPED_CATALOGUE))
    hall = Hall(store, Clock())
    for n, code in enumerate(
        ["KTP-BARU"] * 5 + ["PKB-TAHUNAN"] * 4 + ["SIM-C"] * 3 + ["KK-BARU", "NPWP-OP"] * 2
    ):
        hall.issue(code, Language.ID, UUID(int=n + 1), paper=False)
    return hall


def take(
    application: QApplication, store: SqlStore, hall: Hall, side: str, language: Language, folder: Path
) -> None:
    """Take all pages of one language on one kind of screen, usual and low."""
    size, wide, columns, bottom_mm = SIDES[side]
    presenter = Presenter(hall, store, AtOnce(), Clock(), kiosk="kiosk-1", seconds=lambda: 0.0)
    # As of 32 inches.
    dots = max(size.width(), size.height()) / 708
    wardrobe = Wardrobe(theme.load("light"), theme.load("contrast"), dots, bottom_mm, motion=False)
    window = KioskWindow(presenter, wardrobe, Clock(), size, extras=Extras(Silent()))
    window.show()
    presenter.pass_time()
    presenter.choose_language(language)
    for name, ease in EASES.items():
        pages: list[Path] = []
        for n, screen in enumerate(screens(presenter, hall, language)):
            window.show_screen(replace(screen, ease=ease))
            for _ in range(3):
                application.processEvents()
            pages.append(folder / f"{n:02}.png")
            window.grab().save(str(pages[-1]))
        sheet(pages, wide, columns, folder / "sheet.png")
        shrink(folder / "sheet.png", HERE / "kiosk" / f"{side}-{name}-{language}.png", _LONGEST, _COLOURS)
    window.leave()
    window.deleteLater()


def screens(presenter: Presenter, hall: Hall, language: Language) -> Iterator[Screen]:
    """List every page, in the order in which a visitor may come to it."""
    welcome = presenter.screen
    reading = welcome.reading
    assert reading is not None
    catalogue = reading.catalogue
    yield welcome
    yield replace(welcome, page=Page.HOME)
    yield replace(welcome, page=Page.AGENCIES)
    yield replace(welcome, page=Page.SERVICES, agency=catalogue.agency["DUKCAPIL"])
    yield replace(welcome, page=Page.NEED, need=catalogue.need["KENDARAAN"])
    found = ("KTP-HILANG", "KTP-BARU", "SKTLK")
    yield replace(welcome, page=Page.SEARCH, typed="ktp hilang", found=found)
    yield replace(welcome, page=Page.ERRANDS)
    yield replace(welcome, page=Page.ERRAND, errand=catalogue.errands[0])
    service = catalogue.service["KTP-HILANG"]
    chosen = replace(welcome, agency=catalogue.agency["DUKCAPIL"], service=service)
    yield replace(chosen, page=Page.SERVICE, ticked=frozenset({2}))
    again = Opening(Reason.BREAK, MORNING + timedelta(hours=4))
    shut = replace(reading, closed={service.code: again})
    yield replace(chosen, page=Page.SERVICE, reading=shut)
    issued = hall.issue(service.code, language, UUID(int=1000 + list(Language).index(language)), paper=False)
    given = replace(chosen, page=Page.NUMBER, issued=issued)
    yield replace(given, paper=Paper.COMING)
    yield replace(given, paper=Paper.TROUBLE, shows_qr=True)
    yield from _alone(chosen, issued)
    yield replace(welcome, page=Page.SCANNED, scanned=Scanned(issued.leg, is_back=True, now=issued.told))
    lost = StoreUnreachable(path="hall.db", reason="missing")
    yield replace(chosen, page=Page.SORRY, trouble=lost)
    yield replace(welcome, page=Page.FAULT, trouble=lost)
    yield replace(welcome, page=Page.HOME, shows_ease=True)
    yield replace(welcome, page=Page.AGENCIES, seconds_left=17)


def _alone(chosen: Screen, issued: Issued) -> Iterator[Screen]:
    """List what a kiosk shows whose server is out of reach: it gives numbers of its own."""
    assert chosen.reading is not None
    alone = replace(chosen, reading=replace(chosen.reading, is_away=True))
    yield replace(alone, page=Page.SERVICE)
    ticket = replace(issued.ticket, n=5001, block=5001)
    given = replace(issued, leg=replace(issued.leg, ticket=ticket))
    yield replace(alone, page=Page.NUMBER, issued=given, paper=Paper.COMING)


def sheet(pages: list[Path], wide: int, columns: int, target: Path) -> None:
    """Put pages beside and below each other."""
    small = []
    for page in pages:
        with Image.open(page) as full:
            high = round(full.height * wide / full.width)
            small.append(full.convert("RGB").resize((wide, high), Image.Resampling.LANCZOS))
    high = small[0].height
    rows = -(-len(small) // columns)
    whole = Image.new("RGB", (columns * (wide + _GAP) + _GAP, rows * (high + _GAP) + _GAP), "#B9C6C0")
    for place, picture in enumerate(small):
        row, column = divmod(place, columns)
        whole.paste(picture, (_GAP + column * (wide + _GAP), _GAP + row * (high + _GAP)))
    whole.save(target)


if __name__ == "__main__":
    sys.exit(main())
