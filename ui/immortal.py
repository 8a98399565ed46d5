"""Keep Python 3.11 alive under a PySide6 that takes None, True and False for immortal.

From Python 3.12 on they are immortal and nobody counts references to them. PySide6 6.12 relies on
that: methods without a result hand out None without counting it, and so does every emitted signal
with True and every disconnection that fails with False. On Python 3.11 each such call takes one
reference away, and after some hundreds or thousands the interpreter aborts ("deallocating None"),
if not before, then at its end. NotImplemented and Ellipsis are counted rightly.
"""

import ctypes
import sys

# More than a window can use up: at a million calls a second, thirty thousand years.
_REFERENCES = 1 << 60


def keep_constants() -> None:
    """Give None, True and False references to lose, where they need them. Safe to do at any time."""
    if sys.version_info >= (3, 12):
        return
    for constant in (None, True, False):
        if sys.getrefcount(constant) < _REFERENCES // 2:
            ctypes.c_ssize_t.from_address(id(constant)).value += _REFERENCES
