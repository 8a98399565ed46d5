"""Buttons for fingers: large enough, nothing cut, nothing over another."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Wear
from ui.theme import Look
from ui.widgets.button import Place, TouchButton

WORDS = [
    "Ambil nomor",
    "Surat keterangan pindah datang antarkabupaten",
    "Paspor prioritas (lansia, balita, disabilitas, ibu hamil)",
]
ROLES = ["", "primary", "quiet", "priority", "danger", "tile", "language"]


def laid_out(button: TouchButton, width: int) -> TouchButton:
    button.ensurePolished()
    width = max(width, button.minimumSizeHint().width())
    button.resize(width, button.heightForWidth(width))
    return button


def needs(button: TouchButton, text: str, font: QFont, room: QRect) -> QRect:
    flags = int(Qt.TextFlag.TextWordWrap)
    return QFontMetrics(font).boundingRect(QRect(0, 0, room.width(), 0), flags, text)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("icon", ["", "check"])
@pytest.mark.parametrize("width", [180, 420, 1000])
def test_icon_words_and_detail_fit_and_do_not_overlap(
    qtbot: QtBot, look: Look, role: str, place: Place, icon: str, width: int
) -> None:
    for words in WORDS:
        for detail in ("", "Dinas Kependudukan dan Pencatatan Sipil · ± 25 menit"):
            button = TouchButton(look, role=role, icon=icon, place=place)
            qtbot.addWidget(button)
            button.say(words, detail)
            places = laid_out(button, width).places()
            assert [place.isNull() for place in places] == [not icon, False, not detail]
            shown = [place for place in places if not place.isNull()]
            assert all(button.rect().contains(place) for place in shown)
            assert not any(one.intersects(other) for n, one in enumerate(shown) for other in shown[n + 1 :])
            needed = needs(button, words, button.font(), places[1])
            assert needed.height() <= places[1].height()
            assert needed.width() <= places[1].width()


@pytest.mark.parametrize("window", [QSize(768, 1024), QSize(1080, 1920), QSize(2160, 3840)])
def test_it_is_at_least_20_mm_high_whatever_it_says(qtbot: QtBot, wear: Wear, window: QSize) -> None:
    look = wear(window=window)
    for text in ("", "Ya"):
        button = TouchButton(look, text)
        qtbot.addWidget(button)
        assert button.minimumSizeHint().height() >= look.mm(20)
        assert button.minimumSizeHint().width() >= look.mm(20)
        assert button.heightForWidth(1000) >= look.mm(20)
    tile = TouchButton(look, "KTP", role="tile", least_height_mm=25)
    qtbot.addWidget(tile)
    assert tile.heightForWidth(1000) >= look.mm(25)


def test_words_wrap_where_there_is_less_room(qtbot: QtBot, look: Look) -> None:
    button = TouchButton(look, WORDS[2])
    qtbot.addWidget(button)
    assert button.heightForWidth(300) > button.heightForWidth(700) >= button.heightForWidth(1500)
    assert button.sizeHint().width() > 700
    assert button.minimumSizeHint().width() < 500


def test_it_is_as_wide_as_its_longest_word_at_least(qtbot: QtBot, look: Look) -> None:
    button = TouchButton(look, "di Pertanggungjawaban")
    qtbot.addWidget(button)
    laid_out(button, 0)
    longest = QFontMetrics(button.font()).horizontalAdvance("Pertanggungjawaban")
    assert button.places()[1].width() >= longest


def test_icon_and_words_stand_in_the_middle_together(qtbot: QtBot, look: Look) -> None:
    button = TouchButton(look, "Cetak", icon="check")
    qtbot.addWidget(button)
    icon, words, _ = laid_out(button, 900).places()
    assert abs(icon.left() - (button.width() - words.right())) <= 4
    assert icon.right() < words.left()


def test_a_tile_stands_left_with_its_icon_first(qtbot: QtBot, look: Look) -> None:
    button = TouchButton(look, "Kartu Keluarga", role="tile", icon="check")
    qtbot.addWidget(button)
    icon, words, _ = laid_out(button, 900).places()
    assert icon.left() < look.mm(8)
    assert words.left() - icon.right() < look.mm(4)


def test_a_reader_hears_the_words_and_the_detail(qtbot: QtBot, look: Look) -> None:
    button = TouchButton(look, "KTP baru")
    qtbot.addWidget(button)
    assert button.accessibleName() == "KTP baru"
    button.say("KK", "12 menit")
    assert (button.accessibleName(), button.text(), button.detail) == ("KK, 12 menit", "KK", "12 menit")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_its_words_are_seen_in_every_state(qtbot: QtBot, wear: Wear, role: str, name: str) -> None:
    look = wear(name)
    page = QWidget()
    page.setProperty("role", "page")
    page.resize(600, 200)
    qtbot.addWidget(page)
    button = TouchButton(look, "MMMM", page, role=role)
    button.setCheckable(True)
    page.show()
    laid_out(button, 500)
    for is_enabled, is_checked in ((True, False), (True, True), (False, False)):
        button.setEnabled(is_enabled)
        button.setChecked(is_checked)
        picture = page.grab(button.places()[1].translated(button.pos())).toImage()
        shades = {
            picture.pixelColor(x, y).lightness()
            for x in range(0, picture.width(), 2)
            for y in range(0, picture.height(), 2)
        }
        assert max(shades) - min(shades) > 90, (is_enabled, is_checked)


def test_a_press_is_seen_at_once(qtbot: QtBot, look: Look) -> None:
    button = TouchButton(look, "Ambil nomor")
    qtbot.addWidget(button)
    button.show()
    laid_out(button, 500)
    before = button.grab().toImage()
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    assert button.grab().toImage() != before
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("y", [0, 1, 0.5, -1])
def test_a_tap_at_its_very_edge_counts(qtbot: QtBot, look: Look, y: float) -> None:
    button = TouchButton(look, "Ambil nomor")
    qtbot.addWidget(button)
    button.show()
    laid_out(button, 500)
    taps: list[bool] = []
    button.clicked.connect(lambda: taps.append(True))
    row = {0.5: button.height() // 2, -1: button.height() - 1}.get(y, int(y))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(250, row))
    assert len(taps) == 1
