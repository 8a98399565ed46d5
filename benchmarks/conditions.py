"""Under which conditions a figure was measured, and where its files lie."""

import os
import platform
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from store.sqlite.engine import choose_journal

#: Every random choice of the benchmarks comes from it, so that they do the same each time.
SEED = 20261124

_IN_MEMORY = ("tmpfs", "ramfs")


@cache
def machine() -> str:
    """Describe this machine, its interpreter, its SQLite and the disk of the measured files."""
    journal = choose_journal(sqlite3.sqlite_version_info)
    return " · ".join(
        (
            f"{os.cpu_count()} cores, {_processor()}",
            f"{platform.system()} {platform.release()}",
            f"Python {platform.python_version()}",
            f"SQLite {sqlite3.sqlite_version}, journal {journal.mode}, synchronous FULL",
            f"files on {_file_system(_disk()) or 'an unknown file system'}",
        )
    )


@contextmanager
def scratch(needs_mb: int = 0) -> Iterator[Path]:
    """Make a folder on a real disk and remove it at the end.

    A commit in memory costs nothing, so that every ratio to it would tell of something else.

    Args:
        needs_mb: How much room it must have.

    Raises:
        OSError: The disk has less room.
    """
    free_mb = shutil.disk_usage(_disk()).free >> 20
    if free_mb < needs_mb:
        raise OSError(f"{_disk()} has {free_mb} MB free, {needs_mb} MB are needed")
    with tempfile.TemporaryDirectory(prefix="antrean-bench-", dir=_disk()) as folder:
        yield Path(folder)


def _disk() -> Path:
    usual = Path(tempfile.gettempdir())
    other = Path("/var/tmp")
    return other if _file_system(usual) in _IN_MEMORY and other.is_dir() else usual


@cache
def _file_system(folder: Path) -> str:
    try:
        told = subprocess.run(
            ["df", "--output=fstype", str(folder)], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return told.stdout.split()[-1]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
