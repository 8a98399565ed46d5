"""Pages that slide."""

from PySide6.QtCore import QEasingCurve, QPoint, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.theme import Look

_SLIDE_MS = 200


class SlidingPages(QStackedWidget):
    """A stack whose pages slide 200 ms in the direction of travel, or change at once.

    While they slide, pictures of the two pages move and taps go nowhere.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._slide: _Slide | None = None

    @property
    def is_sliding(self) -> bool:
        """Tell whether a page is on its way."""
        return self._slide is not None

    def show_page(self, page: QWidget, direction: int = 1) -> None:
        """Go to a page of the stack.

        Args:
            page: Where to go.
            direction: 1 goes on (the page comes from the right), -1 goes back, 0 does not slide.
        """
        before = self.currentWidget()
        self.end_slide()
        if before is page:
            return
        if not self._look.motion or direction == 0 or before is None or not self.isVisible():
            self.setCurrentWidget(page)
            return
        old = before.grab()
        page.resize(self.size())
        self.setCurrentWidget(page)
        self._slide = _Slide(old, page.grab(), direction, self)
        self._slide.animation.finished.connect(self.end_slide)

    def end_slide(self) -> None:
        """Arrive at once."""
        if self._slide is not None:
            self._slide.animation.stop()
            self._slide.hide()
            self._slide.deleteLater()
            self._slide = None


class _Slide(QWidget):
    """Covers the stack and draws both pages beside each other on their way."""

    def __init__(self, old: QPixmap, new: QPixmap, direction: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._old, self._new, self._direction = old, new, direction
        self._share = 0.0
        self.setGeometry(parent.rect())
        self.animation = QVariantAnimation(self)
        self.animation.setDuration(_SLIDE_MS)
        self.animation.setStartValue(0.0)
        self.animation.setEndValue(1.0)
        self.animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.animation.valueChanged.connect(self._on_moved)
        self.show()
        self.raise_()
        self.animation.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        way = round(self.width() * self._share)
        painter.drawPixmap(QPoint(-self._direction * way, 0), self._old)
        painter.drawPixmap(QPoint(self._direction * (self.width() - way), 0), self._new)

    def _on_moved(self, share: float) -> None:
        self._share = share
        self.update()
