"""What the tests of the kiosk share."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.kiosk.stand import Stand
from tests.kiosk.visit import Visit


@pytest.fixture
def rig() -> Visit:
    return Visit()


@pytest.fixture
def stand(qtbot: QtBot) -> Iterator[Stand]:
    made = Stand((768, 1024))
    yield made
    made.close()
