"""Every test of the board may have a rig."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter
from pytestqt.qtbot import QtBot

from app import catalogue_files
from display import lettering
from display.board import Pace
from display.settings import BoardSettings
from display.window import BoardWindow
from tests.display.hallway import Drawn, Hallway
from tests.display.rig import Rig
from tests.fakes import FakeWorker
from ticketing.catalogue import Catalogue
from ticketing.week import Hours
from voice.announcer import NullAnnouncer


@pytest.fixture
def rig() -> Rig:
    return Rig()


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    shipped = catalogue_files.read(Path(__file__).parents[2] / "assets/catalogue")
    return replace(shipped, hours=Hours(), quotas=())  # open at any hour


@pytest.fixture
def hallway(catalogue: Catalogue) -> Hallway:
    return Hallway(catalogue)


@pytest.fixture
def window(qtbot: QtBot, hallway: Hallway) -> BoardWindow:
    made = BoardWindow(
        hallway.store,
        FakeWorker(),
        hallway.clock,
        NullAnnouncer(),
        BoardSettings(pace=Pace(hold_s=0.05, rush_s=0.02)),
    )
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Drawn]:
    """Collect what the board draws."""
    found: list[Drawn] = []
    draw = lettering.draw

    def note(painter: QPainter, where: QRectF, text: str, font: QFont, *rest: Any) -> None:
        wide, capital = lettering.width_px(font, text), lettering.capital_px(font)
        found.append(Drawn(text, wide, where.width(), capital, where.center().y() + capital / 2))
        draw(painter, where, text, font, *rest)

    monkeypatch.setattr(lettering, "draw", note)
    return found
