"""A list scrolled by finger that shows when there is more below."""

import time

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QLinearGradient, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScroller, QScrollerProperties, QSizePolicy, QWidget

from ui.theme import Look
from ui.widgets import icon as icons


class FingerArea(QScrollArea):
    """A vertical scroll area moved by finger or mouse, without scroll bars.

    A press that turns into a scroll does not fire the button under it (`ui.widgets.listed`). While more
    stands above or below, the edge fades out and an arrow points there.

    Qt turns the first finger into mouse events and drops the others, so one way serves finger and
    mouse, and a second finger does nothing. What the finger does is told to Qt's scroller here, and not by
    its gesture: each gesture that is grabbed holds some 2.5 kB for ever, and a kiosk makes new lists with
    each page.
    """

    def __init__(self, look: Look, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        content.setProperty("role", "list")
        policy = content.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        content.setSizePolicy(policy)
        self._content = content
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        self._scroller = QScroller.scroller(self.viewport())
        self._follow_finger(look)
        self._above = _More(look, self, is_below=False)
        self._below = _More(look, self, is_below=True)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._on_moved)
        bar.rangeChanged.connect(self._on_moved)
        content.installEventFilter(self)

    @property
    def has_more_below(self) -> bool:
        """Tell whether something stands below what is seen."""
        bar = self.verticalScrollBar()
        return bar.value() < bar.maximum()

    def to_top(self) -> None:
        """Show the beginning, at once."""
        self._scroller.stop()
        self.verticalScrollBar().setValue(0)

    def finger_pressed(self, event: QMouseEvent) -> bool:
        """A finger came down; tell whether it stops a list that was gliding."""
        was_gliding = self._scroller.state() is QScroller.State.Scrolling
        self._feed(QScroller.Input.InputPress, event)
        return was_gliding

    def finger_moved(self, event: QMouseEvent) -> bool:
        """A finger moved; tell whether it drags the list."""
        self._feed(QScroller.Input.InputMove, event)
        return self._scroller.state() is QScroller.State.Dragging

    def finger_released(self, event: QMouseEvent) -> bool:
        """A finger was lifted; tell whether it had dragged the list."""
        has_dragged = self._scroller.state() is QScroller.State.Dragging
        self._feed(QScroller.Input.InputRelease, event)
        return has_dragged

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.finger_pressed(event)  # beside the buttons

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.finger_moved(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.finger_released(event)

    def show_whole(self, part: QWidget) -> None:
        """Bring something that stands here into view, at once."""
        self._scroller.stop()
        self.ensureWidgetVisible(part, 0, self._below.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._on_moved()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        # A resizable scroll area asks for the minimum size only, which knows nothing of wrapped
        # words; their height depends on the width.
        layout = self._content.layout()
        if layout is not None and layout.hasHeightForWidth():
            self._content.setMinimumHeight(layout.totalHeightForWidth(self.viewport().width()))

    def _follow_finger(self, look: Look) -> None:
        metric = QScrollerProperties.ScrollMetric
        properties = self._scroller.scrollerProperties()
        properties.setScrollMetric(metric.DragStartDistance, 0.004)
        properties.setScrollMetric(metric.DecelerationFactor, 0.4)
        if not look.motion:  # no finger is that fast: the list stands still where it is let go
            properties.setScrollMetric(metric.MinimumVelocity, 1000.0)
        off = QScrollerProperties.OvershootPolicy.OvershootAlwaysOff
        properties.setScrollMetric(metric.VerticalOvershootPolicy, off)
        properties.setScrollMetric(metric.HorizontalOvershootPolicy, off)
        self._scroller.setScrollerProperties(properties)

    def _feed(self, what: QScroller.Input, event: QMouseEvent) -> None:
        self._scroller.handleInput(what, event.globalPosition(), round(time.monotonic() * 1000))

    def _on_moved(self) -> None:
        height = self._below.height()
        self._above.setGeometry(0, 0, self.width(), height)
        self._below.setGeometry(0, self.height() - height, self.width(), height)
        self._above.setVisible(self.verticalScrollBar().value() > 0)
        self._below.setVisible(self.has_more_below)
        self._above.raise_()
        self._below.raise_()


class _More(QWidget):
    """The fading edge with its arrow."""

    def __init__(self, look: Look, parent: QWidget, *, is_below: bool) -> None:
        super().__init__(parent)
        self._look = look
        self._is_below = is_below
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(look.mm(11))
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        clear, solid = QColor(theme.paper), QColor(theme.paper)
        clear.setAlpha(0)
        fade = QLinearGradient(0, 0, 0, self.height())
        fade.setColorAt(0, clear if self._is_below else solid)
        fade.setColorAt(1, solid if self._is_below else clear)
        painter.fillRect(self.rect(), fade)
        edge = self._look.mm(9)
        circle = QRect((self.width() - edge) // 2, (self.height() - edge) // 2, edge, edge)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.primary))
        painter.drawEllipse(circle)
        name = "chevron-down" if self._is_below else "chevron-up"
        arrow = round(edge * 0.7)
        drawn = icons.pixmap(name, arrow, theme.on_primary, self.devicePixelRatioF())
        painter.drawPixmap(circle.left() + (edge - arrow) // 2, circle.top() + (edge - arrow) // 2, drawn)
