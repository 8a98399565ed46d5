"""One role of a name on one machine."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ticketing.errors import AlreadyRunning

log = logging.getLogger(__name__)


@contextmanager
def only_one(folder: Path, role: str, name: str) -> Iterator[None]:
    """Hold the name of a role while it runs. The system lets it go when the process dies, however.

    Where no lock can be written the role runs without: a window that tells of a full disk is worth
    more than one that is not there, and what the store guards is guarded all the same.

    Args:
        folder: Where the lock files lie; the same for all processes of a hall.
        role: ``kiosk``, ``spooler`` …
        name: Its own name.

    Raises:
        AlreadyRunning: Another process of this machine holds it.
    """
    safe = re.sub(r"[^A-Za-z0-9-]", "_", f"{role}-{name}")
    lock = FileLock(folder / f"{safe}.lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        raise AlreadyRunning(role=role, name=name) from None
    except OSError as trouble:
        log.warning("%s %s runs without its lock: %s", role, name, trouble)
    try:
        yield
    finally:
        lock.release()
