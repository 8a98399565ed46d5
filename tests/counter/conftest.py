"""A calling window for every test that makes none of its own."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import catalogue_files
from tests.counter.rig import Rig
from ticketing.catalogue import Catalogue


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return catalogue_files.read(Path(__file__).parents[2] / "assets/catalogue")


@pytest.fixture
def rig(qtbot: QtBot, catalogue: Catalogue) -> Rig:
    return Rig(qtbot, catalogue)
