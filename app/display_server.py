"""Whether there is anything to draw on. Imports no Qt: the supervisor asks too."""

import ctypes
import os
import sys
from collections.abc import Mapping

from ticketing.errors import NoDisplay


def require_display(environment: Mapping[str, str] = os.environ) -> None:
    """Refuse to start a window where nothing can show it: Qt would abort the process.

    A platform that was chosen by hand (``QT_QPA_PLATFORM``) is trusted, but for X11.

    Raises:
        NoDisplay: There is no screen, or it does not answer.
    """
    if not sys.platform.startswith("linux"):
        return
    platform = environment.get("QT_QPA_PLATFORM", "").split(":")[0]
    if platform not in ("", "xcb", "wayland") or environment.get("WAYLAND_DISPLAY"):
        return
    name = environment.get("DISPLAY", "")
    if not name or not _answers(name):
        raise NoDisplay


def _answers(name: str) -> bool:
    """Ask an X server whether it lets us in."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # Qt brings its own complaint
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    line = xcb.xcb_connect(name.encode(), None)
    answers = bool(xcb.xcb_connection_has_error(line) == 0)
    xcb.xcb_disconnect(line)
    return answers
