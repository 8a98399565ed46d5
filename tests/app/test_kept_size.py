"""The size of a kiosk's screen comes back at the next start, and only where it was measured."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from app.config import Config
from app.kept_size import kept_size
from app.memory import Memory
from app.orders import Orders

HD = QSize(1080, 1920)


@pytest.fixture
def orders(tmp_path: Path) -> Orders:
    return Orders(Config(), db=str(tmp_path / "hall.db"))


def test_what_was_kept_comes_back(orders: Orders) -> None:
    assert kept_size(orders, HD).recall() is None
    kept_size(orders, HD).keep(3.47)
    assert kept_size(orders, HD).recall() == 3.47


def test_another_kiosk_and_another_resolution_measure_anew(orders: Orders, tmp_path: Path) -> None:
    kept_size(orders, HD).keep(3.47)
    assert kept_size(orders, QSize(1024, 768)).recall() is None
    other = Orders(Config(), db=orders.db, name="kiosk-2")
    kept_size(other, HD).keep(5.0)
    assert (kept_size(orders, HD).recall(), kept_size(other, HD).recall()) == (3.47, 5.0)


@pytest.mark.parametrize("spoilt", ["", "wide", "nan", "inf", "-3", "0"])
def test_a_spoilt_size_is_none(orders: Orders, spoilt: str) -> None:
    Memory(orders.run_folder / "kiosk.json").keep("dots_per_mm of kiosk-1 at 1080 x 1920", spoilt)
    assert kept_size(orders, HD).recall() is None
