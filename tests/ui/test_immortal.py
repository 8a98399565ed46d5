"""A program with Qt outlives more calls than there are references to None, True and False."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUARD = "import ui\n"
PROGRAM = """
import warnings
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
warnings.simplefilter("ignore")  # of disconnections that fail
class Bell(QObject):
    rings = Signal()
application = QCoreApplication([])
bell, timer = Bell(), QTimer()
for _ in range({times}):
    {call}
print("alive")
"""
CALLS = {
    "None": ("timer.stop()", 100_000),
    "True": ("bell.rings.emit()", 20_000),
    "False": ("bell.rings.disconnect(timer.stop)", 5_000),
}
each_constant = pytest.mark.parametrize("constant", CALLS)


def run(constant: str, *, guard: str) -> subprocess.CompletedProcess[str]:
    call, times = CALLS[constant]
    code = guard + PROGRAM.format(call=call, times=times)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60)


@each_constant
def test_a_program_survives_more_calls_than_there_are_references(constant: str) -> None:
    ended = run(constant, guard=GUARD)
    assert (ended.returncode, ended.stdout) == (0, "alive\n"), ended.stderr


@each_constant
def test_without_the_guard_it_dies_where_constants_are_counted(constant: str) -> None:
    ended = run(constant, guard="")
    if sys.version_info >= (3, 12):  # they are immortal there
        assert (ended.returncode, ended.stdout) == (0, "alive\n"), ended.stderr
    else:
        assert ended.returncode < 0, "PySide6 counts again: the guard is no longer needed"
        assert "deallocating" in ended.stderr


@pytest.mark.parametrize("program", ["voice.playing", "ui.media.showing"])
def test_the_programs_beside_a_board_are_guarded_too(program: str) -> None:
    code = f"import {program}, sys; print(min(map(sys.getrefcount, (None, True, False))))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert int(told.stdout) > 1_000_000_000
