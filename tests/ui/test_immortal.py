import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
MANY_CALLS = """
import sys
sys.path.insert(0, {root!r})
import ui
from PySide6.QtCore import QCoreApplication, QTimer
application = QCoreApplication([])
timer = QTimer()
for _ in range(200_000):
    timer.stop()
print("alive")
"""


def test_a_window_survives_more_calls_than_there_are_references_to_none() -> None:
    code = MANY_CALLS.format(root=str(ROOT))
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stdout) == (0, "alive\n"), ended.stderr
