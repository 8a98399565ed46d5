"""Writes down when a window was painted and where its buttons are, for benchmarks and tests.

Only where ``ANTREAN_TRACE`` names a file. Each line is one JSON object with ``role``, ``what`` and
``at_ns`` (nanoseconds since 1970):

- ``first_paint``;
- ``painted``, with the ``seq`` of a call;
- ``lost`` and ``back``, with a ``seq`` that counts them: the store was out of reach, and is in reach again;
- ``late``, with the ``ms`` for which the window answered nothing, where that is over 50;
- ``buttons``, with a list of ``words``, ``name``, ``x`` and ``y`` (a point of the button on the screen).
"""

import json
import os
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from ui.feed import FeedBridge

#: Names the file in the environment.
TRACE = "ANTREAN_TRACE"

_PULSE_MS = 10
_LATE_MS = 50
_LOOK_AT_BUTTONS_S = 0.1


class Trace(QObject):
    """Watches one window.

    Args:
        role: Name of the role in each line.
        window: What to watch.
        file: Where lines are appended; several processes may share it.
        feed: What the window follows; connected after the window, so that it has shown what is noted.
    """

    def __init__(self, role: str, window: QWidget, file: Path, feed: FeedBridge) -> None:
        super().__init__(window)
        self._role = role
        self._window = window
        self._file = file
        self._is_painted = False
        self._buttons: list[dict[str, object]] = []
        self._looked = self._pulsed = time.monotonic()
        self._timer = QTimer(self, interval=_PULSE_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_pulse)
        self._timer.start()
        window.installEventFilter(self)
        self._losses = 0
        feed.lost.connect(self._on_lost)
        feed.back.connect(self._on_back)

    def write(self, what: str, **facts: object) -> None:
        """Append one line."""
        line = json.dumps({"role": self._role, "what": what, "at_ns": time.time_ns(), **facts})
        with self._file.open("a", encoding="utf-8") as out:
            out.write(line + "\n")

    def note_painted(self, seq: int) -> None:
        """Note that a call is on the glass."""
        self.write("painted", seq=seq)

    def note_spoken(self, seq: int) -> None:
        """Note that the last word of a call was spoken."""
        self.write("spoken", seq=seq)

    def note_begun(self, seq: int) -> None:
        """Note that the sound of a call has begun."""
        self.write("begun", seq=seq)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the first painting."""
        if not self._is_painted and event.type() == QEvent.Type.Paint:
            self._is_painted = True
            QTimer.singleShot(0, self, lambda: self.write("first_paint"))
        return super().eventFilter(watched, event)

    def _on_lost(self, _trouble: object) -> None:
        self._losses += 1
        self.write("lost", seq=self._losses)

    def _on_back(self) -> None:
        self.write("back", seq=self._losses)

    def _on_pulse(self) -> None:
        now = time.monotonic()
        late_ms = (now - self._pulsed) * 1000 - _PULSE_MS
        self._pulsed = now
        if late_ms > _LATE_MS:
            self.write("late", ms=round(late_ms, 1))
        if now - self._looked >= _LOOK_AT_BUTTONS_S:
            self._looked = now
            self._look_at_buttons()

    def _look_at_buttons(self) -> None:
        buttons = [_describe(one) for one in self._window.findChildren(QPushButton) if _is_seen(one)]
        if buttons != self._buttons:
            self._buttons = buttons
            self.write("buttons", buttons=buttons)


def watch(role: str, window: QWidget, feed: FeedBridge) -> Trace | None:
    """Watch a window where the environment asks for it."""
    file = os.environ.get(TRACE)
    return Trace(role, window, Path(file), feed) if file else None


def _middle(button: QPushButton) -> QPoint:
    """Find the middle of what is seen of a button, within it."""
    return button.visibleRegion().boundingRect().center()


def _is_seen(button: QPushButton) -> bool:
    """Tell whether a touch would press it: nothing that slides or asks lies over it."""
    if not (button.isVisible() and button.isEnabled()) or button.visibleRegion().isEmpty():
        return False
    window = button.window()
    return window.childAt(button.mapTo(window, _middle(button))) is button


def _describe(button: QPushButton) -> dict[str, object]:
    middle = button.mapToGlobal(_middle(button))
    return {"words": button.text(), "name": button.accessibleName(), "x": middle.x(), "y": middle.y()}
