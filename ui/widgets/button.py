"""Buttons for fingers: words that wrap, an icon beside or above them."""

from enum import Enum

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from ui import fonts
from ui.theme import Look
from ui.widgets import focus_ring
from ui.widgets import icon as icons
from ui.widgets.listed import ListedButton

_WRAP = Qt.TextFlag.TextWordWrap
_TO_THE_LEFT = ("tile", "tick")


class Place(Enum):
    """Where the icon of a button stands."""

    BESIDE = "beside"
    ABOVE = "above"


class TouchButton(ListedButton):
    """A button at least 20 mm high whose words wrap instead of being cut.

    The frame comes from the style sheet by `role`; words are `text()`, and a second line of lesser
    rank is `detail`. The accessible name follows the words unless one was set.

    Args:
        look: The window's look.
        text: Words; may be empty when an icon and an accessible name tell enough.
        role: ``primary``, ``quiet``, ``priority``, ``danger``, ``tile`` or empty; see widgets.qss.
        icon: Name of an icon, or empty.
        place: Where the icon stands.
        least_height_mm: Not lower than this.
    """

    def __init__(
        self,
        look: Look,
        text: str = "",
        parent: QWidget | None = None,
        *,
        role: str = "",
        icon: str = "",
        place: Place = Place.BESIDE,
        least_height_mm: float = 20,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._place = place
        self._detail = ""
        self._heights: dict[int, int] = {}
        self._hint: QSize | None = None
        self._least: QSize | None = None
        self._least_height = look.mm(least_height_mm)
        self.setProperty("role", role)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.say(text)

    @property
    def detail(self) -> str:
        """The second line."""
        return self._detail

    def say(self, text: str, detail: str = "") -> None:
        """Change the words."""
        self.setText(text)
        self._detail = detail
        self.setAccessibleName(f"{text}, {detail}" if detail else text)
        self._measure_anew()
        self.updateGeometry()
        self.update()

    def make_high(self, least_height_mm: float) -> None:
        """Make it as high as this at least."""
        self._least_height = self._look.mm(least_height_mm)
        self._measure_anew()
        self.updateGeometry()

    def show_icon(self, name: str) -> None:
        """Change the icon."""
        self._icon = name
        self._measure_anew()
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        # Layouts ask some twenty times for the same width, and measuring words takes long.
        self.ensurePolished()
        if width not in self._heights:
            frame = self._frame()
            inner = max(1, width - frame.width())
            self._heights[width] = max(self._least_height, self._height_of_words(inner) + frame.height())
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:
        # Another font or style sheet; the first comes with being polished.
        self._measure_anew()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        if self._hint is None:
            self._hint = self._wished()
        return self._hint

    def minimumSizeHint(self) -> QSize:
        self.ensurePolished()
        if self._least is None:
            self._least = self._bearable()
        return self._least

    def _measure_anew(self) -> None:
        self._heights.clear()
        self._hint = self._least = None

    def _wished(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text())
        if self._detail:
            words = max(words, QFontMetrics(self._detail_font()).horizontalAdvance(self._detail))
        width = words + self._frame().width() + self._room_for_icon().width() + 2
        return QSize(width, self.heightForWidth(width))

    def _bearable(self) -> QSize:
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        small = QFontMetrics(self._detail_font())
        longest = max([longest, *(small.horizontalAdvance(word) for word in self._detail.split())])
        width = longest + self._frame().width() + self._room_for_icon().width() + 2
        width = max(width, self._least_height)
        return QSize(width, self._least_height)

    def places(self) -> tuple[QRect, QRect, QRect]:
        """Return where the icon, the words and the detail are drawn; null where there is none."""
        inner = self._contents()
        icon, gap = self._icon_px() if self._icon else 0, self._gap()
        alone = not self.text()
        centred = self.property("role") not in _TO_THE_LEFT
        shape = QRect(inner)
        if icon and self._place is Place.ABOVE:
            words = self._height_of_text(inner.width())
            top = inner.top() + max(0, (inner.height() - icon - (0 if alone else gap + words)) // 2)
            at = QRect(inner.left() + (inner.width() - icon) // 2, top, icon, icon)
            shape.setTop(at.bottom() + 1 + (0 if alone else gap))
            shape.setHeight(min(words, inner.bottom() - shape.top() + 1))
        elif icon:
            shape.setLeft(inner.left() + icon + gap)
            left = inner.left()
            if alone:
                left = inner.left() + (inner.width() - icon) // 2
            elif centred:
                used = min(self._width_of_text(shape.width()), shape.width())
                spare = max(0, (shape.width() - used) // 2)
                left += spare
                shape = QRect(left + icon + gap, shape.top(), used, shape.height())
            at = QRect(left, inner.top() + (inner.height() - icon) // 2, icon, icon)
        else:
            at = QRect()
        return (at, *self._split(shape))

    def hitButton(self, pos: QPoint) -> bool:
        # Qt leaves out the margins of the style sheet, which swap sides while the button is pressed:
        # a tap on the uppermost millimetre would press it and never release it.
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        if self.hasFocus():
            self._draw_ring(painter, is_pressed=bool(option.state & QStyle.StateFlag.State_Sunken))
        at, words, detail = self.places()
        if self._icon:
            drawn = icons.pixmap(self._icon, at.width(), self._icon_colour(), self.devicePixelRatioF())
            painter.drawPixmap(at.topLeft(), drawn)
        painter.setPen(QColor(self._ink()))
        painter.drawText(words, self._flags(), self.text())
        if self._detail:
            self._draw_detail(painter, detail)

    def _draw_ring(self, painter: QPainter, *, is_pressed: bool) -> None:
        # The margin of a millimetre swaps sides while the button is pressed: see widgets.qss.
        above, below = (self._look.mm(1), 0) if is_pressed else (0, self._look.mm(1))
        frame = QRectF(self.rect().adjusted(0, above, 0, -below))
        focus_ring.draw(painter, self._look, frame, 3 if self.property("key") else 4)

    def _draw_detail(self, painter: QPainter, where: QRect) -> None:
        painter.setFont(self._detail_font())
        if self.property("role") == "tile":
            painter.setPen(QColor(self._look.theme.muted))
        painter.drawText(where, self._flags(), self._detail)

    def _split(self, shape: QRect) -> tuple[QRect, QRect]:
        words = self._height_of(self.text(), self.font(), shape.width())
        if not self._detail:
            top = shape.top() + max(0, (shape.height() - words) // 2)
            return QRect(shape.left(), top, shape.width(), min(words, shape.height())), QRect()
        detail = self._height_of(self._detail, self._detail_font(), shape.width())
        top = shape.top() + max(0, (shape.height() - words - detail) // 2)
        return (
            QRect(shape.left(), top, shape.width(), words),
            QRect(shape.left(), top + words, shape.width(), detail),
        )

    def _flags(self) -> int:
        centred = self.property("role") not in _TO_THE_LEFT
        across = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        return int(across | Qt.AlignmentFlag.AlignTop) | int(_WRAP)

    def _ink(self) -> str:
        # The style sheet's colours of :checked and :disabled are not told to who paints the words.
        if self.property("role") in ("tile", "need", "tick") and self.isEnabled():
            return self._look.theme.ink
        return self._icon_colour()

    def _icon_colour(self) -> str:
        theme = self._look.theme
        if not self.isEnabled():
            return theme.muted
        role = self.property("role")
        if role == "primary" or (role in ("language", "toggle") and self.isChecked()):
            return theme.on_primary
        return {"priority": theme.priority, "danger": theme.danger}.get(role, theme.primary)

    def _detail_font(self) -> QFont:
        font = QFont(self.font())
        font.setFamily(fonts.TEXT)
        font.setWeight(QFont.Weight.Normal)
        font.setPixelSize(self._look.scale.small)
        return font

    def _icon_px(self) -> int:
        self.ensurePolished()
        stands_out = self.property("role") in _TO_THE_LEFT or self._place is Place.ABOVE
        wide = 1.9 if stands_out else 1.25
        return round(self.font().pixelSize() * wide)

    def _gap(self) -> int:
        return self._look.mm(2.5)

    def _room_for_icon(self) -> QSize:
        if not self._icon or self._place is Place.ABOVE:
            return QSize(0, 0)
        return QSize(self._icon_px() + (self._gap() if self.text() else 0), 0)

    def _height_of(self, text: str, font: QFont, width: int) -> int:
        if not text:
            return 0
        bounds = QFontMetrics(font).boundingRect(QRect(0, 0, max(1, width), 0), self._flags(), text)
        return bounds.height()

    def _height_of_text(self, width: int) -> int:
        return self._height_of(self.text(), self.font(), width) + self._height_of(
            self._detail, self._detail_font(), width
        )

    def _width_of_text(self, width: int) -> int:
        flags = self._flags()
        room = QRect(0, 0, max(1, width), 0)
        bounds = self.fontMetrics().boundingRect(room, flags, self.text())
        detail = QFontMetrics(self._detail_font()).boundingRect(room, flags, self._detail)
        return max(bounds.width(), detail.width()) + 1

    def _height_of_words(self, inner: int) -> int:
        self.ensurePolished()
        height = self._height_of_text(inner - self._room_for_icon().width())
        if not self._icon:
            return height
        if self._place is Place.ABOVE:
            return self._icon_px() + (self._gap() + height if height else 0)
        return max(height, self._icon_px())

    def _contents(self) -> QRect:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        return self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)

    def _frame(self) -> QSize:
        inner = self._contents()
        return QSize(self.width() - inner.width(), self.height() - inner.height())
