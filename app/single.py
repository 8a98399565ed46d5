"""One role of a name on one machine."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ticketing.errors import AlreadyRunning


@contextmanager
def only_one(folder: Path, role: str, name: str) -> Iterator[None]:
    """Hold the name of a role while it runs. The system lets it go when the process dies, however.

    Args:
        folder: Where the lock files lie; the same for all processes of a hall.
        role: ``kiosk``, ``spooler`` …
        name: Its own name.

    Raises:
        AlreadyRunning: Another process of this machine holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    safe = re.sub(r"[^A-Za-z0-9-]", "_", f"{role}-{name}")
    lock = FileLock(folder / f"{safe}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise AlreadyRunning(role=role, name=name) from None
    try:
        yield
    finally:
        lock.release()
