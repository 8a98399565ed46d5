"""What every test with Qt needs."""

import os

from ui import immortal

# Before any test imports Qt: windows are drawn in memory, and never on the screen of who tests.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# pytest-qt calls Qt before it imports anything of ours.
immortal.keep_constants()
