"""The supervisor: what dies or hangs is started again, what it leaves behind ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.single import only_one
from app.supervisor import Role, Supervisor
from tests.waiting import wait_until
from ticketing.errors import AlreadyRunning

ROOT = Path(__file__).parents[2]

LIVES = """
import sys, time
sys.path.insert(0, {root!r})
from app import lifeline
lifeline.follow(lambda: __import__("os")._exit(0))
while True:
    lifeline.beat()
    time.sleep(0.05)
"""
HANGS = LIVES.replace(
    "while True:\n    lifeline.beat()\n    time.sleep(0.05)", "lifeline.beat()\ntime.sleep(600)"
)


@pytest.fixture
def supervise() -> Iterator[Callable[..., Supervisor]]:
    made: list[Supervisor] = []

    def make(script: str, hangs_after_s: float = 0.6) -> Supervisor:
        roles = [Role("one", ("-c", script.format(root=str(ROOT))))]
        made.append(Supervisor(roles, [sys.executable], hangs_after_s=hangs_after_s))
        return made[-1]

    yield make
    for supervisor in made:
        supervisor.stop()


def until(supervisor: Supervisor, holds: Callable[[], bool]) -> None:
    def does_hold() -> bool:
        supervisor.step()
        return holds()

    wait_until(does_hold)


def test_a_killed_role_is_started_again(supervise: Callable[..., Supervisor]) -> None:
    supervisor = supervise(LIVES)
    supervisor.step()
    first = supervisor.pids["one"]
    os.kill(first, signal.SIGKILL)
    until(supervisor, lambda: supervisor.pids.get("one", first) != first)


def test_a_role_that_shows_no_life_is_killed_and_started_again(
    supervise: Callable[..., Supervisor],
) -> None:
    supervisor = supervise(HANGS)
    supervisor.step()
    first = supervisor.pids["one"]
    until(supervisor, lambda: supervisor.pids.get("one", first) != first)


def test_a_living_role_is_left_alone(supervise: Callable[..., Supervisor]) -> None:
    supervisor = supervise(LIVES, 2.0)  # forty beats
    supervisor.step()
    first = supervisor.pids["one"]
    for _ in range(50):
        supervisor.step()
        time.sleep(0.05)
    assert supervisor.pids["one"] == first


def test_a_role_that_dies_at_once_is_tried_for_ever_within_three_seconds(
    supervise: Callable[..., Supervisor],
) -> None:
    supervisor = supervise("raise SystemExit(75)")
    pids = set()
    pauses = []
    for _ in range(4):
        until(supervisor, lambda: "one" in supervisor.pids)
        pids.add(supervisor.pids["one"])
        until(supervisor, lambda: "one" not in supervisor.pids)
        pauses.append(supervisor._runs[0].due - supervisor._seconds())
    assert len(pids) == 4
    assert max(pauses) <= 3


def test_a_role_that_cannot_be_started_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    supervisor = Supervisor([Role("one", ())], ["/no/such/program"])
    until(supervisor, lambda: len(caplog.records) >= 3)
    assert supervisor.pids == {}


def test_a_supervisor_that_stood_still_itself_blames_nobody() -> None:
    late_s = 0.0
    supervisor = Supervisor(
        [Role("one", ("-c", LIVES.format(root=str(ROOT))))],
        [sys.executable],
        seconds=lambda: time.monotonic() + late_s,
    )
    try:
        supervisor.step()
        first = supervisor.pids["one"]
        until(supervisor, lambda: supervisor._runs[0].beaten > supervisor._runs[0].started)
        late_s = 60.0
        supervisor.step()
        assert supervisor.pids == {"one": first}
    finally:
        supervisor.stop()


def test_roles_end_when_their_supervisor_is_killed(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    child = LIVES.format(root=str(ROOT))
    parent = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "import time, pathlib\n"
        "from app.supervisor import Role, Supervisor\n"
        f"s = Supervisor([Role('one', ('-c', {child!r}))], [sys.executable])\n"
        "s.step()\n"
        f"pathlib.Path({str(note)!r}).write_text(str(s.pids['one']))\n"
        "time.sleep(600)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", parent])
    wait_until(lambda: note.exists() and note.read_text())
    pid = note.read_text()
    process.kill()
    process.wait()
    wait_until(lambda: has_ended(pid))


def has_ended(pid: str) -> bool:
    """Tell whether a process is gone, or waits only for somebody to ask how it ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_a_role_runs_where_no_lock_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    is_running = False
    with only_one(tmp_path / "file" / "run", "kiosk", "kiosk-1"):
        is_running = True
    assert is_running


def test_a_second_role_of_one_name_is_refused_until_the_first_ends(tmp_path: Path) -> None:
    with only_one(tmp_path, "kiosk", "kiosk-1"):
        with pytest.raises(AlreadyRunning) as refused, only_one(tmp_path, "kiosk", "kiosk-1"):
            pass
        assert refused.value.facts == {"role": "kiosk", "name": "kiosk-1"}
        with only_one(tmp_path, "kiosk", "kiosk-2"):
            pass
    with only_one(tmp_path, "kiosk", "kiosk-1"):
        pass
