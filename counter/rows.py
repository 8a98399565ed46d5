"""A list of rows: a number, words beside it, a time on the right, a mark for priority."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from counter import mark
from counter.row import Row, Urgency
from ui import fonts
from ui.theme import Look

_Index = QModelIndex | QPersistentModelIndex
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)


class RowsModel(QAbstractListModel):
    """Holds the rows of a list."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, from the top."""
        return self._rows

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Change the rows; the place in the list stays where the same rows stay."""
        new = tuple(rows)
        if new == self._rows:
            return
        if [row.key for row in new] == [row.key for row in self._rows]:
            self._rows = new
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        return row if role == Qt.ItemDataRole.UserRole else None


class _RowPainter(QStyledItemDelegate):
    """Paints a `Row`; as high as its words need."""

    def __init__(self, look: Look, parent: QListView) -> None:
        super().__init__(parent)
        self._look = look
        self._view = parent
        scale = look.scale
        self._lead = fonts.font(fonts.TEXT, round(scale.body * 1.3), QFont.Weight.Bold)
        self._text = fonts.font(fonts.TEXT, scale.body)
        self._strong = fonts.font(fonts.TEXT, scale.body, QFont.Weight.Bold)
        self._small = fonts.font(fonts.TEXT, scale.small)
        self._margin = look.mm(3)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = index.data(Qt.ItemDataRole.UserRole)
        width = self._view.viewport().width()
        words = self._words(row, QRect(0, 0, width, 0)).height()
        return QSize(width, QFontMetrics(self._lead).height() + words + 2 * self._margin)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        theme = self._look.theme
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, QColor(theme.surface_pressed))
            painter.fillRect(
                place.left(), place.top(), self._look.mm(1.5), place.height(), QColor(theme.primary)
            )
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, QColor(theme.line))
        inner = place.adjusted(2 * self._margin, self._margin, -2 * self._margin, -self._margin)
        self._draw_line(painter, row, inner)
        painter.setFont(self._text)
        painter.setPen(QColor(theme.ink))
        painter.drawText(self._words(row, place).translated(place.topLeft()), _WRAP, row.text)
        painter.restore()

    def _draw_line(self, painter: QPainter, row: Row, inner: QRect) -> None:
        theme = self._look.theme
        line = QRect(inner.left(), inner.top(), inner.width(), QFontMetrics(self._lead).height())
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(self._lead)
        painter.setPen(QColor(theme.ink))
        painter.drawText(line, middle | int(Qt.AlignmentFlag.AlignLeft), row.lead)
        if row.priority:
            at = line.left() + QFontMetrics(self._lead).horizontalAdvance(row.lead) + 2 * self._margin
            mark.draw(
                painter, self._look, QRect(at, line.top(), line.width(), line.height()), self._mark(row, line)
            )
        right = int(Qt.AlignmentFlag.AlignRight)
        self._draw_aside(painter, row, line)
        painter.setFont(self._small)
        painter.setPen(QColor(theme.muted))
        below = QRect(line.left(), line.bottom() + 1, line.width(), QFontMetrics(self._small).height())
        painter.drawText(below, int(Qt.AlignmentFlag.AlignTop) | right, row.below)

    def _mark(self, row: Row, line: QRect) -> str:
        """Return the word of the mark of priority; only its shape where the line has no room for the word."""
        lead = QFontMetrics(self._lead).horizontalAdvance(row.lead) + 2 * self._margin
        aside = QFontMetrics(self._strong).horizontalAdvance(row.aside) + 2 * self._margin
        if row.urgency:
            aside += self._margin + QFontMetrics(self._strong).capHeight()
        wanted = mark.size(self._look, row.priority).width()
        return row.priority if lead + wanted + aside <= line.width() else ""

    def _draw_aside(self, painter: QPainter, row: Row, line: QRect) -> None:
        """Write how long somebody has waited: a shape and a colour tell who waits too long."""
        theme = self._look.theme
        colours = {Urgency.OVER_TARGET: theme.warning, Urgency.FAR_OVER: theme.danger}
        colour = QColor(colours.get(row.urgency, theme.ink))
        painter.setFont(self._strong if row.urgency else self._text)
        painter.setPen(colour)
        painter.drawText(
            line, int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.AlignmentFlag.AlignRight), row.aside
        )
        if row.urgency:
            high = QFontMetrics(self._strong).capHeight()
            wide = QFontMetrics(self._strong).horizontalAdvance(row.aside)
            left = line.right() - wide - self._margin - high
            place = QRect(left, line.center().y() - high // 2, high, high)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            if row.urgency is Urgency.FAR_OVER:
                top = QPoint(place.center().x(), place.top())
                painter.drawPolygon([top, place.bottomRight(), place.bottomLeft()])
            else:
                painter.drawEllipse(place)

    def _words(self, row: Row, place: QRect) -> QRect:
        """Return where the words of a row stand, from its own top left."""
        taken = QFontMetrics(self._small).horizontalAdvance(row.below) + 2 * self._margin if row.below else 0
        width = max(1, place.width() - 4 * self._margin - taken)
        room = QRect(2 * self._margin, self._margin + QFontMetrics(self._lead).height(), width, 0)
        high = QFontMetrics(self._text).boundingRect(room, _WRAP, row.text).height()
        return QRect(room.left(), room.top(), width, high)


class RowsView(QListView):
    """Shows a `RowsModel`, walked through with the arrow keys."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._rows = RowsModel()
        self.setModel(self._rows)
        self.setItemDelegate(_RowPainter(look, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    @property
    def rows(self) -> RowsModel:
        """What it shows."""
        return self._rows

    def marked(self) -> str:
        """Return the key of the marked row; empty where none is."""
        at = self.currentIndex().row()
        return self._rows.rows[at].key if 0 <= at < self._rows.rowCount() else ""

    def mark(self, key: str) -> None:
        """Mark the row of a key, or the first where it is gone."""
        keys = [row.key for row in self._rows.rows]
        self.setCurrentIndex(self._rows.index(keys.index(key) if key in keys else 0))

    def move_mark(self, step: int) -> None:
        """Mark the row so many further down, as far as there are rows."""
        at = min(max(0, self.currentIndex().row() + step), self._rows.rowCount() - 1)
        self.setCurrentIndex(self._rows.index(at))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
