"""One file of tokens and one template; what is wrong in a file is told by name."""

import re
import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from language.sentences import explain
from tests.ui.conftest import Wear
from ticketing.errors import Misconfigured
from ticketing.words import Language
from ui import theme
from ui.measure import board_scale, desk_scale, touch_scale

SHIPPED = ["light", "dark", "contrast"]
SCALES = [
    touch_scale(QSize(768, 1024)),
    touch_scale(QSize(2160, 3840)),
    desk_scale(15),
    board_scale(QSize(1920, 1080)),
]
LIGHT = (theme.THEMES / "light.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SHIPPED)
def test_every_token_of_the_template_is_replaced(name: str) -> None:
    for scale in SCALES:
        sheet = re.sub(r"/\*.*?\*/", "", theme.style_sheet(theme.load(name), scale), flags=re.DOTALL)
        assert "$" not in sheet
        assert re.findall(r"[\d.]+mm", sheet) == []
        assert re.findall(r":\s*;", sheet) == []


def test_sizes_and_colours_stand_where_the_template_says() -> None:
    scale = touch_scale(QSize(1080, 1920), 4.0)
    sheet = theme.style_sheet(theme.load("dark"), scale)
    assert f"font-size: {scale.title}px" in sheet
    assert theme.load("dark").ink in sheet
    assert theme.load("light").paper not in sheet
    assert "border-radius: 16px" in sheet


@pytest.mark.parametrize("name", SHIPPED)
def test_qt_understands_the_whole_sheet(qtbot: QtBot, wear: Wear, name: str) -> None:
    look = wear(name)
    button = QPushButton("Panggil")
    button.setProperty("role", "primary")
    qtbot.addWidget(button)
    button.show()
    assert button.fontInfo().family() == "Plus Jakarta Sans"
    assert button.fontInfo().pixelSize() == look.scale.button


def test_a_worn_theme_is_the_palette_of_the_application(wear: Wear, qapp: QApplication) -> None:
    look = wear("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == look.theme.paper
    assert qapp.palette().color(QPalette.ColorRole.WindowText).name().upper() == look.theme.ink


def test_a_theme_of_ones_own_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(LIGHT.replace(theme.load("light").gold, "#123456"), encoding="utf-8")
    assert theme.load(file).gold == "#123456"
    assert asdict(theme.load("light")) == tomllib.loads(LIGHT)


@pytest.mark.parametrize(
    ("text", "problem", "detail"),
    [
        (None, "theme_missing", ""),
        ("not = [toml", "theme_unreadable", None),
        ("", "theme_token", "danger"),
        (LIGHT + '\nglitter = "#FFFFFF"\n', "theme_token", "glitter"),
        (LIGHT.replace("gold =", "silver ="), "theme_token", "gold"),
        (re.sub('ink = "[^"]*"', 'ink = "black"', LIGHT), "theme_token", "ink"),
        (re.sub('ink = "[^"]*"', "ink = 12", LIGHT), "theme_token", "ink"),
        (re.sub('ink = "[^"]*"', 'ink = "#123456; }"', LIGHT), "theme_token", "ink"),
    ],
    ids=["missing", "not toml", "empty", "unknown", "misspelt", "a word", "a number", "more than a colour"],
)
def test_a_wrong_theme_is_refused_by_what_is_wrong(
    tmp_path: Path, text: str | None, problem: str, detail: str | None
) -> None:
    file = tmp_path / "own.toml"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(Misconfigured) as caught:
        theme.load(file)
    assert caught.value.facts["problem"] == problem
    assert detail is None or caught.value.facts["detail"] == detail
    for language in Language:
        assert str(file) in explain(caught.value, language)


def test_a_theme_that_is_not_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Misconfigured):
        theme.load(file)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(Misconfigured):
        theme.load("neon")


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(
    "colour", ["#0A5850", "#FFFFFF", "#000000", "#FFE100", "#8A1538", "#1D4ED8", "#7F7F7F"]
)
def test_a_halls_colours_are_legible_whatever_they_are(name: str, colour: str) -> None:
    own = theme.tinted(theme.load(name), colour, colour)
    assert own.gold == colour, "the accent is kept; what stands on it gives way"
    for one, other in (
        (own.primary, own.paper),
        (own.on_primary, own.primary),
        (own.on_gold, own.gold),
    ):
        assert theme.contrast(one, other) >= 4.4
    assert theme.tinted(theme.load(name)) == theme.load(name)


def test_high_contrast_stays_as_it_is_whatever_the_hall_wants() -> None:
    assert theme.tinted(theme.load("contrast"), "#8A1538", "#8A1538") == theme.load("contrast")


def test_contrast_is_that_of_the_guidelines() -> None:
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert theme.contrast("#F2B53A", "#14211F") == pytest.approx(9.0, abs=0.05)
    assert theme.contrast("#45534F", "#F7F5F0") == pytest.approx(7.4, abs=0.05)
