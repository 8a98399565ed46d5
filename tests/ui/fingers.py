"""Fingers, palms and a mouse on a guarded window."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QEventPoint, QPointingDevice, QTouchEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Wear
from ui.theme import Look
from ui.touching import TouchGuard
from ui.widgets.button import TouchButton
from ui.widgets.scroll import FingerArea

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
#: As in tests/ui/test_scroll.py.
STEP = 12
DEVICE: list[QPointingDevice] = []


def device() -> QPointingDevice:
    if not DEVICE:  # it lives as long as the application
        DEVICE.append(QTest.createTouchDevice())
    return DEVICE[0]


class Contact(QEventPoint):
    """A contact of a size; Qt lets nobody else than the system set it."""

    def __init__(self, diameter: float) -> None:
        super().__init__(0, QEventPoint.State.Pressed, QPointF(300, 300), QPointF(300, 300))
        self._diameter = diameter

    def ellipseDiameters(self) -> QSizeF:  # noqa: N802
        return QSizeF(self._diameter / 2, self._diameter)


class Broad(QTouchEvent):
    def __init__(self, kind: QEvent.Type, diameter: float) -> None:
        super().__init__(kind, device())
        self._diameter = diameter

    def points(self) -> list[QEventPoint]:
        return [Contact(self._diameter)]


class Rig:
    """A window over the whole screen: two buttons side by side, and a list below them."""

    def __init__(self, qtbot: QtBot, wear: Wear, *, is_guarded: bool = True, held_ms: int = 3000) -> None:
        self.qtbot = qtbot
        look = wear(motion=False)
        self.taps: list[str] = []
        self.window = QWidget()
        qtbot.addWidget(self.window)
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        column.addLayout(row)
        self.one, self.other = self._button(look, "one"), self._button(look, "other")
        row.addWidget(self.one)
        row.addWidget(self.other)
        content = QWidget()
        tiles = QVBoxLayout(content)
        self.tiles = [self._button(look, f"tile {n}") for n in range(20)]
        for tile in self.tiles:
            tiles.addWidget(tile)
        self.area = FingerArea(look, content)
        column.addWidget(self.area, 1)
        self.guard = TouchGuard(self.window, look, held_ms=held_ms) if is_guarded else None
        self.window.setGeometry(self.window.screen().geometry())
        with qtbot.waitExposed(self.window):
            self.window.show()

    @property
    def handle(self) -> QWindow:
        return self.window.windowHandle()

    def is_blocking(self) -> bool:
        return self.guard is not None and self.guard.is_blocking

    def middle(self, widget: QWidget) -> QPoint:
        return widget.mapTo(self.window, widget.rect().center())

    def press(self, at: QPoint) -> None:
        QTest.mousePress(self.handle, LEFT, NONE, at)
        self.qtbot.wait(2)

    def release(self, at: QPoint) -> None:
        QTest.mouseRelease(self.handle, LEFT, NONE, at)
        self.qtbot.wait(2)

    def touch(self) -> QTest.QTouchEventSequence:
        return QTest.touchEvent(self.handle, device(), False)

    def put(self, finger: int, at: QPoint) -> None:
        """Put a finger on the glass; one that is there already stays."""
        events = self.touch()
        if finger:
            events.stationary(0)
        events.press(finger, at).commit()
        self.qtbot.wait(2)

    def lift(self, finger: int, at: QPoint, *, stays: int | None = None) -> None:
        events = self.touch()
        if stays is not None:
            events.stationary(stays)
        events.release(finger, at).commit()
        self.qtbot.wait(2)

    def tap(self, widget: QWidget) -> None:
        self.put(0, self.middle(widget))
        self.lift(0, self.middle(widget))

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Drag up or down, and keep the finger there."""
        self.put(0, start)
        for y in range(start.y(), end.y(), STEP if end.y() > start.y() else -STEP):
            self.touch().move(0, QPoint(start.x(), y)).commit()
            self.qtbot.wait(2)

    def broad(self, kind: QEvent.Type, diameter_mm: float) -> None:
        dots = self.window.screen().size().width() / self.window.screen().physicalSize().width()
        QApplication.sendEvent(self.handle, Broad(kind, diameter_mm * dots))

    def scrolled(self) -> int:
        return self.area.verticalScrollBar().value()

    def _button(self, look: Look, name: str) -> TouchButton:
        button = TouchButton(look, name)
        button.clicked.connect(lambda: self.taps.append(name))
        return button
