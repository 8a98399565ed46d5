"""Roles of the hall as processes, and what they tell of their doings.

A role that finds ``ANTREAN_TRACE`` in its environment appends lines of JSON to that file:
``{"at_ns": time.time_ns(), "what": "painted", "seq": 17}``. The board tells ``painted`` with the
event's seq, every window ``first_paint`` once, ``lost`` and ``back`` with a number that counts them,
and ``late`` with the ``ms`` of a gap in its event loop.
"""

import json
import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.halls import ROOT, environment, program
from ui import offscreen

TRACE = "ANTREAN_TRACE"

_LOOK_EVERY_S = 0.005


class RoleSilent(Exception):
    """A role ended, or did not tell in time what was waited for; with the end of its log."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a trace."""

    at_ns: int
    what: str
    seq: int | None = None
    ms: float = 0.0


@dataclass(slots=True)
class Role:
    """A running role.

    Attributes:
        process: Its process.
        started_ns: When it was started, as `time.time_ns` counts.
    """

    process: "subprocess.Popen[bytes]"
    started_ns: int
    _trace: Path
    _log: Path
    _told: list[Told] = field(default_factory=list)
    _read: int = 0

    def wait_for(self, what: str, seq: int | None = None, timeout_s: float = 60.0) -> Told:
        """Wait until it has told this.

        Raises:
            RoleSilent: It has ended, or the time is over.
        """
        until = time.monotonic() + timeout_s
        while True:
            self._read_on()
            for one in self._told:
                if one.what == what and seq in (None, one.seq):
                    return one
            if self.process.poll() is not None or time.monotonic() > until:
                raise RoleSilent(f"no {what!r} {seq or ''} from {self.process.args!r}: {self.last_words()}")
            time.sleep(_LOOK_EVERY_S)

    def all_told(self, what: str) -> list[Told]:
        """List what it has told so far under one name."""
        self._read_on()
        return [one for one in self._told if one.what == what]

    def resident_mb(self) -> float:
        """Read how much memory is resident (VmRSS), in MB of 1024² bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
        return round(int(kilobytes) / 1024, 1)

    def open_files(self) -> int:
        """Count the files, sockets and pipes that it has open."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def last_words(self) -> str:
        """Read the end of its log."""
        return self._log.read_text(encoding="utf-8", errors="replace")[-800:].strip()

    def _read_on(self) -> None:
        if not self._trace.exists():
            return
        with self._trace.open("rb") as trace:
            trace.seek(self._read)
            for line in trace:
                if not line.endswith(b"\n"):
                    return  # it is just being written
                self._read += len(line)
                told = json.loads(line)
                self._told.append(Told(told["at_ns"], told["what"], told.get("seq"), told.get("ms", 0.0)))


@contextmanager
def running(
    arguments: Sequence[str],
    db: Path,
    screen: tuple[int, int] = (1920, 1080),
    variables: Mapping[str, str] = {},
    url: str = "",
) -> Iterator[Role]:
    """Start a role on a hall's file, with a screen that nobody sees, and end it afterwards.

    Args:
        arguments: The role and its options.
        db: The hall's file; trace and log lie beside it.
        screen: Width and height of the screen, which its window fills.
        variables: More of its environment.
        url: Address of the hall where it is on a server; `db` then only says where trace and log lie.
    """
    mark = f"{arguments[0]}-{time.time_ns()}"
    trace, log = db.with_name(f"{mark}.trace"), db.with_name(f"{mark}.log")
    command = [*program(), *arguments, "--db", url or str(db)]
    surroundings = {
        **environment(db.parent),
        **variables,
        TRACE: str(trace),
        "QT_QPA_PLATFORM": offscreen.platform(db.parent, *screen),
    }
    with log.open("wb") as out:
        started_ns = time.time_ns()
        process = subprocess.Popen(
            command, cwd=ROOT, env=surroundings, stdin=subprocess.DEVNULL, stdout=out, stderr=out
        )
        try:
            yield Role(process, started_ns, trace, log)
        finally:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
