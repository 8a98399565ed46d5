"""A look that the whole application wears."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from ui import measure, theme
from ui.theme import Look

Wear = Callable[..., Look]


@pytest.fixture
def wear(qapp: QApplication) -> Wear:
    """Dress the application; `motion` and the theme as asked for."""

    def dress(name: str = "light", *, motion: bool = True, window: QSize | None = None) -> Look:
        look = Look(theme.load(name), measure.touch_scale(window or QSize(1080, 1920)), motion)
        theme.wear(qapp, look)
        return look

    return dress


@pytest.fixture
def look(wear: Wear) -> Look:
    return wear()
