"""The staff's page in a kiosk of its own process: in by touches, the size kept, and a fresh start."""

import os
import subprocess
import sys
from pathlib import Path

from app.lifeline import SUPERVISED
from ui.watch import GAVE_UP

ROOT = Path(__file__).parents[2]

#: One of the staff, who touches what they see; each step once the one before has been answered.
STAFF = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel
from app import roles, stage
from app.config import Config
from app.orders import Orders
from app.parts import make_house, opened
from kiosk.attendant.overlay import AttendantOverlay
from ticketing.staff import StaffRole
from ui.widgets.button import TouchButton

db = sys.argv[1]
config = Config(data=Path(db).parent)
orders = Orders(config, db=db)
with opened(db, config) as parts:
    from app.furnishing import furnish
    furnish(parts.store, config)
    make_house(parts.store, parts.clock, config).enrol("budi", StaffRole.ADMINISTRATOR, "5820")

def press(widget):
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        at = QPointF(widget.rect().center())
        left = Qt.MouseButton.LeftButton
        event = QMouseEvent(kind, at, widget.mapToGlobal(at), left, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)

STEPS = [*"BUDI", "Lanjut", *"5820", "Masuk", "Ukuran layar", *["Lebih panjang"] * 3, "Simpan ukuran ini",
         "Mulai ulang kios"]

def begin(window):
    def step():
        overlay = window.findChild(AttendantOverlay)
        if overlay.isHidden():
            clock = next(one for one in window.findChildren(QLabel) if one.property("role") == "clock")
            if clock.text():
                press(clock)
            return
        seen = [one for one in overlay.findChildren(TouchButton) if one.isVisible() and one.isEnabled()]
        found = [one for one in seen if STEPS and STEPS[0] in (one.text(), one.accessibleName().split(",")[0])]
        if found:
            shown = overlay._presenter.screen
            press(found[0])
            if overlay._presenter.screen != shown or len(STEPS) == 1:
                STEPS.pop(0)
    timer = QTimer(window, interval=20)
    timer.timeout.connect(step)
    timer.start()

show = stage.Stage._show
stage.Stage._show = lambda self, window: (show(self, window), begin(window))
sys.exit(roles.kiosk(orders))
"""


def test_staff_set_the_size_and_start_the_kiosk_again(tmp_path: Path) -> None:
    script = tmp_path / "staff.py"
    script.write_text(STAFF, encoding="utf-8")
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        SUPERVISED: "1",
    }
    with subprocess.Popen(
        [sys.executable, str(script), str(tmp_path / "hall.db")],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as kiosk:
        assert kiosk.stderr is not None
        told = kiosk.stderr.read()
    assert kiosk.returncode == GAVE_UP, told
    kept = (tmp_path / "hall.run" / "kiosk.json").read_text(encoding="utf-8")
    assert "dots_per_mm of kiosk-1" in kept
    assert "5820" not in told + kept
