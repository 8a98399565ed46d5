"""Keeps the roles of a hall running: each a process, restarted when it dies or hangs."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.lifeline import SUPERVISED

log = logging.getLogger(__name__)

#: A role that lived this long has recovered: its next end is a new matter.
_RECOVERED_AFTER_S = 30.0
#: Restarts wait longer each time, but never so long that a hall is without a role for 3 s.
_PAUSES_S = (0.0, 0.5, 1.0, 2.0)
#: When this process itself stood still for longer, nobody else is blamed for that time.
_OWN_PAUSE_S = 2.0


@dataclass(frozen=True, slots=True)
class Role:
    """One process: its name, the arguments of the program, what its environment has besides.

    `hangs_after_s` is how long it may show no life, where that differs from the other roles'.
    """

    name: str
    argv: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    hangs_after_s: float | None = None


@dataclass(slots=True)
class _Run:
    role: Role
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    beaten: float = 0.0
    ends: int = 0
    due: float = 0.0


class Supervisor:
    """Starts roles, restarts what dies or shows no life, and never gives up.

    Args:
        roles: What to run.
        program: Command that runs this program; a role's arguments follow it.
        hangs_after_s: A role that shows no life for so long is killed: it may hold the write lock.
        starts_within_s: So long it may take until its first beat.
        seconds: A steady clock.
    """

    def __init__(
        self,
        roles: Sequence[Role],
        program: Sequence[str],
        *,
        hangs_after_s: float = 10.0,
        starts_within_s: float = 30.0,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._runs = [_Run(role) for role in roles]
        self._program = list(program)
        self._hangs_after_s = hangs_after_s
        self._starts_within_s = starts_within_s
        self._seconds = seconds
        self._looked = seconds()

    @property
    def pids(self) -> dict[str, int]:
        """Process ids of what runs now, by the role's name."""
        return {run.role.name: run.process.pid for run in self._runs if run.process is not None}

    def step(self) -> None:
        """Look once after every role."""
        self._forgive()
        for run in self._runs:
            if run.process is None:
                if self._seconds() >= run.due:
                    self._start(run)
            elif run.process.poll() is not None:
                self._bury(run, f"ended with {run.process.returncode}")
            elif self._hangs(run):
                run.process.kill()
                run.process.wait()
                self._bury(run, "showed no life and was killed")

    def run(self, stopping: threading.Event, every_s: float = 0.1) -> None:
        """Look after the roles until `stopping` is set, then end them."""
        try:
            while not stopping.wait(every_s):
                self.step()
        finally:
            self.stop()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Look after the roles on a thread of its own, for as long as the block lasts."""
        stopping = threading.Event()
        thread = threading.Thread(target=self.run, args=(stopping,), name="supervisor")
        thread.start()
        try:
            yield
        finally:
            stopping.set()
            thread.join()

    def stop(self, patience_s: float = 3.0) -> None:
        """Ask every role to end, and end what does not."""
        going = [run.process for run in self._runs if run.process is not None]
        for process in going:
            if process.stdin is not None:
                process.stdin.close()
        until = self._seconds() + patience_s
        for process in going:
            try:
                process.wait(max(0.0, until - self._seconds()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for run in self._runs:
            run.process = None

    def _forgive(self) -> None:
        """Do not count time in which this process stood still: beats that came were not read either."""
        now = self._seconds()
        missed = now - self._looked
        self._looked = now
        if missed > _OWN_PAUSE_S:
            for run in self._runs:
                run.started += missed
                run.beaten += missed

    def _start(self, run: _Run) -> None:
        run.started = run.beaten = self._seconds()
        try:
            process = subprocess.Popen(
                [*self._program, *run.role.argv],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, **run.role.environment, SUPERVISED: "1"},
            )
        except OSError as trouble:  # no memory, no free process
            self._await(run, f"cannot be started ({trouble})")
            return
        run.process = process
        log.info("%s started, process %d", run.role.name, process.pid)
        threading.Thread(target=self._listen, args=(run, process), daemon=True).start()

    def _listen(self, run: _Run, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        with process.stdout as life:
            while os.read(life.fileno(), 64):
                run.beaten = self._seconds()

    def _hangs(self, run: _Run) -> bool:
        hangs_after_s = run.role.hangs_after_s or self._hangs_after_s
        allowed = hangs_after_s if run.beaten > run.started else self._starts_within_s
        return self._seconds() - run.beaten > allowed

    def _bury(self, run: _Run, how: str) -> None:
        assert run.process is not None
        if run.process.stdin is not None:
            run.process.stdin.close()
        run.process = None
        self._await(run, how)

    def _await(self, run: _Run, how: str) -> None:
        now = self._seconds()
        run.ends = 1 if now - run.started > _RECOVERED_AFTER_S else run.ends + 1
        pause = _PAUSES_S[min(run.ends, len(_PAUSES_S)) - 1]
        run.due = now + pause
        log.warning("%s %s; starting it again in %.1f s", run.role.name, how, pause)


def this_program() -> list[str]:
    """Return the command that runs this very program, from whichever folder it was started."""
    script = Path(__file__).parents[1] / "main.py"
    return [sys.executable, str(script)] if script.exists() else [sys.executable, "-m", "app"]
