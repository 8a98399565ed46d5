"""A program beside the board, for a library that may hang or crash: it is told things, and answers lines."""

import os
import queue
import subprocess
import threading
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

#: Where a program finds the packages of this one.
ROOT = Path(__file__).parents[1]

# How long it may take to read a message: a frozen program reads none, and the pipe holds little.
_TAKEN_S = 3.0


class HelperGone(Exception):
    """The program cannot be started, ended, or did not answer in time; its text says why."""


class Helper:
    """One such program, started when it is needed and again after its end.

    It says ``ready`` when it is. It ends when its input does, and with this object.

    Args:
        program: Its command line.
        ready_s: How long it may take to be ready.
    """

    def __init__(self, program: Sequence[str], ready_s: float) -> None:
        self._program = program
        self._ready_s = ready_s
        self._process: subprocess.Popen[bytes] | None = None
        self._told: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._end: Callable[[], object] = lambda: None

    @property
    def process(self) -> "subprocess.Popen[bytes] | None":
        """Its process, once it was started."""
        return self._process

    def open(self) -> None:
        """Start it, unless it runs. Raises HelperGone."""
        if self._process is not None and self._process.poll() is None:
            return
        self.kill()
        try:
            process = self._process = subprocess.Popen(
                self._program,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
        except OSError as trouble:
            raise HelperGone(str(trouble)) from trouble
        self._end = weakref.finalize(self, _end, process)
        told = self._told = queue.SimpleQueue()
        threading.Thread(target=_read, args=(process, told), name="voice-told", daemon=True).start()
        line = self.answer(self._ready_s)
        if line != "ready":
            raise HelperGone(line.removeprefix("failed "))

    def tell(self, message: bytes) -> None:
        """Hand over a message; one that is not taken in time ends it. Raises HelperGone."""
        assert self._process is not None
        assert self._process.stdin is not None
        late = threading.Timer(_TAKEN_S, self._process.kill)
        late.daemon = True
        late.start()
        try:
            self._process.stdin.write(message)
            self._process.stdin.flush()
        except (OSError, ValueError) as trouble:
            raise HelperGone(str(trouble)) from trouble
        finally:
            late.cancel()

    def answer(self, within_s: float) -> str:
        """Wait for a line. Raises HelperGone."""
        line = self.hear(within_s)
        if line is None:
            raise HelperGone("it does not answer")
        return line

    def hear(self, within_s: float) -> str | None:
        """Wait for a line; None if none came in time. Raises HelperGone."""
        try:
            line = self._told.get(timeout=within_s)
        except queue.Empty:
            return None
        if not line:
            raise HelperGone("it broke off")
        return line

    def kill(self) -> None:
        """End it at once."""
        self._end()


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError, ValueError):
                pipe.close()


def _read(process: "subprocess.Popen[bytes]", told: "queue.SimpleQueue[str]") -> None:
    """Read what it tells; an empty line is its end."""
    assert process.stdout is not None
    with suppress(OSError, ValueError):
        for line in process.stdout:
            told.put(line.decode(errors="replace").strip())
    told.put("")
