"""What moves on the first page: the hall's pictures, or what there is to know."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.slides import Slide
from ui.media.panel import MediaPanel
from ui.theme import Look
from ui.widgets.icon import Icon
from ui.widgets.label import FittedLabel


class Attraction(QFrame):
    """One slide, or a picture of the hall's own in its place.

    Args:
        look: The window's look.
        parent: Where it stands.
        is_small: There is little room.
    """

    def __init__(self, look: Look, parent: QWidget, *, is_small: bool) -> None:
        super().__init__(parent)
        self._look = look
        self._pictures: MediaPanel | None = None
        self._slide: Slide | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(look.mm(34))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._card = QFrame(self)
        self._card.setProperty("role", "surface")
        whole.addWidget(self._card)
        row = QHBoxLayout(self._card)
        margin = look.mm(6)
        row.setContentsMargins(margin, margin, margin, margin)
        row.setSpacing(look.mm(6))
        self._icon = Icon("calendar", look.mm(18), look.theme.primary, self._card)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        left = Qt.AlignmentFlag.AlignLeft
        words = QVBoxLayout()
        words.setSpacing(look.mm(2))
        bottom, top = left | Qt.AlignmentFlag.AlignBottom, left | Qt.AlignmentFlag.AlignTop
        self._title = FittedLabel("", "heading" if is_small else "title", bottom, self._card, is_wrapped=True)
        self._lines = FittedLabel("", "body", top, self._card, is_wrapped=True)
        words.addWidget(self._title, 2)
        words.addWidget(self._lines, 5)
        row.addLayout(words, 1)

    @property
    def title(self) -> str:
        """What the slide is about; empty while a picture stands there."""
        return "" if self._card.isHidden() else self._title.text()

    def show_slide(self, slide: Slide | None) -> None:
        """Tell something, unless there are pictures."""
        if slide is not None and slide != self._slide:
            self._slide = slide
            self._icon.show_icon(slide.icon, self._look.theme.primary)
            self._title.setText(slide.title)
            self._lines.setText("\n".join(slide.lines))
            self._lines.setVisible(bool(slide.lines))
            upright = Qt.AlignmentFlag.AlignBottom if slide.lines else Qt.AlignmentFlag.AlignVCenter
            self._title.setAlignment(Qt.AlignmentFlag.AlignLeft | upright)
        self._card.setVisible(slide is not None and (self._pictures is None or not self._pictures.has_any))

    def take_pictures(self, pictures: MediaPanel) -> None:
        """Show the hall's pictures here, as long as there are any."""
        self._pictures = pictures
        layout = self.layout()
        assert layout is not None
        layout.addWidget(pictures)
        pictures.changed.connect(self._on_changed)
        self._on_changed()

    def give_back_pictures(self) -> None:
        """Let the pictures go: they outlive this page."""
        if self._pictures is not None:
            self._pictures.changed.disconnect(self._on_changed)
            self._pictures.hide()
            self._pictures.setParent(None)
            self._pictures = None

    def _on_changed(self) -> None:
        assert self._pictures is not None
        self._pictures.setVisible(self._pictures.has_any)
        self._card.setVisible(self._slide is not None and not self._pictures.has_any)
