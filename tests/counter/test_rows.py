"""The rows of a list, as they are painted."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from counter import mark
from counter.row import Row
from counter.rows import RowsView
from ui import theme
from ui.measure import desk_scale
from ui.theme import Look


@pytest.mark.parametrize(("width", "word"), [(400, "PRIORITAS"), (180, "")])
def test_the_mark_of_priority_leaves_the_minutes_free(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, width: int, word: str
) -> None:
    drawn: list[str] = []

    def draw(painter: QPainter, look: Look, place: QRect, word: str) -> None:
        drawn.append(word)

    monkeypatch.setattr(mark, "draw", draw)
    view = RowsView(Look(theme.load("light"), desk_scale(15)))
    qtbot.addWidget(view)
    view.rows.show_rows([Row("1", "A008", "Penerbitan KTP-el baru", "10 mnt", priority="PRIORITAS")])
    view.resize(width, 300)
    view.grab()
    assert set(drawn) == {word}
