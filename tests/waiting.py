"""Waits for what another thread or process does."""

import time
from collections.abc import Callable


def wait_until(is_so: Callable[[], object], within_s: float = 10.0) -> None:
    """Ask again and again until it is so.

    Raises:
        AssertionError: It is not so in time.
    """
    until = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.005)
