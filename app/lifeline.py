"""The line between a role's process and its supervisor.

The supervisor holds both ends of the role's standard input and output. A role writes one byte a
second to show that it is alive; it ends by itself when its standard input closes, so that no role
outlives a supervisor that was killed. Works the same on every system. Logs go to standard error.
"""

import os
import sys
import threading
from collections.abc import Callable

#: Set by the supervisor in the environment of its roles.
SUPERVISED = "ANTREAN_SUPERVISED"


def is_supervised() -> bool:
    """Tell whether this process has a supervisor."""
    return os.environ.get(SUPERVISED) == "1"


def beat() -> None:
    """Show life. Does nothing without a supervisor."""
    if not is_supervised():
        return
    try:
        os.write(sys.stdout.fileno(), b".")
    except OSError:
        return  # the supervisor is gone; `follow` ends this process


def follow(leave: Callable[[], None]) -> None:
    """Call `leave`, on a thread of its own, when the supervisor wants this process to end."""
    if not is_supervised():
        return

    def wait() -> None:
        while os.read(sys.stdin.fileno(), 64):
            pass
        leave()

    threading.Thread(target=wait, name="lifeline", daemon=True).start()
