"""Every test of the board may have a rig."""

import pytest

from tests.display.rig import Rig


@pytest.fixture
def rig() -> Rig:
    return Rig()
