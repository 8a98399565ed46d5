"""Text that is never cut within a letter."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from ui.theme import Look
from ui.widgets.label import FittedLabel, label

LONG = "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"


def fitted(qtbot: QtBot, text: str, width: int, height: int, *, is_wrapped: bool = False) -> FittedLabel:
    made = FittedLabel(text, is_wrapped=is_wrapped)
    qtbot.addWidget(made)
    made.ensurePolished()
    made.resize(width, height)
    return made


def bounds(made: FittedLabel, size_px: int = 0) -> QRect:
    font = made.fitted_font()
    if size_px:
        font.setPixelSize(size_px)
    wrap = Qt.TextFlag.TextWordWrap if made.wordWrap() else Qt.TextFlag.TextSingleLine
    room = QRect(0, 0, made.contentsRect().width(), 0)
    return QFontMetrics(font).boundingRect(room, int(wrap), made.text())


@pytest.mark.parametrize("is_wrapped", [False, True])
@pytest.mark.parametrize(("width", "height"), [(900, 200), (500, 90), (300, 120), (160, 150)])
def test_a_fitted_text_fits_and_could_not_be_larger(
    qtbot: QtBot, look: Look, width: int, height: int, is_wrapped: bool
) -> None:
    made = fitted(qtbot, LONG, width, height, is_wrapped=is_wrapped)
    size = made.fitted_font().pixelSize()
    if size > 10:
        assert bounds(made).width() <= width
        assert bounds(made).height() <= height
    if size < look.scale.title:
        larger = bounds(made, size + 1)
        assert larger.width() > width or larger.height() > height


def test_a_short_text_is_not_blown_up(qtbot: QtBot, look: Look) -> None:
    assert fitted(qtbot, "A", 2000, 900).fitted_font().pixelSize() == look.scale.title


def test_it_stops_shrinking_at_its_least_size(qtbot: QtBot, look: Look) -> None:
    made = FittedLabel(LONG, least_px=14)
    qtbot.addWidget(made)
    made.resize(20, 5)
    assert made.fitted_font().pixelSize() == 14


def test_a_new_text_is_fitted_anew(qtbot: QtBot, look: Look) -> None:
    made = fitted(qtbot, LONG, 400, 80)
    small = made.fitted_font().pixelSize()
    made.setText("Samsat")
    assert made.fitted_font().pixelSize() > small


def test_markup_is_shown_as_it_was_written(qtbot: QtBot, look: Look) -> None:
    plain, bold = label("<b>x</b>"), FittedLabel("<b>x</b>")
    for made in (plain, bold):
        qtbot.addWidget(made)
        assert made.textFormat() is Qt.TextFormat.PlainText
    assert plain.sizeHint().width() > label("x").sizeHint().width()


def test_a_label_wraps_and_cannot_be_selected(qtbot: QtBot, look: Look) -> None:
    made = label(LONG)
    qtbot.addWidget(made)
    made.ensurePolished()
    assert made.heightForWidth(200) > made.heightForWidth(2000)
    assert made.textInteractionFlags() == Qt.TextInteractionFlag.NoTextInteraction


def test_a_line_that_has_no_room_at_its_least_size_says_that_it_goes_on(qtbot: QtBot, look: Look) -> None:
    made = fitted(qtbot, LONG, 100, 20)
    shown = made.shown_text(made.fitted_font())
    assert (shown[:5], shown[-1]) == ("Dinas", "…")
    assert QFontMetrics(made.fitted_font()).horizontalAdvance(shown) <= 100
    made.resize(900, 200)
    assert made.shown_text(made.fitted_font()) == LONG
