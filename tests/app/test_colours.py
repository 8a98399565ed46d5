"""Kiosk and counter wear the hall's colours, as the boards do."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import stage as stage_module
from app.colours import worn
from app.config import Config, HallConfig
from app.kiosking import Kiosking
from app.orders import Orders
from app.stage import Stage
from ui import theme
from ui.theme import Look
from ui.widgets.button import TouchButton

OWN = Config(hall=HallConfig(colour="#8A1538", accent="#3DA5D9"))


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Config], Stage]:
    """Make stages on the application that is there."""
    monkeypatch.setattr(stage_module, "QApplication", lambda argv: qapp)
    return lambda config: Stage("kiosk", Orders(config, db=str(tmp_path / "hall.db"), windowed=True))


def dressed(stage: Stage, orders: Orders, role: str) -> Look:
    if role == "counter":
        return stage.desk_look("light")
    kiosking = Kiosking(stage, orders)
    look = kiosking.window.look
    kiosking.close()
    return look


@pytest.mark.parametrize("role", ["kiosk", "counter"])
def test_the_windows_wear_them(
    qtbot: QtBot, qapp: QApplication, stage: Callable[[Config], Stage], role: str, tmp_path: Path
) -> None:
    made = stage(OWN)
    look = dressed(made, Orders(OWN, db=str(tmp_path / "hall.db"), windowed=True), role)
    made.worker.stop()
    assert (look.theme.primary, look.theme.gold) == ("#8A1538", "#3DA5D9")
    assert qapp.palette().color(QPalette.ColorRole.Highlight).name().upper() == "#8A1538"
    page = QWidget()
    qtbot.addWidget(page)
    button = TouchButton(look, "", page, role="primary")
    button.resize(400, 100)
    page.show()
    assert page.grab().toImage().pixelColor(200, 50).name().upper() == "#8A1538"


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("colour", ["#FFFF66", "#FFFFFF", "#0B0B0B", "#7F7F7F", "#1D4ED8", "#E4002B"])
def test_a_colour_that_cannot_be_read_is_made_legible_on_every_ground(name: str, colour: str) -> None:
    own = worn(Config(hall=HallConfig(colour=colour, accent=colour)), name)
    for ground in (own.paper, own.surface, own.surface_pressed):
        assert theme.contrast(own.primary, ground) >= 4.5
    assert theme.contrast(own.on_primary, own.primary) >= 4.5
    assert theme.contrast(own.on_primary, own.primary_pressed) >= 4.5
    assert theme.contrast(own.on_gold, own.gold) >= 4.5


def test_without_colours_and_in_high_contrast_the_theme_is_the_shipped_one() -> None:
    assert worn(Config(), "light") == theme.load("light")
    assert worn(OWN, "contrast") == theme.load("contrast")
