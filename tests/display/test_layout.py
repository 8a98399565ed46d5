"""What has to be read from afar decides what has room."""

import pytest
from PySide6.QtCore import QRect, QSize
from pytestqt.qtbot import QtBot

from display.call_panel import CallPanel
from display.layout import Layout, Measures, Sight, Wanted, arrange
from display.recent_calls import RecentCalls
from display.writing import Pair
from ui import theme

SIZES = [(1920, 1080), (3840, 2160), (1366, 768), (1024, 768), (1080, 1920), (2160, 3840)]
ALL = Wanted(calls=True, queues=True, media=True)


@pytest.fixture
def measures(qtbot: QtBot) -> Measures:
    panel = CallPanel(theme.load("dark"), Pair("LOKET", "COUNTER"))
    recent = RecentCalls(theme.load("dark"), Pair("Panggilan sebelumnya"))
    qtbot.addWidget(panel)
    qtbot.addWidget(recent)
    return Measures(panel.capital_px, recent.capital_px)


def laid(
    size: tuple[int, int], wanted: Wanted, distance_m: float, measures: Measures, mm: int = 952
) -> Layout:
    return arrange(QRect(0, 0, *size), wanted, Sight(distance_m, max(size) / mm), measures)


def parts(layout: Layout) -> list[QRect]:
    found = (layout.hall, layout.panel, layout.recent, layout.queues, layout.media, layout.foot)
    return [place for place in found if place is not None]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("calls", [True, False])
@pytest.mark.parametrize("queues", [True, False])
@pytest.mark.parametrize("media", [True, False])
@pytest.mark.parametrize("distance_m", [1.0, 5.0, 12.0])
def test_nothing_lies_over_something_else_or_over_the_edge(
    measures: Measures, size: tuple[int, int], calls: bool, queues: bool, media: bool, distance_m: float
) -> None:
    places = parts(laid(size, Wanted(calls, queues, media), distance_m, measures))
    for n, place in enumerate(places):
        assert place.width() > 0
        assert place.height() > 0
        assert QRect(0, 0, *size).contains(place)
        assert not any(place.intersects(other) for other in places[n + 1 :])


@pytest.mark.parametrize("size", SIZES)
def test_close_by_everything_has_room(measures: Measures, size: tuple[int, int]) -> None:
    layout = laid(size, ALL, 4.0, measures)
    assert layout.queues is not None
    assert layout.media is not None
    assert layout.reach_m >= 4.0


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("distance_m", [5.0, 6.0, 7.0, 8.0])
def test_calls_are_legible_from_the_distance_or_stand_alone(
    measures: Measures, size: tuple[int, int], distance_m: float
) -> None:
    layout = laid(size, ALL, distance_m, measures)
    assert layout.reach_m >= distance_m or (layout.queues is None and layout.media is None)


@pytest.mark.parametrize(("inches_mm", "reach_m"), [(952, 8), (1218, 10), (1660, 14)])
def test_alone_calls_are_read_from_as_far_as_the_manual_says(
    measures: Measures, inches_mm: int, reach_m: int
) -> None:
    layout = laid((1920, 1080), ALL, 40.0, measures, inches_mm)
    assert reach_m <= layout.reach_m < reach_m + 1.5


def test_the_reach_follows_from_both_heights() -> None:
    sight = Sight(5.0, 2.0)
    assert sight.number_px == 100
    assert sight.rest_px == 50
    assert sight.reach_m(100, 50) == 5.0
    assert sight.reach_m(200, 50) == 5.0
    assert sight.reach_m(100, 20) == 2.0


def test_letters_are_as_high_as_was_said(measures: Measures) -> None:
    assert measures.number(QSize(1920, 500)) > measures.number(QSize(1280, 500)) > 0
    assert measures.listed(QSize(1920, 400)) > measures.listed(QSize(960, 200)) > 0
