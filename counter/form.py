"""Wide beside nothing, or narrow on top of the clerk's own programs."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

from ui.theme import Look

_LEAST_WIDE = QSize(900, 600)
_USUAL_WIDE = QSize(1100, 720)
# In widths and heights of a letter: about 330 × 645 pixels with letters of 15.
_NARROW_LETTERS = QSize(22, 43)


class Form:
    """Changes a window between its two forms; what it was before comes back.

    Args:
        window: The window.
        look: Its look: a narrow window is as wide as its letters need.
    """

    def __init__(self, window: QWidget, look: Look) -> None:
        self._window = window
        self._letter_px = look.scale.body
        self._wide = QRect()
        self.is_narrow = False
        window.setMinimumSize(_LEAST_WIDE)
        window.resize(_USUAL_WIDE)

    @property
    def narrow_size(self) -> QSize:
        """How large the narrow form is, in pixels."""
        return _NARROW_LETTERS * self._letter_px

    def take(self, *, is_narrow: bool) -> None:
        """Take a form: narrow at the right edge of the screen, above everything else."""
        if is_narrow == self.is_narrow:
            return
        self.is_narrow = is_narrow
        window, was_shown = self._window, self._window.isVisible()
        if is_narrow:
            self._wide = window.geometry()
        window.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, is_narrow)
        window.setMinimumSize(self.narrow_size if is_narrow else _LEAST_WIDE)
        window.setGeometry(self._beside() if is_narrow else self._wide)
        if was_shown:  # another kind of window has to be shown anew
            window.show()
            window.activateWindow()

    def _beside(self) -> QRect:
        area = self._window.screen().availableGeometry()
        size = self.narrow_size.boundedTo(area.size())
        return QRect(QPoint(area.right() - size.width() + 1, area.top()), size)
