"""Waits for what another thread or process does.

Nobody waits longer than it takes, and the suite runs on busy machines: so patience costs nothing, and only
what never comes uses it up.
"""

import time
from collections.abc import Callable

#: How long to wait for what must come.
PATIENCE_S = 60.0


def wait_until(is_so: Callable[[], object], within_s: float = PATIENCE_S) -> None:
    """Ask again and again until it is so.

    Raises:
        AssertionError: It is not so in time.
    """
    until = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.005)
