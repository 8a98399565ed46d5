"""Tests the invariants on a copy, so that who commits meanwhile is not kept waiting."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from store import check
from ticketing.errors import Fault


def faults(source: sqlite3.Connection) -> Sequence[Fault]:
    """Copy an open file and list what is wrong with it."""
    with (
        TemporaryDirectory(prefix="antrean-check-") as folder,
        closing(sqlite3.connect(Path(folder) / "copy.db", isolation_level=None)) as copy,
    ):
        source.backup(copy)
        engine = create_engine("sqlite://", creator=lambda: copy, poolclass=StaticPool)
        with engine.connect() as connection:
            return check.faults(connection)
