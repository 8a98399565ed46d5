"""Names, roles, order, size, distance, contrast: measured on every page, in each language and theme."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kiosk import key_walk
from kiosk.ease import Wish
from kiosk.screen import Page
from tests.kiosk.stand import Stand
from tests.kiosk.test_layout import screens
from ticketing.words import Language
from ui import theme
from ui.widgets.button import TouchButton

SIZE = (1080, 1920)
GAP_MM = 3


@pytest.mark.parametrize("language", list(Language))
def test_every_control_has_name_and_role_place_and_size(qtbot: QtBot, language: Language) -> None:
    stand = Stand(SIZE)
    wrong: list[str] = []
    for name, screen in screens(stand, language):
        stand.window.show_screen(screen)
        for _ in range(2):
            QApplication.processEvents()
        layers = stand.layers()
        seen = [one for one in stand.buttons() if any(layer.isAncestorOf(one) for layer in layers)]
        faults = [*_unnamed(seen), *_untold(stand), *_out_of_order(seen, layers), *_too_near(seen, stand)]
        page = stand.shown()
        if not page.accessibleName():
            faults.append("the page has no name")
        wrong += [f"{name}: {one}" for one in faults]
    stand.close()
    assert wrong == []


def _unnamed(buttons: list[TouchButton]) -> Iterator[str]:
    for button in buttons:
        told = QAccessible.queryAccessibleInterface(button)
        words = told.text(QAccessible.Text.Name)
        if not words.strip():
            yield f"a button without a name: {button.text()!r}"
        if told.role() not in (QAccessible.Role.Button, QAccessible.Role.CheckBox):
            yield f"{words!r} is told as {told.role()}"
        if bool(told.state().checkable) is not button.isCheckable():
            yield f"{words!r} does not tell that it can be switched"
        if bool(told.state().disabled) is button.isEnabled():
            yield f"{words!r} does not tell whether it can be pressed"


def _untold(stand: Stand) -> Iterator[str]:
    for one in stand.window.findChildren(QLabel):
        told = QAccessible.queryAccessibleInterface(one)
        if one.isVisible() and one.text() and told.role() is not QAccessible.Role.StaticText:
            yield f"{one.text()!r} is told as {told.role()}"
        if one.isVisible() and one.text() and not told.text(QAccessible.Text.Name).strip():
            yield f"{one.text()!r} has no name"


def _out_of_order(buttons: list[TouchButton], layers: list[QWidget]) -> Iterator[str]:
    order = key_walk.controls(*layers)
    for button, times in Counter(order).items():
        if times != 1:
            yield f"{button.text()!r} is reached {times} times"
    for button in buttons:
        if button.isEnabled() and button not in order:
            yield f"{button.accessibleName()!r} is not reached by keys"


def _too_near(buttons: list[TouchButton], stand: Stand) -> Iterator[str]:
    least = stand.look.mm(GAP_MM) - 1  # of rounding
    places = [(one, QRect(one.mapTo(stand.window, QPoint(0, 0)), one.size())) for one in buttons]
    for (one, here), (other, there) in combinations(places, 2):
        if one.parentWidget() is not other.parentWidget():
            continue  # what is scrolled stands behind what is not
        across = max(here.left(), there.left()) - min(here.right(), there.right()) - 1
        down = max(here.top(), there.top()) - min(here.bottom(), there.bottom()) - 1
        if across < least and down < least:
            yield f"{one.text()!r} and {other.text()!r} are {across} × {down} apart"


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
@pytest.mark.parametrize("page", [Page.WELCOME, Page.HOME, Page.AGENCIES, Page.SERVICE, Page.NUMBER])
def test_letters_are_read_on_their_ground_in_every_theme(qtbot: QtBot, name: str, page: Page) -> None:
    stand = Stand(SIZE, look="light" if name == "contrast" else name)
    if page is not Page.WELCOME:
        stand.walk_to(page)
    if name == "contrast":
        stand.presenter.switch(Wish.CONTRAST)
    if page is Page.SERVICE:
        stand.presenter.tick(0)
    for _ in range(3):
        QApplication.processEvents()
    wrong = [f"{words!r} has {found:.1f}" for words, found, least in _contrasts(stand) if found < least]
    stand.close()
    assert wrong == []


def _contrasts(stand: Stand) -> Iterator[tuple[str, float, float]]:
    whole = stand.window.grab().toImage()
    labels = [one for one in stand.window.findChildren(QLabel) if one.isVisible() and one.text()]
    parts: list[QLabel | TouchButton] = [*labels, *stand.buttons()]
    for part in parts:
        seen = part.visibleRegion().boundingRect()
        if seen.height() < part.height():  # half of it is scrolled away, and fades
            continue
        inner = (
            seen.adjusted(*(4 * side for side in (3, 3, -3, -3))) if isinstance(part, TouchButton) else seen
        )
        place = QRect(part.mapTo(stand.window, inner.topLeft()), inner.size())
        is_enabled = part.isEnabled()
        yield part.accessibleName() or part.text(), _contrast(whole.copy(place)), 4.5 if is_enabled else 3.0


def _contrast(image: QImage) -> float:
    """The contrast of the ground, its commonest colour, with what differs from it most."""
    small = image.convertToFormat(QImage.Format.Format_RGB32)
    colours = Counter(
        small.pixel(x, y) for x in range(0, small.width(), 2) for y in range(0, small.height(), 2)
    )
    ground = QColor(colours.most_common(1)[0][0]).name()
    return max(theme.contrast(ground, QColor(colour).name()) for colour in colours)


def test_what_is_switched_or_closed_is_told_by_shape_and_word_too(stand: Stand) -> None:
    stand.walk_to(Page.SERVICE)
    row = stand.button("Kartu Keluarga (KK)")
    before = row.grab().toImage()
    stand.tap(row)
    assert row.grab().toImage() != before
    assert stand.presenter.screen.ticked == {1}
    assert "1 dari 2 siap" in stand.words()
    stand.presenter.show_ease(is_open=True)
    plain = stand.button("Dibacakan").grab().toImage().convertToFormat(QImage.Format.Format_Mono)
    stand.touch("Dibacakan")
    marked = stand.button("Dibacakan").grab().toImage().convertToFormat(QImage.Format.Format_Mono)
    assert plain != marked, "seen without any colour"


def test_what_is_closed_says_so_and_a_closed_service_has_a_clock(stand: Stand) -> None:
    shown = dict(screens(stand, Language.ID))
    for name, has_clock in (("agencies closed", False), ("services closed", True)):
        stand.window.show_screen(shown[name])
        QApplication.processEvents()
        tiles = [one for one in stand.buttons() if one.property("role") == "tile"]
        assert tiles
        assert all(one.detail.startswith("Tutup") for one in tiles), name
        assert not has_clock or {one._icon for one in tiles} == {"clock"}, "an agency keeps its own sign"
