"""The session of a kiosk machine, on a screen of the tests' own."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.catalogues import always_open
from tests.deploy.installed import KIOSK, install, settings
from tests.endtoend.screen import RunningHall, Screen

#: Two screens side by side: a kiosk that stands upright, and a board.
SCREENS = """#!/bin/sh
xrandr --setmonitor '*KIOSK' 600/300x1000/500+0+0 screen --setmonitor BOARD 1280/640x720/360+600+0 none
"""


class Session(RunningHall):
    """A session that was started as its unit does, with the settings that are shipped, but for places."""

    def __init__(self, screen: Screen, folder: Path, changed: dict[str, str], starter: Sequence[str]) -> None:
        install("x", folder)
        self.screen = screen
        self.db = folder / "hall.db"
        self._trace = folder / "trace"
        self._errors = (folder / "errors").open("wb")
        self.ask("import", str(always_open(folder)))
        screens = folder / "etc/antrean/screens.sh"
        screens.write_text(SCREENS, encoding="utf-8")
        environment = {
            **screen.environment(),
            **settings(folder / "etc/antrean/antrean.env"),
            "ANTREAN_DB": str(self.db),
            "ANTREAN_CONFIG": str(folder / "etc/antrean/hall.toml"),
            "ANTREAN_SCREENS": str(screens),
            "ANTREAN_TRACE": str(self._trace),
            **changed,
        }
        self.process = subprocess.Popen(
            [*starter, str(KIOSK / "session")], env=environment, cwd=folder, stderr=self._errors
        )

    def pids(self) -> dict[str, int]:
        """Process ids of the roles, however deep below the session."""
        parents: dict[int, int] = {}
        roles: list[tuple[str, int]] = []  # those of other tests too
        for status in Path("/proc").glob("[0-9]*/stat"):
            try:
                parents[int(status.parent.name)] = int(status.read_text().rpartition(")")[2].split()[1])
                argv = status.with_name("cmdline").read_bytes().decode().split("\0")
            except OSError:
                continue  # it has ended meanwhile
            if len(argv) > 2 and argv[1].endswith("main.py"):
                roles.append((argv[2], int(status.parent.name)))

        def is_ours(pid: int) -> bool:
            return pid == self.process.pid or (pid in parents and is_ours(parents[pid]))

        return {role: pid for role, pid in roles if is_ours(pid)}

    def windows(self) -> dict[str, str]:
        """Where each window stands that is seen, by its title: ``600x1000+0+0``."""
        found = {}
        for window in self._xdotool("search", "--onlyvisible", "--name", ".").split():
            place = dict(
                line.split("=") for line in self._xdotool("getwindowgeometry", "--shell", window).split()
            )
            title = self._xdotool("getwindowname", window)
            found[title] = f"{place['WIDTH']}x{place['HEIGHT']}+{place['X']}+{place['Y']}"
        return found

    def focused(self) -> str:
        """Title of the window that keys go to."""
        return self._xdotool("getwindowfocus", "-f", "getwindowname")

    def press_anywhere(self, *keys: str) -> None:
        """Press keys as a keyboard does: they go where keys go, to no chosen window."""
        self._xdotool("key", "--delay", "60", *keys)

    def point(self, x: int, y: int, *buttons: str) -> None:
        """Move the pointer, and press its buttons there."""
        self._xdotool("mousemove", str(x), str(y))
        for button in buttons:
            self._xdotool("click", button)

    def _xdotool(self, *words: str) -> str:
        return subprocess.run(
            ["xdotool", *words],
            env=self.screen.environment(),
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()


@contextmanager
def session(screen: Screen, folder: Path, starter: Sequence[str] = (), **changed: str) -> Iterator[Session]:
    """Start a session; `starter` is a command that starts it in its turn, in the place of X or cage."""
    made = Session(screen, folder, changed, starter)
    try:
        yield made
    finally:
        made.end()


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def is_alive(pid: int) -> bool:
    return os.path.exists(f"/proc/{pid}")
