"""Headlines part their words evenly."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from kiosk.pages.title import Title
from tests.kiosk.stand import shipped
from ticketing.words import Language


def drawn(title: Title, width: int) -> QRect:
    room = QRect(0, 0, width, 0)
    return QFontMetrics(title.font()).boundingRect(room, int(Qt.TextFlag.TextWordWrap), title.text())


@pytest.mark.parametrize("language", list(Language))
def test_no_title_takes_more_lines_for_being_even_and_none_is_cut(qtbot: QtBot, language: Language) -> None:
    title = Title("")
    qtbot.addWidget(title)
    title.resize(300, 200)
    for service in shipped().services:
        title.setText(service.name.say(language))
        even = drawn(title, title.even_width())
        assert even.height() == drawn(title, 300).height()
        assert even.width() <= title.even_width() <= 300


def test_a_last_word_does_not_stand_alone(qtbot: QtBot) -> None:
    title = Title("Paspor baru anak di bawah tujuh belas tahun")
    qtbot.addWidget(title)
    whole = title.fontMetrics().horizontalAdvance(title.text())
    title.resize(whole - 10, 100)  # one word too many for one line
    assert title.even_width() < whole * 0.65
