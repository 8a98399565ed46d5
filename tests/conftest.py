"""What every test with Qt needs."""

import os

# Before any test imports Qt: windows are drawn in memory, and never on the screen of who tests.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
