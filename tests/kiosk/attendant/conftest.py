"""A kiosk's window with the staff's page over it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.kiosk.attendant.covered import Covered


@pytest.fixture
def covered(qtbot: QtBot) -> Iterator[Covered]:
    made = Covered((768, 1024))
    yield made
    made.close()
