"""Buttons that stand in lists: a finger that drags one moves the list and presses nothing."""

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets.scroll import FingerArea


class ListedButton(QPushButton):
    """Tells the list in which it stands, if it stands in one, where the finger is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list: FingerArea | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._list = self._find_list()
        if self._list is not None and self._list.finger_pressed(event):
            event.accept()  # it was gliding, and this touch has stopped it
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._list is not None and self._list.finger_moved(event):
            self.setDown(False)
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._list is not None and self._list.finger_released(event):
            self.setDown(False)
        super().mouseReleaseEvent(event)

    def _find_list(self) -> FingerArea | None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, FingerArea):
            above = above.parentWidget()
        return above
