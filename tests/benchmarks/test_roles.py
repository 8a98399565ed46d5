"""How the benchmarks listen to a role, shown with a small program in its place."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import roles
from benchmarks.roles import RoleSilent, Told, running

_PREAMBLE = """
import json, os, sys, time
assert sys.argv[1:3] == ["display", "--db"], sys.argv
trace = open(os.environ["ANTREAN_TRACE"], "a", buffering=1)
"""

Play = Callable[[str], Path]


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """Let a script stand for the program; returns the hall's file."""

    def put(script: str) -> Path:
        file = tmp_path / "role.py"
        file.write_text(_PREAMBLE + script)
        monkeypatch.setattr(roles, "program", lambda: [sys.executable, str(file)])
        return tmp_path / "hall.db"

    return put


def test_what_a_role_tells_is_found_by_name_and_seq(play: Play) -> None:
    db = play("""
for seq in (7, 8):
    print(json.dumps({"role": "display", "what": "painted", "seq": seq, "at_ns": seq * 10}), file=trace)
time.sleep(60)
""")
    with running(["display"], db) as role:
        assert role.wait_for("painted", 8) == Told(80, "painted", 8)
        assert role.wait_for("painted", 7) == Told(70, "painted", 7)
        assert role.resident_mb() > 1
    assert role.process.poll() is not None, "it ends with the measurement"


def test_half_a_line_is_waited_for(play: Play) -> None:
    db = play("""
trace.write('{"what": "first_paint", '); trace.flush()
time.sleep(0.3)
trace.write('"at_ns": 5}\\n')
time.sleep(60)
""")
    with running(["display"], db) as role:
        assert role.wait_for("first_paint") == Told(5, "first_paint")


def test_a_role_that_ends_is_told_with_its_last_words(play: Play) -> None:
    db = play("sys.exit('no screen here')")
    with running(["display"], db) as role, pytest.raises(RoleSilent, match="no screen here"):
        role.wait_for("first_paint")


def test_a_role_that_says_nothing_is_not_waited_for_without_end(play: Play) -> None:
    db = play("time.sleep(60)")
    with running(["display"], db) as role, pytest.raises(RoleSilent, match="first_paint"):
        role.wait_for("first_paint", timeout_s=0.2)
