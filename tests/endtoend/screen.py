"""A screen of the tests' own, and a hall that runs on it as people would start it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image, ImageGrab

from tests.catalogues import always_open
from tests.waiting import PATIENCE_S

ROOT = Path(__file__).parents[2]


class Screen:
    """An X server without a screen, and a hand that touches it."""

    def __init__(self, display: str) -> None:
        self.display = display

    def touch(self, x: int, y: int, times: int = 1) -> None:
        click = ["click", "--repeat", str(times), "--delay", "80", "1"]
        self._hand("mousemove", str(x), str(y), *click)

    def press(self, window: str, *keys: str) -> None:
        """Type keys into the window of that title."""
        self._hand("windowfocus", "--sync", self._window(window), "key", *keys)

    def scan(self, window: str, code: str) -> None:
        """Type a code as a scanner does: fast, with Return at its end."""
        keys = ["type", "--delay", "5", "--args", "1", code, "key", "Return"]
        self._hand("windowfocus", "--sync", self._window(window), *keys)

    def _window(self, window: str) -> str:
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", window],
            env=self.environment(),
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        return found[-1]

    def picture(self) -> Image.Image:
        return ImageGrab.grab(xdisplay=self.display)

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
        return {**kept, "DISPLAY": self.display}

    def _hand(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.environment(), check=True, capture_output=True)


@contextmanager
def virtual_screen(width: int, height: int) -> Iterator[Screen]:
    """Start Xvfb on a display that is free; end it with the block."""
    said, tell = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(tell),
            "-screen",
            "0",
            f"{width}x{height}x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ],
        pass_fds=(tell,),
        stderr=subprocess.DEVNULL,
    )
    os.close(tell)
    try:
        with os.fdopen(said) as line:
            number = line.readline().strip()
        assert number, "Xvfb did not start"
        yield Screen(f":{number}")
    finally:
        server.terminate()
        server.wait(10)


class RunningHall:
    """The program under test, and what its windows wrote down."""

    def __init__(self, screen: Screen, folder: Path, arguments: tuple[str, ...]) -> None:
        self.screen = screen
        self.db = folder / "hall.db"
        self._trace = folder / "trace"
        self._errors = (folder / "errors").open("wb")
        self._commands = folder
        environment = {**screen.environment(), "ANTREAN_TRACE": str(self._trace), "LC_ALL": "C.UTF-8"}
        self.ask("import", str(always_open(folder)))
        config = folder / "hall.toml"
        config.write_text("[phone]\nport = 0\n", encoding="utf-8")  # halls of other tests run beside it
        self.process = subprocess.Popen(
            [
                sys.executable,
                str(ROOT / "main.py"),
                "--config",
                str(config),
                *arguments,
                "--db",
                str(self.db),
                "--verbose",
            ],
            env=environment,
            cwd=folder,
            stderr=self._errors,
        )

    def ask(self, *verb: str) -> dict[str, Any]:
        """Ask by the command line, as a script would."""
        done = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *verb, "--db", str(self.db), "--json"],
            capture_output=True,
            text=True,
            check=True,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    def lines(self, role: str, what: str) -> list[dict[str, Any]]:
        if not self._trace.exists():
            return []
        rows = [json.loads(line) for line in self._trace.read_text(encoding="utf-8").splitlines()]
        return [row for row in rows if (row["role"], row["what"]) == (role, what)]

    def button(self, role: str, words: str) -> tuple[int, int]:
        """Wait until a window shows a button that begins with these words; return its middle."""

        def found() -> tuple[int, int] | None:
            shown = self.lines(role, "buttons")
            for one in shown[-1]["buttons"] if shown else ():
                if str(one["words"]).startswith(words):
                    return one["x"], one["y"]
            return None

        place: tuple[int, int] = self.wait(found, f"a button {words!r} in {role}")
        return place

    def see(self, role: str, times: int) -> None:
        """Wait until the window of a role has appeared for the so many-th time."""
        self.wait(lambda: len(self.lines(role, "first_paint")) == times, f"{role} for the {times}. time")

    def touch(self, role: str, words: str, times: int = 1) -> None:
        """Touch a button as a person does: it is seen first."""
        self.button(role, words)
        time.sleep(0.5)
        self.screen.touch(*self.button(role, words), times=times)

    def wait(self, found: Callable[[], Any], what: str) -> Any:
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            result = found()
            if result:
                return result
            assert self.process.poll() is None, f"the hall has ended: {self.errors()}"
            time.sleep(0.05)
        raise AssertionError(f"never came: {what}\n{self.errors()}")

    def errors(self) -> str:
        self._errors.flush()
        return Path(self._errors.name).read_text(encoding="utf-8", errors="replace")[-4000:]

    def pids(self) -> dict[str, int]:
        """Process ids of the roles, by what is running now."""
        found = {}
        for status in Path("/proc").glob("[0-9]*/stat"):
            try:
                parent = int(status.read_text().rpartition(")")[2].split()[1])
                argv = status.with_name("cmdline").read_bytes().decode().split("\0")
            except OSError:
                continue  # it has ended meanwhile
            roles = [word for word in argv if word in ("kiosk", "display", "counter", "spooler", "phone")]
            if parent == self.process.pid and roles:
                found[roles[0]] = int(status.parent.name)
        return found

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self._errors.close()


@contextmanager
def running(screen: Screen, folder: Path, *arguments: str) -> Iterator[RunningHall]:
    hall = RunningHall(screen, folder, arguments)
    try:
        yield hall
    finally:
        hall.end()
