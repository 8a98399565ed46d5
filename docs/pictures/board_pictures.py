"""Takes the pictures of the board: three languages, two themes, two orientations, with 1, 6 and 60 calls.

``make pictures`` runs it after `make_pictures`. Look at the pictures before they are committed.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
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

from PySide6.QtCore import QRect, Qt  # noqa: E402
from PySide6.QtGui import QColor, QFont, QImage, QPainter  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from app import catalogue_files  # noqa: E402
from app.parts import SHIPPED_CATALOGUE  # noqa: E402
from display.settings import BoardSettings  # noqa: E402
from display.window import BoardWindow  # noqa: E402
from docs.pictures.make_pictures import shrink  # noqa: E402
from store.store import SqlStore, open_store  # noqa: E402
from ticketing.boards import Notice, NoticeKind  # noqa: E402
from ticketing.catalogue import Catalogue  # noqa: E402
from ticketing.errors import AntreanError  # noqa: E402
from ticketing.hall import Hall  # noqa: E402
from ticketing.model import Call, HallInfo  # noqa: E402
from ticketing.week import Hours  # noqa: E402
from ticketing.words import Language  # noqa: E402
from ui import fonts, theme  # noqa: E402
from ui.media.panel import MediaPanel  # noqa: E402

T = TypeVar("T")

SIZES = {"lying": (1920, 1080), "upright": (1080, 1920)}
SENTENCES = ("Simpan nomor antrean Anda sampai dilayani.", "Semua layanan di sini tanpa pungutan.")
#: No side of a picture is longer, in pixels.
LONGEST = 540
_COLOURS = 40


class Clock:
    """`ports.Clock` that goes on by some seconds each time it is asked."""

    def __init__(self) -> None:
        self._at = datetime(2026, 11, 24, 0, 35, tzinfo=UTC)

    def now(self) -> datetime:
        """Return the time, and go on."""
        self._at += timedelta(seconds=3)
        return self._at

    def steady_s(self) -> float:
        """Stand still."""
        return 0.0


class AtOnce:
    """`ports.Worker` that does everything at once."""

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[AntreanError], None]
    ) -> None:
        """Do it."""
        done(work())


class Speaking:
    """An announcer that speaks one call for ever, so that others wait for their turn."""

    def announce(
        self, call: Call, catalogue: Catalogue | None, on_end: Callable[[], None], *, is_short: bool
    ) -> None:
        """Never end."""


class Morning:
    """A hall in which people wait and are called, the same ones each time.

    Args:
        store: An empty one.
        calls: How many were called.
    """

    def __init__(self, store: SqlStore, calls: int) -> None:
        catalogue = replace(catalogue_files.read(SHIPPED_CATALOGUE), hours=Hours(), quotas=())
        with store.writing() as tx:
            tx.keep_hall(HallInfo("MPP Bale Madukara", "Asia/Jakarta", catalogue_version=1))
            tx.replace_catalogue(catalogue)
        self.store, self.clock = store, Clock()
        self._hall = Hall(store, self.clock)
        self._catalogue = catalogue
        self._random = random.Random(7)
        for _ in range(60):
            self._come(self._random.choice(catalogue.agencies[:14]).code)
        for _ in range(calls):
            self.call()

    def call(self) -> None:
        """Call somebody, and give up who was there."""
        counter = self._random.choice(self._catalogue.counters)
        self._come(counter.agency)
        self._hall.call_next(counter.name)
        self._hall.no_show(counter.name)

    def _come(self, agency: str) -> None:
        service = self._random.choice(self._catalogue.services_of(agency))
        tap = UUID(int=self._random.getrandbits(128), version=4)
        self._hall.issue(service.code, self._random.choice(list(Language)), tap, paper=False)


def main() -> int:
    """Take every picture anew."""
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="antrean-board-") as name:
        folder = Path(name)
        for calls in (1, 6, 60):
            with closing(open_store(str(folder / f"{calls}.db"))) as store:
                morning = Morning(store, calls - (calls == 60) * 3)
                for look, language, side in product(("dark", "light"), Language, SIZES):
                    settings = BoardSettings(theme.load(look), language, sentences=SENTENCES)
                    take(morning, settings, side, f"board/{side}-{look}-{language}-{calls}", calls == 60)
        with closing(open_store(str(folder / "other.db"))) as store:
            take_others(application, Morning(store, 12), folder)
    return 0


def take(morning: Morning, settings: BoardSettings, side: str, name: str, goes_on: bool) -> None:
    """Take one picture; where it goes on, three more calls come while one is announced."""
    with closing(morning.store.feed()) as feed:
        window = opened(morning, settings, side)
        if goes_on:
            for _ in range(3):
                morning.call()
            window.presenter.hear(feed.poll())
            window.panel.calm()
            window.panel._end_flash()
        keep(window, name)


def take_others(application: QApplication, morning: Morning, folder: Path) -> None:
    """Take the board with pictures, in a hall's own colours, in high contrast, and under each notice."""
    media = folder / "media"
    media.mkdir()
    poster(media / "poster.png")
    own = theme.tinted(theme.load("dark"), "#1D4ED8", "#7DD3FC")
    window = opened(morning, BoardSettings(own, sentences=SENTENCES), "lying", MediaPanel(own, media))
    window.show()
    until = time.monotonic() + 5
    while time.monotonic() < until:
        application.processEvents()
    keep(window, "board/with-pictures")
    keep(opened(morning, BoardSettings(theme.load("contrast")), "lying"), "board/contrast")
    for kind in NoticeKind:
        with morning.store.writing() as tx:
            now = morning.clock.now()
            ends = None if kind is NoticeKind.EVACUATION else now + timedelta(minutes=45)
            tx.keep_notice(Notice(kind, now, ends))
        keep(opened(morning, BoardSettings(), "lying"), f"board/notice-{kind}")


def opened(
    morning: Morning, settings: BoardSettings, side: str, media: MediaPanel | None = None
) -> BoardWindow:
    """Open a board on a hall, 43 inches large."""
    settings = replace(settings, dots_per_mm=1920 / 952)
    window = BoardWindow(morning.store, AtOnce(), morning.clock, Speaking(), settings, media=media)
    window.resize(*SIZES[side])
    window.open()
    return window


def keep(window: BoardWindow, name: str) -> None:
    """Write a picture of a window, small, and close it."""
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.png"
        window.grab().save(str(full))
        shrink(full, HERE / f"{name}.png", LONGEST, _COLOURS)
    window.close()
    window.deleteLater()


def poster(file: Path) -> None:
    """Draw what a hall might show beside its calls."""
    image = QImage(1280, 720, QImage.Format.Format_RGB32)
    image.fill(QColor("#F7F5F0"))
    painter = QPainter(image)
    painter.setPen(QColor("#1D4ED8"))
    for text, size, top, high in (("Bawa KTP asli", 120, 150, 220), ("dan Kartu Keluarga", 96, 370, 180)):
        painter.setFont(fonts.font(fonts.HEADING, size, QFont.Weight.ExtraBold))
        painter.drawText(QRect(0, top, 1280, high), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    image.save(str(file))


if __name__ == "__main__":
    sys.exit(main())
