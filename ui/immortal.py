"""Keep Python 3.11 alive under a PySide6 that takes None for immortal.

From Python 3.12 on None is immortal and nobody counts references to it. PySide6 6.12 relies on
that: its methods without a result hand out None without counting it, so on Python 3.11 each call
takes one reference away, and after some thousand the interpreter aborts ("deallocating None").
"""

import ctypes
import sys

# More than a window can use up: at a million calls a second, thirty thousand years.
_REFERENCES = 1 << 60


def keep_none() -> None:
    """Give None references to lose, where it needs them. Safe to do at any time; once is enough."""
    if sys.version_info >= (3, 12) or sys.getrefcount(None) > _REFERENCES // 2:
        return
    ctypes.c_ssize_t.from_address(id(None)).value += _REFERENCES
