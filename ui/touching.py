"""Lets through to a touch window only what a visitor meant: one finger, on purpose, let go where it pressed.

Qt makes mouse events of the first finger and drops the others, so the rules of Qt know one finger only.
This looks at both where they enter the window, before any widget or scroller: touches are counted and
measured there, and what their first finger becomes is let through, kept back or taken back.
"""

from typing import cast

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QEventPoint, QMouseEvent, QTouchEvent, QWindow
from PySide6.QtWidgets import QApplication, QScroller, QWidget

from ui import measure
from ui.theme import Look

#: A contact that is broader than this is a palm or a sleeve.
PALM_MM = 25.0
#: A press that begins so near to the edge of the screen came from its frame.
EDGE_MM = 3.0
#: Who presses longer than this leans on the glass.
HELD_MS = 3000

# Where no button is. What is released there presses nothing.
_FAR = QPointF(-100_000, -100_000)
_TOUCHES = (
    QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel,
)  # fmt: skip
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
_APPEARS = (QEvent.Type.WinIdChange, QEvent.Type.Show)


class TouchGuard(QObject):
    """Guards one window for as long as it lives.

    - A second finger takes the press of the first back; nothing is pressed until all are lifted.
    - A palm presses nothing, nor do several fingers that land at once.
    - A press that begins at the edge of the screen does nothing, nor does the drag that follows.
    - A press that is held too long is taken back; one that is held for less is a tap.
    - Other buttons than the left one do nothing, and no menu opens.

    A drag scrolls as before, however long it lasts.

    Args:
        window: A window, shown or not.
        look: For sizes where the screen does not tell its own.
        held_ms: How long a press may last.
    """

    def __init__(self, window: QWidget, look: Look, *, held_ms: int = HELD_MS) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        self._handle: QWindow | None = None
        self._fingers = 0
        self._is_refused = False
        self._is_held = False
        self._is_own = False
        self._at = QPointF()
        self._since_press = QElapsedTimer()
        self._held_ms = held_ms
        self._too_long = QTimer(self, singleShot=True, interval=held_ms)
        self._too_long.timeout.connect(self._on_too_long)
        window.installEventFilter(self)
        self._follow()

    @property
    def is_blocking(self) -> bool:
        """Tell whether what touches the glass now presses nothing."""
        return self._is_refused

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._window:
            if kind in _APPEARS:
                self._follow()
            return False
        if self._is_own:
            return False
        if kind in _TOUCHES and isinstance(event, QTouchEvent):
            self._see_touch(event)
        elif isinstance(event, QMouseEvent):
            return self._is_kept_back(event)
        return kind is QEvent.Type.ContextMenu

    def _follow(self) -> None:
        """Watch the window of the system; it comes with the first showing and may come anew."""
        handle = cast("QWindow | None", self._window.windowHandle())
        if handle is not None and handle is not self._handle:
            self._handle = handle
            handle.installEventFilter(self)

    def _see_touch(self, event: QTouchEvent) -> None:
        """Count the fingers. The event itself goes on: Qt makes the mouse events of it afterwards."""
        kind = event.type()
        if kind is QEvent.Type.TouchBegin:
            self._is_refused = False
        if kind is QEvent.Type.TouchCancel:  # nothing comes after it
            self._refuse()
            self._fingers, self._is_refused = 0, False
            return
        down = [one for one in event.points() if one.state() is not QEventPoint.State.Released]
        self._fingers = len(down)
        if len(down) > 1 or any(self._is_palm(one) for one in down):
            self._refuse()

    def _is_kept_back(self, event: QMouseEvent) -> bool:
        kind = event.type()
        is_left = event.button() is Qt.MouseButton.LeftButton
        if kind in _PRESSES:
            return not is_left or self._is_press_refused(event)
        if kind is QEvent.Type.MouseMove:
            self._at = event.position()
            return self._is_refused
        if kind is QEvent.Type.MouseButtonRelease:
            return not is_left or self._is_release_refused()
        return False

    def _is_press_refused(self, event: QMouseEvent) -> bool:
        if not self._fingers:  # a mouse
            self._is_refused = False
        self._at = event.position()
        self._is_refused = self._is_refused or self._is_at_edge(event.globalPosition().toPoint())
        if not self._is_refused:
            self._is_held = True
            self._since_press.start()
            self._too_long.start()
        return self._is_refused

    def _is_release_refused(self) -> bool:
        # The timer may come late where the window was busy.
        if self._is_held and self._since_press.elapsed() > self._held_ms:
            self._on_too_long()
        is_refused = self._is_refused
        self._is_held = False
        self._too_long.stop()
        if not self._fingers:
            self._is_refused = False
        return is_refused

    def _on_too_long(self) -> None:
        if not self._is_scrolling():
            self._refuse()

    def _refuse(self) -> None:
        """Take the press back, and let nothing through until all fingers are lifted."""
        self._is_refused = True
        self._too_long.stop()
        if not self._is_held or self._handle is None:
            return
        self._is_held = False
        # A list that is being dragged has taken the press back itself, and would be flung far away.
        where = self._at if self._is_scrolling() else _FAR
        release = QMouseEvent(
            QEvent.Type.MouseButtonRelease,
            where,
            QPointF(self._handle.mapToGlobal(where.toPoint())),
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self._is_own = True
        QApplication.sendEvent(self._handle, release)
        self._is_own = False

    def _is_scrolling(self) -> bool:
        return any(
            scroller.state() is QScroller.State.Dragging
            and isinstance(target := scroller.target(), QWidget)
            and self._window.isAncestorOf(target)
            for scroller in QScroller.activeScrollers()
        )

    def _is_palm(self, contact: QEventPoint) -> bool:
        size = contact.ellipseDiameters()  # zero where the glass does not measure it
        return max(size.width(), size.height()) > PALM_MM * self._dots_per_mm()

    def _is_at_edge(self, where: QPoint) -> bool:
        edge = round(EDGE_MM * self._dots_per_mm())
        inner = self._window.screen().geometry().adjusted(edge, edge, -edge, -edge)
        return not inner.contains(where)

    def _dots_per_mm(self) -> float:
        return measure.dots_per_mm(self._window.screen()) or self._look.scale.dots_per_mm
