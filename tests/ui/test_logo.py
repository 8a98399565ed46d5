"""The hall's logo stands where it can be read, and leaves no hole where it cannot."""

import logging
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.waiting import PATIENCE_S
from ui.theme import Look
from ui.widgets import logo as logos
from ui.widgets.button import TouchButton
from ui.widgets.logo import BrokenLogo, Logo

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9000 3000"><rect width="9000" height="3000" fill="#FF00FF"/></svg>'
ROOM = QSize(200, 60)


def picture(file: Path, width: int, height: int) -> Path:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor("#FF00FF"))
    assert made.save(str(file))
    return file


def broken_file(folder: Path, fault: str) -> Path:
    file = folder / "logo.png"
    if fault == "no picture":
        file.write_text("this is no picture")
    elif fault == "cut off":
        file.write_bytes(picture(folder / "whole.png", 300, 100).read_bytes()[:60])
    elif fault == "too heavy":
        file.write_bytes(bytes(logos.LARGEST_BYTES + 1))
    elif fault == "too many dots":
        picture(file, 4100, 4000)
    elif fault == "a folder":
        file.mkdir()
    return file


FAULTS = ["missing", "no picture", "cut off", "too heavy", "too many dots", "a folder"]


class Row:
    """A logo, and beside it what fills the rest."""

    def __init__(self, qtbot: QtBot, look: Look, path: Path | None) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        row = QHBoxLayout(self.window)
        row.setContentsMargins(0, 0, 0, 0)
        self.logo = Logo(look, path)
        self.rest = TouchButton(look, "Hall")
        row.addWidget(self.logo)
        row.addWidget(self.rest, 1)
        self.window.resize(600, 120)
        with qtbot.waitSignal(self.logo.settled, raising=path is not None):
            self.window.show()
            if path is None:
                self.logo.settled.emit()
        qtbot.wait(10)


@pytest.mark.parametrize(
    ("size", "fitted"), [((400, 400), (60, 60)), ((2000, 100), (200, 10)), ((20, 10), (120, 60))]
)
def test_it_keeps_its_proportions(tmp_path: Path, size: tuple[int, int], fitted: tuple[int, int]) -> None:
    found = logos.read(picture(tmp_path / "logo.png", *size), ROOM)
    assert (found.width(), found.height()) == fitted
    assert found.pixelColor(found.width() // 2, found.height() // 2).name() == "#ff00ff"


def test_a_drawing_of_any_size_is_drawn_sharp(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(SVG)
    found = logos.read(tmp_path / "logo.svg", ROOM)
    assert (found.width(), found.height()) == (180, 60)


@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_its_name_may_lie(tmp_path: Path, ending: str) -> None:
    made = picture(tmp_path / f"logo.{ending}", 30, 30).rename(tmp_path / "logo.svg")
    assert not logos.read(made, ROOM).isNull()


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_no_logo_is_refused(tmp_path: Path, fault: str) -> None:
    with pytest.raises(BrokenLogo) as caught:
        logos.read(broken_file(tmp_path, fault), ROOM)
    assert str(caught.value)


def test_it_stands_beside_what_fills_the_rest(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    row = Row(qtbot, look, picture(tmp_path / "logo.png", 300, 100))
    assert row.logo.isVisible()
    assert 0 < row.logo.width() <= look.mm(45)
    assert 0 < row.logo.height() <= look.mm(16)
    assert row.rest.x() > row.logo.geometry().right()
    shown = row.window.grab().toImage().pixelColor(row.logo.geometry().center())
    assert shown.name() == "#ff00ff"


@pytest.mark.parametrize("fault", [None, *FAULTS])
def test_a_missing_one_leaves_no_hole_and_a_broken_one_is_told(
    qtbot: QtBot, look: Look, tmp_path: Path, fault: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        row = Row(qtbot, look, broken_file(tmp_path, fault) if fault else None)
    assert not row.logo.isVisible()
    assert row.rest.x() == 0
    assert caplog.text.count("no logo") == (1 if fault else 0)
    assert bool(row.logo.trouble) is bool(fault)


def test_it_is_read_away_from_the_window(
    qtbot: QtBot, look: Look, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers: list[threading.Thread] = []
    may_go_on = threading.Event()

    def slow(path: Path, most: QSize) -> QImage:
        readers.append(threading.current_thread())
        assert may_go_on.wait(PATIENCE_S)
        return QImage(20, 20, QImage.Format.Format_RGB32)

    monkeypatch.setattr(logos, "read", slow)
    made = Logo(look, tmp_path / "logo.png")
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: len(readers) == 1)
    assert not made.isVisible()
    with qtbot.waitSignal(made.settled):
        may_go_on.set()
    assert made.isVisible()
    assert readers != [threading.current_thread()]
