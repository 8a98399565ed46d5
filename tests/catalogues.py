"""Catalogues for tests that take the machine's own time, at whatever hour they run."""

import shutil
from pathlib import Path

from app.parts import SHIPPED_CATALOGUE


def always_open(folder: Path) -> Path:
    """Copy the shipped catalogue without its hours and quotas; return where it is."""
    made = folder / "always-open"
    made.mkdir(exist_ok=True)
    for name in ("agencies.csv", "services.csv", "errands.csv"):
        shutil.copy(SHIPPED_CATALOGUE / name, made / name)
    return made
