"""Who steers by keys sees where they are, on any button, in any theme; nothing moves for it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Wear
from ui import theme
from ui.theme import Look, contrast
from ui.widgets import focus_ring
from ui.widgets.button import TouchButton

THEMES = ["light", "dark", "contrast"]
ROLES = ["", "primary", "quiet", "priority", "danger", "tile", "language"]
ACCENTS = ["", "#FFFFFF", "#000000", "#7F7F7F", "#8A1538", "#FFE100", "#0C1715", "#F7F5F0"]


class Rig:
    """One button on a page."""

    def __init__(self, qtbot: QtBot, look: Look, role: str, *, is_checked: bool = False) -> None:
        self.look = look
        self.page = QWidget()
        self.page.setProperty("role", "page")
        self.page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        qtbot.addWidget(self.page)
        self.button = TouchButton(look, "Ambil nomor", self.page, role=role)
        self.button.setCheckable(True)
        self.button.setChecked(is_checked)
        self.button.setGeometry(40, 40, 500, look.mm(22))
        self.page.resize(600, 300)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()

    def seen(self, *, has_focus: bool) -> QImage:
        (self.button if has_focus else self.page).setFocus()
        return self.page.grab().toImage()

    def across(self, image: QImage) -> list[str]:
        """The colours from outside through the left edge, at half height, a quarter of a millimetre each."""
        y = self.button.geometry().center().y()
        steps = [self.button.x() + round(self.look.scale.dots_per_mm * n / 4) for n in range(-4, 16)]
        return [image.pixelColor(x, y).name().upper() for x in steps]


def changes(colours: list[str]) -> list[str]:
    """Leave out what is the same as before, and the shades of a soft edge between two others."""
    runs = [one for n, one in enumerate(colours) if n == 0 or one != colours[n - 1]]
    return [one for one in runs if colours.count(one) > 1]


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("is_checked", [False, True])
def test_a_double_ring_stands_out_from_page_and_button(
    qtbot: QtBot, wear: Wear, name: str, role: str, is_checked: bool
) -> None:
    rig = Rig(qtbot, wear(name), role, is_checked=is_checked)
    plain, ringed = rig.seen(has_focus=False), rig.seen(has_focus=True)
    ring, band = focus_ring.colours(rig.look.theme)
    seen = changes(rig.across(ringed))
    assert seen[:3] == [rig.look.theme.paper, ring, band]
    assert rig.across(ringed).count(ring) >= 5, "it is 1.6 mm broad"
    assert contrast(ring, rig.look.theme.paper) >= 3
    assert contrast(ring, band) >= 3
    assert plain != ringed
    assert contrast(ring, rig.across(plain)[-1]) >= 3 or contrast(band, rig.across(plain)[-1]) >= 3


@pytest.mark.parametrize("role", ROLES)
def test_nothing_moves_and_no_word_is_covered(qtbot: QtBot, wear: Wear, role: str) -> None:
    rig = Rig(qtbot, wear(), role)
    rig.button.say("Prioritas", "60 tahun ke atas, difabel, hamil")
    before = (rig.button.sizeHint(), rig.button.heightForWidth(500), rig.button.places())
    plain = rig.seen(has_focus=False)
    ringed = rig.seen(has_focus=True)
    assert (rig.button.sizeHint(), rig.button.heightForWidth(500), rig.button.places()) == before
    ring_mm = focus_ring.RING_MM + focus_ring.BAND_MM + focus_ring.LINE_MM
    inner = rig.button.geometry().marginsRemoved(rig.button.contentsMargins())
    edge = rig.look.mm(ring_mm + 1.5)  # a millimetre is free below
    inner.adjust(edge, edge, -edge, -edge)
    assert plain.copy(inner) == ringed.copy(inner)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("accent", ACCENTS)
def test_the_ring_is_seen_in_a_halls_own_colours(name: str, accent: str) -> None:
    own = theme.tinted(theme.load(name), accent, accent)
    ring, band = focus_ring.colours(own)
    for ground in (own.paper, own.surface, band):
        assert contrast(ring, ground) >= 3


@pytest.mark.parametrize("name", THEMES)
def test_the_ring_goes_down_with_a_pressed_button(qtbot: QtBot, wear: Wear, name: str) -> None:
    rig = Rig(qtbot, wear(name), "primary")
    rig.button.setFocus()
    ring, _ = focus_ring.colours(rig.look.theme)
    top = rig.button.geometry().center().x(), rig.button.y() + 1
    assert rig.page.grab().toImage().pixelColor(*top).name().upper() == ring
    QTest.mousePress(rig.button, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert rig.page.grab().toImage().pixelColor(*top).name().upper() == rig.look.theme.paper
    QTest.mouseRelease(rig.button, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("role", ["", "primary", "priority", "danger", "quiet", "tile"])
def test_what_cannot_be_pressed_looks_the_same_whatever_it_would_do(
    qtbot: QtBot, wear: Wear, name: str, role: str
) -> None:
    rig = Rig(qtbot, wear(name), role)
    rig.button.setEnabled(False)
    image = rig.page.grab().toImage()
    x, y = rig.button.x() + 1, rig.button.geometry().center().y()
    down = {image.pixelColor(x, y + step).name().upper() for step in range(-30, 30)}
    assert rig.look.theme.edge in down
    assert len(down) > 1, "its edge is dashed"
