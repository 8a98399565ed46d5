"""What the tests of the kiosk share."""

import pytest

from tests.kiosk.visit import Visit


@pytest.fixture
def rig() -> Visit:
    return Visit()
