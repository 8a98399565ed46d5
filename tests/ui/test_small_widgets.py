"""Banner, icon, languages, code and ribbon."""

from itertools import groupby, pairwise

import pytest
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Wear
from ticketing.token import qr_text
from ticketing.words import Language
from ui.theme import Look
from ui.widgets import icon
from ui.widgets.banner import Banner, Tone
from ui.widgets.icon import Icon
from ui.widgets.languages import OWN_NAMES, LanguageSwitch
from ui.widgets.qr import QrCode
from ui.widgets.ribbon import Ribbon

TEXT = qr_text("MFRGGZDFMZTWQ2LKNNWG23TPOA")


def image(widget: QWidget) -> QImage:
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def colours(picture: QImage) -> set[str]:
    return {
        picture.pixelColor(x, y).name().upper()
        for x in range(picture.width())
        for y in range(picture.height())
    }


@pytest.mark.parametrize("edge", [60, 111, 200, 377, 700])
@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_the_code_on_the_screen_is_read_whatever_its_size_and_the_theme(
    qtbot: QtBot, wear: Wear, edge: int, name: str
) -> None:
    wear(name)
    code = QrCode(edge)
    qtbot.addWidget(code)
    code.show_text(TEXT)
    shown = image(code)
    assert [found.text for found in zxingcpp.read_barcodes(shown)] == [TEXT]
    assert shown.pixelColor(0, 0) == shown.pixelColor(edge - 1, edge - 1) == QColor("white")
    assert colours(shown) >= {"#000000", "#FFFFFF"}


def test_the_code_is_sharp_and_keeps_its_quiet_zone(qtbot: QtBot, look: Look) -> None:
    code = QrCode(200)
    qtbot.addWidget(code)
    code.show_text(TEXT)
    shown = image(code)
    assert code.modules == 25 + 8
    assert colours(shown) == {"#000000", "#FFFFFF"}
    module = 200 // code.modules
    for y in range(0, 200, module):
        row = [shown.pixelColor(x, y).lightness() for x in range(200)]
        inner = [len(list(run)) for _, run in groupby(row)][1:-1]
        assert all(length % module == 0 for length in inner)
    quiet = 4 * module
    rim = [(x, y) for x in range(200) for y in range(200) if min(x, y, 199 - x, 199 - y) < quiet]
    assert all(shown.pixelColor(x, y) == QColor("white") for x, y in rim)


def test_without_a_text_there_is_no_code(qtbot: QtBot, look: Look) -> None:
    code = QrCode(100)
    qtbot.addWidget(code)
    empty = image(code)
    code.show_text(TEXT)
    assert image(code) != empty
    code.show_text("")
    assert (code.modules, image(code)) == (0, empty)


def test_an_icon_takes_the_colour_of_the_theme() -> None:
    drawn = icon.pixmap("check", 48, "#9B1C1C").toImage()
    solid = {
        drawn.pixelColor(x, y).name().upper()
        for x in range(48)
        for y in range(48)
        if drawn.pixelColor(x, y).alpha() == 255
    }
    assert solid == {"#9B1C1C"}


def test_an_icon_is_drawn_with_the_dots_of_the_screen() -> None:
    drawn = icon.pixmap("check", 40, "#000000", 2.0)
    assert (drawn.width(), drawn.deviceIndependentSize().width()) == (80, 40)


def test_an_icon_that_is_not_shipped_is_a_fault_of_the_code() -> None:
    with pytest.raises(FileNotFoundError):
        icon.pixmap("no-such-icon", 40, "#000000")


def test_an_icon_lets_taps_through_and_changes(qtbot: QtBot, look: Look) -> None:
    shown = Icon("check", 48, look.theme.primary)
    qtbot.addWidget(shown)
    assert shown.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    before = image(shown)
    shown.show_icon("x", look.theme.danger)
    assert image(shown) != before


def test_a_banner_tells_how_grave_it_is_by_icon_and_colour(qtbot: QtBot, look: Look) -> None:
    banner = Banner(look)
    qtbot.addWidget(banner)
    banner.resize(600, 120)
    banner.show()
    looks = []
    for tone in Tone:
        banner.say("Printer tidak menjawab", tone)
        assert banner.text == "Printer tidak menjawab"
        shown = image(banner)
        looks.append(
            (banner._icon._name, getattr(look.theme, {"info": "primary"}.get(tone, tone)) in colours(shown))
        )
    assert [is_coloured for _, is_coloured in looks] == [True, True, True]
    assert len({name for name, _ in looks}) == 3


def test_a_banner_grows_with_its_words(qtbot: QtBot, look: Look) -> None:
    banner = Banner(look)
    qtbot.addWidget(banner)
    banner.say("Sebentar")
    short = banner.heightForWidth(500)
    banner.say("Printer tidak menjawab. Nomor Anda tetap berlaku; simpan atau foto nomor di layar ini. " * 2)
    assert banner.heightForWidth(500) > short


def test_every_language_is_offered_by_its_own_name(qtbot: QtBot, look: Look) -> None:
    for is_short in (False, True):
        switch = LanguageSwitch(look, is_short=is_short)
        qtbot.addWidget(switch)
        buttons = [switch.button(language) for language in Language]
        assert [button.accessibleName() for button in buttons] == ["Indonesia", "English", "Sunda"]
        assert [button.text() for button in buttons] == (
            ["ID", "EN", "SU"] if is_short else list(OWN_NAMES.values())
        )


def test_a_tap_chooses_a_language(qtbot: QtBot, look: Look) -> None:
    switch = LanguageSwitch(look)
    qtbot.addWidget(switch)
    switch.show()
    chosen: list[Language] = []
    switch.language_chosen.connect(chosen.append)
    for language in (Language.SU, Language.EN, Language.ID):
        QTest.mouseClick(switch.button(language), Qt.MouseButton.LeftButton)
    assert chosen == [Language.SU, Language.EN, Language.ID]


def test_the_present_language_is_marked_by_more_than_colour(qtbot: QtBot, look: Look) -> None:
    switch = LanguageSwitch(look)
    qtbot.addWidget(switch)
    for language in Language:
        switch.show_language(language)
        assert [each for each in Language if switch.button(each).isChecked()] == [language]
        marked = [each for each in Language if not switch.button(each).places()[0].isNull()]
        assert marked == [language]


def test_languages_stand_beside_each_other_with_a_gap(qtbot: QtBot, look: Look) -> None:
    switch = LanguageSwitch(look)
    qtbot.addWidget(switch)
    switch.show()
    for one, other in pairwise(switch.button(language).geometry() for language in Language):
        assert other.left() - one.right() >= look.mm(3)


@pytest.mark.parametrize("width", [240, 1080])
def test_the_ribbon_is_gold_hatched_and_lets_taps_through(qtbot: QtBot, look: Look, width: int) -> None:
    ribbon = Ribbon(look)
    qtbot.addWidget(ribbon)
    ribbon.resize(width, ribbon.height())
    shown = image(ribbon)
    assert {look.theme.gold, look.theme.on_gold} <= colours(shown)
    middle = shown.copy(width // 2 - 40, 0, 80, shown.height())
    assert {look.theme.gold, look.theme.on_gold} <= colours(middle)
    assert ribbon.accessibleName() == "LATIHAN"
    assert ribbon.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
