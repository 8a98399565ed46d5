"""Millimetres on screens that lie, and letters that have the height they should."""

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QFontMetricsF, QScreen
from PySide6.QtWidgets import QApplication

from ui import fonts, measure
from ui.measure import board_scale, desk_scale, touch_scale


class FakeScreen:
    """A screen that says of itself what it is told to."""

    def __init__(self, pixels: tuple[int, int], mm: tuple[float, float]) -> None:
        self._pixels, self._mm = QSize(*pixels), QSizeF(*mm)

    def size(self) -> QSize:
        return self._pixels

    def physicalSize(self) -> QSizeF:  # noqa: N802
        return self._mm


def dots_per_mm(pixels: tuple[int, int], mm: tuple[float, float]) -> float | None:
    return measure.dots_per_mm(cast(QScreen, FakeScreen(pixels, mm)))


def test_a_screen_that_tells_its_size_is_believed() -> None:
    assert dots_per_mm((1920, 1080), (344, 194)) == pytest.approx(5.57, abs=0.02)
    assert dots_per_mm((1080, 1920), (268, 476)) == pytest.approx(4.03, abs=0.02)


@pytest.mark.parametrize(
    ("pixels", "mm"),
    [
        ((1920, 1080), (0, 0)),
        ((1920, 1080), (344, 0)),
        ((1920, 1080), (-1, -1)),
        ((1920, 1080), (1600, 900)),
        ((1920, 1080), (16, 9)),
        ((1920, 1080), (160, 160)),
        ((1080, 1920), (344, 194)),
    ],
    ids=["nothing", "half", "negative", "a wall", "a stamp", "a square", "not turned"],
)
def test_a_screen_that_talks_nonsense_is_not_believed(
    pixels: tuple[int, int], mm: tuple[float, float]
) -> None:
    assert dots_per_mm(pixels, mm) is None


@given(
    st.integers(600, 4000),
    st.floats(1.3, 2.2),
    st.booleans(),
    st.one_of(st.none(), st.floats(0.5, 40)),
)
def test_a_touch_page_has_room_for_its_millimetres_on_any_screen(
    short: int, ratio: float, is_tall: bool, dots: float | None
) -> None:
    long = round(short * ratio)
    window = QSize(short, long) if is_tall else QSize(long, short)
    scale = touch_scale(window, dots)
    assert short / scale.dots_per_mm >= 209.9
    assert long / scale.dots_per_mm >= 289.9
    assert short / scale.dots_per_mm <= max(300.1, 1.05 * 290 / ratio)


def test_a_believable_size_is_kept() -> None:
    assert touch_scale(QSize(1080, 1920), 4.03).dots_per_mm == 4.03
    assert touch_scale(QSize(1080, 1920), 4.03).mm(20) == 81
    assert touch_scale(QSize(1080, 1920)).mm(0) == 1


def test_letters_on_glass_have_the_height_they_should(qapp: QApplication) -> None:
    dots = 4.5
    scale = touch_scale(QSize(1080, 1920), dots)
    for family, size_px, mm in (
        (fonts.TEXT, scale.body, 5),
        (fonts.HEADING, scale.button, 6),
        (fonts.HEADING, scale.title, 9),
        (fonts.TEXT, scale.number, 40),
    ):
        height = QFontMetricsF(fonts.font(family, size_px)).capHeight()
        assert height / dots == pytest.approx(mm, abs=0.25)


def test_the_shipped_typefaces_are_used_and_no_other(qapp: QApplication) -> None:
    from PySide6.QtGui import QFontInfo

    for family in (fonts.HEADING, fonts.TEXT, fonts.SUNDANESE):
        assert QFontInfo(fonts.font(family, 20)).family() == family


def test_desk_letters_follow_the_desktop() -> None:
    small, large = desk_scale(13), desk_scale(26)
    assert (small.body, large.body) == (13, 26)
    assert small.small >= 9
    assert large.mm(4) == pytest.approx(2 * small.mm(4), abs=1)
    assert small.small <= small.body <= small.button < small.title < small.number


def test_board_letters_are_a_share_of_the_window() -> None:
    small, large = board_scale(QSize(1280, 720)), board_scale(QSize(3840, 2160))
    assert large.number == pytest.approx(3 * small.number, abs=2)
    # A tall or odd window is measured by what a 16:9 picture in it would be.
    assert board_scale(QSize(1280, 1024)) == small
